"""Every talk of tests/dialogues/, word by word."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.db import Sessions
from tests import talk

TALKS = sorted(talk.FOLDER.glob("*.txt"))


@pytest.mark.parametrize("file", TALKS, ids=lambda file: file.stem)
def test_the_talk_goes_as_written(file: Path, sessions: Sessions) -> None:
    played = talk.play(talk.parse(file.read_text()), talk.Straight(sessions))

    assert talk.differences(played) == []
