"""小明今天早到了，在门口: a parent says that the child is at school before it opens. (C08)

Whole sentences only, of one own child. A question whether it came, another day and another's child are for the reader.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from care.people import Student

_OPEN = r"(?:老师|您好|你好|早上好|早安|[\s,。!~])*"
_CHILD = r"(?:我家|我们家|俺家|咱家)?(?P<name>[一-龥·]{1,4}?)(?:同学)?"
_TODAY = r"(?:今天|今早|今儿|早上|已经|又|就|都)*"
_CAME = (
    r"(?:(?:早|提前|提早)(?:到|来|送到|送来)|(?:到|来|送)早)(?:学校|校)?(?:了|啦)"
    r"(?:一?点儿?|一会儿?|[一二三四五十\d几]{1,3}分钟)?"
)
_AT = (
    r"(?:[\s,。]*(?:现在|人|孩子|娃|他|她|已经|一个人|自己|就|正)*(?:在|到)(?:学校|校|大)*"
    r"(?:门口|门外|门卫室?|门卫那里|大厅|门厅|操场|楼下)(?:等着?|站着|了|呢|着)*)?"
)
_MAY = (
    r"(?:[\s,。]*(?:能不能|可不可以|能|可以|可否)(?:先|早点|让(?:他|她|孩子)?)*"
    r"进(?:去|校|门|教室|学校|来)?(?:了|吗|不|么)*)?"
)
_END = r"(?:[\s,。!?~呢呀啊吧]|谢谢|麻烦|老师)*"
_SAID = re.compile(_OPEN + _CHILD + _TODAY + _CAME + _AT + _MAY + _END)
_MINE = frozenset({"孩子", "娃", "娃儿", "宝宝", "儿子", "女儿", "闺女", "小孩", "我孩子", "我儿子", "我女儿", "我娃"})


def read_child_early(text: str, children: Sequence[Student]) -> Student | None:
    """The one own child that is meant; None where it is none, or could be two."""
    found = _SAID.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    name = found["name"]
    fits = [one for one in children if name in _MINE or one.name == name or (len(name) > 1 and one.name.endswith(name))]
    return fits[0] if len(fits) == 1 else None
