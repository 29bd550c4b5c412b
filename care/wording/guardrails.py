"""What is said when a guard rail holds: which words, which limit, and what to do instead. (C13)"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from care.rules.guardrail_words import Limit
from care.rules.guardrails import Hit

OVERRIDE = "写明理由再发"
_WHAT: dict[Limit, str] = {
    Limit.VOLUNTARY: "课后服务自愿报名，不能替家长统一报名或要求都参加",
    Limit.GROUP_LESSONS: "课后服务里不能集体授课、上新课或补课",
    Limit.EXTENSION: "课后服务不能变成学科教学的延伸，不加重学业负担",
    Limit.WRITTEN: "一、二年级不布置书面家庭作业",
    Limit.MINUTES: "书面作业三至六年级每天不超过60分钟，初中不超过90分钟",
    Limit.LEARNING: "课后服务里的学习类活动不超过一课时",
    Limit.PRICE: "收费标准没有批准文号，不能公布",
    Limit.PURCHASE: "不能要求学生统一购买器材、服装或资料",
    Limit.HOMEWORK: "不能用微信、QQ布置作业",
    Limit.PARENTS_MARK: "不能让家长批改或打印作业",
}
_INSTEAD: dict[Limit, str] = {
    Limit.VOLUNTARY: "请改发报名通知，由每位家长自己回复",
    Limit.GROUP_LESSONS: "请改成自主作业、个别答疑、阅读或社团活动",
    Limit.EXTENSION: "请改成自主作业、阅读、体育或兴趣活动",
    Limit.WRITTEN: "请改成阅读、运动或亲子活动",
    Limit.MINUTES: "请减少后再公布",
    Limit.LEARNING: "请留一课时写作业，其余安排阅读、体育或社团",
    Limit.PRICE: "请写上批准文件的文号，或由管理员登记后再发",
    Limit.PURCHASE: "请改成“可自愿准备”，没有的由学校提供",
    Limit.HOMEWORK: "请在校内布置，并登记在作业公示栏",
    Limit.PARENTS_MARK: "请由老师批改，材料由学校印发",
}


def refused(hits: Sequence[Hit], *, done: str = "没有发出") -> str:
    """All that was met, each with its limit and what to do instead."""
    lines = [f"“{hit.said}”：{_WHAT[hit.limit]}（{hit.limit.id}）。{_INSTEAD[hit.limit]}。" for hit in hits]
    return f"{done}。\n" + "\n".join(lines)


def may_override(limits: Iterable[Limit]) -> str:
    ids = "、".join(dict.fromkeys(limit.id for limit in limits))
    return f"本校方案允许领导写明理由后放行（{ids}），理由和姓名会留存。请回复“理由：……”。"


def overridden(reason: str, by: str) -> str:
    return f"已记下理由（{by}）：{reason}。"


def found_in_log(by: str, hits: Sequence[Hit]) -> str:
    """To the leader: what was written in a care log and should not have happened."""
    words = "、".join(f"“{hit.said}”（{hit.limit.id}）" for hit in hits)
    return f"{by}的看护记录里写到{words}。{_WHAT[hits[0].limit]}，请核实。"


def what(limit: Limit) -> str:
    return f"{_WHAT[limit]}（{limit.id}）"


NO_REASON = "没有要放行的内容，或者没有写理由。请先发通知，再回复“理由：……”。"
"""The word 理由 with nothing that waits for one."""
