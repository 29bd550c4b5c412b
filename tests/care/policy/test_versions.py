"""A past term keeps its rules. (C01)"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.policy import Policy
from care.policy.packs import pack, packs
from care.policy.versions import from_pack, laid, mark_of, policy_at

AUTUMN, SPRING = date(2026, 9, 1), date(2027, 2, 22)


def test_each_day_has_the_plan_of_its_time() -> None:
    versions = ((AUTUMN, pack("003-10").policy), (SPRING, pack("004-6").policy))

    assert policy_at(versions, SPRING - timedelta(days=1)) == pack("003-10").policy
    assert policy_at(versions, SPRING) == pack("004-6").policy
    with pytest.raises(LookupError):
        policy_at(versions, AUTUMN - timedelta(days=1))


@settings(deadline=None)
@given(st.permutations([(AUTUMN, 1), (SPRING, 2), (date(2027, 9, 1), 3)]), st.dates(AUTUMN, date(2030, 1, 1)))
def test_a_later_version_changes_nothing_of_an_earlier_day(order: list[tuple[date, int]], day: date) -> None:
    versions = [(since, Policy(family_cap=cap)) for since, cap in order]
    until_then = [one for one in versions if one[0] <= day]

    assert policy_at(versions, day) == policy_at(until_then, day)


def test_of_one_day_the_later_entry_holds() -> None:
    assert policy_at([(AUTUMN, Policy(family_cap=1)), (AUTUMN, Policy(family_cap=2))], AUTUMN).family_cap == 2


def test_a_version_is_laid_over_the_one_before() -> None:
    versions = laid({"family_cap": 3}, [(AUTUMN, {"groups": {"most": 40}}), (SPRING, {"groups": {"least": 20}})])

    last = versions[-1][1]
    assert (last.family_cap, last.groups.most, last.groups.least) == (3, 40, 20)
    assert versions[0] == (date.min, Policy(family_cap=3))


@pytest.mark.parametrize("one", packs(), ids=lambda one: one.id)
def test_a_school_that_starts_from_a_pack_has_its_plan(one: object) -> None:
    changes = from_pack(one, {}, [], {})  # type: ignore[arg-type]

    assert laid({}, [(AUTUMN, changes)])[-1][1] == one.policy  # type: ignore[attr-defined]


def test_the_next_pack_does_not_inherit_what_only_the_last_one_said() -> None:
    first = from_pack(pack("004-4"), {"family_cap": 3}, [], {})
    second = from_pack(pack("004-8"), {"family_cap": 3}, [first], {})
    policy = laid({"family_cap": 3}, [(AUTUMN, first), (SPRING, second)])[-1][1]

    assert policy.fees == Policy().fees
    assert policy.sessions == pack("004-8").policy.sessions
    assert policy.family_cap == 3


def test_what_the_school_decided_itself_comes_back_where_the_pack_is_silent() -> None:
    first = from_pack(pack("004-1"), {"groups": {"most": 38}}, [], {})
    own = {"quality": {"anonymous": False}}
    second = from_pack(pack("003-6"), {"groups": {"most": 38}}, [first, own], {"family_cap": 5})
    versions = laid({"groups": {"most": 38}}, [(AUTUMN, first), (AUTUMN, own), (SPRING, second)])

    assert [policy.groups.most for _, policy in versions] == [38, 40, 40, 38]
    assert (versions[-1][1].quality.anonymous, versions[-1][1].family_cap) == (False, 5)


def test_a_version_remembers_its_pack_and_what_the_school_set() -> None:
    mark = mark_of(from_pack(pack("003-16"), {}, [], {"groups": {"most": 38}}))

    assert mark is not None
    assert (mark.id, mark.version, mark.own) == ("003-2", 1, ("groups.most",))
    assert mark_of({"family_cap": 1}) is None
