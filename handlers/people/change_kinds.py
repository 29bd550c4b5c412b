"""Carrying out a change of people, ending it, and putting back what was before: one pair of functions a kind. (C10)"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from care.messages import Outgoing
from care.rules.duty import Duty, DutyState, next_in_line, on_duty
from care.wording import people as wording
from handlers.desk import Desk
from handlers.duties import roster, vetted
from storage import people
from storage.enrolment import approvals
from storage.staff import changes, duties, staffing
from storage.staff.changes import Change, Kind
from storage.staff.staffing import Held

Before = dict[str, Any]


def apply(desk: Desk, change: Change) -> list[Outgoing]:
    """From now on it holds; what was before is kept beside it."""
    before, notes = _APPLY[change.kind](desk, change)
    changes.mark_applied(desk.session, change.id, {**change.before, **before}, now=desk.now)
    return notes


def revert(desk: Desk, change: Change) -> list[Outgoing]:
    """As it was before; nothing where it did not hold yet."""
    if change.kind is Kind.LEAVING:
        return _stay(desk, change)
    if change.applied and not change.ended:
        _REVERT[change.kind](desk, change)
    return []


def end(desk: Desk, change: Change) -> list[Outgoing]:
    """A stand-in's time is over: the class is the usual teacher's again, if they still work here."""
    _REVERT[change.kind](desk, change)
    changes.mark_ended(desk.session, change.id, now=desk.now)
    usual, class_id, stand_in = change.before.get("teacher"), change.args["class"], change.args["person"]
    name = _class_name(desk, class_id)
    told = [one for one in (usual, stand_in) if one]
    text = wording.stand_in_over(name, people.name_of(desk.session, usual))
    return desk.tell_all(told, text, f"stand-in-over/{change.id}", about="people")


# --- phone, guardian ---


def _phone(desk: Desk, change: Change) -> tuple[Before, list[Outgoing]]:
    args = change.args
    people.set_phone(desk.session, args["person"], args["phone"])
    child = people.students(desk.session, [args["student"]])[args["student"]]
    text = wording.own_phone(child, args["phone"], wording.teacher(people.name_of(desk.session, change.by_id)))
    return {"phone": args["old"]}, desk.tell_all([args["person"]], text, f"phone/{change.id}", about="people")


def _phone_back(desk: Desk, change: Change) -> None:
    people.set_phone(desk.session, change.args["person"], change.before["phone"])


def _guardian(desk: Desk, change: Change) -> tuple[Before, list[Outgoing]]:
    """A person of this name and phone is the same person, whatever the child."""
    args = change.args
    same = [id_ for id_, name in people.with_phone(desk.session, desk.school_id, args["phone"]) if name == args["name"]]
    person = same[0] if same else people.add_person(desk.session, desk.school_id, args["name"], phone=args["phone"])
    rank = len(people.guardians_of(desk.session, args["student"])) + 1
    people.add_guardian(desk.session, args["student"], person, args["relation"], rank=rank)
    return {"person": person}, []


def _guardian_back(desk: Desk, change: Change) -> None:
    people.remove_guardian(desk.session, change.args["student"], change.before["person"])


# --- class teachers ---


def _class_teacher(desk: Desk, change: Change) -> tuple[Before, list[Outgoing]]:
    class_id, new = change.args["class"], change.args["person"]
    old = _teacher_of(desk, class_id)
    staffing.set_class_teacher(desk.session, class_id, new)
    moved = staffing.approvals_of_class(desk.session, class_id, old) if old else ()
    approvals.hand_over(desk.session, moved, old or 0, new)
    return {"teacher": old, "approvals": list(moved)}, []


def _class_teacher_back(desk: Desk, change: Change) -> None:
    """The one before has the class again; where that one has left meanwhile, nobody has."""
    class_id, old, new = change.args["class"], change.before.get("teacher"), change.args["person"]
    if _teacher_of(desk, class_id) != new:
        return
    works = old is not None and bool(people.working_here(desk.session, [old]))
    staffing.set_class_teacher(desk.session, class_id, old if works else None)
    if works and old is not None:
        moved = staffing.approvals_of_class(desk.session, class_id, new)
        approvals.hand_over(desk.session, moved, new, old)


# --- leaving ---


def give_duties_away(desk: Desk, person: int, successor: int, since: date) -> tuple[Before, list[Duty]]:
    """Duties after the last day: to the successor where free and fit, else to the next in line; and those left over."""
    kept: list[list[Any]] = []
    unfilled: list[Duty] = []
    for duty in staffing.duties_from(desk.session, person, since):
        every = duties.on(desk.session, desk.school_id, duty.day)
        kept.append([duty.id, duty.person_id, duty.rank, duty.state.value])
        if _is_free(desk, successor, duty, every):
            staffing.give_duty(desk.session, duty.id, successor)
        elif duty.rank == 1 and duty.stands and (following := next_in_line(duty, vetted.fit(desk, every))):
            kept.append([following.id, following.person_id, following.rank, following.state.value])
            duties.promote(desk.session, following.id)
            duties.set_state(desk.session, duty.id, DutyState.DECLINED, now=desk.now)
        elif duty.stands:
            unfilled += [duty] if duty.rank == 1 else []
            duties.set_state(desk.session, duty.id, DutyState.DECLINED, now=desk.now)
    return {"duties": kept}, unfilled


def _is_free(desk: Desk, person: int, duty: Duty, every: list[Duty]) -> bool:
    """Has no other post in that session, stands nowhere in its line, and may be put on duty."""
    here = [one for one in every if one.session is duty.session and one.person_id == person]
    busy = any(one in on_duty(here) or one.post == duty.post for one in here)
    return not busy and not vetted.lacking(desk, [person], duty.day)


def _leave(desk: Desk, change: Change) -> tuple[Before, list[Outgoing]]:
    """The day after the last one: what is held goes to the successor, the account is a colleague's no more."""
    person, to = change.args["person"], change.args["successor"]
    what = staffing.held(desk.session, desk.school_id, person)
    staffing.hand_over(desk.session, what, person, to)
    late, unfilled = give_duties_away(desk, person, to, change.since)
    staffing.leave(desk.session, person, change.since)
    names = people.names_of(desk.session, [person, to])
    leaders = [one.id for one in people.staff(desk.session, desk.school_id, *people.LEADING)]
    text, key = wording.gone(names[person], names[to]), f"gone/{change.id}"
    waiting = wording.waiting_for_you([one.called for one in staffing.children_of(desk.session, what.approvals)])
    told = [
        *desk.tell_all([one for one in leaders if one != to], text, key, about="people"),
        *desk.tell_all([to], text + waiting, key, about="people"),
    ]
    given = {"duties": [*change.before.get("duties", []), *late["duties"]], "held": asdict(what)}
    return given, [*told, *unfilled_note(desk, names[person], unfilled, f"unfilled/{change.id}/late")]


