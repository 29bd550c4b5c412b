"""Whether two names mean one grown-up: 姥姥 is 外婆, 小姨 is not 大姨, and 同学妈妈 is nobody's own mother. (C46)"""

from __future__ import annotations

import re

from care.people import Person

_SAME_RELATION = (
    ("爸爸", "爸", "父亲", "老爸", "爹", "爹地", "爸比"),
    ("妈妈", "妈", "母亲", "老妈", "娘", "妈咪"),
    ("爷爷", "爷", "祖父", "阿爷"),
    ("奶奶", "奶", "祖母"),
    ("外公", "姥爷", "外祖父"),
    ("外婆", "姥姥", "外祖母"),
    ("哥哥", "哥"),
    ("姐姐", "姐"),
    ("叔叔", "叔"),
    ("舅舅", "舅"),
    ("姑姑", "姑", "姑妈", "姑母"),
    ("姨妈", "姨", "姨母"),
)
_MAYBE_SAME = {"公公": "外公", "婆婆": "外婆", "小姨": "姨妈", "大姨": "姨妈"}
"""Words that mean one person here and another there: enough to keep somebody from a child, not to hand it over."""
_CANON = {word: words[0] for words in _SAME_RELATION for word in words}
_OWN = re.compile(r"(?:我们?|咱|孩子|娃|小孩|宝宝|[他她])?(?:家|的|[他她])*")
"""What may stand before a relation without making it another family's: 他妈妈, 孩子的奶奶; not 同学妈妈, 王浩妈妈."""
_ADDRESS = frozenset({"阿姨", "叔叔", "伯伯", "师傅", "大姐", "大哥", "大妈", "大爷", "老师", "教练"})


def is_same(one: Person, other: Person) -> bool:
    """The same grown-up, by name; where one of them has none, by relation (姥姥 is 外婆)."""
    if one.name and other.name and one.name != one.relation and other.name != other.relation:
        return one.name == other.name and not _contradict(one, other)
    return bool(relation_of(one)) and (relation_of(one) == relation_of(other) or _called_alike(one, other))


def may_be_same(one: Person, other: Person) -> bool:
    """Called by relations that may mean one person; for those who are to be kept away. (promise 10)"""
    words = [_MAYBE_SAME.get(relation_of(person), relation_of(person)) for person in (one, other)]
    return bool(words[0]) and words[0] == words[1]


def _called_alike(one: Person, other: Person) -> bool:
    """One has no name of its own: 张阿姨 is the neighbour who was announced as 张阿姨, or as 阿姨."""
    words = [word for word in (one.name, one.relation) if word]
    others = [word for word in (other.name, other.relation) if word]
    return any(_ends_alike(*sorted((mine, theirs), key=len)) for mine in words for theirs in others)


def _ends_alike(short: str, long: str) -> bool:
    if len(short) < 2 or not long.endswith(short):
        return False
    before = long.removesuffix(short)
    if short in _ADDRESS:
        return len(before) <= 1 or bool(_OWN.fullmatch(before))
    return short not in _CANON or bool(_OWN.fullmatch(before))


def relation_of(person: Person) -> str:
    said = person.relation or person.name or ""
    return _CANON.get(said, said)


def _contradict(one: Person, other: Person) -> bool:
    """Both are kin, and different kin: a 张伟 who is the father is not a 张伟 who is an uncle."""
    kin = (_CANON.get(one.relation or ""), _CANON.get(other.relation or ""))
    return None not in kin and kin[0] != kin[1]
