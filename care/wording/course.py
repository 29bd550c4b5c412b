"""Where an application stands, in words: one message for each change, and the answer to 到哪一步了. (C21)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from care.calendar import local, spoken
from care.people import Student
from care.policy.enrolment import Actor, ApprovalStep
from care.rules.enrolment.course import Course, Stage

ACTORS = {
    Actor.CLASS_TEACHER: "班主任",
    Actor.GRADE_LEADER: "年级组长",
    Actor.ADMINISTRATION: "教导处",
    Actor.PRINCIPAL: "校长",
    Actor.COMMITTEE: "家委会",
}
TAKE, LEAVE_IT = "要这个名额", "不要了"
ACCEPT, DECLINE = "接受", "不接受"
QUEUE = "候补"


def day_of(moment: datetime) -> str:
    return spoken(local(moment).date())


def until(moment: datetime | None) -> str:
    """3月9日（周一）18点前."""
    return f"{day_of(moment)}{local(moment).hour}点前" if moment else ""


def who(actor: Actor, names: Sequence[str]) -> str:
    """班主任陈静老师; 教导处孙强老师、李梅老师; 家委会王丽."""
    title = "" if actor is Actor.COMMITTEE else "老师"
    return ACTORS[actor] + "、".join(f"{name}{title}" for name in names[:3])


def verb(step: ApprovalStep) -> str:
    return step.label or "审核"


def numbered(step: int, steps: int) -> str:
    """第1步（共3步）; nothing where there is one step only."""
    return f"第{step + 1}步（共{steps}步）" if steps > 1 else ""


def passed_on(child: Student, what: str, by: str, step: str, asked: str, answer: str) -> str:
    return f"申请有进展：{child.called} {what}，{by}已同意。现在{step}等{asked}，{answer}答复，有结果马上告诉您。"


def silent_passed_on(child: Student, what: str, step: str, asked: str, answer: str) -> str:
    lead = f"申请有进展：{child.called} {what}，上一步到期没有答复，按学校规定视为同意。"
    return f"{lead}现在{step}等{asked}，{answer}答复。"


def escalated(child: Student, what: str, late: str, asked: str, answer: str) -> str:
    return f"{child.called} {what}的申请，{late}到期还没有答复，已同时请{asked}处理，{answer}答复您。"


def offered(child: Student, what: str, by: str, reason: str, instead: str, answer: str) -> str:
    why = f"原因：{reason}。" if reason else ""
    place = "先排在候补名单上，有空位按顺序问您" if instead == QUEUE else f"参加{instead}"
    return (
        f"{child.called} {what}的申请，{by}没有按原来的意思同意。{why}"
        f"学校可以安排：{place}。请在{answer}选择，不选按不接受处理。"
    )


def queued(child: Student, what: str, number: int, length: int) -> str:
    return (
        f"{child.called} {what}的申请已通过审核，但现在没有空位，排在候补第{number}位（共{length}位）。"
        "有空位时按名单顺序问您。不想等了请回复“到哪一步了”，再点“撤回申请”。"
    )


def to_draw(child: Student, what: str, number: int) -> str:
    return (
        f"{child.called} {what}的申请已通过审核。名额有限，要公开摇号，您的编号是{number}。"
        "摇号前先公布校验码，摇号后公布种子，谁都可以验算。"
    )


def place_free(child: Student, what: str, answer: str) -> str:
    return f"轮到您了：{child.called} {what}有空位。请在{answer}答复，过时名额问下一位。"


def won(child: Student, what: str, seed: str) -> str:
    return f"摇号结果：{child.called} {what}摇中。种子{seed}，可以验算。"


def lost(child: Student, what: str, number: int, seed: str) -> str:
    return f"摇号结果：{child.called} {what}没有摇中，排在候补第{number}位，有空位时按顺序问您。种子{seed}，可以验算。"


def waits_for_list(child: Student, what: str) -> str:
    return f"{child.called} {what}的申请已通过审核，等学校公示名单。公示后马上告诉您。"


def on_the_list(child: Student, what: str, last: datetime, hidden: bool) -> str:
    name = "姓名不完整显示，" if hidden else ""
    shown = f"{child.called} {what}已列入公示名单，{name}公示到{day_of(last)}，回复“看公示”可以看名单。"
    return f"{shown}没有异议就进入下一步。"


def reopened(child: Student, what: str, asked: str, answer: str) -> str:
    return f"{child.called} {what}在公示中有人提出异议，学校认为需要重新审核。现在等{asked}，{answer}答复您。"


def to_insure(child: Student, what: str, answer: str) -> str:
    return (
        f"{child.called} {what}还差一步：按学校方案，参加前要有学生人身意外保险。"
        f"请在{answer}回复“保险 保单号 到期日”，例如“保险 PA12345 2026-08-31”。"
    )


def in_care(child: Student, what: str) -> str:
    return f"手续都办好了：{child.called} {what}。要请假、改时间或退出，请直接告诉我。"


def refused_by_silence(child: Student, what: str) -> str:
    return f"申请没有通过：{child.called} {what}，到期没有答复，按学校规定视为不同意。有疑问请回复“找老师”。"


def given_up(child: Student, what: str, *, silent: bool) -> str:
    why = "到期没有收到您的答复" if silent else "您没有接受"
    return f"{child.called} {what}的申请已结束：{why}。需要时可以重新报名。"


def remind(child: Student, what: str, stage: Stage, answer: str) -> str:
    todo = {
        Stage.ALTERNATIVE: "要不要接受学校的安排",
        Stage.PLACE: "要不要这个名额",
        Stage.SIGNING: "签协议",
        Stage.INSURING: "回复保险信息",
    }[stage]
    return f"提醒：{child.called} {what}还等您{todo}，请在{answer}办好，过时名额会给下一位。"


def again(child: Student, what: str, since: datetime) -> str:
    return f"提醒：{child.called} {what}的申请从{day_of(since)}起等您答复，还没有处理。"


# --- 到哪一步了 ---


def waiting(what: str, made: datetime, course: Course, step: str, asked: str) -> str:
    """With whom, since when, until when."""
    last = f"，{until(course.until)}答复" if course.until else ""
    return f"{what}：{_at(made)}提交，{step}等{asked}，{_at(course.since)}起{last}"


def standing(what: str, course: Course, number: int, length: int) -> str:
    """Stages in which nobody of the chain decides."""
    last = until(course.until)
    told = {
        Stage.ALTERNATIVE: f"等您选择要不要接受学校的安排，{last}",
        Stage.DRAW: "已通过审核，等公开摇号",
        Stage.QUEUE: f"已通过审核，候补第{number}位（共{length}位），有空位按顺序问您",
        Stage.PLACE: f"有空位，等您答复，{last}",
        Stage.PUBLIC: f"公示中，到{day_of(course.until)}" if course.until else "已通过审核，等学校公示名单",
        Stage.SIGNING: f"等您签协议，{last}",
        Stage.INSURING: f"等您回复保险信息，{last}",
        Stage.GIVEN_UP: "已结束（没有接受或到期没有答复）",
    }[course.stage]
    return f"{what}：{_at(course.since)}起{told}"


def _at(moment: datetime) -> str:
    day = local(moment)
    return f"{day.month}月{day.day}日{day:%H:%M}"
