"""Every talk of tests/dialogues/, word by word, through every door."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.errors import NotPossible
from storage.db import Sessions
from tests import talk
from tests.through import missing, through_wecom

TALKS = sorted(talk.FOLDER.glob("*.txt"))


@pytest.mark.parametrize("file", TALKS, ids=lambda file: file.stem)
def test_the_talk_goes_as_written(file: Path, sessions: Sessions) -> None:
    text = file.read_text()
    played = talk.play(talk.parse(text), talk.Straight(sessions, talk.settings_of(text)))

    assert talk.differences(played) == []


@pytest.mark.parametrize("file", TALKS, ids=lambda file: file.stem)
def test_the_talk_goes_as_written_through_wechat_work(file: Path, sqlite_sessions: Sessions) -> None:
    text = file.read_text()
    with through_wecom(sqlite_sessions, settings=talk.settings_of(text)) as door:
        for step in talk.parse(text):
            try:
                talk.take(step, door)
            except NotPossible:  # A second press on a card that is grey by now: the phone does not let it happen.
                continue
            assert missing(step.expected, door.heard()) == [], step.line
