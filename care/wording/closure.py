"""A day changed at short notice, in words: for whoever changes it, for families, for colleagues. (G18)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from care.acts import CareSession
from care.calendar import spoken
from care.people import Student
from care.policy import DayChange, SessionPlan
from care.reading.names.classes import GRADES
from care.rules.closure import Refused, Why

CONFIRM, CANCEL, UNDO = "确认并通知", "先不改", "撤销并更正"
TITLE = "请核对"
MOST_LINES = 8
EXAMPLES = "“明天下午停课后服务，因为大雨”“今天晚托提前到17:00结束”"
TORN = f"日期或时间看不懂，没有改动。请这样写：{EXAMPLES}。"
UNDONE_BEFORE = "已经撤销过了，不用再点。"
TOO_LATE_TO_UNDO = "有孩子已经按改动后的安排走了（或时间已经到了），不能再撤销。需要时请直接联系家长。"

Before = Mapping[tuple[date, CareSession], SessionPlan]


def not_yours(children: Sequence[str]) -> str:
    name = children[0] if children else "孩子"
    return f"停不停课后服务由值班领导或校长来定，没有改动，也没有给孩子请假。孩子不来请回复“{name}今天晚托请假”。"


def lines(changes: Sequence[DayChange], before: Before, *, now: datetime) -> list[str]:
    """明天3月5日（周四）晚托停一次; 今天3月4日（周三）晚托改为16:25–17:00（原来16:25–18:00）."""
    said = [line(change, before[change.day, change.session], now=now) for change in changes]
    more = [f"……共{len(said)}项"] if len(said) > MOST_LINES else []
    return [*said[:MOST_LINES], *more]


def line(change: DayChange, was: SessionPlan, *, now: datetime) -> str:
    day = f"{spoken(change.day, now=now)}{was.label}"
    if change.closed:
        return f"{spoken_grades(change.grades)}{day}停一次" if change.grades else f"{day}停一次"
    start, end = change.start or was.start, change.end or was.end
    return f"{day}改为{start:%H:%M}–{end:%H:%M}（原来{was.start:%H:%M}–{was.end:%H:%M}）"


def spoken_grades(grades: Sequence[int]) -> str:
    """一、二年级."""
    return "、".join(GRADES[grade - 1] for grade in grades) + "年级" if grades else ""


def preview(changed: Sequence[str], reason: str, *, children: int, families: int, teachers: int) -> str:
    whom = f"涉及{children}个孩子：将通知{families}位家长、{teachers}位老师，附“已阅”回执。"
    return f"{_with_reason(changed, reason)}\n{whom}确认请点“{CONFIRM}”，之前不会改动。"


def done(changed: Sequence[str], reason: str, *, families: int, teachers: int) -> str:
    told = f"正在通知{families}位家长、{teachers}位老师。谁还没看，可以回复“谁没看”。"
    return f"已改：{_with_reason(changed, reason)}\n{told}点名、值班和离校提醒都按新的安排。要撤回请点“{UNDO}”。"


def _with_reason(changed: Sequence[str], reason: str) -> str:
    return "\n".join(changed) + (f"\n原因：{reason}" if reason else "")


def for_family(
    school: str,
    children: Sequence[Student],
    changes: Sequence[DayChange],
    before: Before,
    reason: str,
    *,
    now: datetime,
) -> str:
    who = "、".join(child.called for child in children)
    why = f"（{reason}）" if reason else ""
    return f"【{school}】{'；'.join(lines(changes, before, now=now))}{why}。{who}：{_what_to_do(changes)}"


def _what_to_do(changes: Sequence[DayChange]) -> str:
    if all(change.closed for change in changes):
        if all(change.session in (CareSession.MORNING, CareSession.NOON) for change in changes):
            return "这一时段请自行安排孩子。有困难请联系班主任。"
        return "请在放学时来接。接不了请马上联系班主任，不会让孩子没人管。"
    return "请按新的时间接送。来不及请回复，老师会等到您来。"


def for_staff(changed: Sequence[str], reason: str, by: str) -> str:
    return f"{_with_reason(changed, reason)}\n（{by}调整）点名、值班和离校提醒都按新的安排；已通知家长。"


def undone(changed: Sequence[str], told: int) -> str:
    return f"已撤销，恢复原来的安排：\n{chr(10).join(changed)}\n正在把更正发给通知过的{told}人。"


def correction(school: str, before: Before, *, now: datetime) -> str:
    usual = "；".join(as_usual(day, plan, now=now) for (day, _), plan in before.items())
    return f"【{school}】更正：刚才的改动撤销了。{usual}。"


def as_usual(day: date, plan: SessionPlan, *, now: datetime) -> str:
    return f"{spoken(day, now=now)}{plan.label}照常，{plan.start:%H:%M}–{plan.end:%H:%M}"


def refused(why: Refused, *, now: datetime) -> str:
    day, label = spoken(why.day, now=now), why.plan.label if why.plan else "托管"
    end = f"{why.plan.end:%H:%M}" if why.plan else ""
    told = {
        Why.DAY_IS_OVER: f"{day}已经过去，没有改动。过去的日子照当时的安排保留。",
        Why.TOO_FAR: f"{day}离现在太远，请核对日期，没有改动。",
        Why.YEAR_UNKNOWN: (
            f"{why.day.year}年的校历还没有确认，不能安排，没有改动。请先在“校历”表里填好{why.day.year}年的放假和调休并导入。"
        ),
        Why.NO_CARE: f"{day}本来就没有这个托管，没有改动。",
        Why.BEGUN: f"{day}{label}已经开始，孩子在老师手里，不能停。可以改结束时间，例如“今天{label}提前到17:00结束”。",
        Why.TIME_PAST: f"这个时间已经过了，没有改动。{label}现在是{end}结束。",
        Why.CROSSED: f"结束时间不能早于开始时间：{_hours(why)}，没有改动。",
        Why.SAME: f"{day}{label}本来就是{_hours(why)}，没有改动。",
        Why.IS_OVER: f"{day}{label}{end}已经结束，没有改动。",
        Why.GRADES: "时间只能全校一起改；某个年级可以停，例如“明天一二年级停晚托”。没有改动。",
    }
    return told[why.why]


def _hours(why: Refused) -> str:
    return f"{why.plan.label}{why.plan.start:%H:%M}–{why.plan.end:%H:%M}" if why.plan else ""
