"""The grown-ups of an import: who is known already, who is new, whose phone changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from care.book import Book, Colleague, Kin, Pupil
from care.rules.workbook.difference import Difference, PupilChange
from care.rules.workbook.matching import Who, known_persons
from storage.people import PersonRow
from storage.seal import Seal


@dataclass
class Persons:
    """Numbers of all grown-ups that the import names."""

    by_who: dict[Who, int]
    without_phone: dict[tuple[int, str], int]  # by the child's place among the changes, and name
    by_code: dict[str, int]

    def kin(self, place: int, one: Kin) -> int:
        return self.by_who[one.name, one.phone] if one.phone else self.without_phone[place, one.name]


def settle(session: Session, school_id: int, before: Book, after: Book, change: Difference) -> Persons:
    """Add those who are new, and keep the numbers (and so the bound accounts) of those who are known."""
    staff_before = (*(before.staff or ()), *before.former_staff)
    staff_after = after.staff or before.staff or ()
    pairs = [(one.before, one.after) for one in change.pupils]
    pairs += _unchanged(before, after, change)
    children = (*(before.pupils or ()), *before.former)
    known = known_persons(staff_before, staff_after, children, pairs)
    found = Persons(known, _known_without_phone(change.pupils), {one.code: one.id for one in staff_before})
    _add_new(session, school_id, found, change)
    found.by_code |= {
        one.code: known[one.name, one.phone] for one in change.staff.added if one.code not in found.by_code
    }
    _update(session, found, change)
    return found


def _unchanged(before: Book, after: Book, change: Difference) -> list[tuple[Pupil | None, Pupil]]:
    """Pupils of the file that need no change still say whose phone is in use."""
    touched = {id(one.after) for one in change.pupils}
    here = after.pupils if after.pupils is not None else before.pupils or ()
    return [(None, pupil) for pupil in here if id(pupil) not in touched]


def _known_without_phone(changes: Sequence[PupilChange]) -> dict[tuple[int, str], int]:
    return {
        (place, kin.name): kin.id
        for place, one in enumerate(changes)
        for kin in (one.before.kin if one.before else None) or ()
    }


def _add_new(session: Session, school_id: int, found: Persons, change: Difference) -> None:
    rows: dict[Who | tuple[int, str], PersonRow] = {}
    for one in change.staff.added:
        if one.code not in found.by_code and (one.name, one.phone) not in found.by_who:
            rows.setdefault((one.name, one.phone), _row(school_id, one.name, one.phone))
    for place, kin in _kin(change.pupils):
        if kin.phone and (kin.name, kin.phone) not in found.by_who:
            rows.setdefault((kin.name, kin.phone), _row(school_id, kin.name, kin.phone))
        elif not kin.phone and (place, kin.name) not in found.without_phone:
            rows.setdefault((place, kin.name), _row(school_id, kin.name, ""))
    session.add_all(rows.values())
    session.flush()
    for key, row in rows.items():
        if isinstance(key[0], int):
            found.without_phone[key[0], key[1]] = row.id
        else:
            found.by_who[key[0], key[1]] = row.id


def _kin(changes: Sequence[PupilChange]) -> Iterable[tuple[int, Kin]]:
    for place, one in enumerate(changes):
        yield from ((place, kin) for kin in one.kin.added)
        yield from ((place, kin) for _, kin in one.kin.changed)


def _update(session: Session, found: Persons, change: Difference) -> None:
    """Names and phones that differ. Where a colleague is a parent too, the staff sheet's phone holds."""
    wanted: dict[int, tuple[str, str]] = {}
    for place, kin in _kin(change.pupils):
        wanted[found.kin(place, kin)] = (kin.name, kin.phone)
    colleagues: list[Colleague] = [*change.staff.added, *(now for _, now in change.staff.changed)]
    wanted |= {found.by_code[one.code]: (one.name, one.phone) for one in colleagues}
    on_staff = set(found.by_code.values()) - {found.by_code[one.code] for one in colleagues}
    for row in session.scalars(select(PersonRow).where(PersonRow.id.in_(sorted(wanted.keys() - on_staff)))):
        name, phone = wanted[row.id]
        if (row.name, row.phone or "") != (name, phone):
            row.name, row.phone, row.phone_mark = name, phone or None, _mark(phone)


def _row(school_id: int, name: str, phone: str) -> PersonRow:
    return PersonRow(school_id=school_id, name=name, phone=phone or None, phone_mark=_mark(phone))


def _mark(phone: str) -> str | None:
    return Seal.current().mark(phone) if phone else None
