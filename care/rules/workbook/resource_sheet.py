"""The sheet 资源: rooms, goods and what colleagues can do, one a row. (C17; 002.06, 003-7.09)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from care.acts import CareSession
from care.rules.resources import MOST_PLACES, Goods, Room, Skilled
from care.rules.workbook import cells
from care.rules.workbook.directory import LABELS, NO, WORDS, Directory
from care.rules.workbook.people_sheets import Seen
from care.rules.workbook.problems import Flaw
from care.rules.workbook.rows import Row

ROOM, GOODS, SKILL = "教室", "物资", "特长"
MOST_SQUARE_METRES = 9999
_OWN: Mapping[str, tuple[str, ...]] = {
    ROOM: ("places", "square_metres", "equipment", "uses"), GOODS: ("amount",), SKILL: ("skills", "weekdays"),
}  # fmt: skip
_LONGEST = {"name": 40, "equipment": 100, "amount": 20, "skills": 60}
"""As many characters as are kept."""


@dataclass(frozen=True)
class Resources:
    rooms: tuple[Room, ...] = ()
    goods: tuple[Goods, ...] = ()
    skills: tuple[Skilled, ...] = ()


def read_resources(rows: Sequence[Row], directory: Directory) -> Resources:
    """A cell that belongs to another kind of row is told, not passed over: a room's 40 may stand under 数量."""
    seen = Seen()
    rooms: list[Room] = []
    goods: list[Goods] = []
    skills: list[Skilled] = []
    for row in rows:
        kind, name = row.choice("kind"), _short(row, "name", row.name("name"))
        if not kind or not name:
            continue
        for key in (key for other, own in _OWN.items() if other != kind for key in own if row.text(key)):
            row.wrong(key, Flaw.NOT_OF_KIND, kind)
        code = row.take("name", directory.staff.code_of(name), "") if kind == SKILL else name
        if code and (earlier := seen.before((kind, code), row)):
            row.wrong("name", Flaw.TWICE, name, earlier)
        elif kind == ROOM:
            rooms.append(_room(row, name, directory))
        elif kind == GOODS:
            goods.append(Goods(name, _needed(row, "amount")))
        elif code:
            skills.append(_skilled(row, code))
    return Resources(tuple(rooms), tuple(goods), tuple(skills))


def _room(row: Row, name: str, directory: Directory) -> Room:
    return Room(
        name, row.count("places", MOST_PLACES), row.count("square_metres", MOST_SQUARE_METRES),
        _short(row, "equipment", row.text("equipment")), _uses(row, directory),
    )  # fmt: skip


def _uses(row: Row, directory: Directory) -> tuple[str, ...]:
    written = [word for word in row.several("uses") if word not in NO]
    for word in written:
        if word not in WORDS and word not in directory.clubs:
            row.wrong("uses", Flaw.UNKNOWN_USE, word, "、".join(WORDS))
    return tuple(WORDS[word].value if word in WORDS else word for word in written)


def _skilled(row: Row, code: str) -> Skilled:
    """Who is free when nobody said is not guessed: the days are wanted, unlike elsewhere."""
    skills = "、".join(row.several("skills")) if _needed(row, "skills") else ""
    return Skilled(code, skills, row.weekdays("weekdays") if _needed(row, "weekdays") else ())


def _needed(row: Row, key: str) -> str:
    written = row.text(key)
    if not written and row.raw.cells.get(key) in (None, ""):
        row.wrong(key, Flaw.MISSING)
    return _short(row, key, written)


def _short(row: Row, key: str, written: str) -> str:
    longest = _LONGEST.get(key, cells.LONGEST)
    if len(written) <= longest:
        return written
    row.wrong(key, Flaw.TOO_LONG, written[:20] + "…", str(longest))
    return ""


def lines(rooms: Sequence[Room], goods: Sequence[Goods], skills: Sequence[Skilled]) -> list[tuple[str, ...]]:
    """As the sheet's rows, in the order of its columns."""
    return [
        *(
            (ROOM, one.name, _figure(one.places), _figure(one.square_metres), one.equipment, use_words(one.uses))
            for one in rooms
        ),
        *((GOODS, one.name, "", "", "", "", one.amount) for one in goods),
        *((SKILL, one.code, "", "", "", "", "", one.skills, weekday_words(one.weekdays)) for one in skills),
    ]


def use_words(uses: Sequence[str]) -> str:
    """晚托、书法社团."""
    words = {care.value: LABELS[care] for care in CareSession}
    return "、".join(words.get(use, use) for use in uses)


def weekday_words(days: Sequence[int]) -> str:
    return "周" + "".join("一二三四五六日"[day - 1] for day in days) if days else ""


def _figure(number: int | None) -> str:
    return "" if number is None else str(number)
