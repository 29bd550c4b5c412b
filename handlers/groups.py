"""Which care group a colleague means, and its children: asked in one place by all errands of staff (promise 11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from care.acts import Act, CareSession
from care.people import Student
from care.rules.custody import Event, Move, Place, Places, Roll, balance, fold
from care.wording import staff as words
from handlers import day
from handlers.turn import Turn
from storage import known, ledger, people
from storage.day import leaves
from storage.enrolment import bookings
from storage.enrolment.bookings import Group

FEW = 5  # children who are still named in a line


@dataclass(frozen=True)
class Listed:
    """A group's list, or one class's part of it: the children, and where they stand."""

    care: CareSession
    groups: tuple[Group, ...]
    children: dict[int, Student]
    places: Places

    @property
    def name(self) -> str:
        return "、".join(dict.fromkeys(group.name for group in self.groups))

    def called(self, ids: Iterable[int]) -> list[Student]:
        return [self.children[id_] for id_ in ids if id_ in self.children]


def session_of(act: Act, turn: Turn) -> CareSession:
    return act.sessions[0] if act.sessions else turn.care


def is_care_time(act: Act, turn: Turn) -> bool:
    """Whether children can change hands now: a session is near, or the message names one."""
    return day.is_care_day(turn, turn.today) and (turn.plan is not None or bool(act.sessions))


def fitting(turn: Turn, groups: Iterable[Group], class_name: str) -> list[Group]:
    """Groups of this name, or that begin with it, or that have children of the class (行政班) in them."""
    every = list(groups)
    by_name = [g for g in every if g.name == class_name] or [g for g in every if g.name.startswith(class_name)]
    return by_name or [g for g in every if any(s.class_name == class_name for s in _pupils(turn, g, turn.today))]


def mine(turn: Turn, care: CareSession, class_name: str | None) -> list[Group]:
    """My groups of the session that are meant; for those who lead, every group they name."""
    own = day.my_groups(turn, care)
    if class_name is None:
        return own
    found = fitting(turn, own, class_name)
    if not found and turn.speaker.leads:
        return fitting(turn, bookings.groups(turn.session, turn.school_id, care), class_name)
    return found


def visible(turn: Turn, care: CareSession, class_name: str | None) -> list[Group]:
    """Groups whose names the speaker may read: their own, their class's; all for those who lead."""
    every = bookings.groups(turn.session, turn.school_id, care)
    if turn.speaker.leads:
        return fitting(turn, every, class_name) if class_name else every
    own = day.my_groups(turn, care)
    heading = [row.name for row in people.classes(turn.session, turn.school_id) if row.teacher_id == turn.me]
    if class_name is None:
        return own or [group for name in heading for group in fitting(turn, every, name)]
    if class_name in heading:
        return fitting(turn, every, class_name)
    return fitting(turn, own, class_name)


def opened(turn: Turn, care: CareSession, groups: Iterable[Group], class_name: str | None = None) -> Listed:
    """The lists of these groups, written first where they were not; a class named within a mixed group is its part."""
    ledger.hold(turn.session, turn.school_id)
    chosen = tuple(groups)
    places = day.places_of_groups(turn, care, [group.id for group in chosen])
    return _part(turn, Listed(care, chosen, {}, places), class_name)


def looked_at(
    turn: Turn, care: CareSession, groups: Iterable[Group], on: date, class_name: str | None = None
) -> Listed:
    """The same without writing: a list that nobody opened yet is what bookings and leaves say."""
    chosen = tuple(groups)
    places: Places = {}
    for own in _look(turn, care, chosen, on):
        places |= own
    return _part(turn, Listed(care, chosen, {}, places), class_name)


