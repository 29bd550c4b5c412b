"""Who decides at a step, and how they are called; the school names them in chat (审核人). (C21)"""

from __future__ import annotations

import re
from collections.abc import Sequence

from care.book import Post
from care.messages import Outgoing
from care.people import Student
from care.policy.enrolment import Actor
from care.reading.orders.commands import Said
from care.wording import actors as wording
from care.wording.course import ACTORS, who
from handlers.desk import Desk
from handlers.turn import Turn
from storage import people
from storage.staff import approvers, committees


def deciders(desk: Desk, actor: Actor, child: Student, *, besides: int = 0) -> list[int]:
    """Whoever may decide this step for this child; nobody decides on their own application where there is another.

    Where the school has nobody in that post the principal does, then whoever leads.
    """
    found = _of_actor(desk, actor, child) or _principals(desk) or _leading(desk)
    return [one for one in found if one != besides] or [one for one in _principals(desk) if one != besides] or found


def called(desk: Desk, actor: Actor, persons: Sequence[int]) -> str:
    """班主任陈静老师."""
    return who(actor, [people.name_of(desk.session, one) for one in persons])


def _of_actor(desk: Desk, actor: Actor, child: Student) -> list[int]:
    named = approvers.of(desk.session, desk.school_id, actor, approvers.grade_of(desk.session, child.id))
    if named:
        return named
    match actor:
        case Actor.CLASS_TEACHER:
            head = people.class_teacher_of(desk.session, child.id)
            return [head] if head else []
        case Actor.PRINCIPAL:
            return _principals(desk)
        case Actor.COMMITTEE:
            return _committee(desk, child)
        case Actor.ADMINISTRATION:
            return _leading(desk)
        case Actor.GRADE_LEADER:
            return []


def _committee(desk: Desk, child: Student) -> list[int]:
    """The class's members; where it has none, the school's."""
    members = committees.members(desk.session, desk.school_id)
    own = next((one.id for one in people.classes(desk.session, desk.school_id) if one.name == child.class_name), 0)
    return members.get(own) or list(dict.fromkeys(one for seats in members.values() for one in seats))


def _principals(desk: Desk) -> list[int]:
    return [one.id for one in people.staff(desk.session, desk.school_id, Post.PRINCIPAL)]


def office(desk: Desk) -> list[int]:
    """Who sees to what no single application's step decides: the administration (教导处), else whoever leads.

    Lists are published by those who lead: whoever was named without leading would be asked for what they may not do.
    """
    named, leading = approvers.of(desk.session, desk.school_id, Actor.ADMINISTRATION, None), _leading(desk)
    return [one for one in named if one in leading] or _principals(desk) or leading


def _leading(desk: Desk) -> list[int]:
    return [one.id for one in people.staff(desk.session, desk.school_id, *people.LEADING)]


# --- 审核人 ---

_GRADE = re.compile(r"([一二三四五六七八九])年级")
_BY_LABEL = {label: actor for actor, label in ACTORS.items() if actor is not Actor.CLASS_TEACHER}


def name(said: Said, turn: Turn) -> list[Outgoing]:
    """审核人 年级组长 三年级 赵敏: from now on; 审核人 alone shows who decides. (C21)"""
    if not said.rest:
        return [turn.reply(_shown(turn))]
    actor = next((actor for label, actor in _BY_LABEL.items() if said.rest.startswith(label)), None)
    if actor is None:
        return [turn.reply(wording.HOW)]
    rest = said.rest.removeprefix(ACTORS[actor]).strip()
    grade = _GRADE.search(rest)
    wanted = [word for word in re.split(r"[\s、,，]+", _GRADE.sub("", rest)) if word]
    found = {one: _persons(turn, actor, one) for one in wanted}
    unclear = [one for one, ids in found.items() if len(ids) != 1]
    if not wanted or unclear:
        return [turn.reply(wording.unclear(unclear) if unclear else wording.HOW)]
    number = "一二三四五六七八九".index(grade[1]) + 1 if grade else None
    ids = [ids[0] for ids in found.values()]
    approvers.name(turn.session, turn.school_id, actor, ids, grade=number, by_id=turn.me, now=turn.now)
    text = wording.named(ACTORS[actor], grade[0] if grade else "", wanted)
    return [turn.reply(text), *turn.tell_all(ids, text, f"approver/{turn.inbox_id}", about="application")]


def _persons(turn: Turn, actor: Actor, name_: str) -> list[int]:
    """Colleagues by name; for the committee guardians, too."""
    staff = [one.id for one in people.staff(turn.session, turn.school_id) if one.name == name_.removesuffix("老师")]
    if staff or actor is not Actor.COMMITTEE:
        return staff
    names = people.names_of(turn.session, people.all_guardians(turn.session, turn.school_id))
    return [id_ for id_, one in names.items() if one == name_]


def _shown(turn: Turn) -> str:
    every = approvers.every(turn.session, turn.school_id)
    names = people.names_of(turn.session, (one.person_id for one in every))
    return wording.shown([(ACTORS[one.actor], one.grade, names.get(one.person_id, "")) for one in every])
