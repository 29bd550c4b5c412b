"""Short words beside the errands: a nod, thanks, talk that sounds like business, a verdict with nothing to decide."""

from __future__ import annotations

import re

SHORT = 5  # characters of a greeting or a sigh
_NOD = re.compile(r"(?:收到|好|好的|好滴|嗯+|行|ok|OK|知道了?|明白了?|了解)[了的。.!！~\s]*(?:谢谢)?")
_BUSINESS = re.compile(
    r"晚托|午托|早托|托管|延时|课后|请假|接|送|报名|退|社团|名额|周[一二三四五]|星期|点名|值班|交接|放行|上不上|还是上|不上|改"
)
_CORRECTION = re.compile(r"(?:啊|哦|哎|呃|嗯)?[,，]?(?:不对|错了|说错|打错|写错|发错|弄错|搞错|更正|口误)")
_LETTERS = re.compile(r"[一-龥a-zA-Z]")
_GREETING = re.compile(
    r"谢|辛苦|打扰|快乐|愉快|幸福|平安|祝|早上好|上午好|中午好|下午好|晚上好|早安|晚安|午安|老师好|您好|你好|在吗|哈哈|嘻嘻|呵呵|嘿嘿|hello|再见|拜拜|不客气|加油|测试"
)
_FOR_ALL = re.compile(r"(?:所有|全部|各|全体|每个?)(?:的)?(?:班|老师|教师|教室|托管|同事)|大家都?|全校")
_THANKS = ("谢", "辛苦", "收到", "感谢", "👍", "🙏", "🌹", "[玫瑰]", "[抱拳]", "[强]")
_RELAYED = re.compile(
    r"(?:说|电话|微信|消息|短信)[^，。,]{0,8}(?:让|叫|请|由|换|改)[^，。,]{1,8}(?:来|去)?接(?!走|了|到)|(?:说|称)(?:今天)?[他她](?:来|自己来)接"
)
_LASTING = re.compile(
    r"以后|今后|往后|每天|每次|每周|每个?星期|天天|从今|从现在起|从下|长期|一直|固定|都是|平时|本学期|这学期"
)
_VERDICT = re.compile(r"(?:不|都)?(?:同意|批准|通过).{0,20}")


def is_nod(text: str) -> bool:
    """收到, 好, 知道了: heard, but not what is agreed to. (promise 2)"""
    return _NOD.fullmatch(text.strip()) is not None


def is_thanks(text: str) -> bool:
    """Not to be answered with a lesson, nor passed on to anybody."""
    return any(word in text for word in _THANKS)


def is_relayed(text: str) -> bool:
    """妈妈刚打电话说让奶奶接: told by a teacher, and no arrangement of the family's."""
    return _RELAYED.search(text) is not None


def is_lasting(text: str) -> bool:
    """以后都是奶奶接: an undated wish that is one from now on."""
    return _LASTING.search(text) is not None


def is_business(text: str) -> bool:
    """Speaks of care, and at some length: not to be answered with a greeting."""
    return len(text) > SHORT and _BUSINESS.search(text) is not None


def is_correction(text: str) -> bool:
    """不对，是下周; 打错了: something said before was wrong, and the words alone do not say what holds instead."""
    return _CORRECTION.match(text.strip()) is not None


def is_greeting(text: str) -> bool:
    """A greeting, thanks, a sigh, a sticker: nothing that anybody would have to be told."""
    words = _LETTERS.findall(text)
    return len(words) <= SHORT or _GREETING.search(text) is not None


def is_for_all(text: str) -> bool:
    """Speaks to every class or all colleagues: 所有班到操场集合."""
    return _FOR_ALL.search(text) is not None


def is_verdict(text: str) -> bool:
    """同意1、3; 不同意李小明: words of who decides on applications. (C21)"""
    return _VERDICT.fullmatch(text.strip()) is not None
