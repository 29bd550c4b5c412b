"""公示 in words. (C25)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from care.calendar import Calendar, local, spoken
from care.policy.enrolment import Scope
from care.rules.enrolment.days import school_days_later

PUBLISH, NOT_YET = "公示", "先不公示"
KEEP, AGAIN = "维持名单", "重新审核"
TITLE = "公示异议"
NOTHING = "现在没有等公示的申请。"
NO_LIST = "学校现在没有公示中的名单。"
KEPT = "经核实，名单符合学校方案"
UPHELD = "经核实，需要重新审核"
ANSWERED = "这条异议已经答复过了。"
SCOPES = {Scope.NONE: "不公示", Scope.CLASS: "有关班级的家长", Scope.SCHOOL: "全校家长"}


def _last(moment: datetime) -> str:
    return f"{spoken(local(moment).date())}{local(moment).hour}点"


def preview(lines: Sequence[str], scope: Scope, last: datetime, masked: bool) -> str:
    hidden = "姓名不完整显示，" if masked else ""
    return (
        f"准备公示{len(lines)}人，给{SCOPES[scope]}看，{hidden}到{_last(last)}止：\n" + "\n".join(lines)
        + f"\n点“{PUBLISH}”才会发出。"
    )  # fmt: skip


def published(lines: Sequence[str], last: datetime) -> str:
    return (
        f"课后服务名单公示（共{len(lines)}人，到{_last(last)}止）：\n" + "\n".join(lines)
        + "\n有异议请在公示期内回复“异议：……”，写明是谁、什么原因。学校会答复您，不公开您的姓名。"
    )  # fmt: skip


def done(count: int, last: datetime) -> str:
    return f"已公示{count}人，到{_last(last)}止。没有未答复的异议，到期自动进入下一步。"


def until(now: datetime, days: int, calendar: Calendar) -> str:
    return f"{spoken(school_days_later(local(now).date(), days, calendar))}前"


def heard(owner: str, number: int, answer: str) -> str:
    return f"已收到您对公示的异议（编号{number}），由{owner}老师核实，{answer}答复您。答复之前有关申请不进入下一步。"


def for_owner(number: int, text: str, names: Sequence[str]) -> str:
    about = "、".join(names) or "整个名单"
    return f"公示异议（编号{number}），涉及{about}：{text}\n请核实后答复，也可以回复“答复异议 {number} 维持 原因……”。"


def late(number: int, text: str) -> str:
    return f"公示异议（编号{number}）到期还没有答复：{text}\n请尽快处理，答复之前有关申请不能往下办。"


def answer(upheld: bool, why: str, by: str) -> str:
    return f"您对公示的异议，{by}已答复：{'成立' if upheld else '不成立，维持名单'}。{why}。"


def answered(upheld: bool) -> str:
    return "已答复提出异议的家长。" + ("有关申请已退回最后一步重新审核，也已告诉家长。" if upheld else "名单维持不变。")


def how_to_answer(open_: Sequence[tuple[int, str]]) -> str:
    if not open_:
        return "现在没有要答复的异议。"
    listed = "\n".join(f"{number} {text[:40]}" for number, text in open_)
    number = open_[0][0]
    example = f"“答复异议 {number} 维持 已核实”“答复异议 {number} 重审 原因……”"
    return f"等答复的异议：\n{listed}\n请写编号和结果，例如{example}。"


def to_publish(count: int) -> str:
    return f"有{count}份申请等公示。请回复“公示”查看名单，确认后发出。"
