"""Loose ends of a teacher's or leader's message: heads, groups, duties and names beside its acts (loose_ends.py)."""

from __future__ import annotations

import re

from care.acts import Intent
from care.reading.counts import people
from care.reading.loose.account import Account, Check
from care.reading.names.name_words import SURNAMES
from care.reading.parts import When

_OTHERS = re.compile(r"其[他它余]|别的|(?<![不没])剩|除|[他她]们?领")
_AND = re.compile(r"[和跟与及、以]")
_OPEN = re.compile(r"未|没|可否|能否|吗")
_EACH = re.compile(r"分|各|不是一")
_NUMBER = re.compile(r"\d")
_GRANTS, _NOT_GRANTS = re.compile(r"准|批|通过|同意"), re.compile(r"[不没未](?:有|予|给|能|可)*(?:准|批|通过|同意)")
_LEFT = re.compile(r"走了|接走|领走")
_SOON = re.compile(r"(?:等|待|过)一?会|一会儿?(?!功夫)|等下|稍后|回头(?!看)|先给|准备交|打算")
_BUT = re.compile(r"除|能值")
_BESIDE = re.compile(
    r"(?:^|[,。;! ])(?P<name>[一-龥]{2,3})、(?=C)|(?<=C)、(?P<then>[一-龥]{2,3})(?=[,。 都也走通没请]|$)"
)


def _all_but_some(all_: Account) -> bool:
    """All have left, where somebody is named or counted, or a colleague stands beside it."""
    message = all_.message
    more = (
        bool(all_.children)
        or all_.says(_OTHERS)
        or bool(message.colleagues)
        or bool(_counts(all_) - {len(message.known.roster)})
    )
    return any(act.all for act in all_.of(Intent.RELEASE)) and more


def _counts(all_: Account) -> set[int]:
    """The numbers of people told; 一个 is seldom a number."""
    return {number for number in people(all_.message.sketch) if number > 1}


def _each_with_another(all_: Account) -> bool:
    together = any(len(act.students or ()) > 1 and act.person for act in all_.of(Intent.RELEASE))
    return together and all_.says(_EACH)


def _heads_left(all_: Account) -> bool:
    """A roll call without a number, where the text has one; and numbers that do not say what is said of them."""
    rolls = all_.of(Intent.ROLL_CALL)
    full = any(act.absent == () and act.expected and act.present and act.expected != act.present for act in rolls)
    bare = [act for act in rolls if act.expected is None and act.present is None]
    taken = {number for act in rolls for number in (act.expected, act.present, len(act.absent or ()))}
    left = bool(bare) and bool(_counts(all_) - taken)
    return full or left or (bool(rolls) and all_.says(_LEFT))


def _group_left(all_: Account) -> bool:
    groups = all_.of(Intent.TAKE_OVER, Intent.HAND_OVER)
    return any(act.count is None for act in groups) and all_.says(_NUMBER) and not all_.of(Intent.ROLL_CALL)


def _duty_open(all_: Account) -> bool:
    """A duty traded that is not settled, or half told."""
    trades, off = all_.of(Intent.SWAP_DUTY), all_.of(Intent.STAFF_LEAVE)
    whole = all(act.dates and act.swap_with for act in trades) and all(act.dates for act in off)
    but = any(len(act.dates or ()) > 1 for act in trades) and all_.says(_BUT)
    vague = (When.HALF, When.EITHER)
    unclear = any(one.kind in vague or one.no_care for one in all_.message.dates)
    return not whole or but or (bool(trades) and all_.says(_OPEN)) or (bool(off) and unclear)


def _still_to_come(all_: Account) -> bool:
    """等会儿我要去开会，娃先给牛丽看: not handed over yet (guideline 26)."""
    return bool(all_.of(Intent.HAND_OVER, Intent.RELEASE)) and all_.says(_SOON)


def _body_cut(all_: Account) -> bool:
    """通知家长|跟老师…: the audience goes on in the body."""
    return any(not act.body or _AND.match(act.body) for act in all_.of(Intent.BROADCAST))


def _granted_too(all_: Account) -> bool:
    rejects = all_.of(Intent.REJECT)
    grants = _GRANTS.search(_NOT_GRANTS.sub("", all_.message.sketch))
    return bool(rejects) and grants is not None and not all_.of(Intent.APPROVE)


def _unknown_beside(all_: Account) -> bool:
    """高宇、唐诗语通过: somebody stands in the list whom nobody knows."""
    beside = (match["name"] or match["then"] for match in _BESIDE.finditer(all_.message.sketch))
    return any(name[0] in SURNAMES for name in beside)


def _not_sure_who(all_: Account) -> bool:
    return any(not one.sure for one in all_.message.names)


STAFF: tuple[tuple[str, Check], ...] = (
    ("all, and yet some", _all_but_some), ("each with another", _each_with_another), ("heads are left", _heads_left),
    ("a number is left", _group_left), ("the duty is not settled", _duty_open), ("the body is cut", _body_cut),
    ("still to come", _still_to_come),
    ("granted too", _granted_too), ("not sure who", _not_sure_who),
    ("an unknown name", _unknown_beside),
)  # fmt: skip
"""Why a teacher's or leader's acts are asked about, whatever else."""
