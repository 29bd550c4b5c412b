"""Answers to a wish's questions, and a change of place, in their own exact shapes. Nothing here guesses. (C20, C29)

Whatever does not fit wholly is for the reader. (promise 2)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from care.acts import CareSession
from care.people import Student
from care.reading.orders.plan_words import day_of

WEEK = (1, 2, 3, 4, 5)
_DAY = "[一二三四五]"
_WEEK = "(?:周|星期|礼拜)"
_LIST = rf"每?{_WEEK}?{_DAY}(?:[、,和 ]*{_WEEK}?{_DAY})*"
_RUN = rf"每?{_WEEK}(?P<first>{_DAY})(?:到|至|-|~){_WEEK}?(?P<last>{_DAY})"
_DAYS = re.compile(rf"(?:{_RUN}|(?P<all>每天|天天)|(?P<list>{_LIST}))")
_TAIL = r"(?:来|参加|去|吧|都去|都参加|可以吗)?[。!?]*"
_ONLY_DAYS = re.compile(rf"(?P<days>{_DAYS.pattern}){_TAIL}")
_REASON = re.compile(r"(?:原因|因为)(?:是)?[:,\s]*(.{2,200})", re.DOTALL)
_EVIDENCE = re.compile(r"证明(?:是)?[:,\s]*(.{2,200})", re.DOTALL)
_GO_ON = re.compile(r"(?:接着|继续)(?:填|报名?|申请)[。!]*")
_SINCE = re.compile(
    r"(?:从|自)?(?P<since>(?:下|这|本)?(?:周|星期)[一二三四五]|\d{1,2}月\d{1,2}[日号]|明天|后天|下周)(?:起|开始)就?[,，]?"
)


@cache
def _change(labels: tuple[str, ...]) -> re.Pattern[str]:
    """小明晚托改成…, with the school's own words for its sessions."""
    names = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(
        rf"(?:老师好?[,，]?)?(?:请|麻烦)?(?:您?)(?:给|把|帮|让)?(?P<name>[一-龥·、]{{2,9}}?)?(?:两个|俩)?的?(?P<old>{names})"
        r"(?:的?时间)?(?:我?要|想)?都?(?:要|想)?(?:改|换|调整?)(?:成|为|到)(?:只)?(?:上|去|来|参加)?"
        rf"(?P<to>{names}|(?P<days>{_DAYS.pattern}))(?:了|吧)?(?:[,，]?(?:谢谢|麻烦了|辛苦了)(?:老师)?)?[。!]*"
    )


@dataclass(frozen=True)
class Change:
    """Another session, or other weekdays, for a place that there is."""

    children: tuple[Student, ...]
    old: CareSession
    session: CareSession
    weekdays: tuple[int, ...] = ()
    since: date | None = None


def even(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def goes_on(text: str) -> bool:
    """继续报名."""
    return _GO_ON.fullmatch(even(text)) is not None


def read_days(text: str) -> tuple[int, ...]:
    """周一三五, 周一到周四, 每天. Empty: it is something else."""
    found = _ONLY_DAYS.fullmatch(even(text))
    return _weekdays(found) if found else ()


def days_behind_session(text: str) -> tuple[int, ...]:
    """报晚托，周一三五，再报个足球: a clause of weekdays alone, right behind the one that names the session.

    Empty where there is no such clause, or another place for the days: they might be the club's.
    """
    clauses = [clause.strip() for clause in re.split(r"[,;。!\n]", even(text)) if clause.strip()]
    found = [(place, days) for place, clause in enumerate(clauses) if (days := read_days(clause))]
    if len(found) != 1 or found[0][0] == 0:
        return ()
    before = clauses[found[0][0] - 1]
    return found[0][1] if re.search(r"托|课后服务|延时", before) and "社团" not in before else ()


def read_reason(text: str) -> str:
    """Behind 原因 or 因为. Empty: it is something else."""
    found = _REASON.fullmatch(even(text))
    return found[1].strip() if found else ""


def read_evidence(text: str) -> str:
    """Behind 证明. Empty: it is something else."""
    found = _EVIDENCE.fullmatch(even(text))
    return found[1].strip() if found else ""


def read_change(
    text: str, children: Sequence[Student], labels: Mapping[str, CareSession], today: date
) -> Change | None:
    """小明午托改成周一三五; 下周起晚托换成午托. The child by full name or without the surname; an only one needs none."""
    said, since = _without_since(even(text), today)
    found = _change(tuple(labels)).fullmatch(said) if labels else None
    if found is None:
        return None
    meant = _named(found["name"], children) if found["name"] else list(children[:1] if len(children) == 1 else ())
    old, to = labels[found["old"]], found["to"]
    if not meant or (found["days"] is None and to not in labels):
        return None
    if found["days"] is None:
        return Change(tuple(meant), old, labels[to], since=since)
    return Change(tuple(meant), old, old, _weekdays(found), since)


def _without_since(text: str, today: date) -> tuple[str, date | None]:
    """The text without 从下周一起, and the day; 下周起 is its Monday. A day that does not exist stays in the text."""
    found = _SINCE.search(text)
    if found is None:
        return text, None
    word = found["since"]
    try:
        since = day_of("下周一" if word == "下周" else word, today)
    except ValueError:
        return text, None
    return text[: found.start()] + text[found.end() :], since


def _named(names: str, children: Sequence[Student]) -> list[Student]:
    """小明 / 子涵和子墨: each of them, or nobody."""
    words = [word for word in re.split("[和跟、与]", names) if word]
    found = [[child for child in children if word in (child.name, child.name[1:])] for word in words]
    return [own[0] for own in found] if all(len(own) == 1 for own in found) else []


def _weekdays(found: re.Match[str]) -> tuple[int, ...]:
    if found["all"]:
        return WEEK
    names = "一二三四五"
    if found["first"]:
        return tuple(range(names.index(found["first"]) + 1, names.index(found["last"]) + 2))
    return tuple(number for number, day in enumerate(names, 1) if day in (found["list"] or ""))
