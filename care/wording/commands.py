"""Answers to words of command that cannot be carried out: what is missing, with an example."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from care.people import Role
from care.reading.orders.commands import Command
from care.wording.asking import ROLES

NAMES: dict[Command, str] = {
    Command.REPLAY: "还原",
    Command.LATE: "补录",
    Command.CLOSE: "结束今天",
    Command.MUSTER: "清点",
    Command.LET_GO: "特批放行",
    Command.FORM: "登记表",
    Command.PRINT: "打印",
    Command.WHO_CAN: "谁能办",
    Command.EXTEND: "延长看护",
    Command.FOLLOW_UP: "补充",
    Command.REPORT: "事件报告",
    Command.LOGS: "查看护记录",
    Command.CHANGE: "临时停课后服务、改时间",
    Command.PLAN: "方案",
    Command.UNDO_PLAN: "撤销方案",
    Command.SURVEY: "发起意向调查",
    Command.SLIPS: "回执情况",
    Command.MISSING: "谁没交回执",
    Command.CHASE: "催交回执",
    Command.LETTER: "告家长书",
    Command.ANNOUNCE: "公告",
    Command.MEETING: "会议通知",
    Command.RECEIPTS: "谁没看",
    Command.YEAR: "校历",
    Command.BLOCK: "限制接送",
    Command.BLOCKS: "限制接送名单",
    Command.LIFT: "解除限制",
    Command.WAITING: "待审核",
    Command.PUBLISH: "公示",
    Command.OBJECTION: "答复异议",
    Command.DRAW_LOTS: "摇号",
    Command.RENEW: "续报",
    Command.APPROVERS: "审核人",
    Command.RESOURCES: "资源情况",
    Command.ASK_SKILLS: "资源调查",
    Command.ROOM: "登记教室",
    Command.DROP_ROOM: "停用教室",
    Command.GOODS: "登记物资",
    Command.SKILLS: "登记特长",
    Command.ASK_CONSENT: "征求意愿",
    Command.CONSENT: "登记意愿",
    Command.CONSENTS: "教师意愿",
    Command.MEETING_STATE: "会议情况",
    Command.MINUTES: "会议纪要",
}
EXAMPLES: dict[Command, str] = {
    Command.REPLAY: "还原 17:05-17:20 三年级2班",
    Command.LATE: "补录 A3 17:25 B7 17:31”，或者“补录 李小明 17:25 奶奶接走",
    Command.CLOSE: "结束今天",
    Command.MUSTER: "清点”，或者“清点 李小明",
    Command.LET_GO: "特批放行 李小明 妈妈 发烧送医",
    Command.FORM: "登记表 李小明 家长路上堵车",
    Command.PRINT: "打印 点名表 三年级2班",
    Command.WHO_CAN: "谁能办 补录",
    Command.EXTEND: "延长看护 李小明 18:30",
    Command.FOLLOW_UP: "补充 已冰敷，家长17:20到校",
    Command.REPORT: "事件报告”，或者“事件报告 昨天",
    Command.LOGS: "看今天的看护记录”，或者“查看护记录 昨天 三年级2班",
    Command.CHANGE: "明天下午停课后服务，因为大雨”，或者“今天晚托提前到17:00结束",
    Command.PLAN: "方案",
    Command.UNDO_PLAN: "撤销方案",
    Command.SURVEY: "发起下学期课后服务意向调查，周五截止",
    Command.SLIPS: "回执情况",
    Command.MISSING: "三年级2班谁没交",
    Command.CHASE: "催交回执",
    Command.LETTER: "告家长书”，或者“告家长书 安全保障：两位老师看护",
    Command.ANNOUNCE: "公告 三年级家长：周五开放日",
    Command.MEETING: "会议通知 全体老师：周五16:30开会",
    Command.RECEIPTS: "谁没看",
    Command.YEAR: "校历 2026",
    Command.BLOCK: "限制接送 三年级2班李小明 张三 舅舅 至2026-06-30 依据：法院裁定书",
    Command.BLOCKS: "限制接送名单",
    Command.LIFT: "解除限制 三年级2班李小明 张三",
}


def torn(command: Command) -> str:
    """The command was understood, its arguments were not."""
    return f"“{NAMES[command]}”后面的内容我没看懂，没有改动。请这样写：“{EXAMPLES[command]}”。"


def not_for_you(command: Command, roles: Iterable[Role]) -> str:
    return f"“{NAMES[command]}”要由{spoken_roles(roles)}来办，没有改动。"


def spoken_roles(roles: Iterable[Role]) -> str:
    return "、".join(ROLES[role] for role in Role if role in set(roles))


def who_can(what: str, roles: Iterable[Role], leaders: Sequence[str]) -> str:
    """Who may, and who leads today."""
    today = f"今天的值班领导：{'、'.join(f'{name}老师' for name in leaders)}。" if leaders else "今天没有排值班领导。"
    return f"“{what}”由{spoken_roles(roles)}来办。{today}"


def who_can_about(child: str, holder: str, expects: str, class_teacher: str, family: Sequence[str]) -> str:
    """For one child: who has it or expects it, whose class it is, who may collect it."""
    hands = f"现在由{holder}老师看护，离校和交接由{holder}老师办" if holder else "现在不在任何老师手里"
    if expects and not holder:
        hands += f"，点名和补录由{expects}老师办"
    head = f"；班主任：{class_teacher}老师" if class_teacher else ""
    kin = f"；登记的接送家人：{'、'.join(family)}" if family else "；没有登记接送家人"
    return f"{child}：{hands}{head}{kin}。"


def what_can(wishes: Sequence[str]) -> str:
    return f"请写上要办的事，例如“谁能办 补录”。可以问：{'、'.join(wishes)}。"
