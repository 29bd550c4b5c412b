"""In what capacity somebody writes who works here and has a child here: by what is said, else asked. (C10)"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from care.people import Role, Student

_MY_CHILD = re.compile(
    r"我(?:们)?家(?:的)?(?:孩子|娃|宝贝|小孩|儿子|女儿|闺女)?|我(?:的)?(?:孩子|娃|儿子|女儿|闺女)|孩子他?[爸妈]"
)
_OPEN_LEAVE = re.compile(
    r"(?:今天|明天|后天|下?周[一二三四五]|\d+[月号日])*(?:晚托|午托|托管)?(?:要)?(?:请(?:个|一天)?假|不去了?|不来了?)[。!！,，]*$"
)
_WORK = re.compile(r"接走|放行|离校|到齐|没来|未到|缺勤|请假的|交接|交给|摔|受伤|送回")


def role_said(text: str, children: Sequence[Student], in_care: Collection[int], *, post: Role) -> Role | None:
    """The capacity; None where it is to be asked. `in_care`: pupils whom the speaker looks after today."""
    named = [child for child in children if child.name in text or (len(child.name) > 2 and child.name[1:] in text)]
    if named:
        both = any(child.id in in_care for child in named) and _WORK.search(text) is not None
        return None if both and _MY_CHILD.search(text) is None else Role.PARENT
    if children and _MY_CHILD.search(text):
        return Role.PARENT
    if children and _OPEN_LEAVE.fullmatch(text.strip()):
        return None
    return post
