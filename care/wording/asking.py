"""Questions we ask back, and their buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from care.acts import About, Act, Intent
from care.calendar import clock, spoken, spoken_days
from care.people import Role, Student
from care.policy import LABELS
from care.wording.plan import weekdays

WISHES = {
    Intent.BIND: "绑定孩子",
    Intent.ENROLL: "报名托管",
    Intent.WITHDRAW: "退出托管",
    Intent.LEAVE: "请假",
    Intent.CANCEL_LEAVE: "取消请假",
    Intent.DELEGATE_PICKUP: "换人接",
    Intent.PICKUP_TIME: "改接的时间",
    Intent.WALK_HOME: "自己回家",
    Intent.ARRIVE: "我到门口了",
    Intent.CONFIRM_PICKUP: "已接到",
    Intent.CHOOSE_CLUB: "报社团",
    Intent.DROP_CLUB: "退社团",
    Intent.SIGN: "同意协议",
    Intent.ASK_WHEREABOUTS: "查孩子在哪",
    Intent.ASK_FEE: "查费用",
    Intent.ASK_SCHEDULE: "查托管时间",
    Intent.ASK_CLUBS: "查社团",
    Intent.ASK_PROGRESS: "查办理进度",
    Intent.FEEDBACK: "意见",
    Intent.ROLL_CALL: "点名",
    Intent.TAKE_OVER: "接班",
    Intent.HAND_OVER: "交接",
    Intent.RELEASE: "放学离校",
    Intent.LOG: "写记录",
    Intent.INCIDENT: "报告意外",
    Intent.SWAP_DUTY: "换班",
    Intent.STAFF_LEAVE: "值班请假",
    Intent.ASK_DUTY: "查值班",
    Intent.ASK_ROSTER: "查名单",
    Intent.APPROVE: "同意申请",
    Intent.REJECT: "不同意申请",
    Intent.ASK_SUMMARY: "看汇总",
    Intent.ASK_UNPICKED: "看谁没接",
    Intent.PATROL: "巡查记录",
    Intent.BROADCAST: "发通知",
    Intent.HUMAN: "找老师",
}
SESSIONS = LABELS
NO_CHILD = "您的微信还没有绑定孩子。请回复：孩子姓名＋班级＋您在学校登记的手机号，例如“李小明 三年级2班 13800000000”。"
NOTHING_DONE = "好的，什么都没有改动。需要时请再告诉我。"
NOT_YOURS = "这张卡片不是发给您的，没有改动。"
EXPIRED = "这个问题已经过了时间，没有改动。请重新告诉我要办什么。"
OFFER_OVER = "这个按钮已经过了时间，没有改动。还要改的话，请直接写要怎么改。"


ROLES = {Role.PARENT: "家长", Role.TEACHER: "值班老师", Role.LEADER: "值班领导或校长"}


def not_for_you(intent: Intent, roles: Iterable[Role]) -> str:
    """Who may do it instead."""
    return f"“{wish(intent)}”要由{'、'.join(ROLES[role] for role in Role if role in set(roles))}来办，没有改动。"


def already(label: str, at: datetime) -> str:
    return f"这件事已经处理过了（{label}，{clock(at)}），不用再点。"


def used(label: str, name: str, at: datetime) -> str:
    """What a greyed card says: 已同意 陈静 17:12."""
    return f"{label} {name} {clock(at)}"


NOTHING_TO_DECIDE = "现在没有等您审核的申请。"


def press_one(labels: Sequence[str]) -> str:
    return "请点上面的按钮，或者回复数字：" + "；".join(f"{n} {label}" for n, label in enumerate(labels, 1)) + "。"


def wish(intent: Intent | None) -> str:
    return WISHES.get(intent, "这件事") if intent else "这件事"


def question(act: Act, *, now: datetime) -> str:
    """The question over the buttons. One option is told in full, so that a yes is a yes to that."""
    if len(act.options) == 1:
        return f"我想确认一下，您是要“{told(act.options[0], now=now)}”吗？确认之前不会改动。"
    asked = {
        About.STUDENT: "是哪个孩子",
        About.DATE: "是哪一天",
        About.SESSION: "是哪个时段",
        About.PERSON: "是哪一位",
    }.get(act.about or About.INTENT)
    if asked is None:
        return "请问您要办哪一件？确认之前不会改动。"
    return f"请问{asked}{_for(act)}？确认之前不会改动。"


def told(act: Act, *, now: datetime) -> str:
    """An act in words: 三年级2班 李小明 今天3月4日（周三）晚托请假."""
    who = "、".join(s.called for s in act.students or ())
    days = act.dates or ()
    when = spoken(days[0], now=now) if len(days) == 1 else spoken_days(days)
    when = f"以后每{weekdays(act.weekdays)}" if act.weekdays and not days else when
    sessions = "、".join(SESSIONS[s] for s in act.sessions or ())
    at = f"{act.time:%H:%M}" if act.time else ""
    with_ = f"由{act.person.called}" if act.person else ""
    to = next((f"（{p.called}）" for p in (act.receiver, act.giver, act.swap_with) if p), "")
    count = f"{act.count}人" if act.count is not None else ""
    clubs = "、".join(act.clubs or ())
    middle = f"{when}{at}{sessions}{with_}"
    what = "接" if with_ and act.intent is Intent.DELEGATE_PICKUP else wish(act.intent)
    return " ".join(part for part in (who, f"{middle}{what}{clubs}{count}{to}") if part)


def _for(act: Act) -> str:
    return f"要办“{wish(act.maybe)}”" if act.maybe else ""


EXAMPLES = {
    About.STUDENT: "请写上孩子的全名和班级，例如“三年级2班 李小明”。",
    About.DATE: "请写上日期，例如“3月4日”或“明天”。",
    About.SESSION: "请写上午托还是晚托。",
    About.PERSON: "请写上是谁，例如“奶奶”或“王芳，13800000000”。",
}
A_COLLEAGUE = "请写上是哪位老师、哪一天，例如“周四的班和王磊换”；交接写“交给王磊”。"
SAY_IT_SO = {
    Intent.ENROLL: "给小明报晚托，周一三五",
    Intent.WITHDRAW: "小明下周起退晚托",
    Intent.LEAVE: "小明明天晚托请假",
    Intent.CANCEL_LEAVE: "小明明天不请假了",
    Intent.DELEGATE_PICKUP: "今天奶奶接小明",
    Intent.PICKUP_TIME: "今天五点半来接小明",
    Intent.WALK_HOME: "小明今天自己回家",
    Intent.ARRIVE: "我到门口了",
    Intent.CONFIRM_PICKUP: "已接到小明",
    Intent.CHOOSE_CLUB: "给小明报书法社团",
    Intent.DROP_CLUB: "小明退书法社团",
    Intent.ROLL_CALL: "应到32实到31，王小红没来",
    Intent.TAKE_OVER: "接三年级2班28人",
    Intent.HAND_OVER: "28人交给王磊",
    Intent.RELEASE: "李小明奶奶接走了",
    Intent.INCIDENT: "李小明摔倒了，膝盖擦破",
    Intent.SWAP_DUTY: "周四的班和王磊换",
    Intent.STAFF_LEAVE: "明天的班我请假",
    Intent.APPROVE: "同意李小明",
    Intent.REJECT: "不同意李小明的申请，原因……",
    Intent.BROADCAST: "通知各位家长，今天提前到17:30放学",
}
"""How an errand is written so that there is no doubt, for whoever was asked back."""
FOR_EXAMPLE = {
    Role.PARENT: "“小明今天晚托请假”“今天奶奶接小明”",
    Role.TEACHER: "“应到32实到31，王小红没来”“李小明奶奶接走了”",
    Role.LEADER: "“今天的汇总”“三年级2班名单”",
}
A_PERSON = {Role.PARENT: "需要老师联系您，请回复“找老师”。"}
THE_MENU = "想看能办哪些事，请回复“帮助”。"


def open_question(act: Act, role: Role) -> str:
    """A question that no button can answer: how it would be written, in the words of the sender's own errands."""
    about = act.about or About.INTENT
    lead = f"您是要办“{wish(act.maybe)}”吗？" if act.maybe else "我没有把握您的意思，"
    of_group = act.maybe in (Intent.ROLL_CALL, Intent.TAKE_OVER, Intent.HAND_OVER)
    how = None if of_group else EXAMPLES.get(about)
    if role is not Role.PARENT and about is About.PERSON:
        how = A_COLLEAGUE if act.maybe is not Intent.RELEASE else how
    how = how or _say_it_so(act.maybe, role)
    return f"{lead}现在还没有改动。{how}"


