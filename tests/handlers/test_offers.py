"""How long the buttons beside a finished answer can be pressed: by role, as the plan says. (promise 7)"""

from __future__ import annotations

from datetime import datetime, timedelta

from care.calendar import SHANGHAI
from storage.db import Sessions
from tests.talk import Straight

NOON = datetime(2026, 3, 4, 12, tzinfo=SHANGHAI)


def said_after(sessions: Sessions, minutes: int, **settings: int) -> str:
    """What a mother hears who presses 撤销 that many minutes after her leave."""
    door = Straight(sessions, {"waits": True, **settings})
    door.at(NOON)
    door.say("王丽", "小明今天晚托请假")
    key = next(key for one in door.heard() for label, key in one.buttons if label == "撤销")
    door.at(NOON + timedelta(minutes=minutes))
    door.press("王丽", key)
    return "\n".join(one.text for one in door.heard() if one.who == "王丽")


def test_a_parent_s_undo_holds_for_the_plan_s_minutes(sqlite_sessions: Sessions) -> None:
    assert "已取消请假" in said_after(sqlite_sessions, 29)


def test_after_them_nothing_changes_and_words_are_asked_for(sqlite_sessions: Sessions) -> None:
    assert "没有改动。还要改的话，请直接写" in said_after(sqlite_sessions, 31)


def test_a_school_can_give_parents_longer(sqlite_sessions: Sessions) -> None:
    assert "已取消请假" in said_after(sqlite_sessions, 59, parent_undo_minutes=60)


def test_a_colleague_s_undo_goes_by_their_own_minutes(sqlite_sessions: Sessions) -> None:
    door = Straight(sqlite_sessions, {"waits": True})
    door.at(NOON + timedelta(hours=4, minutes=28))
    door.say("赵敏", "到齐")
    key = next(key for one in door.heard() for label, key in one.buttons if label == "撤销")
    door.at(NOON + timedelta(hours=5, minutes=28))
    door.press("赵敏", key)
    assert "没有改动" not in "\n".join(one.text for one in door.heard() if one.who == "赵敏")
