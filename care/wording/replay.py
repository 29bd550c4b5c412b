"""A stretch of the ledger told in plain sentences: when, who, what, and the words that caused it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from care.calendar import clock, spoken
from care.people import Student
from care.rules.custody import Balance, Move
from care.rules.replay import Scene
from care.wording import staff

MOST_LINES = 40
MOVES: dict[Move, str] = {
    Move.OFF_LIST: "{who}从名单上去掉{names}",
    Move.LEAVE: "{names}请假（{who}）",
    Move.LEAVE_BACK: "{names}取消请假（{who}）",
    Move.PRESENT: "{who}点到{names}",
    Move.MISSING: "{who}点名时{names}没到",
    Move.UNCALLED: "{who}撤销了{names}的点名",
    Move.OFFERED: "{who}要把{names}交给{receiver}",
    Move.ACCEPTED: "{receiver}接收了{names}",
    Move.MOVED: "{receiver}把{names}接到社团",
    Move.MOVED_BACK: "{names}从社团回到{receiver}手里",
    Move.DECLINED: "{who}没有接收或撤回了{names}的交接",
    Move.RELEASED: "{who}放行{names}{with_}",
    Move.WALKED: "{who}放行{names}自己回家",
    Move.COLLECTED: "{who}确认接到{names}",
    Move.DISPUTED: "{who}说没有接到{names}",
    Move.RECEIPT_BACK: "{who}收回了“已接到{names}”",
    Move.RETURNED: "{names}回到{receiver}手里（{who}更正）",
}
HOUSE = "系统"
NOBODY = "没有找到这个班，或者不是您负责的班。名单和经过只给带班老师、班主任和值班领导看。"
PRESSED = ""
"""Of a press there are no words to quote."""


def head(on: date, since: datetime, until: datetime, whose: str, count: int) -> str:
    what = f"共{count}条" if count else "没有任何记录"
    return f"还原 {spoken(on)} {clock(since)}至{clock(until)} {whose}：{what}。"


def line(scene: Scene, children: Sequence[Student], names: Mapping[int, str], said: str | None) -> str:
    """17:12 赵敏老师放行李小明，奶奶接走（“李小明奶奶接走了”）."""
    event = scene.event
    told = MOVES[event.kind].format(
        who=_called(names, event.actor),
        names="、".join(child.name for child in children),
        receiver=_called(names, event.receiver or event.actor),
        with_=_collector(event.detail.get("person")),
    )
    late = f"（{clock(event.entered_at)}补录）" if scene.is_late and event.entered_at else ""
    quoted = f"　原话：“{said}”" if said else "（点按钮）" if said == PRESSED else ""
    return f"· {clock(event.at)} {told}{late}{quoted}"


def stood(until: datetime, heads: Balance) -> str:
    """The equations at the end of the stretch; of a list that nobody had opened nothing is known. (promise 8)"""
    if not heads.expected and not heads.taken:
        return f"到{clock(until)}：还没有点名或交接的记录，人数不知道。"
    return (
        f"到{clock(until)}：应到{heads.expected} = 到{heads.present} + 请假{heads.leave} + 缺勤{heads.missing} + "
        f"未点名{heads.not_called}；接手{heads.taken} = 在校{heads.held} + 已离校{heads.gone}。"
    )


def more(left: int) -> str:
    return f"还有{left}条没有列出，请把时间段写短一些。"


def _called(names: Mapping[int, str], person: int | None) -> str:
    return names.get(person or 0) or HOUSE


def _collector(person: object) -> str:
    if not isinstance(person, dict) or not person:
        return "，没写由谁接"
    relation, name = person.get("relation"), person.get("name")
    return f"，{relation or name}接走"


def whose(names: Sequence[str], children: Sequence[Student]) -> str:
    return "、".join(names) or staff.names(children)
