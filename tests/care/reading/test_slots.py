"""Sessions by their words: what stands side by side by chance is no word."""

from __future__ import annotations

import pytest

from care.acts import CareSession
from care.reading.slots import find_sessions


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        ("麻烦给小明报一下午托", [(CareSession.NOON,)]),
        ("问一下午托几点结束", [(CareSession.NOON,)]),
        ("报下午托管", [(CareSession.EVENING,)]),
        ("一下午都没见到人", [(CareSession.EVENING,)]),
    ],
)
def test_once_before_noon_care_is_no_afternoon(text: str, sessions: list[tuple[CareSession, ...]]) -> None:
    """报一下午托 was read as 报 一 下午托, and the child given the evening in place of noon."""
    assert [found.sessions for found in find_sessions(text)] == sessions


def test_a_session_by_its_full_name_is_no_afternoon_either() -> None:
    assert all(found.sessions != (CareSession.EVENING,) for found in find_sessions("报一下午间托管"))
