"""A draw that anybody can run again. (C23)"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from care.rules.draw import Draw, commitment, faults, from_json, order, to_json

ENTRIES = st.dictionaries(st.integers(1, 10**6).map(str), st.integers(0, 3), max_size=20)


def draw(seed: str, entries: dict[str, int]) -> Draw:
    return Draw("evening", commitment(seed), entries, 2, seed, tuple(order(seed, entries)))


def test_the_order_is_the_one_that_the_documented_formula_gives() -> None:
    """As a parent would do it, with nothing but sha256."""
    seed, entries = "春天", ["101", "102", "103", "104"]
    by_hand = sorted(entries, key=lambda one: hashlib.sha256(f"{seed}\n{one}".encode()).hexdigest())

    assert order(seed, dict.fromkeys(entries, 0)) == by_hand


@given(st.text(min_size=1), ENTRIES)
def test_a_draw_that_was_told_as_it_was_holds_and_survives_its_file(seed: str, entries: dict[str, int]) -> None:
    told = draw(seed, entries)

    assert faults(told) == []
    assert from_json(json.loads(json.dumps(to_json(told)))) == told


@given(st.text(min_size=1), ENTRIES)
def test_priority_comes_first_whatever_the_seed(seed: str, entries: dict[str, int]) -> None:
    tiers = [entries[one] for one in order(seed, entries)]

    assert tiers == sorted(tiers)


def test_another_seed_or_another_order_is_found() -> None:
    told = draw("seed", {"1": 0, "2": 0, "3": 0})

    assert faults(replace(told, seed="other"))[0] == "the seed is not the one that was committed to"
    assert faults(replace(told, order=told.order[::-1])) == ["the order does not follow from the seed"]
    assert faults(replace(told, seed="")) == ["the seed is not told yet"]
