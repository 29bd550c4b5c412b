"""Heads counted in chat: 应到32实到31, 32/30, 11/12, 28人全到, 缺两个 (guidelines 25, 45)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from care.reading.names.classes import find_classes
from care.reading.parts import Span

__all__ = ["Heads", "find_classes", "find_phones", "heads", "number", "people"]

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "仨": 3}
_NUMERAL = r"(?:\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|俩|仨)"
_UNIT = r"(?:个|人|名|位|只(?!是|有)|口)"
_NOT_ONE = r"(?:(?:个|人|名)?(?:都|也)?(?:不|没)(?:少|缺|落|差|剩)|[共起下会直定样些块般切律致边时刻齐同路])"
"""一个不少, 一共, 一起: no number one."""
NUM = (
    rf"(?<![\d./第一二三四五六七八九]){_NUMERAL}(?![\d:点.楼年月日号次遍分半一二三四五六七八九十])(?!(?<=一){_NOT_ONE})"
)
PEOPLE = (
    rf"{_UNIT}?(?:人头|人|孩子|学生|同学|小家伙|小孩|宝贝|宝宝|小豆丁|小不点|小萝卜头?|小可爱|小捣蛋|娃娃?|"
    rf"小娃娃?|娃儿|细路|小囡|小朋友|崽)?"
)

_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{3,4}[ -]?\d{3,4})(?!\d)")

_IS = r"[的是了有为:]*(?:人数)?[的是了有为:]*"
_EXPECTED = (
    r"(?:应到(?:班|校|场)?|应来|应有|应该[到有来]?|该到|该来|应出勤|应(?!为)|一共|总共|总人数|总数|共有|全班|"
    rf"在册|在籍|(?:花?名册|名单)上?|本来|原本|报名)(?:的)?{_IS}"
)
_PRESENT = (
    r"(?:实到(?:班|校|场)?|实际(?:到|来)?(?:了|的)?|实来|实有|实出勤|出勤|实|已到|已经到|现到|现有|"
    r"现在|现在有|目前[到有来]?|到课|打卡|签到|在场|在班|在座|到场|只到|才到|就到|"
    rf"就来|只来|(?:现在)?坐着|实际在座|(?<!新)来了|到了)(?:了|的)?{_IS}"
)
_ABSENT = r"(?:缺勤|缺席|缺|差|少|没到|没来|未到|未来|请假)(?:了|的|有)?"
FULL = (
    r"到齐|全到|全齐|都到(?!家)|齐了|全勤|全员(?=到|齐|在|都|出勤|就位|就座|$|[,。! ])|一个(?:都|也)?(?:不|"
    r"没)(?:少|缺|落|差)|人齐|"
    r"都在(?![KN]|[^,。]{1,8}(?:那边|那儿|那里|社|队|训练|排练|比赛|上课))(?!写|"
    r"做|玩|等|操|上|一)|全在(?!写|做|玩|等)|都来(?!接)|"
    r"够数|人数(?:没错|对(?:得)?上|相符|无误)|全来|都齐|全乎|来齐|到全|无缺|没有?缺|没有?人缺|不缺人?|没缺|无人缺|"
    r"齐活|满员|全部(?:到|在|就位|"
    r"来)|满勤|(?<![交整收备])齐(?=$|[,。!✅ 晒嗮哉])|已?全(?:数|体)?到"
)
"""Nobody is missing (到齐)."""

_NOT_FULL = r"(?:没|没有|未|不|还没)(?:都|全)?(?:到齐|全到|齐|到全)"


@dataclass(frozen=True)
class Heads:
    """The numbers of one roll call, only as they are said; `full` when nobody is missing."""

    expected: int | None = None
    present: int | None = None
    lacking: int | None = None
    full: bool = False

    @property
    def said(self) -> bool:
        return self.full or any(part is not None for part in (self.expected, self.present, self.lacking))

    def adds_up(self, absent: int) -> bool:
        """Whether the numbers and the names given agree; what is not said contradicts nothing."""
        if self.expected is not None and self.present is not None:
            gone = self.expected - self.present
            return gone >= 0 and (not absent or gone == absent) and (self.lacking in (None, gone))
        return self.lacking is None or not absent or self.lacking == absent


def number(written: str) -> int:
    """32, 三十二, 十二, 两 → the value."""
    if written.isascii():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _DIGITS[written]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def find_phones(text: str) -> tuple[Span, ...]:
    """Numbers to ring, blanks and dashes included."""
    return tuple(Span(match.start(), match.end(), match.group()) for match in _PHONE.finditer(text))


_CORRECTED = re.compile(
    rf"(?P<wrong>{NUM})(?:{PEOPLE})?[,。 ]*(?:是)?我?"
    rf"(?:(?:报|写|打|说|数|点)?错|(?:报|写|打|说|数|点|记)(?:漏|少|多|重|岔))了?"
    rf"(?:不对)?[,。! ]*(?:应该|应)?(?:是|为|改成|改为)(?={NUM})|"
    rf"(?:不是){NUM}{PEOPLE}[, ]*(?:而)?是(?={NUM})|(?P<was>{NUM}){PEOPLE}[,。 ]*(?:哦|噢|啊|呃|"
    rf"喔)?(?:不对|不是(?=[,。 是了])|数错|报错|说错|打错|错|更正)了?[,。 ]*(?:应该)?是?(?={NUM})"
)


def taken_back(text: str) -> tuple[Span, ...]:
    """9人不对,是8人: the numbers, with their words, that no longer count (guideline 33)."""
    return tuple(Span(match.start(), match.end(), match.group()) for match in _CORRECTED.finditer(text))


def corrected(text: str) -> str:
    """实到11错了,是12 → 实到12: only the number that counts (guideline 33)."""
    return _CORRECTED.sub("", text)


_PAIR = re.compile(r"(?<![\d/.月])(?<!\d:)(?P<a>\d{1,3})\s*(?:/|／|⁄|∕|比)\s*(?P<b>\d{1,3})(?![\d/.])")
_BOTH_SAID = re.compile(rf"{_EXPECTED}(?P<a>{NUM}){PEOPLE}[,、;。 ]*(?:只)?到(?P<b>{NUM})")
_OTHERS = re.compile(
    r"(?:我这(?:儿|里|边)?剩(?:下|了)?|其他|其它|其余|剩下|剩余|另外|余下|"
    rf"剩)(?:的)?(?P<n>{NUM})(?:{PEOPLE})?[^,。]{{0,3}}(?:在|到|来|齐|正常|全)|我这(?:儿|里|边)?剩(?:下|"
    rf"了)?(?P<m>{NUM})"
)
_HERE = re.compile(
    rf"(?<![假缺少差席勤])(?P<a>{NUM})(?:{PEOPLE})(?:里|中|里面)?[, ]*(?:就|只|才)?(?P<b>{NUM}){_UNIT}?(?:人)?(?:在|"
    rf"到|来|齐)(?!我|了?班)"
)
_TODAY = re.compile(
    rf"(?P<a>{NUM})(?:{PEOPLE})[, ]*D+(?:就|只|才)?(?:有|来|到|在)?了?(?P<b>{NUM})(?:{_UNIT})(?!{NUM}|"
    rf"[^,。]{{0,3}}(?:没|缺|请))"
)
_SAME = re.compile(rf"应到(?:人数)?[、和与,/ ]*实到(?:人数)?(?:都|均|皆|各)?(?:是|为)?:?(?P<a>{NUM})(?![\d/])")
_JUST_HERE = re.compile(
    rf"(?:^|[,。 DS])(?:来|到)(?P<m>{NUM})(?:{_UNIT}|(?=$|[,。]))|"
    rf"(?:教室|班)(?:里|上|内)?(?:现在|目前|一?共)?有(?P<h>{NUM})(?:{PEOPLE})|(?:^|"
    rf"[,。 ])(?P<j>{NUM}){_UNIT}在(?=$|[,。! ])|"
    rf"(?:教室|班)(?:里|上|内)(?P<q>{NUM}){_UNIT}(?=$|[,。! ])|"
    rf"(?:还是)(?P<k>{NUM})个|(?:就|只|才|只有|就有)(?P<n>{NUM}){_UNIT}?(?:人)?(?:在|到|来)"
)
_TALLIED = re.compile(
    r"(?<!没)(?:清点|数过|数了|数完|数好|点过|点完|点好|集合|点名)[^,。\d应该缺少差没请]{0,6}"
    rf"[,:。 ]*(?:一?共|总共|是|有|人数)*:?(?P<n>{NUM})(?:(?<=\d)|(?={_UNIT}))(?:{PEOPLE})(?![^,。]{{0,3}}(?:没|"
    rf"缺|请|应))"
)
_SHOULD = re.compile(rf"(?P<a>{NUM})(?:{PEOPLE})应(?:到|来)?[, ]*(?P<b>{NUM})(?:{PEOPLE})(?:实|到|来)")
_EQUATION = re.compile(rf"(?P<a>{NUM})\s*[-减–]\s*{NUM}\s*[=＝]\s*(?P<b>{NUM})")
_OF = re.compile(
    rf"(?<![假缺少差席勤])(?P<a>{NUM})(?:{PEOPLE})[, ]*(?:里|中|里头|里面)?(?:(?:只|才|就)?(?:来|到|点|在|见|"
    rf"点到)(?:了)?(?P<b>{NUM})|(?:只|就|才)(?:有|剩|数到|看到|见着)(?P<only>{NUM})(?:{PEOPLE})(?:在|到|来)?(?=$|[,。!;]))"
)
_MINUS = re.compile(rf"(?<![到来在有])(?P<a>{NUM})(?:{PEOPLE})[, ]*{_ABSENT}(?P<b>{NUM})")
_ALL_OF = re.compile(
    rf"(?P<a>{NUM})(?:(?<!一)|(?!个(?:都|也)?(?:不|没)))(?!{_UNIT}?(?:孩子|学生|同学)?(?:(?:以|之)?外|老师|"
    rf"家长))(?:{PEOPLE})[^,。;!?\dA-Z]{{0,4}}[, "
    rf"!]?(?:{FULL}|全(?=$|[,。!]))|(?:{FULL})[了啦哈呀啊,。 ]*(?:一共|共|总共)?(?:是|有)?(?P<b>{NUM}){_UNIT}"
)
_EXPECTED_SAID = re.compile(
    rf"{_EXPECTED}(?P<a>{NUM})|(?<![应到假缺少差席勤来])(?P<b>{NUM})(?:{PEOPLE})[, ]*(?:实到|实来|实(?=\d)|(?:就|只|"
    rf"才)(?:来|到)|应到|点名|里头|里面|中)(?!{NUM}(?:{PEOPLE})?应)"
)
_PRESENT_SAID = re.compile(
    rf"(?<!没)(?<!未)(?<!应)(?<!该){_PRESENT}(?P<a>{NUM})(?!{_UNIT}?(?:没|未))|"
    rf"(?P<b>{NUM})(?:{PEOPLE})(?:实到|打卡|签到|已到(?!齐|全)|到了?(?=$|[,。])|在(?:班|座|岗|教室|场|校)里?(?=$|[,。]))(?!{NUM})"
)
_LACKING_SAID = re.compile(
    rf"{_ABSENT}(?P<a>{NUM})|(?<![来到])(?<![来到]了)(?P<b>{NUM})(?:{PEOPLE})(?:没到|没来|未到|请假|缺席|"
    rf"缺勤|缺|不在)(?!{NUM})"
)
_FULL_SAID = re.compile(FULL)
_NOT_FULL_SAID = re.compile(_NOT_FULL)


_GAPS = re.compile(r" {2,}")


@lru_cache(maxsize=256)
def heads(text: str) -> Heads:
    """The numbers of a roll call in a stretch of sketch; the last word on each counts."""
    text = _GAPS.sub("", corrected(text))
    said = Heads(
        expected=_last(_EXPECTED_SAID, text),
        present=_last(_PRESENT_SAID, text),
        lacking=_last(_LACKING_SAID, text),
        full=bool(_FULL_SAID.search(text)) and not _NOT_FULL_SAID.search(text),
    )
    for shape, read in (
        (_SHOULD, _of),
        (_AFTERTHOUGHT, _others),
        (_OTHERS, _others),
        (_JUST_HERE, _others),
        (_OF, _of),
        (_HERE, _of),
        (_EQUATION, _of),
        (_MINUS, _minus),
        (_BOTH_SAID, _of),
        (_PAIR, _pair),
        (_TODAY, _of),
        (_SAME, _same),
        (_ALL_OF, _all),
        (_TALLIED, _tallied),
    ):
        for match in shape.finditer(text):
            said = read(said, match)
    return said


_AFTERTHOUGHT = re.compile(rf"(?:不对|错了?|更正|不是|有误)[^。]*[,。](?:应该|应)?[是为]?(?P<n>{NUM}){_UNIT}?[。!]?$")


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    value = None
    for match in pattern.finditer(text):
        value = number(next(group for group in match.groups() if group))
    return value


def _of(said: Heads, match: re.Match[str]) -> Heads:
    here = match.groupdict().get("only") or match["b"]
    return replace(said, expected=number(match["a"]), present=number(here))


def _same(said: Heads, match: re.Match[str]) -> Heads:
    """应到实到都是10."""
    return replace(said, expected=number(match["a"]), present=number(match["a"]))


def _others(said: Heads, match: re.Match[str]) -> Heads:
    return replace(said, present=number(next(group for group in match.groups() if group)))


def _tallied(said: Heads, match: re.Match[str]) -> Heads:
    """清点人数10人: where nothing else is said, that many are here."""
    if said.expected is None and said.present is None:
        return replace(said, present=number(match["n"]))
    return said


def _minus(said: Heads, match: re.Match[str]) -> Heads:
    return replace(said, expected=said.expected or number(match["a"]), lacking=number(match["b"]))


def _pair(said: Heads, match: re.Match[str]) -> Heads:
    """11/12 and 12/11: the larger is expected (guideline 45)."""
    one, other = sorted((number(match["a"]), number(match["b"])))
    return replace(said, expected=other, present=one)


def _all(said: Heads, match: re.Match[str]) -> Heads:
    """28人全到: both are 28 (guideline 25)."""
    value = number(match["a"] or match["b"])
    at_once = match["b"] or "," not in match.group()
    if (said.expected, said.present) == (None, None) or (at_once and {said.expected, said.present} == {None, value}):
        return replace(said, expected=value, present=value)
    return said


_NO_PEOPLE = (
    r"(?:都|也)?[不没]剩|电话|微信|短信|消息|小时|钟头|月|礼拜|星期|班|教室|楼|地方|门|球|圈|作业|游戏|故事|家长|老师"
)
"""What is counted besides people: 打了三个电话, 一个不剩."""
_PEOPLE = re.compile(
    rf"(?<!最后)(?P<n>{NUM})(?:多)?(?:个(?!{_NO_PEOPLE})|人|名|位|只(?!是|有)|娃|孩子|学生)|"
    rf"(?<=人数)[:是为]?(?P<m>\d{{1,3}})|"
    r"(?<=[→])\s*(?P<k>\d{1,3})(?=$|[,。])"
)


def people(text: str) -> Iterator[int]:
    """Each number of people: 11人, 八个, 9名学生, 人数8."""
    for match in _PEOPLE.finditer(corrected(text)):
        yield number(match["n"] or match["m"] or match["k"])
