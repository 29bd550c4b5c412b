"""How a setting's value is read out: words for choices, yuan, days, lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from care.acts import CareSession
from care.calendar import WEEKDAYS
from care.policy import clubs, day, enrolment, fees, override, pay, quality, service, terms
from care.policy.day import LABELS as SESSION_LABELS
from care.policy.plain import Fen, hints
from care.policy.setting import Leaf
from care.wording.policy.choices import CHOICES

WEEKDAY_FIELDS = frozenset({"clubs.weekdays", "homework.none_on"})
WEEKDAY_ONE = frozenset({"homework.board_weekday", "quality.showcase.briefing_weekday"})


def spoken(leaf: Leaf) -> str:
    """A setting's value in Chinese; "不限" or "未定" where it is empty."""
    if leaf.path in WEEKDAY_FIELDS:
        return weekdays(leaf.value) if leaf.value else "不限" if leaf.path.startswith("clubs") else "无"
    if leaf.path in WEEKDAY_ONE:
        return f"周{WEEKDAYS[leaf.value - 1]}" if leaf.value else "未定"
    return say(leaf.value, leaf.kind)


def say(value: Any, kind: Any = None) -> str:
    """One value; `kind` tells money from whole numbers."""
    if value is None or value == "":
        return "未定"
    if get_origin(kind) in (Union, UnionType):
        kind = next(one for one in get_args(kind) if one is not type(None))
    if kind is Fen:
        return yuan(value)
    if isinstance(value, tuple):
        inner = get_args(kind)[0] if get_args(kind) else None
        return "；".join(say(one, inner) for one in value) if value else "无"
    if row := ROWS.get(type(value)):
        return row(value)
    if is_dataclass(value) and not isinstance(value, type):
        kinds = hints(type(value))
        return " ".join(say(getattr(value, one.name), kinds[one.name]) for one in fields(value))
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Enum):
        return CHOICES.get(type(value), {}).get(value, str(value.value))
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def yuan(fen: int) -> str:
    return f"{Decimal(fen) / 100:.2f}".removesuffix(".00")


def weekdays(days: tuple[int, ...]) -> str:
    """周一至周五, 周一三五."""
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"周{WEEKDAYS[days[0] - 1]}至周{WEEKDAYS[days[-1] - 1]}"
    return "周" + "".join(WEEKDAYS[one - 1] for one in days)


def _session(one: day.SessionPlan) -> str:
    lessons = f"，{one.lessons}课时" if one.lessons > 1 else ""
    grades = f"，{'、'.join(map(str, one.grades))}年级" if one.grades else ""
    return f"{one.label} {one.start:%H:%M}-{one.end:%H:%M} {weekdays(one.weekdays)}{lessons}{grades}"


def _cutoff(one: day.Cutoff) -> str:
    what = {day.Change.LEAVE: "请假", day.Change.PICKUP: "改接送人", day.Change.WALK_HOME: "独自回家"}[one.change]
    whole = SESSION_LABELS[one.session] if one.session else ""
    return f"{whole}{what}：{'结束' if one.at_end else '开始'}前{one.minutes}分钟"


def _step(one: day.Step) -> str:
    whom = {
        "guardians": "家长", "second_guardian": "第二联系人", "class_teacher": "班主任", "duty_leader": "值班领导",
        "principal": "校长",
    }  # fmt: skip
    return f"{one.minutes}分钟{whom.get(one.whom, one.whom)}"


def _season_time(one: terms.SeasonTime) -> str:
    start = f"{one.start:%H:%M}-" if one.start else "到"
    return (
        f"{SESSION_LABELS[one.session]}{start}{one.end:%H:%M}" if one.end else f"{SESSION_LABELS[one.session]}{start}"
    )


def _price(one: fees.Price) -> str:
    return f"{say(one.item)}{yuan(one.amount)}元/{say(one.unit)}"


def _cap(one: fees.Cap) -> str:
    band = f"{yuan(one.least)}—{yuan(one.most)}" if one.least is not None else f"不超过{yuan(one.most)}"
    return f"{say(one.item)}{band}元/{say(one.unit)}"


def _reduction(one: fees.Reduction) -> str:
    share = f"减{(one.share * 100).normalize():f}%" if one.share is not None else ""
    return f"{say(one.group)}{share or say(one.relief)}"


def _deduction(one: pay.Deduction) -> str:
    most = f"—{_percent(one.share_most)}" if one.share_most is not None else ""
    whole = f"，满{one.all_from}次扣完" if one.all_from else ""
    final = "，并取消终结奖" if one.final_award_lost else ""
    return f"{say(one.event)}扣{say(one.period)}{_percent(one.share)}{most}{whole}{final}"


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"


def _approval(one: enrolment.ApprovalStep) -> str:
    return f"{say(one.actor)}{f'（{one.label}）' if one.label else ''}"


def _capacity(one: enrolment.Capacity) -> str:
    where = one.club or (SESSION_LABELS[CareSession(one.session)] if one.session else "")
    return f"{where}{one.places}"


def _learning(one: service.LearningLessons) -> str:
    return f"{SESSION_LABELS[one.session]}第{'、'.join(map(str, one.lessons))}节"


def _study(one: terms.StudyDay) -> str:
    which = "、".join(SESSION_LABELS[each] for each in one.sessions) or "全天"
    return f"周{WEEKDAYS[one.weekday - 1]}{which}（{one.reason}）"


ROWS: dict[type, Callable[[Any], str]] = {
    day.SessionPlan: _session,
    day.Cutoff: _cutoff,
    day.Step: _step,
    terms.SeasonTime: _season_time,
    terms.Season: lambda one: f"{one.name}{one.first}至{one.last}：{say(one.times)}",
    terms.StudyDay: _study,
    terms.Term: lambda one: f"{one.name}{one.first}至{one.last}",
    terms.Vacation: lambda one: f"{one.name}{one.first}至{one.last}",
    service.SeasonTimes: lambda one: f"{one.name}：{say(one.times)}",
    service.LearningLessons: _learning,
    fees.Price: _price,
    fees.Cap: _cap,
    fees.Reduction: _reduction,
    pay.Deduction: _deduction,
    enrolment.ApprovalStep: _approval,
    enrolment.Capacity: _capacity,
    clubs.Rotation: lambda one: f"{one.name}：{'、'.join(one.items)}",
    quality.Report: lambda one: f"{weekdays(one.weekdays)}课程{one.on}",
    quality.Course: lambda one: f"{one.name}{one.teachers}",
    override.Override: lambda one: f"{one.limit}：{one.reason}（{one.by}，{one.on}）",
}
