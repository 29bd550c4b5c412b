"""A family begins, or thinks again: takes its wish back, stays after all, wants other days, leaves. (C20, C28-C30)

What is said is laid beside what is open for the child. Taking back the only open wish is done at once, as its button
does; everything else is asked. Where nothing is open the sentence is for the reader. (promise 2)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from care.acts import Act, Intent
from care.messages import Outgoing
from care.people import Role, Student
from care.reading.second_thoughts import Again, Thought, read_again
from care.rules.enrolment.course import FAMILY_ANSWERS, Event, No, Stage
from care.rules.enrolment.kinds import Kind
from care.wording import enrolment as wording
from care.wording import second_thoughts as words
from handlers import day, smalltalk
from handlers.enrolment import course, disagreeing, enrolment, family, progress
from handlers.enrolment.carrying import next_care_day
from handlers.enrolment.wishes import child_of, guardian, what_of
from handlers.turn import Turn
from storage.day import leaves
from storage.enrolment import approvals
from storage.enrolment.approvals import Application, ApplicationState
from storage.questions import Choice

OTHER_DAYS, LEAVE_THEN, AS_BEFORE = "wish_other_days", "leave_from", "wish_as_before"
FRESH = timedelta(days=7)
"""How long ago a wish may have been taken back to be meant by 还是上吧. [ours]"""


def typed(turn: Turn) -> list[Outgoing] | None:
    """None: it is something else, or nothing is open that it could be about."""
    if turn.known.role is not Role.PARENT:
        return None
    again = read_again(turn.text, turn.speaker.children)
    return ERRANDS[again.thought](turn, again) if again is not None else None


def _open(turn: Turn, again: Again, *, mine: bool = True) -> list[Application]:
    every = [one for child in _children(turn, again) for one in approvals.open_of_student(turn.session, child.id)]
    meant = [one for one in every if not again.leaving or one.kind == Kind.WITHDRAW]
    return [one for one in meant if (one.by_id == turn.me) is mine]


def _children(turn: Turn, again: Again) -> tuple[Student, ...]:
    return again.children or tuple(turn.speaker.children)


def _take_back(turn: Turn, again: Again) -> list[Outgoing] | None:
    """One wish of this person is open: taken back. Several: shown with their buttons."""
    own = _open(turn, again)
    if len(own) == 1:
        return enrolment.press_take_back({"application": own[0].id}, turn)
    if own:
        return progress.progress(Act(Intent.ASK_PROGRESS, students=_children(turn, again)), turn)
    if others := _open(turn, again, mine=False):
        one = others[0]
        child = child_of(turn, one)
        if one.kind == Kind.ENROLL:
            return disagreeing.end_wish(Act(Intent.WITHDRAW), child, turn)
        return [turn.reply(words.by_another(child, guardian(turn, child.id, one.by_id), what_of(one, turn)))]
    return [turn.reply(words.nothing_to_take_back())]


def _stay(turn: Turn, again: Again) -> list[Outgoing] | None:
    """还是上吧: a leaving that is being decided, or a wish that was just taken back."""
    if any(leaves.of_student(turn.session, child.id, since=turn.today) for child in _children(turn, again)):
        return None  # The leave may be meant.
    leaving = [one for one in _open(turn, again) if one.kind == Kind.WITHDRAW]
    if len(leaving) == 1:
        child = child_of(turn, leaving[0])
        back = Choice(wording.STAY, "take_back", {"application": leaving[0].id})
        return [turn.reply(wording.leaving_still(child, what_of(leaving[0], turn), ""), [back], asks=True)]
    if others := [one for one in _open(turn, again, mine=False) if one.kind == Kind.WITHDRAW]:
        child = child_of(turn, others[0])
        by = guardian(turn, child.id, others[0].by_id)
        return [turn.reply(wording.leaving_still(child, what_of(others[0], turn), by))]
    gone = [one for child in _children(turn, again) if (one := _just_taken_back(turn, child)) is not None]
    if len(gone) != 1 or _open(turn, again):
        return None
    child, args = child_of(turn, gone[0]), {"application": gone[0].id, "weekdays": list(gone[0].weekdays)}
    choices = [Choice(words.AGAIN, OTHER_DAYS, args), Choice(words.NOT_AGAIN, AS_BEFORE, args, style=2)]
    return [turn.reply(words.again_as_before(child, what_of(gone[0], turn)), choices, asks=True)]


def _begin(turn: Turn, again: Again) -> list[Outgoing] | None:
    """想给孩子报名: nothing is said yet but the wish itself, so it is asked for step by step. (C20)"""
    if not again.children and len(turn.speaker.children) != 1:
        return None
    return enrolment.enroll(Act(Intent.ENROLL, students=_children(turn, again)), turn)


def _just_taken_back(turn: Turn, child: Student) -> Application | None:
    for one in approvals.of_student(turn.session, child.id):
        recent = one.decided_at is not None and turn.now - one.decided_at <= FRESH
        if one.kind == Kind.ENROLL and one.by_id == turn.me:
            return one if one.state is ApplicationState.TAKEN_BACK and recent else None
    return None


def _other_days(turn: Turn, again: Again) -> list[Outgoing] | None:
    """改成周二四, while one wish is on its way: asked, because it begins anew."""
    own = [one for one in _open(turn, again) if one.kind in (Kind.ENROLL, Kind.CHANGE)]
    if len(own) != 1 or set(own[0].weekdays) == set(again.weekdays):
        return None
    child, args = child_of(turn, own[0]), {"application": own[0].id, "weekdays": list(again.weekdays)}
    choices = [Choice(words.CHANGE, OTHER_DAYS, args), Choice(words.AS_IT_IS, AS_BEFORE, args, style=2)]
    text = words.other_days(child, what_of(own[0], turn), wording.spoken_weekdays(again.weekdays))
    return [turn.reply(text, choices, asks=True)]


def press_other_days(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """The wish as it was said last: an open one is taken back, and a new one begins at the first step."""
    before = approvals.get(turn.session, args["application"])
    child = child_of(turn, before)
    if before.state not in (ApplicationState.WAITING, ApplicationState.TAKEN_BACK):
        return [turn.reply(wording.too_late_to_take_back(child))]
    notes: list[Outgoing] = []
    if before.state is ApplicationState.WAITING:
        asked = approvals.deciders_of(turn.session, before.id)
        if isinstance(course.move(turn, before, Event.TAKEN_BACK, by_id=turn.me), No):
            return [turn.reply(wording.too_late_to_take_back(child))]
        text = wording.taken_back(child, what_of(before, turn))
        notes = turn.tell_all(asked, text, f"application-back/{before.id}", about="application")
    since = max(before.since or turn.today, next_care_day(turn))
    detail = {key: value for key, value in before.detail.items() if key not in ("instead", "why", "queue")}
    wanted = course.submit(
        turn, child, before.kind, sessions=before.sessions, weekdays=tuple(args["weekdays"]), since=since,
        clubs=before.clubs, detail=detail,
    )  # fmt: skip
    return [*wanted, *notes]


def press_as_before(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    one = approvals.get(turn.session, args["application"])
    child = child_of(turn, one)
    if one.state is ApplicationState.TAKEN_BACK:
        return [turn.reply(words.stays_out(child))]
    return [turn.reply(words.kept(child, what_of(one, turn)))]


def _next_term(turn: Turn, again: Again) -> list[Outgoing] | None:
    """下学期不上了: where places end with the term there is nothing to do; else leaving from its first day is asked."""
    children = [child for child in _children(turn, again) if day.places_booked(turn, child.id)]
    if not children:
        return None
    if turn.policy.enrolment.renewal_each_term:
        return [turn.reply(words.ends_with_the_term(child)) for child in children]
    first = _next_first(turn)
    if first is None or len(children) > 1:
        return [turn.reply(words.from_which_day(children[0] if len(children) == 1 else None))]
    args = {"student": children[0].id, "since": first.isoformat()}
    choices = [Choice(words.LEAVE, LEAVE_THEN, args), Choice(words.NOT_LEAVE, AS_BEFORE + "_place", args, style=2)]
    return [turn.reply(words.leave_then(children[0], first), choices, asks=True)]


def _next_first(turn: Turn) -> date | None:
    ahead = [term.first for term in turn.policy.timetable.terms if term.first > turn.today]
    return min(ahead, default=None)


def press_leave_then(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    child = next(child for child in turn.speaker.children if child.id == args["student"])
    act = Act(Intent.WITHDRAW, students=(child,), since=date.fromisoformat(args["since"]))
    return enrolment.withdraw(act, turn)


def press_stay_in(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    child = next(child for child in turn.speaker.children if child.id == args["student"])
    return [turn.reply(words.stays_in(child))]


def _not_signed(turn: Turn, again: Again) -> list[Outgoing] | None:
    """不签 signs nothing and ends nothing: said so; an objection to the text goes to the class teacher."""
    own = [one for one in _open(turn, again) if one.course.stage is Stage.SIGNING]
    if len(own) != 1:
        return None
    text, args = turn.text.strip(), {"application": own[0].id}
    told = words.not_signed(child_of(turn, own[0]), what_of(own[0], turn))
    choices = [Choice(words.END_WISH, "take_back", args, style=2)]
    passed_on = smalltalk.call_person(Act(Intent.HUMAN), turn) if len(text) > 6 else []
    return [turn.reply(told, choices), *passed_on]


def _yes(turn: Turn, again: Again) -> list[Outgoing] | None:
    """同意, when a question of days ago waits for the family: it is shown again, and its button answers it."""
    own = [one for one in _open(turn, again) if one.course.stage in FAMILY_ANSWERS]
    if len(own) != 1:
        return None
    text, choices = family.standing(turn, own[0])
    return [turn.reply(text, choices, asks=bool(choices))]


ERRANDS: dict[Thought, Callable[[Turn, Again], list[Outgoing] | None]] = {
    Thought.TAKE_BACK: _take_back,
    Thought.STAY: _stay,
    Thought.OTHER_DAYS: _other_days,
    Thought.NEXT_TERM: _next_term,
    Thought.NOT_SIGNED: _not_signed,
    Thought.YES: _yes,
    Thought.BEGIN: _begin,
}

PRESSES: dict[str, Callable[[dict[str, Any], Turn], list[Outgoing]]] = {
    OTHER_DAYS: press_other_days,
    AS_BEFORE: press_as_before,
    LEAVE_THEN: press_leave_then,
    AS_BEFORE + "_place": press_stay_in,
}
