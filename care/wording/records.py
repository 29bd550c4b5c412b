"""Sentences about what is kept for the record: care log, duty log, patrol, feedback."""

from __future__ import annotations

CARE_LOG, DUTY_LOG, PATROL, FEEDBACK = "看护记录", "值班日志", "巡查记录", "意见"
EMPTY = "没有看到内容，没有记录。请把要记的话写在一起，例如“记录：作业完成，纪律良好”。"
DONE = "已处理"
_THANKS = {
    "complaint": "对不起，给您添麻烦了。您的意见已转给值班领导，会有人联系您。",
    "suggestion": "谢谢您的建议，已记录并转给学校。",
    "praise": "谢谢您的肯定，已记录并转告学校。",
}


def kept(kind: str, slot: str, group: str, text: str) -> str:
    where = f"{group} " if group else ""
    return f"已存入{kind}（{where}{slot}）：“{text}”。不对请点“撤销”。"


def taken_back(kind: str) -> str:
    return f"已撤销这条{kind}。"


def thanks(tone: str) -> str:
    return f"{_THANKS.get(tone, '谢谢您的意见，已记录并转给学校。')}不想提了请点“撤销”。"


def complaint(by: str, children: str, text: str) -> str:
    """A task for whoever leads."""
    about = f"（{children}）" if children else ""
    return f"家长意见，请处理：{by}{about}：“{text}”。联系家长后请点“{DONE}”。"


def complaint_back(by: str) -> str:
    return f"更正：{by}撤回了刚才的意见，不用再处理。"
