"""Needs surveys and return slips, in words. (C15, C16)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from care.calendar import spoken
from care.people import Student
from care.policy.surveys import Topic
from care.rules.survey import NO, Asked, Tally

SEND, CANCEL, AGAIN = "发出", "取消", "重新填写"
TITLE, CARD = "意向调查，发出前请核对", "课后服务意向"
ASKS: Mapping[str, str] = {
    Topic.JOIN: "是否参加课后服务？", Topic.SESSIONS: "参加哪些时段？", Topic.WEEKDAYS: "每周哪几天？",
    Topic.LATE: "家里大人下班是否较晚，放学时接不了？", Topic.PICKUP: "课后服务结束后怎样回家？",
    Topic.CLUBS: "想参加哪些社团？",
}  # fmt: skip
HOW: Mapping[str, str] = {
    Topic.WEEKDAYS: "也可以直接回复，例如“周一三五”。",
    Topic.SESSIONS: "可以选几个，例如回复“午托、晚托”。",
    Topic.CLUBS: "可以选几个，用顿号隔开。",
}
SHORT: Mapping[str, str] = {
    Topic.SESSIONS: "时段", Topic.WEEKDAYS: "星期", Topic.LATE: "下班晚", Topic.PICKUP: "回家", Topic.CLUBS: "社团",
}  # fmt: skip
TORN = "截止日期看不懂，没有发出。请这样写：“发起下学期课后服务意向调查，周五截止”。"
NOBODY = "还没有学生名单，发不出调查。请先导入学生和家长。"
NO_SLIP = "现在没有要填的回执。"
ANSWERED = "这一题家里已经答过了。"
NEXT_CHILD = "还有一个孩子："
NO_SURVEY = "还没有发过意向调查。发起请写：“发起下学期课后服务意向调查，周五截止”。"
NOT_YOURS = "只能看自己班的回执。全校的由值班领导或校长查看。"
NOTHING_TO_CHASE = "现在没有在进行的调查，没有发提醒。截止以后不再催交。"
MOST_NAMES = 60


def preview(title: str, asked: Sequence[Asked], until: date, *, pupils: int, families: int) -> str:
    lines = [f"{number}. {ASKS[one.topic]}（{'／'.join(one.options)}）" for number, one in enumerate(asked, 1)]
    return "\n".join(
        [
            f"{title}，{spoken(until)}截止，发给全校{pupils}名学生的{families}位家长。自愿参加，不默认勾选。要问的是：",
            *lines,
            f"不参加的家庭只答第1题。确认请点“{SEND}”。",
        ]
    )


def past(until: date) -> str:
    return f"{spoken(until)}已经过去，没有发出。请写以后的截止日期。"


def running(title: str, until: date) -> str:
    return f"“{title}”还在进行（{spoken(until)}截止），不能同时发两份。看进度请回复“回执情况”。"


def begun(title: str, until: date, pupils: int, cards: int, silent: int) -> str:
    lack = f"有{silent}名学生没有登记家长，请班主任联系。" if silent else ""
    return (
        f"已发起“{title}”：{pupils}份回执，正在发给{cards}位家长，{spoken(until)}截止。{lack}"
        "看进度请回复“回执情况”，看缺交请回复“三年级2班谁没交”。"
    )


def card(title: str, until: date, child: Student, step: Asked, *, of: int, reminder: bool) -> str:
    head = f"提醒：{title}还没有填完" if reminder else f"{title}（自愿）"
    more = f"您有{of}个孩子，一个一个来。" if of > 1 else ""
    return f"{head}，最晚{spoken(until)}回复。{more}\n{question(child, step, '')}"


def question(child: Student, step: Asked, before: str) -> str:
    options = "" if len(step.options) <= 6 else f"\n可选：{'、'.join(step.options)}。"
    return f"{before}{child.called}：{ASKS[step.topic]}{HOW.get(step.topic, '')}{options}"


def done(child: Student, answers: Mapping[str, str], until: date) -> str:
    said = [answers[Topic.JOIN]] if Topic.JOIN in answers else []
    if answers.get(Topic.JOIN) != NO:
        said += [f"{SHORT[topic]}：{answer}" for topic, answer in answers.items() if topic in SHORT]
    return (
        f"已收到{child.called}的回执：{'；'.join(said)}。这是意向，不是报名；正式报名另行通知。"
        f"{spoken(until)}截止以前可以改，请点“{AGAIN}”。"
    )


def over(title: str) -> str:
    return f"“{title}”已经截止，没有改动。需要时请联系班主任。"


def school(title: str, until: date, whole: Tally, grades: Sequence[Tally], classes: Sequence[Tally]) -> str:
    lines = [f"{title}（{spoken(until)}截止）", _line(whole)]
    if len(grades) > 1:
        lines += ["各年级：", *(f"· {_line(one)}" for one in grades)]
    lines += ["各班：", *(f"· {_line(one)}" for one in classes)]
    return "\n".join([*lines, *_chosen(whole)])


def one_class(title: str, one: Tally, missing_names: Sequence[str]) -> str:
    lack = f"没交：{_names(missing_names)}。" if missing_names else "都交齐了。"
    return "\n".join([title, _line(one), *_chosen(one), lack])


def _line(one: Tally) -> str:
    return (
        f"{one.name}：应交{one.sent} = 已交{one.answered} + 未交{one.sent - one.answered}；"
        f"参加{one.joining}，不参加{one.declining}；已看{one.read}"
    )


def _chosen(one: Tally) -> list[str]:
    return [
        f"{SHORT[topic]}：" + "、".join(f"{option}{count}" for option, count in sorted(counts.items()))
        for topic, counts in one.chosen.items()
        if topic in SHORT
    ]


def missing_head(title: str, until: date) -> str:
    return f"{title}（{spoken(until)}截止）没交回执的："


def missing(name: str, names: Sequence[str]) -> str:
    return f"· {name}：{_names(names)}（{len(names)}人）" if names else f"· {name}：都交齐了"


def _names(names: Sequence[str]) -> str:
    more = f"等{len(names)}人" if len(names) > MOST_NAMES else ""
    return "、".join(names[:MOST_NAMES]) + more


def no_such_class(where: str) -> str:
    return f"没有找到“{where}”，请写班级全称，例如“三年级2班谁没交”。"


def chased(sent: int, held: int, most: int) -> str:
    why = f"发出当天不催，一天最多催一次，一共最多{most}次，免打扰时间不催"
    rest = f"另有{held}份现在不催（{why}）。" if held else ""
    return f"已提醒{sent}份没交的回执。{rest}" if sent else f"没有发提醒。{rest}"
