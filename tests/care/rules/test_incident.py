"""Who hears of an incident, and when it may end. (C58; L-19)"""

from __future__ import annotations

import pytest

from care.people import Student
from care.rules.incident import Audience, Kind, MayClose, NotTold, audience, decide_close, is_sure, kind_of


@pytest.mark.parametrize("kind", [Kind.INJURY, Kind.ILLNESS, Kind.CONFLICT, Kind.OTHER])
def test_the_family_is_always_among_those_told(kind: Kind) -> None:
    assert {Audience.GUARDIANS, Audience.CLASS_TEACHER, Audience.LEADER} <= set(audience(kind, named=True))


def test_a_missing_child_calls_everybody() -> None:
    assert Audience.EVERYBODY in audience(Kind.MISSING, named=True)
    assert Audience.EVERYBODY in audience(Kind.MISSING, named=False)


def test_l19_it_ends_only_after_every_family_was_told() -> None:
    assert decide_close([1, 2], [1]) == NotTold((2,))
    assert decide_close([1, 2], [1, 2]) == MayClose()
    assert decide_close([1, 2], [], telephoned=True) == MayClose()
    assert decide_close([], []) == MayClose()


def test_an_unknown_kind_is_still_an_incident() -> None:
    assert kind_of("ufo") is Kind.OTHER
    assert kind_of(None) is Kind.OTHER
    assert kind_of("injury") is Kind.INJURY


@pytest.mark.parametrize(
    ("names", "sure"), [(["李小明"], True), (["刘洋"], False), (["李小明", "李小明"], False), ([], False)]
)
def test_a_report_names_a_child_for_sure_by_three_characters_that_one_pupil_bears(names: list[str], sure: bool) -> None:
    met = [Student(number, name, "三年级2班") for number, name in enumerate(names, 1)]

    assert is_sure(met) is sure
