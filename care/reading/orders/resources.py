"""What is written behind 登记教室, 登记物资 and 登记特长. Nothing is guessed: what does not fit is torn. (C17)"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from care.rules.resources import MOST_PLACES, Room
from care.rules.workbook import cells

_PLACES = re.compile(r"(?:可?容纳|可坐|容量)[:]?\s*(\d{1,4})\s*(?:人|名|个)?|(\d{1,4})\s*(?:个座位|座|人)")
_AREA = re.compile(r"(?:面积[:]?\s*)?(\d{1,4})\s*(?:平方米|平米|平方|平|m2)")
_EQUIPMENT = re.compile(r"(?:设备|器材)[:]\s*(.*?)\s*(?=用于[:]|$)")
_USES = re.compile(r"用于[:]\s*(.*?)\s*(?=(?:设备|器材)[:]|$)")
_SPLIT = re.compile(r"[、,，;；\s]+")
_DAYS = re.compile(
    r"(?:每?(?:周|星期|礼拜)[一二三四五六日天](?:[、,，和至到\-]?(?:周|星期|礼拜)?[一二三四五六日天])*|每天)"
)


@dataclass(frozen=True)
class Skills:
    """What somebody can teach, when they are free; `who` where a leader says it of a colleague."""

    skills: str
    weekdays: tuple[int, ...]
    who: str = ""


def read_room(rest: str, items: Mapping[str, str]) -> Room | None:
    """书法教室 60平方米 容纳40人 设备：毛毡、投影 用于：书法社团、晚托. `items`: how sessions and clubs are written.

    None where the name is missing, nothing is said of the room, or a use is not known.
    """
    name, _, more = rest.strip().partition(" ")
    if not re.fullmatch(r"[\w()·\-]{1,20}", name) or not more.strip():
        return None
    uses = _uses(more, items)
    equipment = found[1] if (found := _EQUIPMENT.search(more)) else ""
    plain = _USES.sub(" ", _EQUIPMENT.sub(" ", more))
    area, seats = _AREA.search(plain), _PLACES.search(_AREA.sub(" ", plain))
    left = _PLACES.sub("", _AREA.sub("", plain)).strip(" ,，。;；、")
    places = int(seats[1] or seats[2]) if seats else None
    if uses is None or left or (places is not None and not 0 < places <= MOST_PLACES):
        return None
    return Room(name, places, int(area[1]) if area else None, equipment[:100], uses)


def _uses(more: str, items: Mapping[str, str]) -> tuple[str, ...] | None:
    found = _USES.search(more)
    words = [word for word in _SPLIT.split(found[1]) if word] if found else []
    return tuple(items[word] for word in words) if all(word in items for word in words) else None


def read_skills(rest: str, colleagues: Iterable[str]) -> Skills | None:
    """书法、绘画 周一、周三有空; with a colleague's name first it is said of them. None where no weekday is named."""
    first, _, more = rest.strip().partition(" ")
    who = first if first in set(colleagues) and more.strip() else ""
    text = more.strip() if who else rest.strip()
    found = _DAYS.search(text)
    days = cells.weekdays(found[0]) if found else None
    if found is None or not isinstance(days, tuple):
        return None
    words = re.sub(
        r"(?:都?有空|空闲|可以|都行|特长|会|[:,，。;；])", " ", text[: found.start()] + " " + text[found.end() :]
    )
    skills = "、".join(word for word in _SPLIT.split(words) if word)
    return Skills(skills[:60], days, who) if skills else None


def read_goods(rest: str) -> tuple[str, str] | None:
    """宣纸 200张: what, how much. None where one of the two is missing."""
    name, _, amount = rest.strip().partition(" ")
    fits = re.fullmatch(r"[\w()·]{1,20}", name) and re.fullmatch(r"\d{1,6}\s*[一-龥a-zA-Z]{0,4}", amount.strip())
    return (name, amount.strip()) if fits else None
