"""What the menu offers is understood: every example of the help, said by who reads it."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from care.calendar import SHANGHAI
from care.people import Role
from care.wording.smalltalk import HELLO, HELP
from storage.db import Sessions
from tests import talk

SAYS = {Role.PARENT: "王丽", Role.TEACHER: "赵敏", Role.LEADER: "孙强"}
LOST = (HELLO, "我没有把握", "再说清楚一点", "没有看懂")
THE_DAY = datetime(2026, 3, 4, 16, 40, tzinfo=SHANGHAI)


def examples() -> list[tuple[Role, str]]:
    found = []
    for role, text in HELP.items():
        for line in re.findall(r"^· (.+)$", text, re.MULTILINE):
            label, _, rest = line.partition("：")
            parts = [part for part in re.split(r"[；。]|收尾：", rest) if part]
            found += [(role, part) for part in parts]
            assert label
    return found


@pytest.mark.parametrize(("role", "said"), examples(), ids=lambda value: str(value))
def test_every_example_of_the_help_is_understood(role: Role, said: str, sqlite_sessions: Sessions) -> None:
    door = talk.Straight(sqlite_sessions)
    door.at(THE_DAY.replace(minute=30))
    door.say("赵敏", "到齐")
    door.heard()
    door.at(THE_DAY)
    door.say(SAYS[role], said)
    answers = [one.shown for one in door.heard() if one.who == SAYS[role]]

    assert answers
    assert not [answer for answer in answers if any(lost in answer for lost in LOST)]
