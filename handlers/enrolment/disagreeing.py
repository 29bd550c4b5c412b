"""Two guardians who wish differently for one child: the second hears of the first, and the first is asked. (C20)

Until the first has said yes the application stays as it was. (promise 2)
"""

from __future__ import annotations

from typing import Any

from care.acts import Act
from care.messages import Outgoing
from care.people import Student
from care.rules.enrolment.course import Event, No
from care.rules.enrolment.wish import Wish, differs, keep, recall
from care.wording import applying as words
from care.wording import enrolment as wording
from handlers.enrolment import course
from handlers.enrolment.carrying import next_care_day
from handlers.enrolment.wishes import ALL_WEEK, child_of, guardian, what_of
from handlers.turn import Turn
from storage.enrolment import approvals
from storage.enrolment.approvals import Application, ApplicationState
from storage.questions import Choice

KEEP, ASK_FIRST, ANSWER = "keep_first_wish", "ask_first_guardian", "answer_other_guardian"


def other_wish(turn: Turn, child: Student, wish: Wish) -> list[Outgoing]:
    """Another guardian's open application about the same sessions that says something else. Empty: there is none."""
    for open_ in approvals.open_of_student(turn.session, child.id):
        if open_.kind == "enroll" and open_.by_id != turn.me and differs(wish, open_.sessions, open_.weekdays):
            labels = [turn.policy.label(care) for care in wish.sessions]
            mine = wording.place(labels, wish.weekdays or ALL_WEEK, wish.since)
            text = words.other_wish(child, guardian(turn, child.id, open_.by_id), what_of(open_, turn), mine)
            return [_asked(turn, open_, text, mine, wish)]
    return []


def end_wish(_act: Act, child: Student, turn: Turn) -> list[Outgoing]:
    """不报了, while another guardian's application is open. Empty: there is none."""
    for open_ in approvals.open_of_student(turn.session, child.id):
        if open_.kind == "enroll" and open_.by_id != turn.me:
            text = words.other_end(child, guardian(turn, child.id, open_.by_id), what_of(open_, turn))
            return [_asked(turn, open_, text, "", None)]
        if open_.kind == "enroll":
            return _take_back(turn, open_)
    return []


def _take_back(turn: Turn, open_: Application) -> list[Outgoing]:
    """The applicant's own wish, not decided yet: taken back at once."""
    asked = approvals.deciders_of(turn.session, open_.id)
    moved = course.move(turn, open_, Event.TAKEN_BACK, by_id=turn.me)
    if isinstance(moved, No):
        return []
    text = wording.taken_back(child_of(turn, open_), what_of(open_, turn))
    return [*moved.notes, *turn.tell_all(asked, text, f"application-back/{open_.id}", about="application")]


def _asked(turn: Turn, open_: Application, text: str, mine: str, wish: Wish | None) -> Outgoing:
    args: dict[str, Any] = {"application": open_.id, "mine": mine, "wish": keep(wish) if wish else None}
    choices = [
        Choice(words.AS_BEFORE, KEEP, args, no=True),
        Choice(words.AS_I_SAY if wish else words.ASK_TO_END, ASK_FIRST, args),
    ]
    return turn.reply(text, choices, asks=True)


def press_keep(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    open_ = approvals.get(turn.session, args["application"])
    return [turn.reply(words.kept_as_was(child_of(turn, open_), what_of(open_, turn)))]


def press_ask_first(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[改成我说的]: the first guardian is asked; nothing changes before."""
    open_ = approvals.get(turn.session, args["application"])
    child = child_of(turn, open_)
    if open_.state is not ApplicationState.WAITING:
        return [turn.reply(wording.too_late_to_take_back(child))]
    me, what = guardian(turn, child.id, turn.me), what_of(open_, turn)
    text = words.ask_first(child, me, what, args["mine"]) if args["wish"] else words.ask_first_end(child, me, what)
    about = {**args, "asker": turn.me}
    choices = [
        Choice(words.AGREE, ANSWER, {**about, "yes": True}, yes=True),
        Choice(words.DISAGREE, ANSWER, {**about, "yes": False}, no=True, style=2),
    ]
    key = f"other-wish/{open_.id}/{turn.inbox_id}"
    card = turn.tell(open_.by_id, text, key, choices, title=wording.CARD_TITLE_FAMILY, about="application")
    return [turn.reply(words.first_asked(child, guardian(turn, child.id, open_.by_id))), card]


def press_answer(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """The first guardian's answer. Yes: the first wish is taken back and the second submitted in its place."""
    open_ = approvals.get(turn.session, args["application"])
    child, me = child_of(turn, open_), guardian(turn, open_.student_id or 0, turn.me)
    key = f"other-wish/{open_.id}/answer/{turn.inbox_id}"
    if not args["yes"]:
        text = words.first_refused(child, me, what_of(open_, turn))
        told = turn.tell_all([args["asker"]], text, key, about="application")
        return [turn.reply(words.kept_as_was(child, what_of(open_, turn))), *told]
    notes = _take_back(turn, open_)
    if not notes:
        return [turn.reply(wording.too_late_to_take_back(child))]
    if args["wish"] is None:
        text = words.first_agreed(me) + wording.taken_back(child, what_of(open_, turn))
        return [*notes, *turn.tell_all([args["asker"]], text, key, about="application")]
    return [*notes, *_second(turn, child, recall(args["wish"]), args["asker"], open_)]


def _second(turn: Turn, child: Student, wish: Wish, asker: int, first: Application) -> list[Outgoing]:
    return course.submit_for(
        turn, child, asker, sessions=wish.sessions or first.sessions, weekdays=wish.weekdays or ALL_WEEK,
        since=wish.since or next_care_day(turn), clubs=wish.clubs or first.clubs, detail=first.detail,
    )  # fmt: skip
