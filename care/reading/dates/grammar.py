"""How words for days stand together: lists, ranges, 从 … 起, 除了 …, 前 and 后.

Atoms that stand close become a `Group`; a group becomes one found value. What joins two atoms is only the text
between them, looked up in the named patterns below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from care.reading.dates.atom import POINTS, Atom, Sort

_PART = r"(?:的)?(?:一?大?早上?|早晨|上午|中午|下午|傍晚|晚上|晚间|放学后?|放学)?"
_LIST = re.compile(rf"{_PART}\s*(?:[、,/&+]|和|跟|与|及|以及|还有|外加|加上?|同)?\s*$")
_STRONG_LIST = re.compile(rf"{_PART}\s*(?:[、/&+]|和|跟|与|及|以及|还有|外加|加上?|同)\s*$")
_EITHER = re.compile(rf"{_PART}\s*,?\s*(?:或者?是?|还是|要么|要不|抑或)\s*$")
_RANGE = re.compile(rf"{_PART}\s*(?:开始|起|开始起)?\s*,?\s*(?:一直|连续|请假?)?(?:到|至|直到|[-~]+|—+)\s*(?:了)?\s*$")
_SAME = re.compile(r"\s*(?:[(]|,?(?:也)?就是|,?即)?\s*$")
_FROM_BEFORE = re.compile(r"(?:从|打从|自从|自|打)\s*$")
_MOVED_AFTER = re.compile(rf"{_PART}(?:的)?(?:[^,。;!?]{{0,4}})?(?:改|换|调|挪|移|推(?!荐)|延(?!时))")
_SINCE_AFTER = re.compile(
    rf"{_PART}(?:就)?(?:开始(?!发烧|发热|咳|拉|吐|不舒服|疼|痛|肚|头|感冒|流|下雨|起疹|上课|报名)"
    r"|起(?![晚早](?![托自辅间])|[床得迟飞草火来])(?!不(?:来|了床|了))|往后|起始)"
)
_TOGETHER_AFTER = re.compile(r"起(?:走|去|来|玩|接|回|吃|上学|坐|放学)")
_AFTER = re.compile(r"(?:之后|以后|后)(?![天日面台门勤排悔续果半])")
_BEFORE = re.compile(r"(?:之前|以前|前)(?![天日面台往门排脚段期几半一])")
_DAY_BEFORE = re.compile(r"的?前一[天日]")
_DAY_AFTER = re.compile(r"的?(?:后一[天日]|第二[天日])")
_UNTIL_BEFORE = re.compile(r"(?<![改换调挪移推延迟来回走送接拿收看找没得做])(?:一直)?(?:到|直到|至)\s*$")
_ATTEND_UNTIL_BEFORE = re.compile(r"[上读吃去托待]到\s*$")
_FINISH_BEFORE = re.compile(r"(?:[上过读吃念托学待呆]完|上好|结束)\s*$")
_FINISH_AFTER = re.compile(r"(?:的课|的)?(?:[上过读吃念托学待呆]完|结束|过后|过了|之后|以后|后)(?![天日面])")
_EXCEPT_BEFORE = re.compile(r"(?:除了|除开|除去|除却|除掉|除|不算|不含|不包括)\s*$")
_EXCEPT_AFTER = re.compile(r"(?:除外|不算|不包括|不含|例外|不用算)")
_STOP = re.compile(r"[。;!?\n]")
_CLAUSE_STOP = re.compile(r"[。;!?\n,]")
_EVERY_JOIN = re.compile(r"\s*[,(]?\s*(?:的|都|,)?\s*$")


_AS_EVER = re.compile(r"(?:就|都|还是?|再|也)?(?:正常|照常|照旧|照样|不请|不用|继续|恢复|返校|[去来上](?!海|不|午))")
"""今天请假,明天正常: the second day stands for itself."""


@dataclass
class Term:
    """A point, or a range from a point to a point; `beside` says the same day once more (3月20号周五)."""

    first: Atom
    last: Atom | None = None
    beside: list[Atom] = field(default_factory=list)


@dataclass
class Group:
    """Terms that stand together, and the small words around them."""

    start: int
    end: int
    terms: list[Term]
    each: bool = False
    either: bool = False
    since: bool = False  # 从 … 起
    until: bool = False  # 到 … (no beginning said)
    before: bool = False
    after: bool = False
    finished: bool = False  # 上完 …, 上到 …: from the day after on
    excepted: bool = False  # 除了 …
    together: bool = False  # 下周一起走: Monday on, or together next week
    nudge: int = 0  # 前一天
    takes: list[Group] = field(default_factory=list)  # what 除了 takes away

    @property
    def sort(self) -> Sort:
        return self.terms[0].first.sort

    @property
    def atom(self) -> Atom:
        return self.terms[0].first


_RANGED = POINTS | {Sort.WEEK, Sort.MONTH}


def groups(text: str, found: Sequence[Atom]) -> list[Group]:
    """The atoms of a text, put together."""
    made: list[Group] = []
    index = 0
    floor = 0
    while index < len(found):
        group, index = _group(text, found, index)
        _words_around(text, group, floor)
        while index < len(found) and found[index].start < group.end:  # 周三以后: the 以后 is the group's.
            index += 1
        made.append(group)
        floor = group.end
    return _with_exceptions(text, made)


def _between(text: str, one: Atom, other: Atom) -> str:
    return text[one.end : other.start]


def _term(text: str, found: Sequence[Atom], index: int) -> tuple[Term, int]:
    """A point with what says the same beside it, and the end of its range."""
    term = Term(found[index])
    index = _beside(text, found, index, term)
    if term.first.sort in _RANGED and index < len(found):
        following = found[index]
        if following.sort in _RANGED and _RANGE.match(_between(text, found[index - 1], following).lstrip(")")):
            term.last = following
            index = _beside(text, found, index, term)
    return term, index


def _beside(text: str, found: Sequence[Atom], index: int, term: Term) -> int:
    """Skip over words that name the same day once more: 3月20号（周五）, 明天周三."""
    here = found[index]
    index += 1
    while here.sort in POINTS and index < len(found):
        following = found[index]
        if not _says_the_same(here, following, _between(text, found[index - 1], following)):
            break
        term.beside.append(following)
        index += 1
    return index


def _says_the_same(one: Atom, other: Atom, between: str) -> bool:
    sorts = {one.sort, other.sort}
    if len(sorts) < 2 or not sorts <= {Sort.AWAY, Sort.WEEKDAY, Sort.CALENDAR} or other.each or one.each:
        return False
    if len(one.days) != 1 or len(other.days) != 1:
        return False
    return bool(_SAME.match(between))


def _group(text: str, found: Sequence[Atom], index: int) -> tuple[Group, int]:
    first = found[index]
    term, index = _term(text, found, index)
    group = Group(first.start, _end(text, found[index - 1], term), [term], each=first.each)
    if first.sort not in _RANGED:
        return group, index
    while index < len(found) and found[index].sort in POINTS and first.sort in POINTS:
        between = text[group.end : found[index].start]
        either = bool(_EITHER.match(between))
        if not either and not _LIST.match(between):
            break
        if found[index].each and not group.each:
            break
        if "," in between and _AS_EVER.match(text, found[index].end):
            break
        if _begins_then(text, group, found[index]):
            break
        if _UNTIL_BEFORE.search(between) or (
            group.terms[-1].last and not _STRONG_LIST.match(between) and between.strip()
        ):
            break
        term, index = _term(text, found, index)
        group.terms.append(term)
        group.either = group.either or either
        group.end = _end(text, found[index - 1], term)
    return group, index


def _begins_then(text: str, group: Group, following: Atom) -> bool:
    """周一周三周五,9月14号开始: weekdays, and the day from which they hold."""
    other = group.sort is Sort.WEEKDAY and following.sort is not Sort.WEEKDAY
    return other and bool(_SINCE_AFTER.match(text[following.end :]))


def _end(text: str, last: Atom, term: Term) -> int:
    """The end of a term; a bracket that was opened for 周五 is closed with it."""
    return last.end + 1 if term.beside and text[last.end : last.end + 1] == ")" else last.end


def _words_around(text: str, group: Group, floor: int) -> None:
    """从, 到, 除了 before a group and 起, 前, 后 behind it."""
    before, after = text[max(floor, group.start - 6) : group.start], text[group.end :]
    sort = group.sort
    if sort not in _RANGED and sort is not Sort.LATER:
        return
    started = _FROM_BEFORE.search(before)
    ranged = any(term.last for term in group.terms) or len(group.atom.days) > 1
    if match := _EXCEPT_BEFORE.search(before):
        group.excepted = True
        group.start -= len(match.group())
        return
    if match := _EXCEPT_AFTER.match(after):
        group.excepted = True
        group.end += match.end()
        return
    if match := _FINISH_BEFORE.search(before) or _ATTEND_UNTIL_BEFORE.search(before):
        group.finished = True
        group.start -= len(match.group())
        return
    if sort in (Sort.WEEK, Sort.MONTH) and (match := _FINISH_AFTER.match(after)):
        group.finished = True
        group.end += match.end()
        return
    if not ranged and (match := _DAY_BEFORE.match(after) or _DAY_AFTER.match(after)):
        group.nudge = -1 if "前" in match.group() else 1
        group.end += match.end()
        after = text[group.end :]
    if match := _SINCE_AFTER.match(after):
        if not (ranged and "起" not in match.group()) and not after.startswith("起到"):
            group.since = True
            group.together = not started and bool(_TOGETHER_AFTER.match(after))
            group.end += match.end()
    elif started and not ranged and not _MOVED_AFTER.match(after):
        group.since = True
    elif not ranged and not group.nudge and (match := _BEFORE.match(after)):
        group.before = True
        group.end += match.end()
    elif not ranged and (match := _AFTER.match(after)):
        group.after = True
        group.end += match.end()
    elif not ranged and (match := _UNTIL_BEFORE.search(before)):
        group.until = True
        group.start -= len(match.group())
    if started and (group.since or ranged):
        group.start -= len(started.group())


_BASES = frozenset({Sort.WEEK, Sort.EVERY, Sort.MONTH, Sort.NEXT})


def _can_lose_days(group: Group) -> bool:
    return not group.excepted and (group.sort in _BASES or any(term.last for term in group.terms) or group.until)


def _with_exceptions(text: str, made: list[Group]) -> list[Group]:
    """Take 除了周五 from what stands before or behind it in the sentence, and 周一到周五 together with 每天."""
    kept: list[Group] = []
    for index, group in enumerate(made):
        if group.excepted:
            earlier = next((one for one in reversed(kept) if _can_lose_days(one)), None)
            if earlier and not _STOP.search(text, earlier.end, group.start):
                earlier.takes.append(group)
                if not text[earlier.end : group.start].strip(" (的"):
                    earlier.end = group.end
                continue
            later = next((one for one in made[index + 1 :] if _can_lose_days(one)), None)
            if later and not _STOP.search(text, group.end, later.start) and later.start - group.end < 12:
                later.takes.append(group)
                continue
        kept.append(group)
    return kept


def same_clause(text: str, one: Group, other: Group) -> bool:
    return not _CLAUSE_STOP.search(text, one.end, other.start)


def joined_by_every(text: str, one: Group, other: Group) -> bool:
    """周一到周五每天, 每天,周一到周五: both say one thing."""
    return bool(_EVERY_JOIN.match(text[one.end : other.start]))
