"""Orders about people by their leading word, and what is written behind it. Exact, nothing is guessed. (C97-C100)"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from care.reading.orders.people_days import DAY, find_days


class Topic(StrEnum):
    APART = "互不可见"
    APARTS = "互不可见名单"
    TOGETHER = "解除互不可见"
    INSTITUTION = "登记机构"
    INSTITUTIONS = "机构名单"
    REMOVE = "清退机构"
    EVALUATE = "评价机构"
    MEMBERS = "家委会成员"
    COMMITTEE = "家委会名单"
    RESOLUTION = "家委会决议"
    VOLUNTEERS = "义工名单"
    FILE = "义工备案"
    HELP = "安排义工"


@dataclass(frozen=True)
class Said:
    topic: Topic
    rest: str = ""


@dataclass(frozen=True)
class Papers:
    """What a filing names of a volunteer."""

    name: str
    filing: str = ""
    checked: date | None = None
    health_until: date | None = None


_WORDS = "|".join(sorted((topic.value for topic in Topic), key=len, reverse=True))
_SAID = re.compile(rf"({_WORDS})(?:$|[\s:,，：]+(.*)$)", re.DOTALL)
_OFFER = re.compile(
    r"(?:我|本人)?(?:想|要|愿意|可以|能)?(?:报名|申请|参加|当|做)(?:一名|个)?(?:学校)?(?:的)?(?:家长)?(?:义工|志愿者)"
    r"[\s,，。.!！]*(?:(?:我)?(?:会|擅长|可以教|可以|能教|特长(?:是|:|：)?)(?P<skill>[^,，。!！]{1,40}))?[\s,，。.!！]*$"
)
_CALL_OFF = re.compile(
    rf"(?:我|本人)?(?P<day>{DAY})?的?(?:家长)?(?:义工|志愿服务|志愿者)(?:服务|安排)?"
    r"(?:我)?(?:来不了|去不了|不能来|不能去|没法来|没法去|要请假|请假|要取消|取消)了?[。!！]?"
)
_FIELD = re.compile(r"(备案号?|查询|无犯罪记录|健康证?)[:：]?\s*(\S+)")


def read_order(text: str) -> Said | None:
    found = _SAID.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return Said(Topic(found[1]), (found[2] or "").strip()) if found else None


def read_offer(text: str) -> str | None:
    """我想报名家长义工，会书法: the skill, empty where none is named. None where it is no offer."""
    found = _OFFER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return (found["skill"] or "").strip() if found else None


def read_call_off(text: str) -> str | None:
    """3月6日义工来不了: the day's words, empty where none is named. None where it is something else."""
    found = _CALL_OFF.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return (found["day"] or "") if found else None


def read_papers(rest: str, today: date) -> Papers | None:
    """王丽 备案号2026-12 查询2026-02-01 健康证2027-01-01. None where no name stands first."""
    name, _, more = rest.partition(" ")
    if not re.fullmatch(r"[一-龥·]{2,8}", name):
        return None
    fields = {found[1][:2]: found[2] for found in _FIELD.finditer(more)}
    checked, health = (_day(fields.get(key, ""), today) for key in ("查询", "健康"))
    return Papers(name, fields.get("备案", ""), checked or _day(fields.get("无犯", ""), today), health)


def split_evidence(rest: str) -> tuple[str, str]:
    """What is written, and the evidence behind 依据 or the reason behind 原因."""
    found = re.search(r"(?:依据|凭|原因|理由)[:,\s]*(.+)$", rest, re.DOTALL)
    return (rest[: found.start()].strip(), found[1].strip()) if found else (rest.strip(), "")


def names_in(rest: str) -> list[str]:
    return re.findall(r"[一-龥·]{2,8}", rest)


def first_day(rest: str, today: date) -> tuple[date | None, str]:
    """The day that stands first, and what is left."""
    found = re.match(rf"({DAY})\s*", rest)
    if found is None:
        return None, rest
    days = find_days(found[1], today)
    return (days[0] if days else None), rest[found.end() :].strip()


def _day(words: str, today: date) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        days = find_days(words, today)
        return days[0] if days else None
