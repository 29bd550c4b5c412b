"""Sentences about people who may not collect a child. What the asker hears never tells that there is such a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from care.calendar import clock
from care.people import Person, Student
from care.rules.blocks import Block, State, Why

CONFIRM, DECLINE = "核对无误，同意", "不同意"
TITLE = "限制接送"
HOW = "请这样写：限制接送 三年级2班李小明 张三 舅舅 至2026-06-30 依据：法院裁定书。要有孩子、人、截止日期和依据。"
HOW_TO_LIFT = "请这样写：解除限制 三年级2班李小明 张三。"
NO_SECOND = "要由另一位值班领导或校长核对，学校名单里没有第二位，没有生效。请先登记第二位。"
NONE = "现在没有限制接送的登记。"


def checking(child: Student) -> str:
    """To a parent: the same as for anything that a colleague must look at first."""
    return f"收到，{child.called}的接送安排要由老师核对，核对好之前先不变。急事请直接电话联系学校。"


def keep_the_child(child: Student) -> str:
    """To a teacher."""
    return f"{child.called}还没有登记离校，接送信息正在核对。请先把孩子留在身边，值班领导马上联系您。"


def for_leader(child: Student, block: Block, met: Person, how: str, by: str, at: datetime) -> str:
    """The silent call. The evidence is not in it: it is in the list."""
    same = "" if met == block.person else f"（登记的是{described(block.person)}）"
    return (
        f"紧急，请勿转发：{clock(at)} {by}{how}{child.called}。其中{described(met)}{same}在限制接送登记中，"
        f"有效期至{block.until.isoformat()}。没有放行，对方只知道正在核对。请马上到场，并电话联系监护人。"
    )


def matter(child: Student, block: Block) -> str:
    return f"{child.called}：有限制接送登记的人（{described(block.person)}）要接孩子，没有放行"


def described(person: Person) -> str:
    """张三（舅舅，13800001111）."""
    more = "，".join(part for part in (person.relation if person.name else None, person.phone) if part)
    head = person.name or person.relation or "此人"
    return f"{head}（{more}）" if more else head


def proposed(child: Student, person: Person, until: date) -> str:
    return (
        f"已记下，还没有生效：{child.called} 限制{described(person)}接送，至{until.isoformat()}。"
        "要由另一位领导核对依据后才生效，已发给对方。"
    )


def card(child: Student, block: Block, evidence: str, by: str) -> str:
    what = "解除限制" if block.state is State.LIFTING else "限制"
    return (
        f"{by}申请{what}：{child.called}，{described(block.person)}接送，至{block.until.isoformat()}。"
        f"依据：{evidence}。请核对原件后再点，只限您本人看。"
    )


def settled(child: Student, block: Block, state: State, by: str) -> str:
    """To both who entered it."""
    what = f"{child.called} 限制{described(block.person)}接送"
    match state:
        case State.IN_FORCE if block.state is State.LIFTING:
            return f"{by}不同意解除，仍然有效：{what}，至{block.until.isoformat()}。"
        case State.IN_FORCE:
            return f"已生效：{what}，至{block.until.isoformat()}，由{by}核对。放行时遇到此人会马上通知值班领导。"
        case State.LIFTED:
            return f"已解除：{what}，由{by}核对。"
        case _:
            return f"{by}不同意，没有生效：{what}。"


def lifting(child: Student, person: Person) -> str:
    return f"已发给另一位领导核对，核对之前仍然有效：{child.called} 限制{described(person)}接送。"


def refused(why: Why) -> str:
    match why:
        case Why.NOT_LEADING:
            return "限制接送只能由值班领导或校长登记和核对，没有改动。"
        case Why.ONESELF:
            return "要由另一位领导核对，登记人自己不能核对，没有生效。"
        case Why.SETTLED:
            return "这一条已经处理过了，没有改动。想看现在的登记，请回复“限制接送名单”。"
        case Why.NO_CHILD:
            return f"没有找到这个孩子，或者有同名的，没有登记。请写清班级和全名。{HOW}"
        case Why.NO_PERSON:
            return f"没有写是谁，没有登记。{HOW}"
        case Why.NO_EVIDENCE:
            return f"没有写依据，没有登记。{HOW}"
        case Why.NO_EXPIRY:
            return f"没有写截止日期，没有登记。{HOW}"
        case Why.OVER:
            return "截止日期已经过去，没有登记。请写以后的日期。"


def nothing_to_lift(child: Student) -> str:
    return f"{child.called}没有这样的限制接送登记，没有改动。想看现在的登记，请回复“限制接送名单”。"


_STATES = {State.PROPOSED: "待核对，未生效", State.LIFTING: "有效，申请解除中"}


def line(child: Student, block: Block) -> str:
    state = _STATES.get(block.state, "有效")
    return f"· {child.called}：{described(block.person)}，至{block.until.isoformat()}（{state}）"


def listed(lines: Sequence[str]) -> str:
    return "限制接送登记（只限领导查看，每次查看都有记录）：\n" + "\n".join(lines) if lines else NONE


def ends_soon(child: Student, block: Block) -> str:
    return (
        f"限制接送登记将于{block.until.isoformat()}到期：{child.called}，{described(block.person)}。"
        "到期后不再拦截；要延长，请凭新的依据重新登记。"
    )
