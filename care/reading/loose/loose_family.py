"""Loose ends of children, persons, clubs and places: whom a parent's message names beside its acts (loose_ends.py)."""

from __future__ import annotations

import re
from itertools import pairwise

from care.acts import Intent
from care.people import Student
from care.reading.loose.account import Account, Check
from care.reading.parts import Message

_ALL_OF_THEM = re.compile(r"[俩两]|都|们|一起|一块")
_AND_ALSO = re.compile(r"(?:[和跟与、 ]|[带领]着?)?")
_GONE = re.compile(r"走了")
_NAME = re.compile(r"(?![^·]*[班请绑报到的我了号给和加])[一-龥·]{2,4}")
_ASKS = re.compile(r"先(?:问|了解|打听)|再(?:定|决定|说|考虑)")
_THINKS = re.compile(r"打算|想")
_WALK_DENIED = re.compile(r"不放心|不让|别让|不能|不可以|不许")
_KEPT = re.compile(r"只|留|除")
_ANOTHER_KEPT = re.compile(r"[KS](?:那个|的|先|就|还)?[不没别]退")
_CLUB_KEPT = re.compile(r"(?<!退)[不没别]退")
_NOT, _ENDS, _OTHERWISE = re.compile(r"[不没别]"), re.compile(r"[停退不]"), re.compile(r"不|换|改|或|还是|别")
_WHETHER = re.compile(r"([^行能可好是要])不\1")
_I_DO_NOT_GO = re.compile(r"我D*(?:就|又|也|今天)*(?:不去|不来|去不|来不)")
_ANOTHERS = re.compile(
    r"[给帮替让](?:[他她C]+的?)?同桌|同桌(?:也|的假|请)|托我|(?:邻居|同事|朋友|亲戚)家?的?(?:孩子|娃|女儿|儿子)"
)


def _children_one_by_one(all_: Account) -> bool:
    """One act for several, who are named one by one and nowhere said to be meant together."""
    acts = [act for act in all_.changes if act.students and len(act.students) > len(act.grounds)]
    several = [set(act.students or ()) for act in acts if len(act.students or ()) > 1]
    alone = any(len(one) == 1 for one in all_.children)
    apart = any(not _listed(all_.message, children) for children in several)
    return apart and alone and not _ALL_OF_THEM.search(all_.message.text)


def _listed(message: Message, children: set[Student]) -> bool:
    """小苗小禾, 小苗和小禾: these named in one breath, and not again."""
    names = [name for name in message.names if name.students and not children.isdisjoint(name.students)]
    return all(_AND_ALSO.fullmatch(message.sketch[a.end : b.start]) for a, b in pairwise(names))


def _stranger(all_: Account) -> bool:
    collect = {act.person.name for act in all_.acts if act.person}
    strange = any(not one.students and one.words not in collect for one in all_.message.names)
    return strange and not all_.of(Intent.BIND) and not (collect - {None, all_.message.known.me.name})


_BEFORE_A_PERSON = frozenset(
    "是由让跟叫了烦坐归啊用去同喊说我和们成着接准晚请托派换改给家孩子娃他她的其把被等告诉找再也都还先只该后点早"
    "午上下因为就会要到来问帮有与及或"
    "吧呢哈哦"
    "那你您谢另外对区里学开个束班面老天门口楼请劳驾随靠凭"
    "儿许苦须差事会病烧院车路忙空期务活机时疼痛住走"
)


def _half_a_word(all_: Account) -> bool:
    """家委会王姐, 班长妈妈: what stands before the word for the collector is a part of it, and not understood."""
    sketch = all_.message.sketch
    for one in all_.message.persons:
        before = sketch[one.start - 1 : one.start]
        said = sketch.endswith(("说好", "讲好", "约好"), 0, one.start)
        if one.person and not one.is_me and not said and "一" <= before <= "龥" and before not in _BEFORE_A_PERSON:
            return any(act.person == one.person for act in all_.of(Intent.DELEGATE_PICKUP))
    return False


