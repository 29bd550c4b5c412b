"""Loose ends of days, hours and sessions: what a parent's message names of them and no act took (loose_ends.py)."""

from __future__ import annotations

import re

from care.acts import Intent
from care.reading import doubt
from care.reading.loose.account import Account, Check
from care.reading.parts import When
from care.reading.phrases import absence, compiled

_SENT, _FETCHED = re.compile(r"送(?:到|来|过去|去|进|他|她|C|孩子)"), re.compile(r"接|领")
_SO_LONG = re.compile(r"D+了|好[几多]天了|[烧病咳吐躺疼痛]了?D")
_LONG = re.compile(
    r"(?<![上下这本第])[一两二三半](?:个)?多?(?:周|星期|礼拜|月)(?![前后一二三四五六日])|长假|一段时间|好几天|些天"
)
_LESSON_OFF = re.compile(r"K+(?:那?节?课)?(?:D+|要|想|也|就|C+)*(?:请|缺|不去|不来|不上)")
_ELSE = re.compile(
    r"不(?:去|参加|来|上)(?:了)?(?:D+|学校|这次|那个)?的?(?:活动|比赛|春游|秋游|家长会|考试|运动会|研学|排练|演出|彩排|合唱比赛|班会)"
)
_CARE_NAMED = re.compile(r"S|托|课后|延时|转学|退学|不[来上]|K")
_BROUGHT = re.compile(
    "(?:S+|上午|早上|晚点|迟点)(?:再|就|我|把|他|她|会|要)*(?:送(?!饭|药|衣)|回校|返校|到校|再去|"
    "过去(?!把|接|领|带)|再来|来校|去上课|(?<!我)去学校)(?!不)|"
    r"S+(?:去|来|上)(?=$|[,。])"
)
_ATTENDS = re.compile(
    "(?<!还)(?<!没)(?:又|已经?|都|现在|今天|D)(?:全)?(?:好了|退烧了|没事了|不烧了)|还是(?:想)?(?:去|"
    "来)(?=$|[,。吧了上])"
)
_WHOLE_DAY = compiled(absence.WHOLE_DAY)


def _days_apart(all_: Account) -> bool:
    """明天拔牙…后天请假: days of several clauses in one leave."""
    if all_.revised:
        return False
    for act in all_.of(Intent.LEAVE):
        if any(one.dates == act.dates for one in all_.days):
            continue  # Said in one breath.
        places = {one.dates: all_.clause_of(one) for one in all_.days if not set(one.dates).isdisjoint(act.dates or ())}
        if len(set(places.values())) > 1:
            return True
    return False


def _day_filled_in(all_: Account) -> bool:
    """A day that the message does not name, though it names others to come."""
    named = {day for one in all_.message.dates for day in one.dates}
    ahead = any(max(one.dates) > all_.today for one in all_.days)
    return ahead and any(act.dates and named.isdisjoint(act.dates) for act in all_.changes)


def _brought(all_: Account) -> bool:
    """明早八点半送到: brought, and not collected."""
    return bool(all_.of(Intent.PICKUP_TIME)) and all_.says(_SENT) and not all_.says(_FETCHED)


def _count_left(all_: Account) -> bool:
    """要住院一周，请假: more days than the leave has."""
    counts = {one.count for one in all_.message.dates if one.kind is When.COUNT and one.count > 1}
    leaves = [act for act in all_.of(Intent.LEAVE) if act.dates]
    longer = all_.says(_LONG) and any(len(act.dates or ()) == 1 for act in leaves)
    return (
        not all_.revised
        and not all_.says(_SO_LONG)
        and (longer or any(counts - {len(act.dates or ())} for act in leaves))
    )


def _twice(all_: Account) -> bool:
    """六点接，五点半接: one child, one day, and two hours or two collectors."""
    for intent in (Intent.PICKUP_TIME, Intent.DELEGATE_PICKUP):
        said = [(act.students, act.dates) for act in all_.of(intent)]
        if len(said) != len(set(said)):
            return True
    return False


