"""What a patrol (巡查) found, by clauses: the finding, who is to see to it, fixed or not; and heads that were counted.

A clause is a finding where it has a word of trouble and does not deny it. What the words leave open stays open. (C51)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from care.people import Known, Staff
from care.reading.counts import number
from care.reading.names.classes import find_classes


@dataclass(frozen=True)
class Finding:
    """`fixed` None: the words do not say."""

    text: str
    fixed: bool | None = None
    responsible: Staff | None = None


@dataclass(frozen=True)
class HeadCount:
    """So many children were counted in this class."""

    class_name: str
    count: int


@dataclass(frozen=True)
class Round:
    findings: tuple[Finding, ...] = ()
    counts: tuple[HeadCount, ...] = ()


_HEAD = re.compile(r"^\s*(?:[^，,。：:\s]{0,6}巡[查视](?:记录|发现|情况)?|查岗)\s*[:：]\s*")
_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+")
_TROUBLE = re.compile(
    r"坏|破[了损]|裂|脱落|漏水|积水|断了|翘|松动|堵|冒烟|异响|闪|[没未](?:关|锁|收)|敞着|[无没]人(?:看守|看管)|空岗|离岗|脱岗|缺岗"
    r"|迟到|来晚|晚来|晚到|早走|走得早|吵|疯跑|追跑|打闹|打架|[刷玩]手机|垃圾|不整洁|卫生(?:差|一般)|隐患|湿滑|堆放"
)
_DENIED = re.compile(
    r"(?:没有?|无|未)(?:发现|见|人|任何)?[^人看关锁收]{0,4}(?:坏|破|裂|漏|积水|迟到|吵|打闹|打架|垃圾|隐患)"
)
_NOT_FIXED = re.compile(
    r"[未没](?:有)?(?:整改|处理|修)|[待请](?:[^，。]{0,8})(?:整改|处理|修|更换|清理)|需要?[^，。]{0,4}(?:修|整改)"
)
_FIXED = re.compile(
    r"已(?:经)?[^，。]{0,6}(?:整改|处理|拖干|补位|制止|提醒|批评|劝返|修|解决|调|纠正|打扫|清理|换|报修|关)"
    r"|(?:整改|处理|修|打扫|清理)好了|[当现]场(?:整改|处理)|说过了"
)
_ASKED = re.compile(r"责任人|负责|请|由|让")
_COUNT = re.compile(
    r"(?:教室|现场|里|内|今天|现在|这会儿)*(?:实到|清点|数了数?|点了|一共|共|在班|在|有|现有|到)*"
    r"(?P<count>\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[两一二三四五六七八九])"
    r"(?:人|个(?:孩子|学生|人)|名(?:学生|孩子))(?:在班|在教室|在)?"
)


def read_round(text: str, known: Known) -> Round:
    """Everything that one text says of a round."""
    clauses = [found.group().strip() for found in _CLAUSE.finditer(_HEAD.sub("", text))]
    return Round(tuple(_findings(clauses, known)), tuple(_counts(clauses, known)))


def _findings(clauses: list[str], known: Known) -> Iterator[Finding]:
    """A clause of trouble; what follows it and is none itself says whether it was fixed, and who sees to it."""
    for place, clause in enumerate(clauses):
        if not _is_trouble(clause):
            continue
        behind = []
        for following in clauses[place + 1 :]:
            if _is_trouble(following) or find_classes(following, known):
                break
            behind.append(following)
        said = "，".join([clause, *behind[:2]])
        yield Finding(clause, _fixed(said), _responsible(said, known))


def _is_trouble(clause: str) -> bool:
    return bool(_TROUBLE.search(clause)) and not _DENIED.search(clause) and not _FIXED.fullmatch(clause)


def _fixed(said: str) -> bool | None:
    if _NOT_FIXED.search(said) and not _FIXED.search(said):
        return False
    return True if _FIXED.search(said) else None


def _responsible(said: str, known: Known) -> Staff | None:
    """The one colleague who is named after a word that asks somebody; two are nobody (promise 2)."""
    asked = _ASKED.search(said)
    named = [one for one in known.staff if asked and one.name in said[asked.start() :]]
    return named[0] if len(named) == 1 else None


def _counts(clauses: list[str], known: Known) -> Iterator[HeadCount]:
    """三年级2班22人: nothing but the class and the number. 两个孩子在走廊追跑 is no head count."""
    for clause in (unicodedata.normalize("NFKC", one) for one in clauses):
        classes = find_classes(clause, known)
        if len(classes) == 1 and classes[0].class_name is not None:
            counted = _COUNT.fullmatch(clause[classes[0].end :].strip(" 的:："))
            if counted:
                yield HeadCount(classes[0].class_name, number(counted["count"]))
