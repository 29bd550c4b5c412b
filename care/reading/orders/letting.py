"""What stands behind 特批放行: which child, with whom, and why. Exact, nothing is guessed. (promise 2)"""

from __future__ import annotations

import re
from dataclasses import dataclass

from care.people import Person
from care.reading.orders.blocking import Named, read_child, read_person

_REST = re.compile(
    r"(?:由|跟|被)?(?P<person>[一-龥·]{1,8}?)(?:来)?(?:接走?)?了?[\s,，、;；。:：]+(?P<reason>\S.*)", re.DOTALL
)


@dataclass(frozen=True)
class LetGo:
    """One child that a leader lets go while nobody else leaves."""

    child: Named
    person: Person
    reason: str


def read_exception(words: str) -> LetGo | None:
    """李小明 妈妈 发烧送医. None where child, person or reason is not there."""
    child = read_child(words)
    found = _REST.fullmatch(child.rest) if child else None
    if child is None or found is None:
        return None
    return LetGo(child, read_person(found["person"]), found["reason"].strip())
