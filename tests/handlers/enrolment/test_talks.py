"""Talks about the way into care under other plans than the default one, over days, on both databases. (C20-C30)"""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.db import Sessions
from tests import talk

TALKS = sorted((talk.FOLDER / "enrolment").glob("*.txt"))


@pytest.mark.parametrize("file", TALKS, ids=lambda file: file.stem)
def test_the_talk_goes_as_written(file: Path, sessions: Sessions) -> None:
    text = file.read_text()
    played = talk.play(talk.parse(text), talk.Straight(sessions, talk.settings_of(text)))

    assert talk.differences(played) == []
