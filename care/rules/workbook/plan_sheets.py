"""The sheets about the plan: 学校, 课后服务, 值班表, 校历."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from care.acts import CareSession
from care.book import CareGroup, Club, Duty, DutyKind, School, SchoolDay
from care.policy import SessionPlan
from care.rules.workbook import cells
from care.rules.workbook.columns import SCHOOL_ITEMS, plain
from care.rules.workbook.directory import LABELS, WORDS, Directory
from care.rules.workbook.people_sheets import Seen
from care.rules.workbook.problems import Bad, Flaw
from care.rules.workbook.rows import Row

LESSONS = {CareSession.NOON: 3, CareSession.EVENING: 2}  # 003-10.16
KINDS = {"看护": DutyKind.CARE, "值班领导": DutyKind.LEADER, "导护": DutyKind.GATE}
_USUAL = {CareSession.WEEKEND: (6,), CareSession.VACATION: (1, 2, 3, 4, 5)}
LONGEST_BREAK = 100  # days; a summer is 60


def read_school(rows: Sequence[Row], current: School | None = None) -> School:
    """The school's own page: one item a row. Sessions stay as they are where none is given.

    A session keeps what the page does not say of it (lessons, breaks); a blank time means that it is not held.
    """
    items = {item: row for row in rows if (item := _item(row.text("item")))}
    now = {plan.session: plan for plan in (current.sessions if current else None) or ()}
    plans = tuple(plan for care in CareSession if (plan := _plan(items, care, now.get(care))))
    code = items["学校代号"].text("value").lower() if "学校代号" in items else ""
    if code and not re.fullmatch(r"[a-z0-9_-]{1,40}", code):
        items["学校代号"].wrong("value", Flaw.CODE, code)
    name = items["学校名称"].text("value") if "学校名称" in items else ""
    timed = any(f"{word}时间" in items for word in LABELS.values())
    return School(code, name, (plans or None) if timed else None)


def _item(written: str) -> str | None:
    compared = plain(written)
    return next((name for name, also, _ in SCHOOL_ITEMS if compared in map(plain, (name, *also))), None)


def _plan(items: dict[str, Row], care: CareSession, now: SessionPlan | None) -> SessionPlan | None:
    row = items.get(f"{LABELS[care]}时间")
    if row is None:
        return now
    ends = row.take("value", cells.hours(row.raw.cells.get("value")), None) if _filled(row) else None
    if ends is None:
        return None
    base = now or SessionPlan(care, LABELS[care], *ends, LESSONS.get(care, 1), _USUAL.get(care, (1, 2, 3, 4, 5)))
    days = items.get("托管星期") if care not in _USUAL else None
    weekdays = days.take("value", cells.weekdays(days.raw.cells.get("value")), ()) if days and _filled(days) else ()
    return replace(base, start=ends[0], end=ends[1], weekdays=weekdays or base.weekdays)


def _filled(row: Row) -> bool:
    return row.raw.cells.get("value") not in (None, "")


def read_services(rows: Sequence[Row], directory: Directory) -> tuple[tuple[CareGroup, ...], tuple[Club, ...]]:
    """Care groups by session and name; clubs by name."""
    groups, clubs, seen = [], [], Seen()
    for row in rows:
        kind, name, session = row.choice("kind"), row.name("name"), row.choice("session")
        teacher = row.take("teacher", directory.staff.code_of(row.name("teacher")), "")
        if not kind or not name:
            continue
        care = WORDS.get(session) if kind == "托管班" else None
        if kind == "托管班" and care is None:
            row.wrong("session", Flaw.MISSING)
        elif care and directory.sessions is not None and care not in directory.sessions:
            row.wrong("session", Flaw.NO_SUCH_SESSION, session)
        elif earlier := seen.before((care, name), row):
            row.wrong("name", Flaw.TWICE, name, earlier)
        elif care:
            groups.append(CareGroup(care, name, teacher, row.text("room")))
        else:
            clubs.append(Club(name, "，".join(filter(None, (row.text("note"), row.text("room")))), teacher))
    return tuple(groups), tuple(clubs)


def read_duties(rows: Sequence[Row], directory: Directory) -> tuple[Duty, ...]:
    seen, found = Seen(), []
    for row in rows:
        day, session, kind = row.day("day"), row.choice("session"), row.choice("kind")
        person = row.take("person", directory.staff.code_of(row.name("person")), "")
        rank = row.whole("rank", blank=1)
        if day is None or not session or not kind or not person:
            continue
        duty = Duty(day, WORDS[session], KINDS[kind], person, "", rank)
        duty = _with_group(row, duty, directory) if duty.kind is DutyKind.CARE else duty
        if earlier := seen.before((day, session, kind, duty.group, person), row):
            row.wrong("person", Flaw.TWICE, row.name("person"), earlier)
        found.append(duty)
    return tuple(found)


def _with_group(row: Row, duty: Duty, directory: Directory) -> Duty:
    written = row.name("group")
    if not written:
        row.wrong("group", Flaw.DUTY_NEEDS_GROUP)
        return duty
    own = row.class_name("group")
    found = directory.groups.named(duty.session, written)
    if isinstance(found, Bad):
        found = directory.groups.wished(duty.session, own, own)
    return replace(duty, group=row.take("group", found, ""))


def read_days(rows: Sequence[Row]) -> tuple[SchoolDay, ...]:
    """Ranges become days, weekends with them: on a holiday's Saturday there is no weekend care either. (C05, C06)"""
    seen, found = Seen(), []
    for row in rows:
        first, last, kind = row.day("first"), row.day("last"), row.choice("kind")
        follows, note = _follows(row), row.text("note")
        if first is None or not kind:
            continue
        last = last or first
        if last < first or (last - first).days > LONGEST_BREAK:
            row.wrong("last", Flaw.DAYS_REVERSED, last.isoformat(), first.isoformat())
            continue
        for day in _days(first, last):
            if earlier := seen.before(day, row):
                row.wrong("first", Flaw.DAY_TWICE, day.isoformat(), earlier)
            else:
                found.append(SchoolDay(day, kind == "上课", follows if kind == "上课" else None, note))
    return tuple(sorted(found, key=lambda one: one.day))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _follows(row: Row) -> int | None:
    if not row.text("follows"):
        return None
    days = row.weekdays("follows")
    if len(days) == 1:
        return days[0]
    row.wrong("follows", Flaw.WEEKDAYS, row.text("follows"))
    return None
