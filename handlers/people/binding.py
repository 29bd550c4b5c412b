"""Tying an account to a child: by one-time token, by the school's list, or by the class teacher. (promise 11)"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from typing import Any

from care.acts import Act, Intent
from care.calendar import local
from care.messages import Outgoing
from care.people import Role, Student
from care.reading.read import read
from care.rules.binding import AskTeacher, AskWhich, Listed, Refused, decide_bind
from care.rules.talk import TOGETHER
from care.wording import binding as wording
from care.wording import roles as role_words
from care.wording import smalltalk
from handlers.desk import Desk
from handlers.turn import Turn
from storage import apart, bindings, inbox, people
from storage.enrolment import approvals
from storage.questions import Choice

BE = "be_guardian"
_PARTS = frozenset({Intent.BIND, Intent.SMALLTALK, Intent.CLARIFY})
_I_AM = re.compile(r"我是(?:孩子的?|他的?|她的?)?([一-龥]{1,4}?)[。!！]?")


def ask_to_bind(turn: Turn) -> list[Outgoing]:
    return [turn.reply(wording.HOW)]


def enter(turn: Turn, token: str) -> list[Outgoing]:
    """The chat was opened, perhaps by a one-time link."""
    if token:
        guardian = bindings.use(turn.session, turn.school_id, token, now=turn.now)
        if guardian is not None:
            return _bound(turn, guardian, "token")
        if not turn.speaker.children:
            return [turn.reply(wording.BAD_TOKEN)]
    if turn.speaker.is_staff and turn.known.role is not Role.PARENT:
        return []  # The staff app reports each opening; a greeting every time would be noise.
    return [turn.reply(wording.welcome(turn.speaker.children) if turn.speaker.children else wording.HOW)]


def in_parts(turn: Turn, acts: Sequence[Act]) -> list[Outgoing] | None:
    """我是李小明的爸爸 … 三年级2班 … 138…: what a stranger writes one after the other is read as one. None where
    the message stands for itself."""
    if turn.speaker.is_staff or turn.speaker.children or not turn.inbox_id:
        return None
    alone = next((act for act in acts if act.intent is Intent.BIND), None)
    if not all(act.intent in _PARTS for act in acts) or (alone and alone.student and alone.class_name):
        return None
    earlier = inbox.texts_before(turn.session, turn.inbox_id, since=turn.now - TOGETHER)
    read_as_one = read("，".join([*earlier, turn.text]), turn.known, local(turn.now)).acts
    act = next((one for one in read_as_one if one.intent is Intent.BIND), None)
    if act is None:
        return None
    said = (("孩子的姓名", act.student), ("班级", act.class_name), ("手机号", act.phone))
    missing = [what for what, value in said if not value]
    return [turn.reply(wording.still_missing(missing))] if missing else bind(act, turn)


def bind(act: Act, turn: Turn) -> list[Outgoing]:
    name, class_name, phone = act.student, act.class_name, act.phone or ""
    found = people.find_students(turn.session, turn.school_id, name, class_name) if name and class_name else []
    if any(people.child_of(turn.speaker, child) for child in found):
        return [turn.reply(wording.already(turn.speaker.children))]
    listed = _with_phone(turn, found, phone)
    match decide_bind(name, class_name, found, listed):
        case Refused(why):
            return [turn.reply(wording.refused(why))]
        case Listed(child, guardian):
            told = _tell_teacher(turn, child, people.name_of(turn.session, guardian))
            return [*_bound(turn, guardian, "list"), *told]
        case AskWhich(child, guardians) if not _apart(turn, guardians):
            return _ask_which(turn, child, guardians, act.relation or "")
        case AskTeacher(child) | AskWhich(child, _):
            return _ask_teacher(turn, child, act.relation or "", phone)


def _apart(turn: Turn, guardians: Collection[int]) -> bool:
    """Two who must not see each other's data are told apart by the class teacher. (C10)"""
    hidden = apart.hidden_from(turn.session, guardians, turn.today)
    return any(others & set(guardians) for others in hidden.values())


