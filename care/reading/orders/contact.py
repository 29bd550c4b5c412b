"""A telephone number sent after somebody who collects was named (请补发他的手机号). Exact, nothing is guessed."""

from __future__ import annotations

import re
import unicodedata

from care.people import Person
from care.reading.orders.blocking import read_person

_BETWEEN = re.compile(r"[\s\-—_,，。.、;；:：!！()（）]")
_PHONE = r"(?P<phone>1[3-9]\d{9})"
_CALLED = r"(?:[他她]|那个人)?(?:姓名|名字)?(?:就?是|叫)?(?P<who>(?!的|联系|电话|手机|号码)[一-龥·]{2,8}?)?"
_NUMBER_IS = r"[他她]?的?(?:联系)?(?:电话号码|手机号码|联系方式|电话|手机号|手机|号码)?(?:就?是|为)?"
_THANKS = r"(?:谢谢|麻烦|辛苦)?(?:老师|您|你)?了?"
_CONTACT = re.compile(f"{_CALLED}{_NUMBER_IS}{_PHONE}{_THANKS}")
_NO_PERSON = re.compile(
    r"[接送]|请|[今明后昨]天|周[一二三四五日]|下周|改[成为]|换[成为]|不[来去]|退|报名|孩子|老师|我的?$"
)


def read_contact(words: str) -> Person | None:
    """周佳琪妈妈，电话139…: who it is (may be left out) and the number. None for anything that says more."""
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", words))
    found = _CONTACT.fullmatch(plain)
    if found is None or (found["who"] and _NO_PERSON.search(found["who"])):
        return None
    who = read_person(found["who"]) if found["who"] else Person()
    return Person(who.name, who.relation, found["phone"])
