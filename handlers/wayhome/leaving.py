"""What is known of children at the moment they leave: where they stand, who may collect them, whose names are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from care.acts import CareSession
from care.people import Person, Student
from care.rules.custody import Place, Places
from care.rules.release import Facts, Plan, confusable, names_alike
from handlers import day
from handlers.day import Seat
from handlers.turn import Turn
from storage import ledger, people
from storage.day import blocks, codes, pickups
from storage.day.pickups import PickupPlan, PlanKind


@dataclass(frozen=True)
class Leaving:
    """The children that are spoken of, in one session of today."""

    care: CareSession
    children: dict[int, Student]
    facts: dict[int, Facts]
    seats: dict[int, Seat]

    def place(self, child: Student) -> Place:
        return self.facts[child.id].place

    def group_of(self, child: Student) -> int | None:
        """The group whose list has the child; events are written under it."""
        place = self.place(child)
        if place.group is not None:
            return place.group
        return self.seats[child.id].group.id if child.id in self.seats else None

    def holder_of(self, child: Student) -> int | None:
        """Who has the child, or expects it."""
        seat = self.seats.get(child.id)
        return self.place(child).holder or (seat.teacher_id if seat else None)


def gather(turn: Turn, care: CareSession, children: Sequence[Student], *, code: str | None = None) -> Leaving:
    """Facts of each child. Lists of the groups concerned are opened, so that a release has a list to stand on."""
    ledger.hold(turn.session, turn.school_id)
    seats = {child.id: seat for child in children if (seat := _seat(turn, care, child)) is not None}
    for group_id in {seat.group.id for seat in seats.values()}:
        day.open_group(turn, group_id, care)
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    mine = {group.id for group in day.my_groups(turn, care)}
    return Leaving(care, {c.id: c for c in children}, _facts(turn, children, places, seats, mine, code), seats)


def holders(turn: Turn, care: CareSession, children: Sequence[Student]) -> list[int]:
    """Who has these children in hand, or expects them; nothing is opened for the asking."""
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    found: list[int | None] = []
    for child in children:
        seat = _seat(turn, care, child)
        place = places.get(child.id, Place())
        found.append(place.holder or (seat.teacher_id if seat else None))
    return list(dict.fromkeys(one for one in found if one))


def look_alikes(turn: Turn, child: Student) -> list[Student]:
    """Children of the school whose names are taken for this one's (promise 9)."""
    return confusable(child, people.look_alikes(turn.session, turn.school_id))


def mistaken_for(turn: Turn, care: CareSession, child: Student) -> list[Student]:
    """Those whom the child may be taken for: names alike, else brothers and sisters who are here too."""
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    alike = [*look_alikes(turn, child), *_named_otherwise(turn, child)]
    return list(dict.fromkeys(alike)) or siblings_here(turn, places, child)


def _named_otherwise(turn: Turn, child: Student) -> list[Student]:
    """Pupils of the school whose name was written where this child was understood: 李子涵 for 李梓涵. (promise 9)

    Names are marked as alike at import; whoever came into the school's lists since then is found here.
    """
    size = len(child.name)
    if child.name in turn.text:
        return []
    written = {turn.text[at : at + size] for at in range(len(turn.text) - size + 1)}
    alike = [name for name in written if names_alike(name, child.name)]
    return [other for name in alike for other in people.find_students(turn.session, turn.school_id, name)]


def siblings_here(turn: Turn, places: Places, child: Student) -> list[Student]:
    """Others of the family who are still in somebody's hands: the one who collects may mean either. (promise 9)"""
    kin = people.siblings(turn.session, [child.id])[child.id]
    return [other for other in kin if places.get(other.id, Place()).at_school]


def _confused(turn: Turn, children: Sequence[Student], places: Places) -> set[int]:
    """Of the children marked at import, those that can be mistaken now: a name alike, or a sibling who is here too
    and no full name."""
    marked = people.second_details(turn.session, [child.id for child in children])
    return {
        child.id
        for child in children
        if _named_otherwise(turn, child)
        or (
            child.id in marked
            and (look_alikes(turn, child) or (child.name not in turn.text and siblings_here(turn, places, child)))
        )
    }


def _facts(
    turn: Turn,
    children: Sequence[Student],
    places: Places,
    seats: dict[int, Seat],
    mine: set[int],
    code: str | None,
) -> dict[int, Facts]:
    ids = [child.id for child in children]
    plans = pickups.plans(turn.session, ids, turn.today)
    permits = pickups.permits(turn.session, ids, turn.today)
    alike = _confused(turn, children, places)
    barred = blocks.in_force(turn.session, ids, turn.today)
    return {
        id_: Facts(
            places.get(id_, Place()),
            mine=turn.speaker.leads or (id_ in seats and seats[id_].group.id in mine),
            family=tuple(Person(g.name, g.relation) for g in people.guardians_of(turn.session, id_)),
            plans=_plans(turn, plans.get(id_, ()), code),
            permit=permits.get(id_),
            look_alike=id_ in alike,
            blocks=tuple(barred.get(id_, ())),
        )
        for id_ in ids
    }


def _plans(turn: Turn, found: Sequence[PickupPlan], code: str | None) -> tuple[Plan, ...]:
    """Who collects, or alone; the hour is another matter."""
    coded = codes.of_plans(turn.session, [plan.id for plan in found], code) if turn.policy.delegate_code else {}
    names = people.names_of(turn.session, [plan.by_id for plan in found])
    return tuple(
        Plan(
            plan.person if plan.kind is PlanKind.PERSON else None, plan.day is None, plan.id,
            names.get(plan.by_id, ""), plan.made_at, coded.get(plan.id),
        )
        for plan in found
        if plan.kind is not PlanKind.TIME
    )  # fmt: skip


def _seat(turn: Turn, care: CareSession, child: Student) -> Seat | None:
    return next((seat for seat in day.seats(turn, child.id, turn.today) if seat.care is care), None)
