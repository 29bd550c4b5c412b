"""A child that was called and is not here: who is told, what the family answers, and how it ends. (C42)"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from care.acts import Act, CareSession, Intent, keep
from care.messages import Outgoing, Urgency
from care.people import Student
from care.rules.custody import Roll
from care.wording import rollcall as wording
from handlers import asking, audience, day
from handlers.groups import Listed
from handlers.turn import Turn
from handlers.wayhome import leave
from storage import ledger, people
from storage.day import matters
from storage.questions import Choice

EXPLAIN, OUTCOME = "explain_absence", "absence_outcome"
KIND = "absence"
_ANSWERS = ((wording.ON_LEAVE, "leave"), (wording.COMING, wording.COMING), (wording.DONT_KNOW, wording.DONT_KNOW))


def alarm(turn: Turn, listed: Listed, missing: Sequence[int]) -> list[Outgoing]:
    """Class teacher and duty leader hear at once, the guardians are asked, a matter stays open until it ends."""
    children = listed.called(missing)
    if not children:
        return []
    mark = turn.inbox_id or int(turn.now.timestamp())
    for child in children:
        matters.open_(
            turn.session, turn.school_id, f"absence/{turn.today}/{listed.care.value}/{child.id}/{mark}", KIND,
            wording.matter(child, turn.today), day=turn.today, now=turn.now, students=(child.id,),
            owner_id=next(iter(audience.leaders(turn, listed.care)), None), by_id=turn.me,
            inbox_id=turn.inbox_id,
        )  # fmt: skip
    return [*_tell_staff(turn, listed.care, children, mark), *_ask_families(turn, listed.care, children, mark)]


def arrived(turn: Turn, care: CareSession, children: Sequence[Student]) -> list[Outgoing]:
    """Who was missing is here: everybody who was alarmed hears it, and the matter ends."""
    _close(turn, children, f"{turn.speaker.name}: arrived")
    return _correct(turn, care, children, wording.arrived_for_all, "arrived")


def taken_back(turn: Turn, care: CareSession, children: Sequence[Student]) -> list[Outgoing]:
    """The call itself was wrong: everybody who got the wrong notice gets the correction (promise 7)."""
    _close(turn, children, f"{turn.speaker.name}: call taken back")

    def text(own: Sequence[Student], *_: object) -> str:
        return wording.undone_for_others(own, turn.policy, care, turn.speaker.name)

    return _correct(turn, care, children, text, "back")


def press_explain(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """The guardian's answer. Only a leave ends the matter; the rest goes to those who look for the child."""
    child = next((own for own in turn.speaker.children if own.id == args["student"]), None)
    care, on = CareSession(args["session"]), date.fromisoformat(args["day"])
    if child is None:
        return []
    place = ledger.places(turn.session, turn.school_id, on, care).get(child.id)
    if place is None or place.roll is not Roll.MISSING:
        return [turn.reply(wording.settled(child))]
    if args["why"] == "leave":
        return _explained_by_leave(turn, child, care, on)
    text = wording.explained_for_staff(child, args["why"], turn.caller)
    return [
        turn.reply(wording.explained(child, args["why"])),
        *_tell_searchers(turn, child, care, text, lost=args["why"] == wording.DONT_KNOW),
    ]


