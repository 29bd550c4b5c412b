"""Everyday wordings of staff, family by family (staff-*.txt): each is read as meant, the near misses change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.care.reading.wordings import lines


@pytest.mark.parametrize("path", sorted(lines.HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_what_staff_write_is_read_as_meant(path: Path) -> None:
    assert lines.misread(path) == []
