"""`sandianban why`: what was read is shown from the database, and the look is kept."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.commands.why import look, page
from storage import audit
from storage.db import Sessions
from tests.talk import Straight

NOW = datetime(2026, 3, 4, 8, tzinfo=UTC)


def test_a_message_is_shown_as_it_was_read(sessions: Sessions) -> None:
    Straight(sessions).say("王丽", "小明今天晚托请假")

    kept = look(sessions, 1, login="it", now=NOW)

    assert kept is not None
    shown = page(1, kept)
    assert "原文  小明今天晚托请假" in shown
    assert "· 请假：孩子 李小明；日期 2026-03-04；时段 晚托" in shown
    assert "请假的说法" in shown


def test_who_looked_is_kept(sessions: Sessions) -> None:
    door = Straight(sessions)
    door.say("王丽", "小明今天晚托请假")

    look(sessions, 1, login="it", now=NOW)

    with sessions.reading() as session:
        (entry,) = audit.entries(session, door.story.school_id)
    assert (entry.what, entry.about, entry.login, entry.at) == ("read message", "inbox/1", "it", NOW)


def test_a_message_that_is_not_there_is_not_shown(sessions: Sessions) -> None:
    assert look(sessions, 99, login="it", now=NOW) is None


def test_a_press_was_not_read(sessions: Sessions) -> None:
    door = Straight(sessions)
    door.say("王丽", "小明今天晚托请假")
    door.press("王丽", door.heard()[0].buttons[0][1])

    kept = look(sessions, 2, login="it", now=NOW)

    assert kept is not None
    assert "没有按文字去读" in page(2, kept)
