"""Deciding on applications in words. (C21; L-02)"""

from __future__ import annotations

from collections.abc import Sequence

from care.people import Student
from care.rules.enrolment.course import Stage
from care.wording.course import QUEUE

NEXT = {
    Stage.QUEUE: "现在没有空位，已排候补，",
    Stage.DRAW: "等公开摇号，",
    Stage.PUBLIC: "等公示，",
    Stage.SIGNING: "等家长签协议，",
    Stage.INSURING: "等家长交保险信息，",
}
NO_LIST = "还没有给您列过今天的名单，数字不知道指哪一份。请先回复“待审核”，再按编号同意。没有改动。"


AGREED_WRONGLY = "批错了这里不能撤回，请马上联系家长或信息老师。"
REFUSED_WRONGLY = "点错了请家长重新提交，您再同意。"
WAYS_BACK = (AGREED_WRONGLY, REFUSED_WRONGLY)


def agreed(child: Student, what: str, where: str) -> str:
    return f"已同意：{child.called} {what}，{where}已告诉家长。{AGREED_WRONGLY}"


def to_step(actor: str) -> str:
    return f"已转{actor}审核，"


def offered(child: Student, what: str, reason: str, instead: str) -> str:
    place = "排候补" if instead == QUEUE else f"改为{instead}"
    return f"已答复：{child.called} {what}没有按原来的同意（{reason}），可以{place}。等家长选择，有结果告诉您。"


def needs_alternative(child: Student) -> str:
    return (
        f"还没有拒绝：按学校方案不能直接拒绝，要给{child.called}一个替代安排。"
        f"请点一个，或者回复“不同意{child.name}的申请，原因……，可以改报午托”。"
    )


def with_others(child: Student, what: str) -> str:
    return f"{child.called} {what}的申请现在不等您审核，没有改动。"


def listed(lines: Sequence[tuple[Student, str, str]]) -> str:
    told = [f"{n} {child.called} {what}（{by}申请）" for n, (child, what, by) in enumerate(lines, 1)]
    return (
        f"等您审核的有{len(lines)}份：\n" + "\n".join(told)
        + "\n可以回复“同意1、3”“不同意2，原因……”“除了2都同意”；回复编号看详细。"
    )  # fmt: skip


def not_on_list(strange: Sequence[str], length: int) -> str:
    return f"名单上没有{'、'.join(strange)}（现在共{length}份），没有改动。请回复“待审核”再看一遍。"
