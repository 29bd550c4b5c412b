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
from typing import Any

from care.acts import CareSession
from care.people import Student
from care.reading.orders.plan_words import day_of

WEEK = (1, 2, 3, 4, 5)
_DAY = "[一二三四五]"
_WEEK = "(?:周|星期|礼拜)"
_LIST = rf"每?{_WEEK}?{_DAY}(?:[、,和 ]*{_WEEK}?{_DAY})*"
_RUN = rf"每?{_WEEK}(?P<first>{_DAY})(?:到|至|-|~){_WEEK}?(?P<last>{_DAY})"
DAYS = rf"(?:{_RUN}|(?P<all>每天|天天)|(?P<list>{_LIST}))"
_TAIL = r"(?:来|参加|去|吧|都去|都参加|可以吗)?[。!?]*"
_ONLY_DAYS = re.compile(rf"(?P<days>{DAYS}){_TAIL}")
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
        rf"(?P<to>{names}|(?P<days>{DAYS}))(?:了|吧)?(?:[,，]?(?:谢谢|麻烦了|辛苦了)(?:老师)?)?[。!]*"
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


_YES_TO = re.compile(r"^(?:要|想|就|我们?|给他|给她|是|那|报|选|参加|上|[,，])*")
_END_OF = re.compile(r"(?:吧|了|的|哦|呢|谢谢|[。!,，])*$")
_NO_CLUB = re.compile(r"(?:社团)?(?:先|都|就)?不(?:用|要|想)?(?:报|参加|选)?(?:社团)?")


def read_clubs(text: str, names: Sequence[str]) -> list[str] | None:
    """足球; 要报，书法社团和足球 → the clubs; 不报 → none of them. None: it is something else."""
    said = _END_OF.sub("", _YES_TO.sub("", even(text)))
    if _NO_CLUB.fullmatch(_END_OF.sub("", even(text))):
        return []
    words = [word for word in re.split("[和跟、与,，]", said) if word]
    found = [next((name for name in names if word in (name, name.removesuffix("社团"))), "") for word in words]
    return list(dict.fromkeys(found)) if found and all(found) else None


def read_choice(text: str, answers: Sequence[tuple[str, Any]]) -> Any:
    """The answer whose label is typed, with nothing around it but 是 and 吧. None: it is something else."""
    said = even(text)
    ways = {said, _YES_TO.sub("", said)} - {""}
    bare = ways | {_END_OF.sub("", one) for one in ways}
    return next((value for label, value in answers if {even(label), _END_OF.sub("", even(label))} & bare), None)


def read_change(
    text: str, children: Sequence[Student], labels: Mapping[str, CareSession], today: date
) -> Change | None:
    """小明午托改成周一三五; 下周起晚托换成午托. By full name or without the surname; an only child needs none."""
    said, since = _without_since(even(text), today)
    found = _change(tuple(labels)).fullmatch(said) if labels else None
    if found is None:
        return None
    meant = named(found["name"], children) if found["name"] else list(children[:1] if len(children) == 1 else ())
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


def named(names: str, children: Sequence[Student]) -> list[Student]:
    """小明 / 子涵和子墨: each of them, or nobody. 晨晨 and 明明 are pet names of whose name ends so."""
    words = [word for word in re.split("[和跟、与]", names) if word]
    found = [[child for child in children if _is_called(child, word)] for word in words]
    return [own[0] for own in found] if all(len(own) == 1 for own in found) else []


def _is_called(child: Student, word: str) -> bool:
    pet = len(word) == 2 and word[0] == word[1] and child.name.endswith(word[0])
    return pet or word in (child.name, child.name[1:])


def weekdays_of(words: str) -> tuple[int, ...]:
    """Of words that are nothing but days."""
    found = re.fullmatch(DAYS, words)
    return _weekdays(found) if found else ()


def _weekdays(found: re.Match[str]) -> tuple[int, ...]:
    if found["all"]:
        return WEEK
    names = "一二三四五"
    if found["first"]:
        return tuple(range(names.index(found["first"]) + 1, names.index(found["last"]) + 2))
    return tuple(number for number, day in enumerate(names, 1) if day in (found["list"] or ""))
