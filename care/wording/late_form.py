"""The record form of a child that was collected late, in words. (C48; 000-5.08)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from care.calendar import clock, spoken
from care.people import Student
from care.rules.late_form import Filled, Form, Seen, Step, minutes_late
from care.wording import staff

TITLE, NAME, SHEET = "晚接登记表", "登记表", "未按时接学生登记表"
SIGN = ("接走人签名", "放行老师签名", "陪同老师签名", "值班领导签名")
SEEN = {Seen.PAPERS: "看过证件", Seen.KNOWN: "认识本人", Seen.NOT_SEEN: "没看证件"}
REASONS = ("家长加班", "路上堵车", "记错时间")
FILL, NO_SECOND = "填登记表", "没有第二位"
NONE = "今天没有要填的晚接登记表。"
STILL_HERE = "这个孩子的离校已经撤销，现在不用填登记表；接走后会再请您填。"
NOT_YOURS = "这张登记表请由放行的老师或值班领导来填，没有改动。"
_STEPS = {
    Step.SECOND: "1/3 除了放行的老师，还有谁一起留下陪孩子？",
    Step.SEEN: "2/3 来接的人，证件看过吗？",
    Step.REASON: "3/3 为什么晚接？点按钮，或者回复“登记表 {name} 原因”。",
}


def ask(step: Step, child: Student, left: str) -> str:
    return f"晚接登记表 {child.called}（{left}）。{_STEPS[step].format(name=child.name)}"


def left(at: datetime, with_whom: str, by: str) -> str:
    """When, with whom, let go by whom."""
    return f"{clock(at)}{with_whom}，{staff.teacher(by)}放行"


def stays(name: str) -> str:
    """A button."""
    return f"{name}陪同"


def done(line: str) -> str:
    return f"登记表已填好：{line}。要打印请回复“打印 登记表”，写错了请回复“登记表 姓名 原因”重写原因，或点“撤销”重填。"


def line(child: Student, left_: str, form: Form, second: str) -> str:
    """One form as it is printed."""
    stayed = f"陪同：{staff.teacher(second)}" if second else "陪同：没有第二位" if form.second == 0 else "陪同：未填"
    seen = SEEN[form.seen] if form.seen else "证件：未填"
    return f"{child.called}　{left_}；{stayed}；{seen}；原因：{form.reason or '未填'}"


def sheet(school: str, on: date, label: str, lines: Sequence[str], mark: str) -> str:
    """To print: every form of the session, and a line to sign on."""
    head = f"{school} {SHEET}"
    return "\n".join([head, f"{spoken(on)}{label} 短码#{mark}", *lines, "值班领导签字：__________"])


def fields(one: Filled) -> list[tuple[str, str]]:
    """Label and value of every field of the paper form; what nobody answered is left for the pen."""
    late = minutes_late(one.left, one.until)
    second = staff.teacher(one.second) if one.second else NO_SECOND if one.form.second == 0 else ""
    return [
        ("班级 姓名", one.child.called),
        ("应接时间", f"{clock(one.until)}前"),
        ("离校时间", f"{clock(one.left)}（晚{late}分钟）"),
        ("怎样离校", one.how),
        ("放行老师", staff.teacher(one.released_by)),
        ("陪同老师", second),
        ("接走人证件", SEEN[one.form.seen] if one.form.seen else ""),
        ("晚接原因", one.form.reason),
        ("联系家长", "、".join(f"{clock(at)} {name}" for at, name in one.told)),
        ("填表人", staff.teacher(one.written_by) if one.written_by else ""),
    ]


def missing(label: str, children: Sequence[Student]) -> str:
    """Why a session cannot be ended yet."""
    return (
        f"{label}还不能结束：晚接的孩子要有登记表，还没填好的有{staff.names(children)}。"
        f"请点“{FILL}”，或者请放行的老师填。"
    )
