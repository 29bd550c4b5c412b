"""A plan in Chinese: nothing of it without a name, a word, a source."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any, get_args

import pytest

from care.policy import Policy
from care.policy.packs import Pack, UnknownPack, pack, packs
from care.policy.plain import hints
from care.policy.setting import leaves
from care.wording.policy import LABELS, OURS, changes, label, lines, no_such_pack
from care.wording.policy.choices import CHOICES

PATHS = {leaf.path for leaf in leaves(Policy())}


def test_each_setting_has_a_label_in_chinese() -> None:
    """A new field of the plan needs its line in care/wording/policy/labels_*.py."""
    assert sorted(PATHS - set(LABELS)) == []
    assert sorted(set(LABELS) - PATHS) == []


def kinds(kind: Any) -> set[type]:
    """Every type within a setting's type."""
    inner = {each for one in get_args(kind) for each in kinds(one)}
    if not isinstance(kind, type):
        return inner
    below = (
        {each for one in hints(kind).values() for each in kinds(one)}
        if hasattr(kind, "__dataclass_fields__")
        else set()
    )
    return {kind} | inner | below


def test_each_choice_has_its_word() -> None:
    """A new Enum of the plan needs its words in care/wording/policy/choices.py."""
    found = {kind for leaf in leaves(Policy()) for kind in kinds(leaf.kind)}
    choices = {kind for kind in found if issubclass(kind, Enum)}

    assert {kind.__name__ for kind in choices - set(CHOICES)} <= {"CareSession", "Change"}


@pytest.mark.parametrize("one", packs(), ids=lambda one: one.id)
def test_a_pack_reads_as_chinese(one: Pack) -> None:
    """Figures, dates, file names and the text's own names aside."""
    shown = lines(one.policy, one)

    for line in shown:
        assert line.label
        assert not re.search(r"[a-z]{3,}|\{|\(|<|None", f"{line.value}{line.unit}"), line
    decided = {line.path for line in shown if not line.source.startswith(OURS)}
    assert decided == one.said


def test_the_source_of_a_value_is_its_fact_and_of_a_default_ours() -> None:
    shown = {line.path: line for line in lines(pack("003-10").policy, pack("003-10"))}

    assert (shown["fees.prices"].value, shown["fees.prices"].source) == ("午托150元/月；晚托100元/月", "003-10.11")
    assert shown["family_cap"].source == OURS
    assert shown["groups.most"].source == f"{OURS}（参照 004-4.14）"
    assert shown["sessions"].value == "午托 11:30-13:20 周一至周五，3课时；晚托 16:25-18:00 周一至周五，2课时"


def test_a_start_that_no_text_gives_is_said_to_be_ours() -> None:
    shown = {line.path: line.source for line in lines(pack("004-1").policy, pack("004-1"))}

    assert shown["sessions"] == "004-1.03；开始时间 我们的默认"


def test_what_a_school_set_itself_is_said_to_be_its_own() -> None:
    shown = {line.path: line.source for line in lines(Policy(), own=["family_cap"])}

    assert shown["family_cap"] == "学校自定"


def test_two_plans_are_compared_setting_by_setting() -> None:
    assert changes(Policy(), Policy(family_cap=3)) == (("family_cap", "每家每天普通通知上限", "12", "3"),)


def test_an_unknown_pack_is_answered_with_names_like_it() -> None:
    assert no_such_pack(UnknownPack("003", ("003-1", "003-2"))) == (
        "没有方案“003”。相近的有：003-1、003-2。全部方案：sandianban policy list"
    )


def test_a_setting_inside_a_list_has_the_lists_name() -> None:
    assert label("fees.prices[0].amount") == "收费标准"
