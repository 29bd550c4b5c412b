"""Orders about people that staff give in chat: a phone, a guardian, a class teacher, somebody who leaves. (C10, C11)

Exact shapes; what is open stays None and is asked for. Anything else is for the reader.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from care.people import Person
from care.reading.names.person_words import RELATION
from care.reading.orders.blocking import read_child, read_person
from care.reading.orders.people_days import DAY, find_days, read_day, read_length


class Order(StrEnum):
    PHONE = "phone"
    GUARDIAN = "guardian"
    CLASS_TEACHER = "class_teacher"
    STAND_IN = "stand_in"
    LEAVING = "leaving"
    UNDO = "undo"


@dataclass(frozen=True)
class Wish:
    """What is to change. What is not written is empty."""

    order: Order
    child: str = ""
    class_name: str = ""
    person: Person = Person()
    staff: str = ""  # as written, without 老师
    successor: str = ""
    since: date | None = None
    until: date | None = None


_CLASS = r"(?P<class>[一二三四五六七八九]年级\s*\d{1,2}班)"
_PHONE = r"(?P<phone>1[3-9]\d{9}|0\d{2,3}-?\d{7,8})"
_STAFF = r"(?P<staff>[一-龥·]{1,4}?)"
_END = r"[\s,。!！]*$"
_PHONES = re.compile(
    rf"(?:请|麻烦)?(?:把|将)?\s*(?:{_CLASS}\s*(?:的)?)?(?P<child>[一-龥·]{{2,4}}?)(?:的)?(?P<who>{RELATION}|家长)(?:的)?"
    rf"(?:电话|手机|联系方式|联系电话)(?:号码?)?\s*(?:改成|改为|换成|换为|更新为|变更为|更正为)(?:新号|新的)?\s*[:：]?\s*{_PHONE}{_END}"
)
_GUARDIANS = re.compile(
    r"(?:请|麻烦)?(?:新增|添加|增加|加)(?:一位|一个|个)?(?:监护人|家长)\s*[:：,，]?\s*(?P<rest>.*)$", re.DOTALL
)
_HEADS = re.compile(
    rf"(?:请|麻烦)?(?:把|将)?\s*{_CLASS}(?:的)?班主任\s*(?:从(?P<first>{DAY})起?\s*[,，]?)?"
    rf"(?:换成|改成|改为|换为|变更为|由|换)\s*{_STAFF}(?:老师)?(?:担任|接任|来当|接)?\s*[,，]?\s*"
    rf"(?:从|自)?(?P<since>{DAY})?(?:起|开始)?(?:生效|执行)?{_END}"
)
_STAND_INS = re.compile(
    rf"(?:请|让)?{_STAFF}(?:老师)?\s*(?P<before>(?:[,，\s]*(?:从|自)[^代]*?)?)(?:临时)?(?:代理|暂代|代任|代当|代)(?:一下)?\s*(?:{_CLASS})?(?:的)?"
    rf"(?:临时)?班主任\s*[,，]?\s*(?P<when>.*)$",
    re.DOTALL,
)
_LEAVINGS = re.compile(
    rf"{_STAFF}(?:老师)?\s*(?:要|已|将)?(?:离职|辞职|退休|调走|调离|离校不再任教)了?\s*[,，]?\s*"
    rf"(?:(?:最后一天|最后工作日|最后上班日?|到|截止到?|截至)(?:是|为|:)?)?\s*(?P<day>{DAY})?(?:为止|止)?\s*[,，]?\s*"
    rf"(?:(?:由|让)?(?P<successor>[一-龥·]{{1,4}}?)(?:老师)?(?:接替|接手|接任|接班|代替|顶替))?{_END}"
)  # fmt: skip
_UNDO = re.compile(rf"撤销(?:人员)?(?:修改|变更|改动){_END}")


def read_wish(text: str, today: date) -> Wish | None:
    """The order, or None where it is none."""
    even = unicodedata.normalize("NFKC", text).strip()
    if _UNDO.fullmatch(even):
        return Wish(Order.UNDO)
    for read in (_phone, _guardian, _head, _stand_in, _leaving):
        if (wish := read(even, today)) is not None:
            return wish
    return None


def _phone(text: str, _today: date) -> Wish | None:
    found = _PHONES.fullmatch(text)
    if found is None:
        return None
    person = Person(relation=found["who"], phone=found["phone"])
    return Wish(Order.PHONE, found["child"], _class(found["class"]), person)


def _guardian(text: str, _today: date) -> Wish | None:
    found = _GUARDIANS.fullmatch(text)
    if found is None:
        return None
    rest = re.sub(r"[,，、]", " ", found["rest"])
    child = read_child(rest)
    if child is None:
        return Wish(Order.GUARDIAN)
    return Wish(Order.GUARDIAN, child.name, _class(child.class_name), read_person(child.rest))


def _head(text: str, today: date) -> Wish | None:
    found = _HEADS.fullmatch(text)
    if found is None:
        return None
    since = read_day(found["since"] or found["first"] or "今天", today)
    return Wish(Order.CLASS_TEACHER, class_name=_class(found["class"]), staff=found["staff"], since=since)


def _stand_in(text: str, today: date) -> Wish | None:
    found = _STAND_INS.fullmatch(text)
    if found is None:
        return None
    when = f"{found['before']} {found['when']}"
    days = find_days(when, today)
    only_end = len(days) == 1 and re.search(rf"(?:到|至|截止){DAY}", when) is not None
    since = today if only_end or not days else days[0]
    until = days[-1] if only_end or len(days) > 1 else read_length(re.sub(DAY, " ", when), since)
    return Wish(Order.STAND_IN, class_name=_class(found["class"]), staff=found["staff"], since=since, until=until)


def _leaving(text: str, today: date) -> Wish | None:
    found = _LEAVINGS.fullmatch(text)
    if found is None:
        return None
    last = read_day(found["day"], today) if found["day"] else None
    since = last + timedelta(days=1) if last else None
    return Wish(Order.LEAVING, staff=found["staff"], successor=found["successor"] or "", since=since)


def _class(written: str | None) -> str:
    return re.sub(r"\s", "", written or "")
