"""What a clause says about the gate: that somebody left, that all did, that some are left over (guideline 26)."""

from __future__ import annotations

from functools import lru_cache

from care.reading.parts import Clause
from care.reading.staff.desk import Desk, pattern
from care.reading.staff.handing import leads_away
from care.reading.staff_phrases import gate as gate_words

_WHO = rf"(?:都是|都由|是|由|跟|被)?\s*(?:P+|{gate_words.ALONE})"
ITEM = rf"C+(?:[、和, ]+C+)*\s*(?:→|->|[:(,-])?\s*{_WHO}\s*[)]?(?:来|都|过来)?(?:接走|接的|接|领走|走的|走|接回)?了?"
"""A child and with whom: 妞妞妈妈, 步美→姑父, 光彦→自己."""
_STOPS = r"[、,;。 \n]+(?:T+\s*)?"
_ALL_WENT = (
    r"(?:[,。;]+\s*(?:都|全|均|已|已经|刚|也|安全|顺利)*(?:走|接走|接|离校|出(?:校|大|学校)?门|出去|离开|回家|领走|送走|放学)"
    r"[了啦咯好]*)?[。.!了 ]*"
)
_HEAD = (
    r"(?:(?:(?!安排|计划|预|待|等|未|没|明|要)[^C,。]){0,8}[:,]|(?:已经?|刚刚?)?(?:接走|离校|放学|走|领走)了?的?\s+)?"
)
GATE_LIST = rf"{_HEAD}\s*(?:T+)?\s*{ITEM}(?:(?:{_STOPS}|(?<=\))){ITEM})*{_ALL_WENT}"
"""Nothing but such items, as teachers jot them at the gate."""

_STAYS = (
    rf"{gate_words.REMAIN}[^,。]{{0,4}}[CW]|"
    r"(?:只|就|光|仅)有?C+[^,。]{0,3}(?:没(?:走|接|离|有人)|未(?:走|接)|在等|等着|还在(?=$|[,。等]))"
)
_CLASS_WENT = r"G+(?:的|孩子|学生|小朋友|们|刚|刚刚|已经?)*(?:走|放学|离校|回家)了"
_ALL_OR_OTHERS = rf"{gate_words.EVERYBODY}|{gate_words.OTHERS}"
_SUMMED_UP = (
    r"\W*(?:仨|俩|[\d一二两三四五六七八九十]+(?:个|人|名)(?:人|孩子|学生|娃)?)?(?:都|均|皆|全)(?:已|"
    r"已经)?[^,。]{0,3}(?:走|接|离|出(?:校|大)?门)[^,。]{0,3}\W*"
)


def tells(clause: Clause) -> bool:
    """Somebody left; 还没接走 does not say so."""
    return _tells(clause.plain)


@lru_cache(maxsize=64)
def _tells(plain: str) -> bool:
    plain = pattern(gate_words.EXCEPTED).sub("", plain)
    told = pattern(gate_words.LEFT).search(plain) or pattern(gate_words.ALL_LEFT).search(plain)
    return bool(told) and not pattern(gate_words.NOT_LEFT).search(plain)


def remains(clause: Clause) -> bool:
    """就剩小明了, 只有小明没走."""
    return bool(pattern(_STAYS).search(clause.plain))


def left_over(desk: Desk, clause: Clause) -> bool:
    """走了5个,剩果果: those left over, where another clause says that some have gone without naming them."""
    if tells(clause):
        return False
    if pattern(gate_words.NOT_GONE).search(clause.plain):
        everybody = (one for one in desk.clauses if pattern(gate_words.EVERYBODY).search(one.plain))
        return any(tells(one) and not desk.within(desk.names, one) for one in everybody if one is not clause)
    if not pattern(gate_words.LEFT_OVER).search(clause.plain):
        return False
    return any(tells(one) and not desk.within(desk.names, one) for one in desk.clauses if one is not clause)


def collective(clause: Clause) -> bool:
    """All left, all of a class, or all but some."""
    of_class = pattern(_CLASS_WENT).search(clause.plain) and not pattern("[CWNP]").search(clause.plain)
    return remains(clause) or (tells(clause) and (bool(of_class) or bool(pattern(_ALL_OR_OTHERS).search(clause.plain))))


def excepts(clause: Clause) -> bool:
    return bool(pattern(gate_words.EXCEPT).search(clause.plain))


def sums_up(clause: Clause) -> bool:
    """都走了 behind named children is about them, not about everybody."""
    return bool(pattern(_SUMMED_UP).fullmatch(clause.plain))


def listed(clause: Clause) -> bool:
    """Nothing but names: the next of a list."""
    return not clause.plain.strip("CW、和跟,。:; 及与还有")


def stay_listed(desk: Desk) -> tuple[Clause, ...]:
    """未接:王子墨、许诺: those named behind it stay."""
    found: list[Clause] = []
    behind = False
    for clause in desk.clauses:
        behind = (behind and listed(clause)) or bool(pattern(gate_words.STAY_LIST).search(clause.plain))
        if behind and listed(clause):
            found.append(clause)
    return tuple(found)


def is_item(clause: Clause) -> bool:
    return bool(pattern(ITEM).fullmatch(clause.plain.strip(" ,。;!")))


def came_for(clause: Clause) -> bool:
    """许诺妈妈到了: a child and who has come for it."""
    return bool(pattern(rf"\W*C+{gate_words.CAME_FOR}").fullmatch(clause.plain))


def about_named(desk: Desk, clause: Clause) -> bool:
    """Whether the clause is about the children it names, not about a group, everybody or those who stay."""
    if leads_away(desk, clause) or remains(clause) or left_over(desk, clause):
        return False
    named = bool(desk.within(desk.names, clause))
    return not (collective(clause) and (not named or excepts(clause)))
