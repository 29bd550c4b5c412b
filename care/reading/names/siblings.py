"""A parent's several children without their names: 老大, 弟弟, 两个孩子 (guideline 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from care.people import Student
from care.reading.names.classes import grade_of
from care.reading.names.name_words import longest_first
from care.reading.parts import FoundName

ELDER = "老大|大宝|大的|大娃|大孩子|大儿子|大女儿|大闺女|姐姐|哥哥|大哥|大姐"
SECOND = "老二|二宝|二娃|二孩子|二儿子|二女儿|二闺女"
YOUNGER = "小的|小儿子|小女儿|小闺女|弟弟|妹妹|小弟|小妹|小宝"
MIDDLE_OR_LAST = "老三|三宝|三娃"
ALL = (
    "孩子们|他们俩|她们俩|他们两个|她们两个|他俩|她俩|姐弟俩|兄弟俩|姐妹俩|兄妹俩|哥俩|姐俩|哥儿俩|姐儿俩|双胞胎|俩孩子|两个孩子|俩宝贝|两个宝贝|"
    "两孩子|两个宝|两宝|俩宝|俩都|俩人|两个都|两个人|俩个|俩|两个|两位|他们|她们|两姐妹|两兄弟|两姐弟|两兄妹|我家两个|全部孩子|所有孩子|都一起"
)
_NUMBERS = {"三": 3, "仨": 3, "四": 4}
_ALL_OF = re.compile(r"(?P<number>仨|[三四]个)(?:孩子|宝贝|都)?(?!小时|月|星期|礼拜|社团|班|人|晚上|周|老师|课)")
_BOTH = re.compile(
    rf"(?:{longest_first(ALL)})(?!小时|月|星期|礼拜|社团|班|晚上|周|老师|课|学校|学期|家的|说|多|半|项目|问题|建议|家长|字|时|钟|办法|菜)"
)
_NOT_MINE = r"(?<![我他她你您的])"
_COLLECTS = r"(?!(?:会|要)?(?:来|去|过来|过去|帮忙?|负责)接|下班|接(?!到|上|着|走了?没|了?没|回)|的?(?:同学|朋友|老师))"
_BY_AGE = {
    "elder": re.compile(rf"{_NOT_MINE}(?:{longest_first(ELDER)}){_COLLECTS}"),
    "younger": re.compile(rf"{_NOT_MINE}(?:{longest_first(YOUNGER)}){_COLLECTS}"),
    "second": re.compile(rf"{_NOT_MINE}(?:{longest_first(SECOND)}){_COLLECTS}"),
    "third": re.compile(rf"{_NOT_MINE}(?:{MIDDLE_OR_LAST}){_COLLECTS}"),
}


def find_siblings(text: str, children: tuple[Student, ...]) -> Iterator[FoundName]:
    """Words for one of several children by age, or for all of them. Nothing to find for an only child."""
    if len(children) < 2:
        return
    for which, pattern in _BY_AGE.items():
        for match in pattern.finditer(text):
            meant, sure = by_age(children, which)
            yield FoundName(match.start(), match.end(), match.group(), meant, sure, which)
    for match in _BOTH.finditer(text):
        sure = len(children) == 2 or "们" in match.group()
        yield FoundName(match.start(), match.end(), match.group(), children, sure, "both")
    for match in _ALL_OF.finditer(text):
        sure = _NUMBERS[match["number"][0]] == len(children)
        yield FoundName(match.start(), match.end(), match.group(), children, sure, "both")


def by_age(children: tuple[Student, ...], which: str) -> tuple[tuple[Student, ...], bool]:
    """The oldest, the second, the third or the youngest by grade; children of one grade leave it open."""
    oldest_first = sorted(children, key=lambda child: -grade_of(child.class_name))
    place = {"elder": 0, "younger": len(children) - 1, "second": 1, "third": 2}[which]
    if place >= len(oldest_first):
        return children, False
    meant = oldest_first[place]
    alone = sum(grade_of(child.class_name) == grade_of(meant.class_name) for child in children) == 1
    return ((meant,), True) if alone else (children, False)
