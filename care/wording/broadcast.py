"""Sentences about sending a notice on. (C57)"""

from __future__ import annotations

SEND, CANCEL, UNDO = "发送", "取消", "撤回并更正"
TITLE = "发送前请核对"
AUDIENCES = {"parents": "家长", "teachers": "老师", "all": "家长和老师"}


def preview(body: str, whom: str, count: int, *, waits: bool) -> str:
    """The very words, who gets them, and how many they are: nothing leaves before the button. (promise 2)"""
    late = "现在是免打扰时间，会在明早发出。" if waits else ""
    return f"将发给{whom}，共{count}人：\n{body}\n——\n{late}确认请点“{SEND}”，不发请点“{CANCEL}”。"


def sent(whom: str, count: int, *, waits: bool) -> str:
    when = "明早免打扰时间过后发出" if waits else "正在发出"
    return f"已安排发给{whom}，共{count}人，{when}。收不到消息的家长会转给班主任打电话。发错了请点“{UNDO}”。"


def taken_back(school: str, by: str, body: str) -> str:
    """To everybody whom the notice was sent."""
    return f"【{school}】更正：刚才的通知作废，请不要照办：“{body}”。（{by}发）"


def undone(count: int) -> str:
    return f"已撤回，正在把更正发给收信的{count}人。要发新的通知请重新写。"


def to_read(school: str, by: str, body: str) -> str:
    """What the recipients read."""
    return f"【{school}】{body}\n（{by}发）"


def only_leaders(whom: str) -> str:
    return f"发给{whom}要由值班领导或校长来发，没有发出。您可以发给自己班的家长，例如“通知我们班家长，……”。"


def parents_of(names: str) -> str:
    return f"{names}的家长"


def teachers() -> str:
    return "全体老师"


NOBODY = "没有找到收信人，没有发出。请检查值班表或班级，或者请值班领导来发。"
NO_BODY = "请写上要发的内容，例如“通知各位家长，今天17:30放学”。现在没有发出。"
NO_AUDIENCE = "请问发给谁？请写上家长、老师或所有人，例如“通知各位家长，……”。现在没有发出。"
