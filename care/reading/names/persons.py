"""Who collects: relation and name of a grown-up, as guideline 8 and 9 write them.

Each mention comes back; whether that person collects is the reader's to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from care.people import Known, Person, Role
from care.reading.names.name_words import DOUBLE_SURNAMES, KIN, SURNAMES, longest_first
from care.reading.names.person_words import IN_LAW, KEEP_MINE, PLACES, RELATION, SAME, SOMEONE, TITLED
from care.reading.names.strangers import NO_GIVEN, WORDLIKE_SURNAMES
from care.reading.parts import NAME, FoundPerson, Tidied

_SURNAME = f"(?:{'|'.join(DOUBLE_SURNAMES)}|[{''.join(sorted(SURNAMES))}])"
_CLEAR_SURNAME = f"[{''.join(sorted(SURNAMES - WORDLIKE_SURNAMES))}]"
_GIVEN = f"[^\\W\\da-zA-Z_阿{''.join(sorted(NO_GIVEN - set('刚真')))}]"
_FULL = (
    "(?!今天|明天|后天|昨天|今晚|明晚|明早|今早|明后|后面|周[一二三四五六日]|原定|原本|原来|马上|平时|时间|常常|应该|方便|安排|从来|于是|都是|全部|单独|和我|包车|方才|计划|"
    f"白天|车子|温柔){_SURNAME}(?!代|一块|一起){_GIVEN}(?:(?!代|一块|一起|一同){_GIVEN})?"
)
_CALLED = f"(?:(?:小|老)?{_SURNAME}(?:{TITLED})|(?:老|小){_SURNAME}(?![师])|{_FULL})"
_KIN = f"(?:[老大二三四五六小幺](?=[叔孃姨舅姑伯婶娘]))?(?:{longest_first(KIN)})"
_HIS = "(?:孩子|娃|宝贝)?(?:他|她|其)?(?:的)?(?:亲)?"
_SAID = "(?:[,:]?(?:姓名|名字|名)?(?:是|叫|:)?)"

_TITLED = (
    rf"(?<![这下本上每两一二三四五个阶大外主])(?P<name>(?!谢|[一-龥]老师){_CLEAR_SURNAME}(?:{TITLED}|叔|姨|伯|姑))"
    "(?![爷奶叔姨伯姑妈父母婆公们]|班|家长)"
)
"""王叔, 赵阿姨: the surname is a part of the name; 下周奶奶 has none."""

_Maker = Callable[[Tidied, re.Match[str], Known], Person | None]


def _words(tidied: Tidied, match: re.Match[str], group: str) -> str | None:
    """The group as it was written, 爸 and 妈 written out."""
    start, end = match.span(group)
    raw = tidied.raw(start, end) if start >= 0 else ""
    return SAME.get(raw, raw) or None


def _named(tidied: Tidied, match: re.Match[str], known: Known) -> Person:
    return Person(_words(tidied, match, "name"), _words(tidied, match, "relation"))


def _related(tidied: Tidied, match: re.Match[str], known: Known) -> Person:
    return Person(relation=_words(tidied, match, "relation"))


def _called(tidied: Tidied, match: re.Match[str], known: Known) -> Person:
    return Person(name=_words(tidied, match, "name"))


def _somebody(tidied: Tidied, match: re.Match[str], known: Known) -> None:
    return None


def _me(tidied: Tidied, match: re.Match[str], known: Known) -> Person:
    return Person(known.me.name or None, known.me.relation or None)


_SHAPES: tuple[tuple[re.Pattern[str], _Maker], ...] = tuple(
    (re.compile(pattern), maker)
    for pattern, maker in (
        # 同学王浩妈妈, 同学的妈妈; 跟潘宇奶奶 after another child: whose relative it is, is part of the relation.
        ((rf"(?P<relation>(?:同班|班上|邻班)?(?:同学|同桌|[前后]桌)"
    rf"(?:{NAME}+|{_FULL}|小{_GIVEN}|{_GIVEN}{{2}})?(?:的|他|她|家)?(?:{_KIN}))"), _related),
        ((rf"(?:(?<={NAME}[跟由被和让])|(?<={NAME}跟着)|(?<={NAME}是[跟由]))(?P<relation>{NAME}+(?:的|他|"
    rf"她|家)?(?:{_KIN}))"), _related),
        (rf"(?<![叫一-龥])(?P<relation>{_CLEAR_SURNAME}{_GIVEN}{{1,2}}(?:的|他|她|家)?(?:{_KIN}))", _related),
        ((rf"(?<=[跟由让请托和天晚早午学点后])(?P<relation>{_CLEAR_SURNAME}{_GIVEN}{{1,2}}"
    rf"(?:的|他|她|家)?(?:{_KIN}))"), _related),
        # 叫张伟的叔叔, 小饭桌的李老师, 司机王师傅, 舅舅李刚, 李刚(舅舅).
        ((rf"(?:名|姓名)?叫(?:做)?(?P<name>{_FULL}|{_CALLED}|[一-龥]{{2,3}})的(?P<relation>{RELATION}|"
    r"(?:男|女)?(?:老师|人|孩子))"), _named),
        (rf"(?P<relation>{PLACES})(?:里|那边|那里|家)?的?(?P<name>{_CALLED})", _named),
        (rf"(?:我的?|{_HIS}|孩子)(?P<relation>{RELATION}){_SAID}[(]?(?P<name>{_CALLED})[)]?(?!{_KIN})", _named),
        (rf"(?P<relation>保姆|司机|邻居|同事|朋友|家政|育儿嫂)"
    rf"(?P<name>{_SURNAME}(?:阿姨|姨|嫂|叔|婶|姐|哥|师傅))(?!{_KIN})", _named),
        (rf"(?P<relation>{RELATION})(?P<name>[a-z]{{2,12}})", _named),
        (rf"(?P<name>{_FULL})[(,](?:是|孩子的?|我的?|他的?|她的?)?(?P<relation>{RELATION})[)]?", _named),
        (rf"(?P<relation>{PLACES})(?:里|那边)?的?(?:老师|阿姨|人)", _related),
        (r"(?:他|她|孩子|其)(?:的|家)?(?P<relation>[爷奶姥])(?![爷奶姥公叔娘])", _related),
        (_TITLED, _called),
        # 我妈, 我妹妹; 我老公; 他爸, 孩子妈妈, 奶奶.
        (rf"(?<!和)(?P<relation>我(?:{KEEP_MINE}))(?![们媳妹夫父母嫂婆公丈])", _related),
        (rf"(?:我(?:的|家)?)?(?P<relation>{IN_LAW})(?!们)", _related),
        ((rf"(?<!{NAME}(?=同学)){_HIS}(?P<relation>(?:[老二三四五六幺](?=[叔孃姨舅姑伯婶娘]))?(?:{RELATION}))(?!们|"
    r"好|群|亭|室|岗)"), _related),
        (rf"(?P<name>(?:小|老)?{_SURNAME}(?:阿姨|叔叔|师傅|奶奶|爷爷|大姐|大妈|大爷|教练))", _called),
        (SOMEONE, _somebody),
    )
)  # fmt: skip
_ME = re.compile(r"我(?:自己|亲自|本人|们)?(?=[^,。!?;妈爸]{0,8}?(?:接|领))")


def find_persons(tidied: Tidied, plain: str, known: Known) -> tuple[FoundPerson, ...]:
    """Every grown-up who may collect, in order; longer and more exact readings first."""
    found: list[FoundPerson] = []
    for one in (*_mentions(tidied, plain, known), *_sender(tidied, plain, known)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _mentions(tidied: Tidied, plain: str, known: Known) -> Iterator[FoundPerson]:
    for pattern, maker in _SHAPES:
        for match in pattern.finditer(plain):
            yield FoundPerson(
                match.start(), match.end(), tidied.text[slice(*match.span())], maker(tidied, match, known)
            )


def _sender(tidied: Tidied, plain: str, known: Known) -> Iterator[FoundPerson]:
    """我 where a parent says 我来接 (guideline 9)."""
    if known.role is not Role.PARENT:
        return
    for match in _ME.finditer(plain):
        yield FoundPerson(match.start(), match.end(), match.group(), _me(tidied, match, known), is_me=True)
