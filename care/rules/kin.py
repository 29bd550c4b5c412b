"""Whether two names mean one grown-up: 姥姥 is 外婆, and a 张伟 who is an uncle is not the father. (C46)"""

from __future__ import annotations

from care.people import Person

_SAME_RELATION = (
    ("爸爸", "爸", "父亲", "老爸", "爹", "爹地", "爸比"),
    ("妈妈", "妈", "母亲", "老妈", "娘", "妈咪"),
    ("爷爷", "爷", "祖父", "阿爷"),
    ("奶奶", "奶", "祖母"),
    ("外公", "姥爷", "外祖父", "公公"),
    ("外婆", "姥姥", "外祖母", "婆婆"),
    ("哥哥", "哥"),
    ("姐姐", "姐"),
    ("叔叔", "叔"),
    ("舅舅", "舅"),
    ("姑姑", "姑", "姑妈", "姑母"),
    ("姨妈", "姨", "姨母", "小姨", "大姨"),
)
_CANON = {word: words[0] for words in _SAME_RELATION for word in words}


def is_same(one: Person, other: Person) -> bool:
    """The same grown-up, by name; where one of them has none, by relation (姥姥 is 外婆)."""
    if one.name and other.name and one.name != one.relation and other.name != other.relation:
        return one.name == other.name and not _contradict(one, other)
    return bool(relation_of(one)) and (relation_of(one) == relation_of(other) or _called_alike(one, other))


def _called_alike(one: Person, other: Person) -> bool:
    """One has no name of its own: 张阿姨 is the neighbour who was announced as 张阿姨, or as 阿姨."""
    words = {word for word in (one.name, one.relation) if word}
    others = {word for word in (other.name, other.relation) if word}
    return any(mine.endswith(theirs) or theirs.endswith(mine) for mine in words for theirs in others if len(mine) > 1)


def relation_of(person: Person) -> str:
    said = person.relation or person.name or ""
    return _CANON.get(said, said)


def _contradict(one: Person, other: Person) -> bool:
    """Both are kin, and different kin: a 张伟 who is the father is not a 张伟 who is an uncle."""
    kin = (_CANON.get(one.relation or ""), _CANON.get(other.relation or ""))
    return None not in kin and kin[0] != kin[1]