def _something_else(all_: Account) -> bool:
    """可以不参加明天的活动吗: not at something that is no care."""
    return bool(all_.of(Intent.LEAVE)) and all_.says(_ELSE)


def _from_what(all_: Account) -> bool:
    """退订: nothing is named that is left."""
    bare = [act for act in all_.of(Intent.WITHDRAW) if not act.sessions and not act.since and not act.weekdays]
    return bool(bare) and not all_.says(_CARE_NAMED)


def _only_its_lesson(all_: Account) -> bool:
    """这周三的书法请假: the lesson, or the day?"""
    return any(act.sessions == () for act in all_.of(Intent.LEAVE)) and all_.says(_LESSON_OFF)


def _comes_later(all_: Account) -> bool:
    """上午请假，中午送过去: it will be there for a part of the day."""
    return bool(all_.of(Intent.LEAVE)) and all_.says(_BROUGHT)


def _well_again(all_: Account) -> bool:
    """昨天请了今天的假，今天又好了，还是去."""
    return bool(all_.of(Intent.LEAVE)) and not all_.of(Intent.CANCEL_LEAVE) and all_.says(_ATTENDS)


def _day_is_over(all_: Account) -> bool:
    """昨天说让同事接: told of a day gone by, and nothing to do now; only a leave may be asked for late."""
    days = [act.dates for act in all_.changes if act.dates and act.intent is not Intent.LEAVE]
    return any(max(dates) < all_.today for dates in days)


def _here_but_later(all_: Account) -> bool:
    """At the gate, or collected, on another day or at an hour to come."""
    if not all_.of(Intent.ARRIVE, Intent.CONFIRM_PICKUP):
        return False
    elsewhere = {day for act in all_.acts for day in act.dates or ()}
    later = any(all_.today not in one.dates and not elsewhere.issuperset(one.dates) for one in all_.days)
    rule = bool(all_.of(Intent.CONFIRM_PICKUP)) and any(one.kind is not When.DAYS for one in all_.message.dates)
    return later or rule or any(one.time and one.time > all_.message.now.time() for one in all_.message.times)


def _hour_left(all_: Account) -> bool:
    taken = {act.time for act in all_.acts}
    denied = doubt.contrasted(all_.message.sketch)
    named = (one for one in all_.message.times if one.time and not doubt.inside(one, denied))
    return not all_.revised and any(one.time not in taken and not all_.is_of_something(one) for one in named)


def _session_left(all_: Account) -> bool:
    """Absent from all, where one session is named."""
    taken = {session for act in all_.acts for session in act.sessions or ()}
    whole = any(act.sessions == () for act in all_.of(Intent.LEAVE, Intent.CANCEL_LEAVE))
    return (
        whole and not all_.says(_WHOLE_DAY) and any(not taken.issuperset(one.sessions) for one in all_.message.sessions)
    )


def _leave_without_its_day(all_: Account) -> bool:
    taken = {day for act in all_.acts for day in act.dates or ()}
    left = any(not one.dates or not taken.issuperset(one.dates) for one in all_.message.dates)
    return left and any(act.dates is None for act in all_.of(Intent.CANCEL_LEAVE))


DAYS: tuple[tuple[str, Check], ...] = (
    ("days of several clauses", _days_apart), ("a day that is not named", _day_filled_in),
    ("the day is over", _day_is_over),
    ("brought", _brought), ("a number of days is left", _count_left),
    ("it comes later", _comes_later),
    ("a lesson, or the day", _only_its_lesson), ("one thing twice", _twice),
    ("something that is no care", _something_else), ("left, but what?", _from_what), ("well again", _well_again),
    ("here, and yet later", _here_but_later), ("an hour is left", _hour_left), ("a session is left", _session_left),
    ("a leave taken back without its day", _leave_without_its_day),
)  # fmt: skip
"""Days, hours and sessions."""
