"""The 29 plans as data: complete, sourced, unbroken. (C01, section 1.1)"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.policy import Policy
from care.policy.capabilities import CAPABILITIES, Mark, carried
from care.policy.packs import BrokenPack, Pack, UnknownPack, pack, packs, read_pack
from care.policy.plain import plain, read
from care.policy.setting import OURS, leaves
from care.rules.limits import check

SYSTEMS = [
    "000-1", "000-5", "000-6", "000-7", "001-A", "001-B", "002", *(f"003-{n}" for n in range(1, 16)),
    *(f"004-{n}" for n in range(1, 7)), "004-8",
]  # fmt: skip
ASKED = {
    "000-1": 30, "000-5": 18, "000-6": 3, "000-7": 3, "001-A": 18, "001-B": 6, "002": 31, "003-1": 7, "003-2": 8,
    "003-3": 16, "003-4": 4, "003-5": 6, "003-6": 3, "003-7": 29, "003-8": 16, "003-9": 14, "003-10": 33, "003-11": 21,
    "003-12": 11, "003-13": 6, "003-14": 8, "003-15": 7, "004-1": 24, "004-2": 27, "004-3": 11, "004-4": 47,
    "004-5": 18, "004-6": 37,
}  # fmt: skip
STOPPED = {
    "000-1": {"L-09"},  # a provisional price without a document
    "000-5": {"L-09", "L-24"},  # the text has neither document nor the day of adoption
    "004-3": {"L-24"},
}
WARNED = {
    "000-1": {"G01", "L-13", "L-23"},
    "000-7": {"C06"},
    "001-A": {"G01", "L-20"},
    "001-B": {"L-24"},
    "002": {"L-13"},
    "003-1": {"G15"},
    "003-3": {"G01"},
    "003-5": {"L-01"},
    "003-7": {"L-23", "L-24"},
    "003-8": {"L-20"},
    "003-9": {"L-20", "L-24"},
    "003-10": {"L-07"},  # three learning lessons; the limit of one is another city's (W-55)
    "003-11": {"L-01", "L-12"},
    "003-15": {"L-01"},
    "004-2": {"L-24"},
    "004-3": {"G12"},
    "004-4": {"C06", "D-18", "G13", "L-13", "L-24"},
    "004-6": {"D-18", "L-13"},
    "004-8": {"L-20"},
}


def sources(plan: Any) -> Iterator[str]:
    """Of settings, and of the tables that hold them."""
    for one in fields(plan):
        yield one.metadata.get("source", "")
        if is_dataclass(getattr(plan, one.name)):
            yield from sources(getattr(plan, one.name))


EVERY = st.sampled_from(packs())
MINIMAL = 'id="x"\ntitle="x"\nstage="primary"\nversion=1\n'


def test_each_of_the_29_plans_is_a_pack() -> None:
    assert [one.id for one in packs()] == SYSTEMS


@pytest.mark.parametrize(("copy", "of"), [("003-16", "003-2"), ("004-7", "004-3")])
def test_a_copy_is_another_name_of_its_plan(copy: str, of: str) -> None:
    assert pack(copy) is pack(of)


@pytest.mark.parametrize("lost", ["000-2", "000-3", "000-4"])
def test_a_lost_plan_is_not_invented(lost: str) -> None:
    with pytest.raises(UnknownPack):
        pack(lost)


@pytest.mark.parametrize("one", packs(), ids=lambda one: one.id)
def test_a_pack_asks_for_what_the_coverage_names(one: Pack) -> None:
    if one.id == "004-8":
        assert set(one.asks) == set(pack("003-8").asks) - {"C12", "C18", "C21"}  # what only its lost first part asks
    else:
        assert len(one.asks) == ASKED[one.id]


@pytest.mark.parametrize("one", packs(), ids=lambda one: one.id)
def test_each_value_of_a_pack_names_its_fact(one: Pack) -> None:
    for path in one.said:
        assert re.search(rf"{one.id}(\.\d\d| )", one.source(path) or ""), path


@settings(deadline=None)
@given(EVERY)
def test_a_pack_read_written_and_read_again_is_equal(one: Pack) -> None:
    for sparse in (False, True):
        written = json.dumps(plain(one.policy, sparse=sparse, base=Policy()), ensure_ascii=False)
        assert read(Policy, json.loads(written)) == one.policy


@settings(deadline=None)
@given(EVERY, EVERY)
def test_a_pack_laid_over_another_says_the_same(below: Pack, above: Pack) -> None:
    laid = read(Policy, above.data, base=below.policy)

    mine, theirs = ({leaf.path: leaf.value for leaf in leaves(policy)} for policy in (laid, above.policy))
    assert {path: mine[path] for path in above.said} == {path: theirs[path] for path in above.said}


@pytest.mark.parametrize("one", packs(), ids=lambda one: one.id)
def test_the_check_finds_in_a_pack_what_is_known_of_it_and_nothing_else(one: Pack) -> None:
    found = check(one.policy, said=one.said)

    assert {finding.limit for finding in found if finding.refuses} == STOPPED.get(one.id, set())
    assert {finding.limit for finding in found if not finding.refuses} == WARNED.get(one.id, set())


def test_each_setting_has_a_source() -> None:
    assert [leaf.path for leaf in leaves(Policy()) if not leaf.source] == []


@pytest.mark.parametrize("number", range(1, 41))
def test_each_difference_between_plans_is_a_setting(number: int) -> None:
    """D-31 is no rule but a claim of one text, kept as its note."""
    assert f"D-{number:02}" in " ".join([*sources(Policy()), *pack("003-12").notes])


def test_a_default_of_ours_is_told_from_a_fact() -> None:
    ours = {leaf.path for leaf in leaves(Policy()) if leaf.ours}

    assert "family_cap" in ours
    assert "fees.refund.below_days" not in ours
    assert all(OURS in leaf.source for leaf in leaves(Policy()) if leaf.path in ours)


def test_a_silent_text_leaves_the_setting_without_a_source() -> None:
    assert pack("003-6").source("fees.prices") is None
    assert pack("003-10").source("fees.prices") == "003-10.11"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id=", "bad.toml"),
        (MINIMAL, "policy"),
        (f'{MINIMAL}[policy]\n[policy.homework]\ndue_at = "25:61"\n[sources]\n', "homework.due_at"),
        (f"{MINIMAL}[policy.groups]\nmsot = 40\n[sources]\n", "groups.msot"),
        (f"{MINIMAL}[policy.groups]\nmost = 0\n[sources]\n", "groups.most"),
        (f"{MINIMAL}[policy.groups]\nmost = 40\n[sources]\n", "groups.most has no source"),
        (f'{MINIMAL}[policy]\n[sources]\nsessions = "x.01"\n', "sessions"),
        (f"{MINIMAL}[policy.enrolment]\nchain = []\n[sources]\n", "enrolment.chain"),
    ],
)
def test_a_broken_pack_names_file_and_field(text: str, says: str) -> None:
    with pytest.raises(BrokenPack, match=rf"^bad\.toml: .*{re.escape(says.removeprefix('bad.toml'))}"):
        read_pack(text, "bad.toml")


def test_an_unknown_pack_offers_names_like_it() -> None:
    with pytest.raises(UnknownPack) as error:
        pack("003-1O")
    assert "003-10" in error.value.near


def test_capabilities_are_the_first_thirty() -> None:
    assert [one.id for one in CAPABILITIES] == [f"C{number:02}" for number in range(1, 31)]


def test_a_capability_is_carried_by_the_texts_own_value_where_there_is_one() -> None:
    chain, survey = CAPABILITIES[20], CAPABILITIES[16]

    assert carried(pack("004-5"), chain) == (Mark.TEXT, "enrolment.chain")
    assert carried(pack("000-6"), chain)[0] is Mark.NOT_ASKED
    assert carried(pack("002"), survey)[0] is Mark.OURS
