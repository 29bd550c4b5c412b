"""Sentences about changes of people. Phones are shown masked. (C10, C11; promise 11)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from care.calendar import spoken
from care.people import Person, Student
from care.reading.orders.people import Order
from care.rules.people.changes import Why, masked

CONFIRM, CANCEL, UNDO = "确认修改", "不改", "撤销修改"
NOBODY = "（暂无）"
TITLE = "修改前请核对"
_HOW: dict[Order, str] = {
    Order.PHONE: "把三年级2班李小明妈妈的电话改成138……",
    Order.GUARDIAN: "新增监护人 三年级2班李小明 外婆 李桂兰 139……",
    Order.CLASS_TEACHER: "三年级2班班主任换成李老师，从下周一起",
    Order.STAND_IN: "何老师代三年级2班班主任两周",
    Order.LEAVING: "张老师离职，最后一天是6月30日，由李老师接替",
}


def phone(child: Student, who: str, old: str | None, new: str) -> str:
    return f"{child.called}的{who}：手机由{masked(old)}改为{masked(new)}"


def shared(names: Sequence[str]) -> str:
    return f"这个号码也登记在{'、'.join(names)}名下，两人共用时会先问是哪一位。"


def guardian(child: Student, person: Person) -> str:
    return f"{child.called}：新增监护人{person.name}（{person.relation}，{masked(person.phone)}）"


def class_teacher(class_name: str, old: str, new: str, since: date, today: date) -> str:
    before = f"由{old}老师" if old else "原来没有登记，"
    return f"{class_name}班主任：{before}换成{new}老师，{_from(since, today)}"


def stand_in(class_name: str, old: str, new: str, since: date, until: date, today: date) -> str:
    usual = f"，之后由{old}老师接回" if old else ""
    return f"{class_name}临时班主任：{new}老师，{_from(since, today)}，到{spoken(until)}为止{usual}"


def leaving(name: str, last: date, successor: str) -> str:
    return f"{name}老师离职，最后一天是{spoken(last)}，由{successor}老师接替"


def left_behind(classes: Sequence[str], groups: Sequence[str], clubs: Sequence[str], waiting: int, days: int) -> str:
    """What goes to the successor."""
    parts = [
        *(f"{name}班主任" for name in classes),
        *(f"托管班{name}" for name in groups),
        *(f"{name}" for name in clubs),
        *([f"待审批{waiting}件"] if waiting else []),
        *([f"值班{days}次"] if days else []),
    ]
    return f"要移交的：{'、'.join(parts)}。" if parts else "没有要移交的工作。"


def preview(what: str, more: Sequence[str] = ()) -> str:
    """What is going to change, before it does."""
    return "\n".join([f"将修改：{what}。", *more, f"核对无误请点“{CONFIRM}”，不改请点“{CANCEL}”。"])


def done(what: str, hours: int) -> str:
    return f"已修改：{what}。{hours}小时内回复“{UNDO}”可以改回。"


def noted(what: str, hours: int) -> str:
    """It holds from a later day."""
    return f"已登记，到时生效：{what}。{hours}小时内回复“{UNDO}”可以取消。"


def undone(what: str) -> str:
    return f"已撤销，恢复原来的登记。撤销的是：{what}。"


def took_back_note(what: str, by: str) -> str:
    return f"{by}撤销了这项修改，恢复原来的登记：{what}。"


def note(what: str, by: str) -> str:
    """To those whom it concerns."""
    return f"{by}修改了登记：{what}。"


def own_phone(child: Student, new: str, by: str) -> str:
    """To the guardian, at the chat that was theirs before: a change that nobody wished shows."""
    return f"您在{child.called}名下登记的手机已由{by}改为{masked(new)}。不是您要改的，请马上联系班主任。"


def you_head(class_name: str, since: date, until: date | None, today: date, *, by: str) -> str:
    what = "临时班主任" if until else "班主任"
    end = f"，到{spoken(until)}为止" if until else ""
    return f"{by}登记您担任{class_name}{what}，{_from(since, today)}{end}。审批和家长消息从那天起发给您。"


def you_hand_over(class_name: str, to: str, since: date, today: date) -> str:
    return f"{class_name}班主任{_from(since, today)}由{to}老师担任，您这边的提醒到那时为止。"


def you_take_over(name: str, what: str, first: date, today: date) -> str:
    return f"{name}老师离职，{_from(first, today)}由您接替。{what}"


def your_duties(count: int) -> str:
    return f"其中值班{count}次已改到您名下，请看值班表。" if count else "您名下的值班没有变化。"


def you_leave(last: date) -> str:
    return f"学校登记您离职，最后一天是{spoken(last)}。那天以后不再发送工作提醒，您的卡片也不能再用。"


def gone(name: str, successor: str) -> str:
    """To the leader, on the day it holds."""
    return f"{name}老师已离职，工作已移交{successor}老师。"


def waiting_for_you(children: Sequence[str]) -> str:
    """To the successor: applications that wait for them now."""
    if not children:
        return ""
    short = children[0].split()[-1]
    return f"有{len(children)}件申请等您审批：{'、'.join(children)}。可以回复“同意{short}”或“不同意{short}”。"


def card_refused(last: date, successor: str) -> str:
    """To somebody who left and presses an old card."""
    to = f"，这件事已转给{successor}老师" if successor else ""
    return f"您已于{spoken(last)}离职{to}，这张卡片不能再用，没有改动。谢谢您。"


def written_after_leaving(last: date) -> str:
    return f"您已于{spoken(last)}离职，工作事项请联系学校值班领导。这条消息没有登记。"


def stand_in_over(class_name: str, usual: str) -> str:
    after = f"{class_name}班主任今天起由{usual}老师接回。" if usual else f"{class_name}现在没有班主任，请尽快登记。"
    return f"{class_name}的临时班主任已到期。{after}"


def teacher(name: str) -> str:
    return f"{name}老师"


def unfilled(name: str, lines: Sequence[str]) -> str:
    return f"{name}老师离职后，这些值班还没有人：\n" + "\n".join(f"· {line}" for line in lines) + "\n请尽快安排。"


def how(order: Order) -> str:
    return f"请写全，例如“{_HOW[order]}”。现在没有改动。"


def no_child(order: Order) -> str:
    return f"没有找到这个孩子。请写清班级和全名，例如“{_HOW[order]}”。没有改动。"


def which_child(name: str) -> str:
    return f"学校里有几位叫{name}，请问是哪一位？现在没有改动。"


def which_staff(name: str) -> str:
    return f"有几位{name}老师，请问是哪一位？现在没有改动。"


def which_class() -> str:
    return "请问是哪个班？请写上班级，例如“何老师代三年级2班班主任两周”。没有改动。"


def no_staff(name: str) -> str:
    return f"在职名单里没有{name}老师，没有改动。请写全名，或先在“教职工”表里登记。"


def no_class(name: str) -> str:
    return f"没有{name}这个班，没有改动。"


def no_guardian(child: Student, who: str, known: Sequence[str]) -> str:
    listed = f"现在登记的有：{'、'.join(known)}。" if known else "现在没有登记监护人。"
    example = f"新增监护人 {child.called.replace(' ', '')} 关系 姓名 手机"
    return f"{child.called}没有登记{who}，没有改动。{listed}新增请写“{example}”。"


def no_last_day(name: str) -> str:
    return f"请写上{name}老师的最后一天，例如“{name}老师离职，最后一天是6月30日”。没有改动。"


def no_length() -> str:
    return "请写上代到哪一天，例如“两周”或“到3月20日”。没有改动。"


def refused(why: Why) -> str:
    match why:
        case Why.NOT_ALLOWED:
            return "家长信息由本班班主任、值班领导、校长或管理员修改，没有改动。"
        case Why.NOT_ALLOWED_STAFF:
            return "班主任和教职工的变动由值班领导、校长或管理员登记，没有改动。"
        case Why.DAY_IS_OVER:
            return "开始的日期已经过去，没有改动。请写今天或以后的日期。"
        case Why.REVERSED:
            return "结束的日期在开始之前，没有改动。"
        case Why.SAME:
            return "本来就是这样登记的，没有改动。"
        case Why.TOO_LATE:
            return "已经超过可以撤销的时间，没有改回。请重新修改一次。"
        case Why.CHANGED_SINCE:
            return "这一项后来又改过，不能直接撤销，没有改回。请重新修改一次。"


def only_leaders(what: str) -> str:
    return f"“{what}”由值班领导或校长来办，没有改动。"


NOTHING_TO_UNDO = "没有您最近修改过的人员信息，没有改动。"


def _from(since: date, today: date) -> str:
    return "今天起" if since == today else f"{spoken(since)}起"