def looked_at_each(
    turn: Turn, care: CareSession, groups: Iterable[Group], on: date, class_name: str | None = None
) -> list[Listed]:
    """Each group's list by itself. A school's sixteen cost hardly more than one."""
    chosen = tuple(groups)
    found = _look(turn, care, chosen, on)
    children = people.students(turn.session, {id_ for places in found for id_ in places})
    return [
        _part_of(Listed(care, (group,), {}, places), {id_: one for id_, one in children.items() if id_ in places},
                 class_name)
        for group, places in zip(chosen, found, strict=True)
    ]  # fmt: skip


def held(turn: Turn, care: CareSession, person_id: int) -> Places:
    """Where the children in this person's hands stand, whatever group they are of."""
    every = ledger.places(turn.session, turn.school_id, turn.today, care)
    return {id_: place for id_, place in every.items() if place.holder == person_id}


def others_teacher(turn: Turn, care: CareSession, class_name: str) -> tuple[Group, int | None] | None:
    """Whose group this is, when it is not the speaker's."""
    found = fitting(turn, bookings.groups(turn.session, turn.school_id, care), class_name)
    if not found:
        return None
    return found[0], known.teacher_of(turn.session, turn.school_id, found[0].id, turn.today, care)


def _look(turn: Turn, care: CareSession, groups: Sequence[Group], on: date) -> list[Places]:
    """Where the children of each group stand: by its list, or by what would be on it."""
    written = ledger.lists_of(turn.session, turn.school_id, on, care, [group.id for group in groups])
    unwritten = [group.id for group in groups if group.id not in written]
    booked = unwritten if day.runs(turn, care, on) else []
    expected = bookings.expected_on(turn.session, turn.school_id, on, groups=tuple(booked)) if booked else {}
    away = leaves.on(turn.session, (id_ for own in expected.values() for id_ in own), on, care)
    for group in unwritten:
        own = tuple(sorted(expected.get(group, ())))
        listed = Event(Move.EXPECTED, own, turn.now, group=group)
        written[group] = fold([listed, replace(listed, kind=Move.LEAVE, students=tuple(i for i in own if i in away))])
    return [written[group.id] for group in groups]


def _part(turn: Turn, whole: Listed, class_name: str | None) -> Listed:
    return _part_of(whole, people.students(turn.session, whole.places), class_name)


def _part_of(whole: Listed, children: dict[int, Student], class_name: str | None) -> Listed:
    part = {id_: child for id_, child in children.items() if class_name is None or child.class_name == class_name}
    if not part or any(group.name == class_name for group in whole.groups):
        part = children
    in_order = dict(sorted(part.items(), key=lambda pair: (pair[1].class_name, pair[0])))
    return Listed(whole.care, whole.groups, in_order, {id_: whole.places.get(id_, Place()) for id_ in in_order})


def _pupils(turn: Turn, group: Group, on: date) -> list[Student]:
    return list(people.students(turn.session, bookings.expected(turn.session, group.id, on)).values())


def by_ids(turn: Turn, ids: Iterable[int]) -> list[Group]:
    return [bookings.group(turn.session, id_) for id_ in ids]


def equation(listed: Listed) -> str:
    """应到 = 实到 + 请假 + 缺勤 + 未点名, with the names of those who are not here."""
    uncalled = standing(listed, Roll.NOT_CALLED)
    few = uncalled if len(uncalled) <= FEW else []
    heads = balance(listed.places)
    return words.equation(heads, standing(listed, Roll.LEAVE), standing(listed, Roll.MISSING), few)


def standing(listed: Listed, roll: Roll) -> list[Student]:
    """Children of the list in this state."""
    places = listed.places
    return [child for id_, child in listed.children.items() if places[id_].expected and places[id_].roll is roll]


def events(turn: Turn, places: Places, move: Move, ids: Iterable[int], *, receiver: int | None = None) -> list[Event]:
    """One event a group, because the ledger is read by group."""
    by_group: dict[int | None, list[int]] = {}
    for id_ in ids:
        by_group.setdefault(places[id_].group, []).append(id_)
    return [Event(move, tuple(own), turn.now, turn.me, receiver, group) for group, own in by_group.items()]
