"""Who collects whom today, and where that comes from. (C45, C46)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from care.calendar import WEEKDAYS, clock, local, spoken, today
from care.people import Person, Student


@dataclass(frozen=True)
class Source:
    """One plan as it is told. `person` None: alone. `weekdays` empty and `standing`: every day."""

    person: Person | None
    standing: bool
    weekdays: tuple[int, ...]
    by: str
    at: datetime
    coded: bool = False


def told(
    child: Student, sources: Sequence[Source], at: time | None, family: Sequence[str], *, now: datetime, on: date
) -> str:
    """三年级2班 李小明：周四奶奶接（长期安排）；今天改为爸爸接，王丽 15:10 发来."""
    when, day = f"{at:%H:%M}来接。" if at else "", "今天" if on == today(now) else spoken(on, now=now)
    if not sources:
        kin = f"接送名单：{'、'.join(family)}。" if family else ""
        return f"{child.called} {day}没有特别安排。{kin}{when}"
    standing = [one for one in sources if one.standing][:1]
    own = [one for one in sources if not one.standing][:1]
    parts = [f"{_weekdays(one)}{_who(one)}：长期安排（{source(one, now)}）" for one in standing]
    parts += [f"{day}{'改为' if standing else '由'}{_who(one)}，{source(one, now)}" for one in own]
    code = "，放行时请问接送码" if own and own[0].coded else ""
    return f"{child.called} {'；'.join(parts)}{code}。{when}"


def source(one: Source, now: datetime) -> str:
    """王丽 15:10发来; of another day with the day."""
    day = "" if today(one.at) == today(now) else f"{spoken(local(one.at).date())}"
    return f"{one.by} {day}{clock(one.at)}发来".strip()


def weekdays(days: Sequence[int]) -> str:
    return "周" + "、".join(WEEKDAYS[day - 1] for day in days)


def _weekdays(one: Source) -> str:
    return weekdays(one.weekdays) if one.weekdays else "每天"


def _who(one: Source) -> str:
    return f"{one.person.called}接" if one.person else "自己回家"
