"""Settings as TOML and JSON carry them become the plan's values, and back. (C01)"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.acts import CareSession
from care.policy import Cutoff, Policy, SessionPlan, policy_of
from care.policy.plain import Fen, Unreadable, plain, read
from care.policy.setting import leaves
from care.policy.versions import put

NAMES = sorted(
    {step for leaf in leaves(Policy()) for step in leaf.path.split(".")} | {"at", "session", "item", "event"}
)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Inner:
    name: str
    colour: Colour = Colour.RED
    price: Fen | None = None


@dataclass(frozen=True)
class Outer:
    count: int = 1
    open: bool = False
    share: Decimal = Decimal("0.5")
    since: date | None = None
    at: time = time(8)
    kind: Literal["a", "b"] = "a"
    inner: Inner = Inner("first", Colour.BLUE, Fen(100))
    many: tuple[Inner, ...] = ()
    pair: tuple[int, int] = (1, 2)
    days: frozenset[int] = frozenset()
    table: dict[str, tuple[int, ...]] = field(default_factory=dict)


def test_toml_is_read_into_nested_values() -> None:
    written = tomllib.loads("""
        count = 3
        open = true
        share = "0.08"
        since = 2022-03-01
        at = 10:00:00
        kind = "b"
        days = [1, 5]
        table = { first = [1, 2] }
        many = [{ name = "x", price = "149.99" }, { name = "y", colour = "blue", price = 8 }]
        [inner]
        name = "second"
    """)

    assert read(Outer, written) == Outer(
        count=3,
        open=True,
        share=Decimal("0.08"),
        since=date(2022, 3, 1),
        at=time(10),
        kind="b",
        inner=Inner("second", Colour.BLUE, Fen(100)),
        many=(Inner("x", price=Fen(14999)), Inner("y", Colour.BLUE, Fen(800))),
        days=frozenset({1, 5}),
        table={"first": (1, 2)},
    )


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ({"count": "many"}, "count"),
        ({"count": 1.5}, "count"),
        ({"open": "perhaps"}, "open"),
        ({"at": "25:00"}, "at"),
        ({"since": "yesterday"}, "since"),
        ({"kind": "c"}, "kind"),
        ({"pair": [1]}, "pair"),
        ({"many": "x"}, "many"),
        ({"many": [{"name": "x"}, {"colour": "red"}]}, "many[1].name"),
        ({"many": [{"name": "x", "colour": "green"}]}, "many[0].colour"),
        ({"many": [{"name": "x", "price": "1.234"}]}, "many[0].price"),
        ({"inner": {"nmae": "x"}}, "inner.nmae"),
        ({"inner": 3}, "inner"),
        ({"cuont": 1}, "cuont"),
    ],
)
def test_an_error_names_the_field(written: dict[str, Any], where: str) -> None:
    with pytest.raises(Unreadable, match=f"^setting {re.escape(where)}:") as error:
        read(Outer, written)
    assert error.value.where == where


def test_what_is_written_reads_back_equal() -> None:
    value = Outer(
        since=date(2022, 3, 1),
        inner=Inner("first"),
        many=(Inner("x", price=Fen(801)),),
        table={"a": (1,)},
        days=frozenset({3, 1}),
    )

    for sparse in (False, True):
        assert read(Outer, json.loads(json.dumps(plain(value, sparse=sparse)))) == value


def test_what_is_as_by_default_is_left_out() -> None:
    assert plain(Outer(count=2, inner=Inner("first", Colour.BLUE, Fen(5))), sparse=True) == {
        "count": 2,
        "inner": {"price": "0.05"},
    }
    assert plain(Policy(), sparse=True) == {}


def test_a_schools_settings_come_as_text_from_a_sheet() -> None:
    policy = policy_of({"duty_notice_at": "9:05", "roll_late_minutes": "12", "roll_per_lesson": "是", "theirs": 1})

    assert (policy.duty_notice_at, policy.roll_late_minutes, policy.roll_per_lesson) == (time(9, 5), 12, True)


def test_a_schools_own_sessions_and_cutoffs_are_read() -> None:
    policy = policy_of(
        {
            "sessions": [{"session": "noon", "label": "午托", "start": "11:10", "end": "13:30", "weekdays": [1, 2]}],
            "cutoffs": [{"change": "pickup", "minutes": 30, "at": "end"}, {"change": "leave", "minutes": 60}],
        }
    )

    assert policy.sessions == (SessionPlan(CareSession.NOON, "午托", time(11, 10), time(13, 30), 1, (1, 2)),)
    assert [(one.minutes, one.at_end) for one in policy.cutoffs] == [(30, True), (60, False)]
    assert isinstance(policy.cutoffs[0], Cutoff)


SCRAPS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["1e999999", "25:00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), SCRAPS, max_size=4))
def test_whatever_a_file_holds_is_read_or_refused(written: dict[str, Any]) -> None:
    try:
        policy = policy_of(written)
    except ValueError:
        return
    assert policy_of(json.loads(json.dumps(plain(policy, sparse=True)))) == policy


@settings(deadline=None)
@given(st.sampled_from(sorted(leaf.path for leaf in leaves(Policy()))), SCRAPS)
def test_a_setting_with_any_value_is_read_or_refused_by_its_name(path: str, value: Any) -> None:
    written: dict[str, Any] = {}
    put(written, path, value)
    try:
        policy, refused = policy_of(written), ""
    except ValueError as error:
        policy, refused = Policy(), str(error)

    assert not refused or path.split(".")[0] in refused
    assert policy_of(json.loads(json.dumps(plain(policy, sparse=True)))) == policy
