"""A wish asked for step by step: a draft keeps it for days, and any other errand may come between. (C20, C22)

A press names its draft and its question. A typed answer counts for the question asked last and only in its own
shape (周一三五; 原因：…; 证明：…), so no other errand is taken for one. (promise 2)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from care.messages import Outgoing
from care.people import Role, Student
from care.reading import applying as reading
from care.rules.enrolment.places import to_be_said
from care.rules.enrolment.wish import Around, Ask, Wish, answered, next_question
from care.wording import applying as words
from handlers.enrolment import course, disagreeing
from handlers.enrolment.carrying import next_care_day
from handlers.enrolment.wishes import ALL_WEEK, offered
from handlers.turn import Turn
from storage import people
from storage.enrolment import clubs, drafts
from storage.enrolment.drafts import Draft
from storage.questions import Choice

ANSWER, STOP = "draft_answer", "draft_stop"


def window_shut(turn: Turn) -> str:
    """Why nobody can apply today; empty where one can. The school's own days win over the term's. (D-11, C09)"""
    window, timetable = turn.policy.enrolment.window, turn.policy.timetable
    opens, closes, term = window.opens, window.closes, timetable.term_of(turn.today)
    if not (opens or closes) and window.weeks and term:
        opens, closes = term.first, term.first + timedelta(weeks=window.weeks, days=-1)
    if not (opens or closes) and term and not timetable.open_for(turn.today):
        opens, closes = term.enrol_from, term.enrol_until
    if opens and turn.today < opens:
        return words.window_shut(opens, None)
    return words.window_shut(None, closes) if closes and turn.today > closes else ""


def go_on(turn: Turn, child: Student, wish: Wish, draft: Draft | None = None) -> list[Outgoing]:
    """Ask the next question, or submit."""
    ask = next_question(wish, turn.policy.enrolment, _around(turn, child))
    if ask is None:
        if draft is not None:
            drafts.end(turn.session, draft.id, now=turn.now)
        return _submit(turn, child, wish)
    if draft is None:
        id_ = drafts.start(turn.session, turn.school_id, turn.me, child.id, wish, ask, now=turn.now)
    else:
        drafts.ask(turn.session, draft.id, wish, ask, now=turn.now)
        id_ = draft.id
    return [_question(turn, child, id_, ask)]


def _submit(turn: Turn, child: Student, wish: Wish) -> list[Outgoing]:
    sessions = wish.sessions or tuple(plan.session for plan in offered(turn, child))
    if other := disagreeing.other_wish(turn, child, wish):
        return other
    detail = {
        name: value
        for name in ("reason", "can_collect", "priority", "evidence")
        if (value := getattr(wish, name)) not in (None, "")
    }
    return course.submit(
        turn, child, "enroll", sessions=sessions, weekdays=wish.weekdays or ALL_WEEK,
        since=wish.since or next_care_day(turn), clubs=wish.clubs or (), detail=detail,
    )  # fmt: skip


def _around(turn: Turn, child: Student) -> Around:
    return Around(len(offered(turn, child)), len(clubs.names_of(turn.session, turn.school_id)))


def _question(turn: Turn, child: Student, draft_id: int, ask: Ask) -> Outgoing:
    names = clubs.names_of(turn.session, turn.school_id)
    args = {"draft": draft_id, "ask": ask.value}
    choices = [Choice(label, ANSWER, {**args, "value": value}) for label, value in _answers(turn, child, ask, names)]
    stop = Choice(words.STOP, STOP, {"draft": draft_id}, style=2)
    return turn.reply(words.question(child, ask, names), [*choices, stop][:6], asks=True)


def _answers(turn: Turn, child: Student, ask: Ask, names: Sequence[str]) -> list[tuple[str, Any]]:
    match ask:
        case Ask.SESSIONS:
            return [(plan.label, [plan.session.value]) for plan in offered(turn, child)]
        case Ask.WEEKDAYS:
            return [(label, list(days)) for label, days in words.WEEKDAY_CHOICES]
        case Ask.CLUBS:
            return [*((name, [name]) for name in names[:4]), (words.NO_CLUB, [])]
        case Ask.REASON:
            return [(reason, reason) for reason in words.REASONS]
        case Ask.ON_TIME:
            return [(words.CANNOT, False), (words.CAN, True)]
        case Ask.STILL:
            return [(words.STILL, True)]
        case Ask.PRIORITY:
            groups = to_be_said(turn.policy.enrolment)[:4]
            return [*((words.GROUPS[group], group.value) for group in groups), (words.NONE_OF_THEM, "")]
        case Ask.EVIDENCE:
            return [(words.LATER, "")]


def press_answer(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """A button of a draft's question: the same for whichever question of it is open now."""
    draft = drafts.get(turn.session, args["draft"])
    if draft.ended_at is not None:
        return [turn.reply(words.nothing_to_go_on())]
    return _answer(turn, draft, Ask(args["ask"]), args["value"])


def press_stop(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    draft = drafts.get(turn.session, args["draft"])
    drafts.end(turn.session, draft.id, now=turn.now)
    return [turn.reply(words.stopped(_child(turn, draft)))]


def _answer(turn: Turn, draft: Draft, ask: Ask, value: Any) -> list[Outgoing]:
    return go_on(turn, _child(turn, draft), answered(draft.wish, ask, value), draft)


# --- typed ---


def typed(turn: Turn) -> list[Outgoing] | None:
    """The answer to what a draft asked, or 继续报名. None: it is something else."""
    if turn.known.role is not Role.PARENT:
        return None
    open_ = drafts.open_of(turn.session, turn.me)
    if reading.goes_on(turn.text):
        return _again(turn, open_)
    for draft in open_:
        value = _value(turn, _child(turn, draft), draft.asked)
        if value is not None and value != ():
            return _answer(turn, draft, draft.asked, value)
    return None


def draft_of(turn: Turn, child: Student) -> Draft | None:
    """This person's unfinished wish for the child."""
    return next((one for one in drafts.open_of(turn.session, turn.me) if one.student_id == child.id), None)


def _again(turn: Turn, open_: Sequence[Draft]) -> list[Outgoing]:
    if not open_:
        return [turn.reply(words.nothing_to_go_on())]
    return go_on(turn, _child(turn, open_[0]), open_[0].wish, open_[0])


def _value(turn: Turn, child: Student, ask: Ask) -> Any:
    """What the text says to this question, in its own shape only. None or (): it is something else."""
    names = clubs.names_of(turn.session, turn.school_id)
    match ask:
        case Ask.WEEKDAYS:
            return reading.read_days(turn.text)
        case Ask.REASON:
            return reading.read_reason(turn.text) or None
        case Ask.EVIDENCE:
            return reading.read_evidence(turn.text) or None
        case Ask.CLUBS:
            return reading.read_clubs(turn.text, names)
        case _:
            return reading.read_choice(turn.text, _answers(turn, child, ask, names))


def pending(turn: Turn, child: Student) -> list[str]:
    """Drafts of this child, for the answer to 到哪一步了."""
    return [words.pending(child, draft.asked) for draft in drafts.open_of(turn.session, turn.me)
            if draft.student_id == child.id]  # fmt: skip


def _child(turn: Turn, draft: Draft) -> Student:
    return people.students(turn.session, [draft.student_id])[draft.student_id]
