"""Loose ends (线头): what a message names and its acts do not, slot by slot.

A session, an hour, a day, a child, a club or a number that stands in the text and in no act means that something was
not understood, and what was understood may be wrong (promise 2). Each check is a line of `PARENT` or `STAFF`; the
first that holds says why the acts are asked about. What only makes an act less likely is in `ODD_PARENT`, `ODD_STAFF`.
"""

from __future__ import annotations

import re

from care.acts import Intent
from care.people import Role
from care.reading.loose.account import Account, Check
from care.reading.loose.loose_days import DAYS
from care.reading.loose.loose_family import FAMILY
from care.reading.loose.loose_staff import STAFF

_WHO = re.compile(r"谁(?!来?[都也]|[^,。!?;]{0,5}[不别](?:要|能|准|许)?(?:放|给|让|接|交))|哪")
_MORE_DAYS = re.compile(
    r"D[、,和跟][一二三四五六日](?![个点天])|D[^。;!?]{0,12}[,。;][一二三四五]{1,4}(?=[PSC请照退接]|正常|不[去来上]|[去来上](?=$|[,。]))"
)
_HURRY = re.compile(r"[晚早迟堵提先]|赶不|来不及|一会")
_NOT, _ENDS, _OTHERWISE = re.compile(r"[不没别]"), re.compile(r"[停退不]"), re.compile(r"不|换|改|或|还是|别")
_RELEASE_DENIED = re.compile(r"不[^到在用客]|没")


def _beside_a_question(all_: Account) -> bool:
    return bool(all_.of(Intent.CLARIFY))


def _asks_who(all_: Account) -> bool:
    return all_.says(_WHO)


def _days_cut_short(all_: Account) -> bool:
    """下周一、三两日: the list goes on behind what was found."""
    return all_.says(_MORE_DAYS)


ANYBODY: tuple[tuple[str, Check], ...] = (
    ("the list of days goes on", _days_cut_short), ("beside a question", _beside_a_question),
)  # fmt: skip
PARENT: tuple[tuple[str, Check], ...] = (*DAYS, *FAMILY, *ANYBODY, ("it asks who", _asks_who))
"""Why a parent's acts are asked about, whatever else; for staff `STAFF` and `ANYBODY`."""


# --- what only makes acts less likely ----------------------------------------------------------------------
def _day_left(all_: Account) -> bool:
    """A day of which nothing was made, once or every week."""
    taken = {day for act in all_.acts for day in (*(act.dates or ()), *((act.since,) if act.since else ()))}
    weekdays = {day for act in all_.acts for day in act.weekdays or ()}
    weekly = (bool(one.weekdays) and weekdays.issuperset(one.weekdays) for one in all_.days)
    return any(not taken.issuperset(one.dates) and not often for one, often in zip(all_.days, weekly, strict=True))


def _several_collect(all_: Account) -> bool:
    return len(all_.collectors) > 1 and bool(all_.of(Intent.DELEGATE_PICKUP, Intent.RELEASE))


def _several_hours(all_: Account) -> bool:
    return len({one.time for one in all_.message.times if one.time}) > 1


def _clubs_otherwise(all_: Account) -> bool:
    return len(all_.clubs) > 1 and all_.says(_OTHERWISE) and not all_.swaps


def _place_or_not(all_: Account) -> bool:
    return bool(all_.of(Intent.ENROLL, Intent.CHOOSE_CLUB)) and all_.says(_ENDS) and not all_.swaps


def _got_or_not(all_: Account) -> bool:
    return bool(all_.of(Intent.CONFIRM_PICKUP)) and all_.says(_NOT)


def _hour_without_hurry(all_: Account) -> bool:
    return any(act.time is None for act in all_.of(Intent.PICKUP_TIME)) and not all_.says(_HURRY)


def _left_or_not(all_: Account) -> bool:
    return bool(all_.of(Intent.RELEASE)) and all_.says(_RELEASE_DENIED)


ODD_PARENT: tuple[Check, ...] = (
    _day_left, _several_collect, _several_hours, _clubs_otherwise, _place_or_not, _got_or_not, _hour_without_hurry,
)  # fmt: skip
ODD_STAFF: tuple[Check, ...] = (_day_left, _several_collect, _left_or_not)


def loose_end(account: Account) -> str:
    """The first thing that is left over, in words; empty where all is accounted for."""
    checks = PARENT if account.message.known.role is Role.PARENT else (*STAFF, *ANYBODY)
    return next((why for why, check in checks if check(account)), "")


def oddities(account: Account) -> int:
    """How many things make the acts less likely."""
    checks = ODD_PARENT if account.message.known.role is Role.PARENT else ODD_STAFF
    return sum(check(account) for check in checks)
