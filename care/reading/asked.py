"""Where a child is, or how it left on a day before: questions that staff and parents ask in a handful of ways.

Only whole sentences of question are taken; a statement ("小明还在教室") is for the reader.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from care.people import Known, Role, Student

_NAME = r"(?P<name>[一-龥·]{2,4}?)(?:同学|小朋友|这孩子|这个孩子)?"
_CLASS = r"(?:(?P<cls>[一二三四五六七八九]年级\d+班)\s*(?:的)?)?"
_PLEASE = r"(?:(?:老师|请问|麻烦|帮我|帮忙|给我)[\s,]*)*(?:查一下|查下|看一下|看下|查查|看看|问一下|查)?(?:一下)?[\s,]*"
_NOW = r"(?:现在|今天|这会儿?|目前|刚才|人)?"
_END = r"[\s,。!！?？~呢呀啊吧了]*"
_WHERE = (
    r"(?:去|到|跑)哪(?:儿|里)?了?|在哪(?:儿|里|个班|位老师那)?|(?:跟|和)(?:谁|哪位老师)在一起|在谁(?:那儿?|那里|手里|手上|身边)"
    r"|(?:是)?谁(?:在)?(?:带|看|管)着?|(?:还)?在不在(?:学校|校)?|还在(?:学校|校|托管班?|班里)?吗|(?:走|到|来|离校|回家)了?(?:没有|没|吗)"
    r"|(?:被)?(?:人|谁|家长)?接走(?:了)?(?:没有|没|吗)|(?:接|交)了(?:没有|没|吗)|(?:到底)?(?:走没走|来没来|到没到|接没接)|人呢"
)
_IS = re.compile(rf"{_PLEASE}{_NOW}{_CLASS}{_NAME}{_NOW}(?:{_WHERE}){_END}")
_IS_ASKED_FIRST = re.compile(rf"{_PLEASE}{_NOW}(?:是)?谁(?:在)?(?:带|看|管)着?{_CLASS}{_NAME}{_END}")
_DAY = r"(?P<day>昨天|昨晚|前天|今天)?(?:晚上|下午|晚托|中午|午托)?"
_WAS = re.compile(
    rf"{_PLEASE}{_DAY}{_CLASS}(?:{_NAME})?{_DAY.replace('?P<day>', '?P<day2>')}(?:是)?"
    rf"(?:(?:几点|什么时候|啥时候|多会儿)(?:被?(?:谁)?(?:接)?走|离校|走|接|回家|放学?)的?|(?:是|被)?谁(?:给)?接走?的){_END}"
)
_BACK = {"昨天": 1, "昨晚": 1, "前天": 2, "今天": 0, None: 0}
_NO_NAMES = ("孩子", "娃娃", "我娃", "我孩子", "我家孩子", "我家娃", "宝宝", "我的孩子", "咱娃")


@dataclass(frozen=True)
class Asked:
    """Of whom, and of which day: so many days back. `past`: how the child left, not where it is."""

    children: tuple[Student, ...]
    name: str = ""  # as written, where it is none of the speaker's children
    class_name: str | None = None
    days_back: int = 0
    past: bool = False


def read_asked(text: str, known: Known) -> Asked | None:
    """The question, or None where the reader has to look. A parent asks of own children only."""
    even = unicodedata.normalize("NFKC", text).strip()
    if found := _WAS.fullmatch(even):
        back = _BACK[found["day"] or found["day2"]]
        return _of(known, found["name"], found["cls"], back, past=True)
    if known.role is Role.PARENT:
        return None  # The reader knows a parent's question of now, in many more words.
    found = _IS.fullmatch(even) or _IS_ASKED_FIRST.fullmatch(even)
    return _of(known, found["name"], found["cls"], 0, past=False) if found else None


def _of(known: Known, name: str | None, class_name: str | None, back: int, *, past: bool) -> Asked | None:
    if known.role is Role.PARENT:
        children = known.children if name is None or name in _NO_NAMES else _called(name, known.children)
        return Asked(children, days_back=back, past=past) if children else None
    if name is None:
        return None
    here = [child for child in known.roster if class_name is None or child.class_name == class_name]
    return Asked(_called(name, here), name, class_name, back, past)


def _called(name: str, children: tuple[Student, ...] | list[Student]) -> tuple[Student, ...]:
    """By the full name; a given name of two characters does where it stands for one child."""
    full = tuple(child for child in children if child.name == name)
    given = tuple(child for child in children if len(child.name) > 2 and child.name[1:] == name)
    return full or (given if len(given) == 1 else ())