def press_outcome(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[已联系上，孩子平安]: somebody of the staff writes how it ended, and the reminders end with it. (C42)"""
    children = list(people.students(turn.session, args["students"]).values())
    open_ = {id_ for one in matters.open_ones(turn.session, turn.school_id, kind=KIND) for id_ in one.students}
    left = [child for child in children if child.id in open_]
    if not left:
        return [turn.reply(wording.has_outcome(children))]
    _close(turn, left, f"{turn.caller}: in contact, safe")
    care = CareSession(args["session"])
    text = wording.safe(left, turn.caller, turn.now)
    told = [*audience.leaders(turn, care), *audience.class_teachers(turn, left)]
    told += [teacher for teacher in _teachers(turn, left, care) if teacher]
    key = f"absence/safe/{turn.inbox_id or turn.now.timestamp()}"
    return [turn.reply(text), *turn.tell_all(told, text, key, about=KIND, urgency=Urgency.URGENT)]


def _teachers(turn: Turn, children: Sequence[Student], care: CareSession) -> list[int | None]:
    """Who has the children's groups today."""
    return [
        seat.teacher_id for child in children for seat in day.seats(turn, child.id, turn.today) if seat.care is care
    ]


def _explained_by_leave(turn: Turn, child: Student, care: CareSession, on: date) -> list[Outgoing]:
    notes = leave.ask_leave(Act(Intent.LEAVE, students=(child,), dates=(on,), sessions=(care,)), turn)
    place = ledger.places(turn.session, turn.school_id, on, care).get(child.id)
    if place is None or place.roll is not Roll.LEAVE:
        return notes
    _close(turn, [child], f"{turn.speaker.name}: leave")
    told = next((note.text for note in notes if note.to != turn.me), "")
    key = f"absence/leave/{turn.inbox_id or turn.now.timestamp()}"
    return [*notes, *(turn.tell_all(audience.leaders(turn, care), told, key, about=KIND) if told else [])]


def _tell_staff(turn: Turn, care: CareSession, children: Sequence[Student], mark: int) -> list[Outgoing]:
    told = audience.class_teachers(turn, children) | {one: list(children) for one in audience.leaders(turn, care)}
    return [
        turn.tell(
            person, wording.missing_for_staff(own, turn.policy, care, turn.speaker.name, turn.now),
            f"absence/{mark}/{care.value}/staff/{own[0].id}/{person}", about=KIND, urgency=Urgency.URGENT,
        )
        for person, own in told.items()
        if person != turn.me
    ]  # fmt: skip


def _ask_families(turn: Turn, care: CareSession, children: Sequence[Student], mark: int) -> list[Outgoing]:
    """孩子没到，也没有请假: each guardian of each child, one card for all of them."""
    kin = audience.guardians(turn, children)
    return [
        turn.tell(
            person, wording.missing_for_family(child, turn.policy, care, turn.now),
            f"absence/{mark}/{care.value}/{child.id}/{person}", _answers(turn, child, care), title="孩子没到",
            about=KIND, card=f"absence/{mark}/{care.value}/{child.id}", urgency=Urgency.URGENT,
        )
        for child in children
        for person in kin[child.id]
    ]  # fmt: skip


def _answers(turn: Turn, child: Student, care: CareSession) -> list[Choice]:
    about = {"student": child.id, "day": turn.today.isoformat(), "session": care.value}
    return [Choice(label, EXPLAIN, {**about, "why": why}) for label, why in _ANSWERS]


def _tell_searchers(turn: Turn, child: Student, care: CareSession, text: str, *, lost: bool) -> list[Outgoing]:
    """The group's teacher, the class teacher and the leaders; who leads can turn it into a missing child."""
    seats = [seat for seat in day.seats(turn, child.id, turn.today) if seat.care is care]
    leaders = audience.leaders(turn, care)
    staff = [*(seat.teacher_id for seat in seats), people.class_teacher_of(turn.session, child.id)]
    act = Act(Intent.INCIDENT, students=(child,), kind="missing", sessions=(care,))
    choices = [Choice(wording.AS_LOST, asking.DO_ACT, {"act": keep(act)}, style=3)] if lost else []
    key = f"absence/{turn.inbox_id or turn.now.timestamp()}/{child.id}"
    return [
        *(turn.tell(one, text, f"{key}/{one}", choices, title="孩子没到", about=KIND, card=key, urgency=Urgency.URGENT)
          for one in leaders),
        *turn.tell_all([s for s in staff if s and s not in leaders], text, key, about=KIND, urgency=Urgency.URGENT),
    ]  # fmt: skip


def _correct(turn: Turn, care: CareSession, children: Sequence[Student], text: Any, what: str) -> list[Outgoing]:
    if not children:
        return []
    told = audience.class_teachers(turn, children) | audience.families(turn, children)
    told |= {one: list(children) for one in audience.leaders(turn, care)}
    key = f"absence/{what}/{turn.inbox_id or turn.now.timestamp()}"
    return [
        turn.tell(
            person, text(own, turn.policy, care, turn.now), f"{key}/{own[0].id}/{person}", about=KIND,
            urgency=Urgency.URGENT,
        )
        for person, own in told.items()
        if person != turn.me
    ]  # fmt: skip


def _close(turn: Turn, children: Iterable[Student], outcome: str) -> None:
    ids = {child.id for child in children}
    for matter in matters.open_ones(turn.session, turn.school_id, kind=KIND):
        if matter.day == turn.today and ids & set(matter.students):
            matters.close(turn.session, matter.id, by_id=turn.me, outcome=outcome, now=turn.now)
