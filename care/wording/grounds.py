"""What an act can rest on (care/reading puts it in short English), in Chinese."""

from __future__ import annotations

import re

KINDS = {
    "complaint": "批评",
    "suggestion": "建议",
    "praise": "表扬",
    "injury": "受伤",
    "illness": "生病",
    "missing": "找不到",
    "conflict": "冲突",
    "facility": "设施",
    "other": "其他",
}
WHYS = {
    # what a message is about
    "a permission taken back": "收回原来的许可",
    "a leave moved": "把假改到别的日子",
    "a leave taken back": "取消请假",
    "no leave was asked": "说没有请过假",
    "the sender's own leave from work": "说的是自己上班请假",
    "the child has not come out": "孩子还没出来",
    "the child is with the family": "孩子已在家人身边",
    "nobody need come": "说不用接",
    "goes home alone": "孩子自己回家",
    "somebody named is at the gate": "有人到门口了",
    "collects": "说谁来接",
    "is at the gate": "到门口了",
    "comes at a time": "说几点来接",
    "is on the way": "在路上",
    "asks for leave": "请假的说法",
    "will not attend": "说不去",
    "leaves care": "退托管的说法",
    "changes clubs": "换社团",
    "leaves a club": "退社团",
    "asks for a place": "报名的说法",
    "joins a club": "报社团",
    "a decision on an application": "对申请的答复",
    "a duty is traded": "换班的说法",
    "a group changes hands": "交接班的说法",
    "a notice": "转来的通知",
    "a notice without an order": "只有通知，没说要发",
    "a question": "是在问",
    "a round was made": "巡查的说法",
    "agrees to the agreement": "同意协议的说法",
    "all but those named have left": "除了点名的都走了",
    "all have left": "都走了",
    "an order to send on": "让转发的说法",
    "asks how it is done": "问怎么办理",
    "asks whether a child may leave": "问能不能让孩子走",
    "asks who is on duty, or when": "问值班",
    "heads were counted": "点了人数",
    "it also tells of the day": "也写了当天的情况",
    "it is headed as a record": "开头写明是记录",
    "it tells of the day": "写了当天的情况",
    "said in fun": "是玩笑",
    "talk": "没有要办的事",
    "the child has left": "孩子走了",
    "the clause asks": "这半句是在问",
    "the sender cannot do a duty": "说值不了班",
    "wants a person": "要找人",
    "an advertisement": "是广告",
    "nothing in it that the house does": "没有找到能办的事",
    "not understood": "没有看懂",
    "the sender says whose family they are": "自己说了是谁的家长",
    "guideline 10": "收回许可而没有说改成什么，要人来看",
    # why it is asked back
    "a child who is not the sender's": "不是绑定的孩子",
    "a club that is not on the menu": "没有这个社团",
    "a leave that nobody asked for": "没有请过假却显示请假",
    "a place for single days": "只想上几天",
    "a place in care, or in a club?": "不知道是报托管还是社团",
    "care, or the club?": "不知道是托管还是社团",
    "another child is named too": "还提到了别的孩子",
    "days, but not which": "说了有几天，没说哪几天",
    "half a day, but not which half": "半天，没说上午还是下午",
    "it contradicts the rest": "和其余的话对不上",
    "it hangs on a condition": "有条件，还没定",
    "it is a question": "是在问，不是要办",
    "it is asked or hangs on a condition": "是在问，或有条件",
    "it is not certain": "说得不肯定",
    "it is hearsay": "是听说的",
    "it is quoted": "是转述别人的话",
    "it is planned, not done": "是打算，还没做",
    "leave or withdrawal": "不知道是请假还是退出",
    "leave, but no day": "请假，没说哪天",
    "more than one colleague fits, or none": "对得上的同事不止一位，或没有",
    "moved, but not to which day": "改期，没说改到哪天",
    "no day is named": "没说哪天",
    "no day is named, or not which": "没说清哪天",
    "no day said, and care is over for today": "没说哪天，今天的托管已结束",
    "nobody is named to send it to": "没说发给谁",
    "nobody is named who takes the group": "没说交给谁",
    "not one colleague is named": "没说清是哪位同事",
    "nothing of this child waits for a decision": "这个孩子没有待批的申请",
    "number and names do not agree": "人数和名字对不上",
    "numbers and names do not add up": "人数和名字对不上",
    "one of several persons": "提到了几个人，不知道是哪位",
    "several children, none named": "有几个孩子，没说是哪个",
    "several children, not named together": "有几个孩子，没有说清",
    "several wait and nobody is named": "有几份待批，没说是谁的",
    "someone, but not who": "说有人接，没说是谁",
    "the day is over": "那一天已经过了",
    "wanted, or not wanted?": "不知道是要还是不要",
    "what is to be taken back?": "不知道要取消什么",
    "which club for whom?": "不知道谁报哪个社团",
    "nobody commands the bot by a text": "文字不能给系统下命令",
    "the second opinion finds it out of place": "用词不像要办这件事，先问一句",
    "a grown-up does not come": "说的是大人来不了，不是孩子请假",
    "what a question is asked for": "这半句说的是为什么问",
    "proposed by a language model": "语言模型的提议，按了才办",
}
SHAPES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(shape), told)
    for shape, told in (
        (r"a bare (?:affirm|yes)", "只是说“好”"),
        (r"a bare (?:deny|no)", "只是说“不”"),
        (r"a bare .+", "整句只是这个意思"),
        (r"it tells of trouble: (?P<kind>\w+)", "说到了意外：{kind}"),
        (r"words of (?P<kind>\w+)", "这一类的词：{kind}"),
        (r"(?P<words>.+) fits several", "“{words}”对得上几个孩子"),
        (r"(?P<words>.+) is not one pupil of the group", "“{words}”在名单里对不上一个孩子"),
        (r"(?P<words>.+) is not one child that waits", "“{words}”对不上一份待批的申请"),
        (r"(?P<words>.+) is not understood", "“{words}”没有看懂"),
    )
)


def reason(why: str) -> str:
    """What an act rests on, in Chinese; words that nobody has put into Chinese stay as they are."""
    if why in WHYS:
        return WHYS[why]
    for shape, words in SHAPES:
        if match := shape.fullmatch(why):
            return words.format(**{name: KINDS.get(part, part) for name, part in match.groupdict().items()})
    return why
