"""Binding (绑定): a parent who is not known yet says whose family they are (guidelines 4, 5, 39)."""

from __future__ import annotations

import re

from care.acts import Act, Ground, Intent
from care.reading.names.name_words import DOUBLE_SURNAMES, KIN, SURNAMES, longest_first
from care.reading.parts import Message

RELATION = longest_first(f"{KIN}|妈咪|母亲|父亲|外祖母|外祖父|保姆|监护人".replace("|家长", ""))
_RARE_SURNAMES = frozenset("滑麦厉迟瞿敖冼官鹿佘逄栾亓逯揭晁郄燕楚闻扈蔚甄向单柯尤符车时辛米侯鲁万尚晏仇桂沙祁阙")
_KIN_WORDS = frozenset(RELATION.split("|"))
_WHO = rf"(?P<relation>{RELATION})|家长"
_NAME = (
    r"(?P<name>(?!我们?家?|关系|联系|班级|姓名|双胞胎|孩子|老师|绑定|学生|手机|电话)"
    r"[^\W\da-zA-Z_吗能没不怎么的了我你他她请看想问]{2,4}?)"
)
_NO_THIRD = "今明后昨周发请午晚早也去来在要想是和跟同她他的读上有叫因从没不就刚已这那"
_SHORT = rf"(?P<name>(?!关系|联系|电话|妈妈|爸爸)[^\W\da-zA-Z_]{{2}}(?:(?![{_NO_THIRD}])[^\W\da-zA-Z_])?)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"绑定[\s:,]*(?:孩子)?[\s:,]*{_NAME}(?=[\s,。.;(]|G|$)",
        rf"[G班]\s*的?(?:学生|同学|孩子)?[\s,:]*{_NAME}\s*(?:同学)?[\s,]*的?(?:{_WHO})",
        rf"(?:绑定|添加|加一?下)?\s*(?:孩子|学生|娃|姓名|名字)[\s:,叫是]*{_NAME}(?:[在是读上]|现在)?(?=[\s,。.;(]|G|$)",
        rf"[G班]\s*的?(?:学生|同学|孩子|叫)?[\s,:]*{_NAME}(?=[\s,。.;(]|$)",
        rf"(?:我是|我系)\s*{_NAME}\s*的?(?:{_WHO})",
        rf"(?<![一-龥]){_NAME}\s*的?(?:{_WHO})",
        rf"绑(?:定|一?下|上|个)(?:一?下)?[\s:,]*{_NAME}(?=[\s,。.;(]|G|$)",
        rf"绑定[\s:,]*G+[\s:,]*{_NAME}(?=[\s,。.;(]|$)",
        rf"{_NAME}(?:[在是读上]|现在)?[\s,(】]*G",
        rf"G[\s,]*的?{_SHORT}",
        rf"^{_NAME}[\s,]",
    )
)
_BIND = re.compile(
    r"绑定|再绑|绑[上个一]|[要想]绑|(?:再|还要?)?(?:加|添)一?个(?:孩子|娃|宝贝|女儿|儿子|学生)|加进来|怎么加|关联|认证|添加孩子|也要加"
)
_RELATIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:同学)?[\s,]*的?(?P<relation>{RELATION})",
        rf"(?:我是|我系)(?:她|他|孩子)?的?(?P<relation>{RELATION})",
        rf"(?:同学)?[\s,]*的?(?P<relation>{RELATION})(?=[\s,。.!]|$)",
        rf"(?:关系|身份|[\s,:])[\s:]*(?P<relation>{RELATION})(?=[\s,。.!]|$)",
    )
)


def read_binding(message: Message) -> Act | None:
    """`bind`, with the name as the message has it. A bound parent needs the word, or another class (guideline 5)."""
    if message.known.children and not _BIND.search(message.sketch):
        return None
    named = next((name for name in message.names if not name.students), None)
    sketch = _sketch(message)
    found = (match for pattern in _PATTERNS for match in pattern.finditer(sketch))
    match = next((one for one in found if _is_name(one.group("name"))), None)
    if match is None and named is None:
        return None
    start, end = match.span("name") if match else (named.start, named.end)  # type: ignore[union-attr]
    name = message.tidied.raw(start, end)
    phone = "".join(char for char in message.phones[0].words if char.isdigit()) if message.phones else None
    class_name = next((one.class_name for one in message.classes if one.class_name), None)
    return Act(
        Intent.BIND,
        student=name,
        class_name=class_name,
        relation=_relation(message, end),
        phone=phone,
        grounds=(Ground("student", name, "the sender says whose family they are"),),
    )


def _is_name(words: str) -> bool:
    """A name begins with a surname; 双胞胎 and 到此微信 do not."""
    if words in _KIN_WORDS:
        return False
    return words[:2] in DOUBLE_SURNAMES or words[0] in SURNAMES | _RARE_SURNAMES or words[0] == words[1]


def _sketch(message: Message) -> str:
    """The text with only classes and phones drawn: relations and names are read here."""
    chars = list(message.text)
    for span in (*message.classes, *message.phones):
        letter = "G" if span in message.classes else "X"
        chars[span.start : span.end] = letter * (span.end - span.start)
    return _SIBLING.sub(lambda match: "," * len(match.group()), "".join(chars))


_SIBLING = re.compile(
    "(?:老[大二三]|[大二小三]宝|女儿|儿子|弟弟|妹妹|姐姐|哥哥|闺女)(?=[^\\W\\d_a-zA-Z]{2,4}[,。 (G在读])"
)
"""老二李小红: the word for the child is no part of the name."""


def _relation(message: Message, name_end: int) -> str | None:
    """妈妈 in 周小宇的妈妈 or 我是她妈; 家长 is no relation (guideline 5)."""
    word = next((found.group("relation") for p in _RELATIONS if (found := p.search(message.text[name_end:]))), None)
    return {"妈": "妈妈", "爸": "爸爸"}.get(word or "", word)