def _other_class(all_: Account) -> bool:
    """A class that none of the sender's children is in."""
    own = {child.class_name for child in all_.message.known.children}
    named = {one.class_name for one in all_.message.classes if one.class_name}
    return bool(named - own) and not all_.of(Intent.BIND)


def _no_name(all_: Account) -> bool:
    """Bound to something that is no name."""
    return any(act.student and not _NAME.fullmatch(act.student) for act in all_.of(Intent.BIND))


def _phone_left(all_: Account) -> bool:
    taken = any(act.phone or (act.person and act.person.phone) for act in all_.acts)
    return len(all_.message.phones) > taken


def _already_gone(all_: Account) -> bool:
    """我妈带小满走了: it has happened."""
    return bool(all_.of(Intent.DELEGATE_PICKUP)) and all_.says(_GONE)


def _walks_not(all_: Account) -> bool:
    return bool(all_.of(Intent.WALK_HOME)) and all_.says(_WALK_DENIED)


def _clubs_of_several(all_: Account) -> bool:
    """弟弟编程、姐姐陶艺 in one act."""
    with_clubs = sum(bool(act.clubs) for act in all_.changes)
    return len(all_.clubs) > 1 and with_clubs == 1 and len(all_.message.known.children) > 1


def _club_kept(all_: Account) -> bool:
    """舞蹈退了，陶艺不退."""
    another = len(all_.clubs) > 1 or bool(all_.message.sessions)
    kept = all_.says(_CLUB_KEPT) and not (another and all_.says(_ANOTHER_KEPT))
    return bool(all_.of(Intent.DROP_CLUB, Intent.CHOOSE_CLUB)) and kept


def _place_only_asked(all_: Account) -> bool:
    """打算六月上，先问问多少钱; and a place for nothing named."""
    places = all_.of(Intent.ENROLL)
    bare = any(not (act.sessions or act.clubs or act.weekdays or act.since) for act in places)
    return (bare and not all_.message.sessions) or (bool(places) and all_.says(_THINKS) and all_.says(_ASKS))


def _some_kept(all_: Account) -> bool:
    return any(act.weekdays is None for act in all_.of(Intent.WITHDRAW)) and all_.says(_KEPT)


def _whether(all_: Account) -> bool:
    """还收不收: a place asked about; 行不行 only asks nicely (guideline 15)."""
    return bool(all_.of(Intent.ENROLL, Intent.CHOOSE_CLUB)) and all_.says(_WHETHER)


def _sender_stays_away(all_: Account) -> bool:
    """接孩子我不去了，叫他大姑去: not the child stays away."""
    return bool(all_.of(Intent.LEAVE)) and all_.says(_I_DO_NOT_GO)


def _care_and_club(all_: Account) -> bool:
    """想上晚托，顺便报个篮球: one place with its club, not two wishes (guideline 22)."""
    return bool(all_.of(Intent.ENROLL)) and bool(all_.of(Intent.CHOOSE_CLUB))


def _for_another(all_: Account) -> bool:
    """给她同桌也报一个，他妈妈托我说的."""
    return all_.says(_ANOTHERS) and not all_.of(Intent.DELEGATE_PICKUP, Intent.BIND)


FAMILY: tuple[tuple[str, Check], ...] = (
    ("children named one by one", _children_one_by_one), ("a child that nobody knows", _stranger),
    ("half a word for who collects", _half_a_word),
    ("another class", _other_class), ("no name", _no_name), ("a phone number is left", _phone_left),
    ("it has happened", _already_gone), ("goes alone, or not", _walks_not),
    ("clubs of several children", _clubs_of_several), ("a club is kept", _club_kept),
    ("a place only asked about", _place_only_asked), ("some of it is kept", _some_kept),
    ("whether it can be", _whether), ("the sender stays away", _sender_stays_away),
    ("for another's child", _for_another), ("care and its club", _care_and_club),
)  # fmt: skip
"""Children, persons, clubs, places in care."""
