"""Clubs: the menu, joining, leaving. (C33, C34)"""

from __future__ import annotations

from typing import Any

from care.acts import Act
from care.messages import Outgoing
from care.people import Student
from care.rules.enrolment.kinds import Kind
from care.wording import clubs as wording
from handlers.asking import ask_which_child
from handlers.enrolment import carrying, course
from handlers.turn import Turn
from storage import people
from storage.enrolment import clubs


def menu(_act: Act, turn: Turn) -> list[Outgoing]:
    return [turn.reply(wording.menu(clubs.menu(turn.session, turn.school_id)))]


def choose(act: Act, turn: Turn) -> list[Outgoing]:
    if act.students is None and len(turn.speaker.children) != 1:
        return ask_which_child(turn, act)
    return [note for child in act.students or turn.speaker.children for note in _choose(act, child, turn)]


def drop(act: Act, turn: Turn) -> list[Outgoing]:
    if act.students is None and len(turn.speaker.children) != 1:
        return ask_which_child(turn, act)
    return [note for child in act.students or turn.speaker.children for note in _drop(act, child, turn)]


def _choose(act: Act, child: Student, turn: Turn) -> list[Outgoing]:
    have = clubs.of_student(turn.session, child.id)
    wanted = tuple(name for name in act.clubs or () if name not in have)
    if not wanted:
        return [turn.reply(wording.already_in(child, act.clubs or ()))]
    if turn.policy.enrolment.clubs_by_application:
        return course.submit(turn, child, Kind.CLUB, clubs=wanted[: turn.policy.enrolment.club_wishes])
    full = carrying.join(turn, child, wanted, by_id=turn.me)
    joined = [name for name in clubs.of_student(turn.session, child.id) if name in wanted]
    if not joined:
        return [turn.reply(full)]
    undo = turn.undo(child, "undo_club", {"student": child.id, "clubs": joined, "joined": True})
    return [
        turn.reply(wording.joined(child, joined) + full, [undo]),
        *_tell(turn, child, wording.joined_note(child, joined)),
    ]


def _drop(act: Act, child: Student, turn: Turn) -> list[Outgoing]:
    have = clubs.of_student(turn.session, child.id)
    meant = [name for name in act.clubs or tuple(have) if name in have]
    if not meant:
        return [turn.reply(wording.not_in(child, have))]
    clubs.leave(turn.session, turn.school_id, child.id, tuple(meant), now=turn.now)
    undo = turn.undo(child, "undo_club", {"student": child.id, "clubs": meant, "joined": False})
    return [turn.reply(wording.left(child, meant), [undo]), *_tell(turn, child, wording.left_note(child, meant))]


def press_undo(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    child = people.students(turn.session, [args["student"]])[args["student"]]
    names = tuple(args["clubs"])
    if args["joined"]:
        clubs.leave(turn.session, turn.school_id, child.id, names, now=turn.now)
        note = wording.undone_note(child, names, joins=False)
        return [turn.reply(wording.join_undone(child, names)), *_tell(turn, child, note)]
    full = carrying.join(turn, child, names, by_id=turn.me)  # Somebody may have the place by now.
    back = [name for name in clubs.of_student(turn.session, child.id) if name in names]
    if not back:
        return [turn.reply(full)]
    note = wording.undone_note(child, back, joins=True)
    return [turn.reply(wording.leave_undone(child, back) + full), *_tell(turn, child, note)]


def _tell(turn: Turn, child: Student, text: str) -> list[Outgoing]:
    head = people.class_teacher_of(turn.session, child.id)
    return turn.tell_all([head] if head else [], text, f"club/{turn.inbox_id}/{child.id}", about="club")
