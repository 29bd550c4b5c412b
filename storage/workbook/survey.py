"""The workbook's sheet 资源 against the resource survey: what is known, and what an import writes down. (C17)"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from care.rules.resources import Goods, Skilled, Told
from care.rules.workbook.difference import Difference
from care.rules.workbook.resource_sheet import Resources
from storage.school import resources

BY_THE_HOUSE = 0


def current(session: Session, school_id: int, codes: Mapping[int, str]) -> Resources:
    """`codes`: those in service, by person."""
    told = [one for one in resources.told(session, school_id) if one.person_id in codes]
    return Resources(
        tuple(resources.rooms(session, school_id)),
        tuple(Goods(name, amount) for name, amount in resources.goods(session, school_id).items()),
        tuple(Skilled(codes[one.person_id], one.skills, one.weekdays) for one in told),
    )


def write(session: Session, school_id: int, change: Difference, persons: Mapping[str, int], *, now: datetime) -> None:
    """`persons`: every colleague's number by code."""
    for room in (*change.rooms.added, *(after for _, after in change.rooms.changed)):
        resources.put_room(session, school_id, room, by_id=BY_THE_HOUSE, now=now)
    for one in (*change.goods.added, *(after for _, after in change.goods.changed)):
        resources.put_goods(session, school_id, one.name, one.amount, by_id=BY_THE_HOUSE, now=now)
    for skilled in (*change.skills.added, *(after for _, after in change.skills.changed)):
        told = Told(persons[skilled.code], skilled.skills, skilled.weekdays)
        resources.tell(session, school_id, told, now=now)
