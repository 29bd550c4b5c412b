"""The plan changed from a day on, in words. (C01, C02)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from care.calendar import spoken
from care.people import Student
from care.policy import SessionPlan
from care.policy.terms import Timetable
from care.rules.planning import Agreed, Refused, Why
from care.wording.enrolment import spoken_weekdays
from care.wording.policy import findings

CONFIRM, CANCEL, UNDO = "确认修改", "先不改", "撤销修改"
TITLE = "方案修改，请核对"
EXAMPLE = "“晚托改到17:30结束，从5月6日起”"
ONLY_PRINCIPAL = "从某天起长期修改方案要由校长来定，没有改动。只改一天可以这样写：“今天晚托提前到17:00结束”。"
UNDONE_BEFORE = "这次修改已经撤销过了。"
NOTHING_TO_UNDO = "最近没有在这里修改过方案。"
TOO_LATE = "修改已经超过一天，不能撤销了。请另写一条新的修改，例如" + EXAMPLE + "。"
LATER_FIRST = "后面还有新的修改，请先撤销新的那一次。没有改动。"


def hours(plan: SessionPlan) -> str:
    return f"{plan.start:%H:%M}–{plan.end:%H:%M}，{spoken_weekdays(plan.weekdays)}"


def change(agreed: Agreed) -> str:
    """从5月6日（周三）起，晚托16:25–17:30，周一至周五."""
    new = f"{agreed.before.label}{hours(agreed.after)}" if agreed.after else f"不再开{agreed.before.label}"
    return f"从{spoken(agreed.since)}起，{new}"


def preview(agreed: Agreed, *, children: int, families: int, teachers: int) -> str:
    lines = [
        f"原来：{agreed.before.label}{hours(agreed.before)}",
        f"{change(agreed)}（{agreed.since.year}年）",
        *(f"请留意：{findings.sentence(one)}" for one in agreed.warnings),
        f"涉及{children}个孩子：将通知{families}位家长、{teachers}位老师，附“已阅”回执。",
        f"以前的日子照原来的规定。确认请点“{CONFIRM}”，之前不会改动。",
    ]
    return "\n".join(lines)


def done(agreed: Agreed, *, families: int, teachers: int) -> str:
    told = f"正在通知{families}位家长、{teachers}位老师"
    return f"已修改方案：{change(agreed)}。{told}。一天之内可以撤销：点“{UNDO}”，或者回复“撤销方案”。"


def for_family(school: str, agreed: Agreed, children: Sequence[Student]) -> str:
    who = "、".join(child.called for child in children)
    act = "请安排好接送。" if agreed.after else "请另作安排，已报名的孩子由班主任联系。"
    return f"【{school}】{change(agreed)}（原来{hours(agreed.before)}）。{who}：{act}"


def for_staff(agreed: Agreed, by: str) -> str:
    return f"方案有改动（{by}）：{change(agreed)}。原来{hours(agreed.before)}。点名、值班和离校提醒从那天起按新的时间。"


def correction(school: str, since: date) -> str:
    return f"【{school}】更正：原定从{spoken(since)}起的托管时间修改已经撤销，时间照旧。"


def undone(since: date, told: int) -> str:
    return f"已撤销从{spoken(since)}起的修改，方案照旧。正在把更正发给通知过的{told}人。"


def refused(why: Refused) -> str:
    told = {
        Why.NO_DAY: f"请写上从哪一天起，例如{EXAMPLE}。没有改动。",
        Why.DAY_IS_OVER: "过去的日子照当时的方案，不能改。请从今天或以后的日期开始，没有改动。",
        Why.TOO_FAR: "这个日期离现在太远，请核对，没有改动。",
        Why.NO_SUCH_SESSION: "方案里没有这个时段，没有改动。新开时段请在“方案”表里填写并导入。",
        Why.WHICH_SESSION: f"请写明是哪个时段，例如{EXAMPLE}。没有改动。",
        Why.CROSSED: "结束时间不能早于开始时间，没有改动。",
        Why.SAME: "方案本来就是这样，没有改动。",
        Why.LAST_SESSION: "这是方案里唯一的时段，不能这样停办，没有改动。",
        Why.HAS_BEGUN: "今天这个时段已经开始，方案请从明天起改。只改今天的结束时间可以写“今天晚托提前到17:00结束”。",
        Why.FORBIDDEN: "这样改不符合规定，没有改动：",
    }
    return "\n".join([told[why.why], *(f"· {findings.sentence(one)}" for one in why.findings)])


def shown(
    sessions: Sequence[SessionPlan],
    ahead: Sequence[tuple[date, Sequence[SessionPlan]]],
    timetable: Timetable,
    today: date,
) -> str:
    lines = ["现行方案：", *(f"· {plan.label}：{hours(plan)}" for plan in sessions)]
    for season in timetable.seasons:
        if season.last >= today:
            lines.append(f"· {season.name}时间：{spoken(season.first)}至{spoken(season.last)}")
    for study in timetable.study_days:
        lines.append(f"· 每周{'一二三四五六日'[study.weekday - 1]}{study.reason}，不开托管")
    for since, later in ahead:
        lines.append(f"从{spoken(since)}起：" + "；".join(f"{plan.label}{hours(plan)}" for plan in later))
    return "\n".join([*lines, f"修改请这样写：{EXAMPLE}；所有项目请导出工作簿看“方案”表。"])