def _say_it_so(intent: Intent | None, role: Role) -> str:
    example = f"“{SAY_IT_SO[intent]}”" if intent in SAY_IT_SO else FOR_EXAMPLE[role]
    return f"请再说清楚一点，例如{example}。{A_PERSON.get(role, THE_MENU)}"


def say_it_whole(role: Role) -> str:
    """To somebody who corrects what came before in words that do not stand alone."""
    return f"您是要更正刚才说的吗？现在还没有改动。请点刚才的“撤销”，再把要办的事写完整，例如{FOR_EXAMPLE[role]}。"


def said_in_words(children: Sequence[Student], by: str, text: str, at: datetime) -> str:
    return (
        f"{'、'.join(child.called for child in children)}：{by}回复（{clock(at)}）：“{text}”。请核实，需要时请打电话。"
    )


def passed_on(text: str, labels: Sequence[str]) -> str:
    press = f"能点按钮的请再点一下：{'、'.join(labels)}。" if labels else ""
    return f"已把您的话“{text}”马上转告老师和值班领导。{press}急事请直接打电话。"


def not_understood(role: Role) -> str:
    how = f"请写上是谁、要办什么，例如{FOR_EXAMPLE[role]}。"
    return f"这句话我没有看懂，什么都没有改动。{how}{A_PERSON.get(role, THE_MENU)}"


def which_child(act: Act) -> str:
    return f"请问是哪个孩子要办“{wish(act.intent)}”？确认之前不会改动。"


def button(act: Act, options: Sequence[Act], *, now: datetime) -> str:
    """What tells this option from the others, ten characters if it can be (wecom.md 3.3)."""
    if len(options) == 1:
        return f"是，{wish(act.intent)}"[:10]
    if len({o.intent for o in options}) > 1:
        return wish(act.intent)[:10]
    if len({o.students for o in options}) > 1 and act.students:
        names = [o.students[0].name for o in options if o.students and len(o.students) == 1]
        one = act.students[0]
        label = "、".join(s.name for s in act.students)
        return label if len(act.students) > 1 or names.count(one.name) == 1 else f"{one.class_name}{one.name}"
    if len({o.dates for o in options}) > 1 and act.dates:
        return spoken(act.dates[0], now=now) if len(act.dates) == 1 else spoken_days(act.dates)
    if len({o.sessions for o in options}) > 1 and act.sessions:
        return "、".join(SESSIONS[s] for s in act.sessions)
    for person in (act.person, act.receiver, act.giver, act.swap_with):
        if person is not None:
            return person.called
    return wish(act.intent)


def card_title(*, asks: bool) -> str:
    """Over a card that has no title of its own."""
    return "请选择" if asks else "已登记"
