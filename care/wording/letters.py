"""The letter to parents, notices, meetings and their receipts, in words. (C18, C19)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from care.acts import CareSession
from care.calendar import clock, spoken, today
from care.policy import Policy, SessionPlan
from care.policy.quality import Told
from care.rules.letter import Letter
from care.wording.enrolment import spoken_weekdays
from care.wording.policy.values import say

SEND, CANCEL = "发送", "取消"
TITLE = "发送前请核对"
ANSWERS = {"letter": "已阅", "notice": "已阅", "meeting": "参加／不能参加"}
KINDS = {"letter": "告家长书", "notice": "通知", "meeting": "会议通知"}
ITEMS: Mapping[Told, str] = {
    Told.TIME: "服务时间", Told.PLACE: "服务地点", Told.CONTENT: "服务内容", Told.METHOD: "服务方式",
    Told.STAFF: "师资", Told.FEE: "收费", Told.SPENDING: "经费使用", Told.CAPACITY: "容纳人数", Told.MENU: "社团菜单",
    Told.SAFETY: "安全保障", Told.WHOM: "服务对象", Told.NOTES: "注意事项",
}  # fmt: skip
TORN = f"请写明是哪一项，例如“告家长书 安全保障：两位老师看护，门口登记”。可以写的项目：{'、'.join(ITEMS.values())}。"
ONLY_OWN = "只能发给自己班的家长；发给全校或别的班、老师，请值班领导或校长来发。没有发送。"
NOTHING_SENT = "还没有发过带回执的通知。"
MOST_NAMES = 40


def missing(letter: Letter) -> str:
    lack = "、".join(ITEMS[one] for one in letter.missing)
    first = ITEMS[letter.missing[0]]
    how = f"请逐项补上，例如“告家长书 {first}：……”，再回复“告家长书”。"
    return f"《{letter.title}》还不能发：方案规定必须写明的缺{lack}。{how}"


def written(told: Told, text: str) -> str:
    return f"已写入告家长书·{ITEMS[told]}：{text}\n写完请回复“告家长书”看全文。要改请再写一次。"


def body(school: str, letter: Letter) -> str:
    items = [f"{number}. {ITEMS[told]}：{text}" for number, (told, text) in enumerate(letter.items, 1)]
    return "\n".join(
        [f"【{school}】{letter.title}", *items, "参加与否由家长自愿决定。需要参加请回复“报名托管”，看完请点“已阅”。"]
    )


def preview(text: str, whom: str, count: int, *, answer: str = "已阅") -> str:
    return f"将发给{whom}，共{count}人，附“{answer}”回执：\n{text}\n——\n确认请点“{SEND}”，不发请点“{CANCEL}”。"


def sent(what: str, whom: str, count: int) -> str:
    return f"{what}正在发给{whom}，共{count}人。谁还没看，请回复“谁没看”。"


def torn(kind: str) -> str:
    word = "会议通知" if kind == "meeting" else "公告"
    return f"请写明发给谁和内容，例如“{word} 三年级家长：周五19:00在阶梯教室开家长会”。没有发送。"


def nobody(whom: str) -> str:
    return f"没有找到{whom}，没有发送。班级请写全称，例如“三年级2班家长”。"


def to_read(kind: str, school: str, by: str, text: str) -> str:
    ask = "能来请点“参加”，来不了请点“不能参加”。" if kind == "meeting" else "看完请点“已阅”。"
    return f"【{school}】{KINDS[kind]}：{text}\n（{by}发）{ask}"


def times(plans: Sequence[SessionPlan]) -> str:
    return "；".join(f"{p.label}{p.start:%H:%M}–{p.end:%H:%M}（{spoken_weekdays(p.weekdays)}）" for p in plans)


def contents(policy: Policy) -> str:
    return "、".join(say(one) for one in policy.service.contents)


def listed(names: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(name for name in names if name))


def staff(names: Sequence[str]) -> str:
    return "、".join(f"{name}老师" for name in names)


def capacity(policy: Policy) -> str:
    """晚托40人；书法社团30人."""
    found = []
    for one in policy.enrolment.capacity:
        session = next((care for care in CareSession if care.value == one.session), None)
        found.append(f"{policy.label(session) if session else one.club}{one.places}人")
    return "；".join(found)


def state(
    title: str, whom: str, readers: int, read: int, by_class: Mapping[str, Sequence[str]], staff_names: Sequence[str],
    *, now: datetime, sent_at: datetime,
) -> str:  # fmt: skip
    at = f"{spoken(today(sent_at), now=now)}{clock(sent_at)}"
    lines = [f"{title}（{at}发给{whom}）：共{readers}人，已阅{read}人，未阅{readers - read}人。"]
    if by_class:
        lines.append("全家都还没看的：")
        lines += [f"· {name}：{_names(children)}（{len(children)}人）" for name, children in sorted(by_class.items())]
    if staff_names:
        lines.append(f"没看的老师：{_names(staff_names)}")
    return "\n".join(lines)


def _names(names: Sequence[str]) -> str:
    more = f"等{len(names)}人" if len(names) > MOST_NAMES else ""
    return "、".join(names[:MOST_NAMES]) + more