def _ask_which(turn: Turn, child: Student, guardians: Collection[int], said: str) -> list[Outgoing]:
    """One telephone of two people: the relation that was written, else the one that is pressed."""
    kin = [one for one in people.guardians_of(turn.session, child.id) if one.person_id in guardians]
    meant = [one for one in kin if one.relation == said]
    if len(meant) == 1:
        return [*_bound(turn, meant[0].person_id, "list"), *_tell_teacher(turn, child, meant[0].name)]
    choices = [Choice(role_words.i_am(one.relation), BE, {"student": child.id, "person": one.person_id}) for one in kin]
    return [turn.reply(role_words.which_guardian(child.called), choices, title=role_words.TITLE, asks=True)]


def press_be(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[我是妈妈]: the account is hers from now on."""
    child = people.students(turn.session, [args["student"]])[args["student"]]
    name = people.name_of(turn.session, args["person"])
    return [*_bound(turn, args["person"], "list"), *_tell_teacher(turn, child, name)]


def switched(turn: Turn) -> list[Outgoing] | None:
    """我是奶奶, from the telephone that both share: the account is hers from now on. None for anything else. (C10)"""
    found = _I_AM.fullmatch(turn.text.strip())
    if found is None or turn.known.role is not Role.PARENT:
        return None
    for child in turn.speaker.children:
        kin = people.guardians_of(turn.session, child.id)
        mine = next((one.phone for one in kin if one.person_id == turn.me), None)
        other = [one for one in kin if one.relation == found[1] and one.phone == mine and one.person_id != turn.me]
        if mine and len(other) == 1 and not _apart(turn, [turn.me, other[0].person_id]):
            _bound(turn, other[0].person_id, "shared")
            return [turn.reply(role_words.switched(other[0].relation, other[0].name))]
    return None


def tie(desk: Desk, child: Student, asked_by: int, wish: dict[str, Any]) -> None:
    """The class teacher said yes: whoever asked is a guardian of the child."""
    if wish.get("phone"):
        people.set_contact(
            desk.session, asked_by, name=wish.get("name") or wish.get("relation", ""), phone=wish["phone"]
        )
    rank = len(people.guardians_of(desk.session, child.id)) + 1
    people.add_guardian(desk.session, child.id, asked_by, wish.get("relation") or "家长", rank=rank)


def _bound(turn: Turn, guardian: int, how: str) -> list[Outgoing]:
    """The address is the guardian's from now on; the answer goes there."""
    people.rebind(turn.session, turn.school_id, turn.channel, turn.address, person_id=guardian, how=how, now=turn.now)
    turn.speaker = people.speaker(turn.session, guardian)
    return [turn.reply(wording.bound(turn.speaker.children))]


def _with_phone(turn: Turn, found: list[Student], phone: str) -> list[int]:
    """Guardians of the pupil with this phone on the school's list."""
    if len(found) != 1 or not phone:
        return []
    return [g.person_id for g in people.guardians_of(turn.session, found[0].id) if g.phone == phone]


def _tell_teacher(turn: Turn, child: Student, name: str) -> list[Outgoing]:
    head = people.class_teacher_of(turn.session, child.id)
    text = wording.bound_note(child, name)
    return turn.tell_all([head] if head else [], text, f"bound/{turn.inbox_id}", about="bind")


def _ask_teacher(turn: Turn, child: Student, relation: str, phone: str) -> list[Outgoing]:
    head = people.class_teacher_of(turn.session, child.id)
    if head is None:
        return [turn.reply(smalltalk.NOBODY_TO_CALL)]
    id_ = approvals.add(
        turn.session, turn.school_id, "bind", student_id=child.id, by_id=turn.speaker.person_id, decider_id=head,
        now=turn.now, wish=json.dumps({"relation": relation, "phone": phone}), inbox_id=turn.inbox_id,
    )  # fmt: skip
    choices = [
        Choice("同意", "approve", {"application": id_}),
        Choice("不同意", "refuse", {"application": id_}, style=3),
    ]
    card = turn.tell(
        head, wording.for_teacher(child, relation, phone), f"application/{id_}/0", choices, title="核对家长身份",
        about="application",
    )  # fmt: skip
    return [turn.reply(wording.asked(child, people.name_of(turn.session, head) + "老师")), card]
