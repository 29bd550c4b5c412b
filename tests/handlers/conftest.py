"""A stage for errands, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.db import Sessions
from tests.stage import Stage


@pytest.fixture
def stage(sessions: Sessions) -> Iterator[Stage]:
    with sessions.writing() as session:
        yield Stage(session)
