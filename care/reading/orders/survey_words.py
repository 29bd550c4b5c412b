"""Words about surveys, slips and announcements: 发起意向调查，周五截止; 三年级2班谁没交. (C15, C16, C18, C19)

As other commands: the whole text or nothing. (promise 2)
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from care.reading.orders.plan_words import DAY, day_of

_BEGIN = re.compile(
    rf"发起(?P<title>[^,，。?？吗]{{0,30}}(?:调查|问卷))(?:[,，\s]*(?P<until>{DAY})(?:前|之前)?截止)?[。!！]?"
)
_MISSING = re.compile(
    r"(?P<where>[一二三四五六七八九1-9]年级(?:\d{1,2}班)?)?\s*(?:还有)?(?:谁|哪些人)(?:还)?没(?:有)?交(?:回执)?[?？。]?"
)
_UNREAD = re.compile(r"(?:还有)?(?:谁|哪些人)(?:还)?没(?:有)?(?:看|阅|已阅)(?:通知|告家长书)?[?？。]?")
_WHOM = re.compile(
    r"(?P<where>全体|全校|所有|[一二三四五六七八九1-9]年级(?:\d{1,2}班)?)(?P<who>家长|老师|教职工|教师)?"
)


class Wording(StrEnum):
    """What such a text is."""

    BEGIN = "begin"
    MISSING = "missing"
    UNREAD = "unread"


@dataclass(frozen=True)
class Begin:
    title: str
    until: date | None


@dataclass(frozen=True)
class Notice:
    """Whom (a class, a grade, all; parents or colleagues) and the very words."""

    where: str
    staff: bool
    body: str


def kind_of(text: str) -> Wording | None:
    even = _even(text)
    if _BEGIN.fullmatch(even):
        return Wording.BEGIN
    if _MISSING.fullmatch(even):
        return Wording.MISSING
    return Wording.UNREAD if _UNREAD.fullmatch(even) else None


def read_begin(text: str, today: date) -> Begin | None:
    """The survey's title and last day. None where the day does not exist."""
    found = _BEGIN.fullmatch(_even(text))
    if found is None:
        return None
    try:
        return Begin(found["title"].strip(), day_of(found["until"], today) if found["until"] else None)
    except ValueError:
        return None


def read_where(text: str) -> str:
    """三年级2班 of 三年级2班谁没交; empty for the whole school."""
    found = _MISSING.fullmatch(_even(text))
    return _chinese(found["where"]) if found and found["where"] else ""


def read_notice(rest: str) -> Notice | None:
    """三年级家长：周五家长会…; 全体老师：…. None where nobody is named, or nothing is said."""
    head, sign, body = re.sub(r"[：]", ":", rest.strip()).partition(":")
    found = _WHOM.fullmatch(head.strip())
    if not sign or found is None or not body.strip():
        return None
    where = "" if found["where"] in ("全体", "全校", "所有") else _chinese(found["where"])
    return Notice(where, found["who"] in ("老师", "教职工", "教师"), body.strip())


def _chinese(where: str) -> str:
    """3年级2班 → 三年级2班."""
    return f"{'零一二三四五六七八九'[int(where[0])]}{where[1:]}" if where[:1].isdecimal() else where


def _even(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
