"""A parent says that the child is at school early: who hears it, and what stays. (C08; promises 2, 3)"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from care.calendar import SHANGHAI
from storage.day import early_arrivals
from storage.db import Sessions
from tests.talk import Heard, Straight


def heard(sessions: Sessions, at: str, settings: dict[str, Any]) -> tuple[Straight, list[Heard]]:
    door = Straight(sessions, {"waits": True, **settings})
    door.at(datetime.fromisoformat(f"2026-03-04T{at}").replace(tzinfo=SHANGHAI))
    door.say("王丽", "小明今天早到了，在门口")
    return door, door.heard()


def to(said: list[Heard], who: str) -> str:
    return "\n".join(one.text for one in said if one.who == who)


def test_who_leads_hears_it_where_nobody_has_the_morning(sessions: Sessions) -> None:
    door, said = heard(sessions, "07:31", {"service": {"early_care": True}})

    assert "李小明早到了（王丽（妈妈） 07:31发来" in to(said, "周建国")
    assert "早到名单" not in to(said, "周建国")
    assert "已告诉周建国老师" in to(said, "王丽")
    with sessions.reading() as session:
        assert early_arrivals.of_day(session, door.story.school_id, datetime(2026, 3, 4, tzinfo=SHANGHAI).date()) == []


def test_who_is_not_on_the_list_is_watched_and_said_so(sqlite_sessions: Sessions) -> None:
    settings = {"service": {"early_care": True}, "timetable": {"early_list": True}}

    assert "不在早到名单上" in to(heard(sqlite_sessions, "07:31", settings)[1], "周建国")


def test_without_early_care_the_parent_hears_so(sqlite_sessions: Sessions) -> None:
    _, said = heard(sqlite_sessions, "07:31", {})

    assert [one.who for one in said] == ["王丽"]
    assert "没有早到看护" in to(said, "王丽")
    assert "接的时间" not in to(said, "王丽")


def test_in_the_afternoon_it_is_asked_what_is_meant(sqlite_sessions: Sessions) -> None:
    _, said = heard(sqlite_sessions, "16:00", {"service": {"early_care": True}})

    assert to(said, "周建国") == ""
    assert "确认之前不会改动" in to(said, "王丽")