def _stay(desk: Desk, change: Change) -> list[Outgoing]:
    """Everything that went to others comes back, in the order opposite to which it went."""
    person, to = change.args["person"], change.args["successor"]
    for id_, was, rank, state in reversed(change.before.get("duties", [])):
        staffing.put_duty_back(desk.session, id_, was, rank, state)
    if change.applied:
        what = {key: tuple(ids) for key, ids in change.before["held"].items()}
        staffing.hand_over(desk.session, Held(**what), to, person)
        staffing.come_back(desk.session, person)
    return []


def unfilled_note(desk: Desk, name: str, unfilled: list[Duty], key: str) -> list[Outgoing]:
    """Duties that nobody has now: to those who lead."""
    if not unfilled:
        return []
    lines = [f"{post.day.month}月{post.day.day}日 {post.short}" for post in roster.posts(desk, unfilled)]
    leaders = [one.id for one in people.staff(desk.session, desk.school_id, *people.LEADING)]
    return [desk.tell(one, wording.unfilled(name, lines), f"{key}/{one}", about="duty") for one in leaders]


def _teacher_of(desk: Desk, class_id: int) -> int | None:
    every = people.classes(desk.session, desk.school_id)
    return next((one.teacher_id for one in every if one.id == class_id), None)


def _class_name(desk: Desk, class_id: int) -> str:
    return next((one.name for one in people.classes(desk.session, desk.school_id) if one.id == class_id), "")


_APPLY: dict[Kind, Callable[[Desk, Change], tuple[Before, list[Outgoing]]]] = {
    Kind.PHONE: _phone,
    Kind.GUARDIAN: _guardian,
    Kind.CLASS_TEACHER: _class_teacher,
    Kind.STAND_IN: _class_teacher,
    Kind.LEAVING: _leave,
}
_REVERT: dict[Kind, Callable[[Desk, Change], None]] = {
    Kind.PHONE: _phone_back,
    Kind.GUARDIAN: _guardian_back,
    Kind.CLASS_TEACHER: _class_teacher_back,
    Kind.STAND_IN: _class_teacher_back,
}
