"""Who stays without a place in care (特殊补缺), and who may not go while children are in hand. (C49, C55; 004-5.10)"""

from __future__ import annotations

from care.acts import CareSession
from care.messages import Outgoing, Urgency
from care.people import Student
from care.reading.sayings import Said
from care.rules.custody import Event, Move, Place, held_by
from care.wording import keeping as wording
from handlers import audience, day
from handlers.turn import Turn
from storage import ledger, people


def keep_back(said: Said, turn: Turn) -> list[Outgoing]:
    """王浩留下补作业: in the speaker's hands from now on, until a grown-up of the family has the child. (C49)"""
    found = list(said.children) or people.find_students(turn.session, turn.school_id, said.name)
    if len(found) != 1 or not day.is_care_day(turn, turn.today):
        return [turn.reply(wording.which(said.name))]
    child, care = found[0], turn.care
    ledger.hold(turn.session, turn.school_id)
    place = ledger.places(turn.session, turn.school_id, turn.today, care).get(child.id, Place())
    if place.taken or any(seat.care is care for seat in day.seats(turn, child.id, turn.today)):
        return [turn.reply(wording.has_a_place(child))]
    detail = {"kept_back": said.reason}
    numbers = day.write(turn, care, [Event(Move.PRESENT, (child.id,), turn.now, turn.me, turn.me, detail=detail)])
    key = f"kept-back/{numbers[0]}"
    kin = audience.guardians(turn, [child])[child.id]
    head = people.class_teacher_of(turn.session, child.id)
    told = wording.for_family(child, said.reason, turn.speaker.name, turn.now)
    return [
        turn.reply(wording.kept(child, said.reason)),
        *turn.tell_all(kin, told, key, about="pickup", urgency=Urgency.URGENT),
        *turn.tell_all([head] if head else [], wording.for_staff(child, said.reason, turn.caller), key, about="pickup"),
    ]


def sign_out(_said: Said, turn: Turn) -> list[Outgoing]:
    """我先走了: not while children are in hand; who could take them is said. (promise 1; 004-6.07)"""
    held = [child for plan in turn.policy.sessions for child in _in_hand(turn, plan.session)]
    if not held:
        return [turn.reply(wording.FREE)]
    others = [one for one in audience.on_duty(turn, turn.care) if one != turn.me]
    names = people.names_of(turn.session, others)
    return [turn.reply(wording.not_yet(held, [names[one] for one in others if one in names]))]


def _in_hand(turn: Turn, care: CareSession) -> list[Student]:
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    return list(people.students(turn.session, held_by(places, turn.me)).values())
