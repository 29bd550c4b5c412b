"""Somebody at the gate whom nobody announced: the child stays, the family is asked. (C46; promises 2, 6)"""

from __future__ import annotations

from datetime import date
from typing import Any

from care.acts import Act, CareSession, Intent, keep
from care.messages import Outgoing, Urgency
from care.people import Person, Student
from care.wording import blocks as block_words
from care.wording import pickup as pickup_words
from care.wording import release as wording
from care.wording import staff as words
from handlers import asking, audience
from handlers.safety import guard
from handlers.turn import Turn
from handlers.wayhome import leaving
from handlers.wayhome.leaving import Leaving
from storage import people
from storage.day import matters, pickups
from storage.day.pickups import PlanKind
from storage.questions import Choice

ALLOW, REFUSE = "allow_pickup", "refuse_pickup"


def ask_home(turn: Turn, case: Leaving, child: Student, person: Person, *, said: str = "") -> list[Outgoing]:
    """The teacher keeps the child; each guardian gets the question, and the first answer counts."""
    args = {
        "student": child.id, "day": turn.today.isoformat(), "session": case.care.value,
        "person": {key: value for key, value in vars(person).items() if value}, "teacher": turn.me,
    }  # fmt: skip
    choices = [Choice(wording.ALLOW, ALLOW, args, yes=True), Choice(wording.REFUSE, REFUSE, args, no=True, style=3)]
    text = wording.is_this_yours(child, person, turn.speaker.name, turn.now)
    card = f"gate/{turn.inbox_id or turn.now.timestamp()}/{child.id}"
    kin = audience.guardians(turn, [child])[child.id]
    return [
        turn.reply(said or wording.unknown_person(child, person)),
        *(
            turn.tell(
                guardian, text, f"{card}/{guardian}", choices, title="有人来接", about="gate", card=card,
                urgency=Urgency.URGENT,
            )
            for guardian in kin
        ),
    ]  # fmt: skip


def press_allow(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[同意今天由他接]: today's plan, by a guardian; the teacher may let the child go."""
    child, person = _child(args, turn), Person(**args["person"])
    if child is None:
        return []
    if late := _too_late(args, turn, child):
        return [turn.reply(late)]
    if (block := guard.barred(turn, child, person)) is not None:
        called = guard.call_leader(turn, child, block, person, guard.AGREES)
        return [turn.reply(block_words.checking(child)), *called]
    ids = pickups.add(
        turn.session, turn.school_id, child.id, [turn.today], PlanKind.PERSON, person=person,
        by_id=turn.me, inbox_id=turn.inbox_id, now=turn.now,
    )  # fmt: skip
    undo = Choice(words.UNDO, "undo_plan", {"student": child.id, "plans": ids, "today": True}, style=2)
    again = Act(
        Intent.RELEASE, students=(child,), person=person, class_name=child.class_name,
        sessions=(CareSession(args["session"]),),
    )  # fmt: skip
    go = Choice(wording.LET_GO, asking.DO_ACT, {"act": keep(again)}, yes=True)
    text = wording.allowed_for_teacher(child, person, turn.caller)
    key = f"gate/allowed/{ids[0]}"
    return [
        turn.reply(wording.allowed(child, person), [undo]),
        turn.tell(args["teacher"], text, key, [go], title="家长已同意", about="gate", urgency=Urgency.URGENT),
        *_no_more_refused(args, turn, child, person),
    ]


def _no_more_refused(args: dict[str, Any], turn: Turn, child: Student, person: Person) -> list[Outgoing]:
    """The leaders who were called hear that it was a slip, and the matter is over. (promise 7)"""
    open_ = matters.open_ones(turn.session, turn.school_id, kind="discrepancy")
    meant = [one for one in open_ if one.key == args.get("refused")]
    for one in meant:
        matters.close(turn.session, one.id, by_id=turn.me, outcome=wording.ALLOW, now=turn.now)
    text = wording.allowed_after_all_for_staff(child, person, turn.caller)
    leaders = [one for one in audience.leaders(turn, CareSession(args["session"])) if one != args["teacher"]]
    key = f"{args.get('refused')}/back"
    return turn.tell_all(leaders, text, key, about="gate", urgency=Urgency.URGENT) if meant else []


def press_refuse(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[不同意]: teacher and duty leader at once, and a matter that somebody has to end."""
    child, person = _child(args, turn), Person(**args["person"])
    if child is None:
        return []
    care = CareSession(args["session"])
    leaders = audience.leaders(turn, care)
    key = f"gate/refused/{turn.inbox_id or turn.now.timestamp()}/{child.id}"
    matters.open_(
        turn.session, turn.school_id, key, "discrepancy", wording.matter(child, person, turn.today), day=turn.today,
        now=turn.now, students=(child.id,), owner_id=next(iter(leaders), args["teacher"]),
        by_id=turn.me, inbox_id=turn.inbox_id,
    )  # fmt: skip
    text = wording.not_allowed_for_staff(child, person, turn.caller)
    undo = Choice(wording.ALLOW, ALLOW, {**args, "refused": key}, style=2)
    return [
        turn.reply(wording.not_allowed(child, person), [undo]),
        *turn.tell_all([args["teacher"], *leaders], text, key, about="gate", urgency=Urgency.URGENT),
    ]


def _child(args: dict[str, Any], turn: Turn) -> Student | None:
    """Only the child's own guardians decide."""
    return next((own for own in turn.speaker.children if own.id == args["student"]), None)


def _too_late(args: dict[str, Any], turn: Turn, child: Student) -> str:
    """The day is over, or the child has left otherwise."""
    case = leaving.gather(turn, CareSession(args["session"]), [child])
    place = case.place(child)
    if place.gone is not None:
        teacher = words.teacher(people.name_of(turn.session, place.gone.actor))
        return pickup_words.gone_with(child, place, teacher)
    if date.fromisoformat(args["day"]) != turn.today:
        return wording.answered_too_late(child)
    return ""
