"""Sentences about a child's leaving: the teacher's side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from care.calendar import clock, spoken, today
from care.people import Person, Student
from care.rules.release import Plan, Released, Right, Stays, Walked, Why
from care.wording import staff

COLLECTED, NOT_WITH_ME = "已接到", "没有接到"
AT_HOME, NOT_AT_HOME = "已到家", "还没到家"
ALLOW, REFUSE = "同意今天由他接", "不同意"
LET_GO = "放行"
YES_GONE, NO_STILL_HERE = "是，已接走", "不是"
WHO_LEFT = "请问是哪个孩子离校了？请写上全名，例如“三年级2班 李小明 奶奶接走了”。确认之前不会改动。"
NOBODY_HELD = "您手里现在没有孩子，没有改动。想看还有谁在校，请回复“还有谁没接”。"
NO_CARE = "现在不是托管时间，没有改动。急事请联系值班领导。"
CLOSED = "已更正"
STILL_HERE, HAS_LEFT = "还在我这里", "已经走了"


def how(decision: Released | Walked) -> str:
    """由奶奶接走 / 自己回家（独自回家证2026-007）."""
    if isinstance(decision, Walked):
        return f"自己回家（{_permit(decision)}）"
    return f"由{who(decision.collector)}接走"


def _permit(walked: Walked) -> str:
    return f"独自回家证{walked.permit}" if walked.permit else "有独自回家证"


def who(person: Person) -> str:
    return person.called if person.name or person.relation else "家长"


_SOURCES = {Right.TODAY: "今天的安排", Right.STANDING: "长期安排", Right.UNNAMED: "没有写明接送人"}


def released(done: Mapping[Student, Released | Walked], at: datetime) -> str:
    """One line a way home, all its children with class and full name."""
    lines: dict[str, list[Student]] = {}
    for child, decision in done.items():
        lines.setdefault(how(decision) + _source(decision, at), []).append(child)
    told = "\n".join(f"{staff.names(children)} {way}" for way, children in lines.items())
    return f"已登记离校（{clock(at)}，{len(done)}人）：\n{told}\n已告诉家长。不对请点“撤销”。"


def _source(decision: Released | Walked, now: datetime) -> str:
    if isinstance(decision, Walked):
        return ""
    if decision.instead_of is not None:
        return f"（家长原来安排的是{who(decision.instead_of)}，已提醒家长）"
    source = _SOURCES.get(decision.right)
    said = f"，{_said(decision.plan, now)}" if decision.plan is not None and decision.plan.made_at else ""
    return f"（{source}{said}）" if source else ""


def _said(plan: Plan, now: datetime) -> str:
    """王丽 15:10发来."""
    assert plan.made_at is not None
    day = "" if today(plan.made_at) == today(now) else spoken(today(plan.made_at))
    return f"{plan.by} {day}{clock(plan.made_at)}发来".strip()


def still_held(children: Sequence[Student]) -> str:
    return f"还在您手里：{staff.names(children)}。" if children else "您手里的孩子都离校了。"


def not_called(children: Sequence[Student]) -> str:
    return f"还没有点名、不知道在不在：{staff.names(children)}。请先点名。"


def for_family(child: Student, decision: Released | Walked, teacher: str, at: datetime) -> str:
    """三年级2班 李小明 17:12 已由奶奶接走（赵敏老师放行）."""
    head, by = f"{child.called} {clock(at)} 已", f"{staff.teacher(teacher)}放行"
    if isinstance(decision, Walked):
        return f"{head}自己回家（{_permit(decision)}，{by}）。"
    other = decision.instead_of
    note = f"原来安排的是{who(other)}。" if other else ""
    return f"{head}{how(decision)}（{by}）。{note}"


def please_confirm(walked: bool) -> str:
    return "孩子到家后请点“已到家”。" if walked else "接到请点“已接到”；家里没有人接到，请马上点“没有接到”。"


def refused(child: Student, why: Why, *, holder: str, since: datetime | None, planned: Person | None) -> str:
    """Why, and what to do next. Nothing was written."""
    match why:
        case Why.ON_LEAVE:
            return f"{child.called}今天请假，没有点到，没有登记离校。如果孩子来了，请先说“{child.name}来了”。"
        case Why.MISSING:
            return f"{child.called}点名没到，没有登记离校。如果后来到了，请先说“{child.name}来了”。"
        case Why.NOT_LISTED:
            return f"{child.called}不在今天的托管名单里，没有登记离校。"
        case Why.NOT_MINE:
            whose = staff.teacher(holder)
            return f"{child.called}是{whose}班上的，还没有点名，没有登记离校。已请{whose}确认。"
        case Why.OTHER_HOLDER:
            when = f"{clock(since)}起" if since else ""
            return f"{child.called}{when}在{staff.teacher(holder)}手里，没有登记离校。已请{staff.teacher(holder)}确认。"
        case Why.NO_PERMIT:
            return (
                f"{child.called}没有《独自回家证》，不能自己走，没有登记离校。"
                f"请留住孩子等家长来接；有人接走了请写明是谁，例如“{child.name}妈妈接走了”。"
            )
        case Why.PLAN_AGAINST:
            plan = who(planned or Person())
            return f"{child.called}今天家长安排的是{plan}来接，不能自己走，没有登记离校。请联系家长。"
        case Why.KEPT_BACK:
            return f"{child.called}是留下补缺的，要当面交给家长，不能自己走，没有登记离校。"
        case Why.SAY_WHO:
            return f"{child.called}还没有登记离校。请写明是谁接的，例如“{child.name}妈妈接走了”。"
        case _:
            return f"{child.called}还没有登记离校。"


def gone_already(how: str) -> str:
    return f"{how}没有再登记。"


def rest_gone_already(who_stays: str) -> str:
    return f"没有新的离校要登记：其他到校的孩子之前都已登记离校。{who_stays}"


def gone_but_disputed(how: str) -> str:
    return f"请马上核对：{how.removesuffix('。')}，但家长说没有接到。"


def stays_but_gone(how: str, child: Student) -> str:
    """The teacher says that it is still here; the record says that it has left."""
    return f"请马上核对：您说{child.name}还没走，但记录是{how}孩子还在您身边的话，请回复“{child.name}还在”。"


def unknown_person(child: Student, person: Person) -> str:
    return (
        f"{who(person)}不在{child.called}的接送名单里，今天也没有安排，还没有登记离校。"
        "请留住孩子，已马上问家长，家长同意后我会告诉您。"
    )


def is_this_yours(child: Student, person: Person, teacher: str, at: datetime) -> str:
    ask = f"{child.called}：{clock(at)} 门口有人来接，说是{who(person)}。是您安排的吗？"
    return f"{ask}您答复之前{staff.teacher(teacher)}不放行。"


def allowed(child: Student, person: Person) -> str:
    return f"已登记：{child.called}今天可以由{who(person)}接，已告诉老师。不对请点“撤销”。"


def allowed_for_teacher(child: Student, person: Person, by: str) -> str:
    return f"{by}同意{child.called}今天由{who(person)}接。交给他之后请点“放行”。"


def not_allowed(child: Student, person: Person) -> str:
    return f"收到，{child.called}不会交给{who(person)}。已马上告诉老师和值班领导，请保持电话畅通。点错了请点“{ALLOW}”。"


def not_allowed_for_staff(child: Student, person: Person, by: str) -> str:
    return f"紧急：{by}不同意{who(person)}接{child.called}。请留住孩子，不要放行，马上到现场核实并电话联系家长。"


def allowed_after_all_for_staff(child: Student, person: Person, by: str) -> str:
    return f"更正：{by}刚才点错了，同意{child.called}今天由{who(person)}接，“不同意”的事了结。"


def answered_too_late(child: Student) -> str:
    return f"{child.called}：这次询问已经过了当天，不用再答复。如果有疑问，请马上打电话给老师。"


def which_child(named: Sequence[str]) -> str:
    """Names that are alike, or children of one family."""
    return f"容易认错，要核对：{'、'.join(named)}。离校的是哪一个？确认之前不会改动。"


def pick(child: Student) -> str:
    """A button."""
    return f"{child.class_name}{child.name}"


def ask_holder(child: Student, decision_how: str, by: str, at: datetime, *, called: bool) -> str:
    """`called`: the child is in the holder's hands by the record; else only on the holder's list."""
    record = "但孩子记录在您手里" if called else "孩子在您的名单上，您还没有点名"
    return f"{by}说{child.called}已{decision_how}（{clock(at)}），{record}。是已经接走了吗？"


def ordered(child: Student, by: str, at: datetime) -> str:
    """A leader wants the child let go; whoever has it says when it is gone."""
    return f"{by}说可以放行{child.called}（{clock(at)}），孩子在您手里。当面交给家长以后请点“{YES_GONE}”。"


NOT_LEFT = "好的，没有登记离校，孩子仍在您手里。已告诉问的老师。"


def not_left(child: Student, by: str, at: datetime) -> str:
    return f"{by}说{child.called}没有离校，还在身边（{clock(at)}）。没有改动，请核对您看到的是哪个孩子。"


def returned(children: Sequence[Student], holder: str) -> str:
    return f"已撤销：{staff.names(children)}没有离校，仍在{staff.teacher(holder)}手里。已通知家长更正。"


def returned_for_family(child: Student, holder: str, at: datetime) -> str:
    return f"更正（{clock(at)}）：{child.called}没有离校，仍在{staff.teacher(holder)}处。刚才的离校通知作废，抱歉打扰。"


def returned_against(child: Student, holder: str, at: datetime) -> str:
    """To a family that said 已接到."""
    return (
        f"请马上核对（{clock(at)}）：{staff.teacher(holder)}说{child.called}没有离校、还在学校，"
        "和家长“已接到”的记录不一致。孩子不在您身边，请马上来学校；孩子在您身边，请马上打电话给老师。"
    )


def returned_against_for_leader(child: Student, by: str, at: datetime) -> str:
    return f"请马上核对（{clock(at)}）：{by}说{child.called}还在学校，但家长已经确认接到。孩子先记在{by}手里。"


def returned_for_holder(children: Sequence[Student], holder: str, by: str, at: datetime) -> str:
    return f"更正（{clock(at)}）：{by}撤销了放行，{staff.names(children)}仍在{staff.teacher(holder)}手里。"


def stays(child: Student, why: Stays) -> str:
    match why:
        case Stays.CONFIRMED:
            return f"{child.called}家长已确认接到，不能撤销。孩子其实还在学校，请马上点“{STILL_HERE}”。"
        case Stays.TOO_LATE:
            return f"{child.called}离校已久，不能撤销。请联系值班领导；孩子其实还在学校，请马上点“{STILL_HERE}”。"
        case Stays.NOT_YOURS:
            who = f"{child.called}不是您放行的，不能由您撤销。请联系放行的老师或值班领导；"
            return f"{who}孩子其实在您这里，请马上点“{STILL_HERE}”。"
        case Stays.NOT_GONE:
            return f"{child.called}没有可以撤销的放行。"


def matter(child: Student, person: Person, day: date) -> str:
    return f"{child.called} {day.isoformat()} 门口有人来接（{who(person)}），家长不同意"


def says_still_here(child: Student, at: datetime) -> str:
    """The record and the colleague differ."""
    gone = f"记录里{child.called} {clock(at)}已经离校。"
    return f"{gone}孩子现在还在您这里吗？点“还在我这里”就撤销离校登记，并马上告诉家长。"
