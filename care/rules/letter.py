"""The letter to parents: items from the plan or in the school's own words; what is compulsory must be there. (C18)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from care.policy import Policy
from care.policy.quality import Told


@dataclass(frozen=True)
class Letter:
    """Items in the order they are read; `missing` are those that the plan makes compulsory and nobody wrote."""

    title: str
    items: tuple[tuple[Told, str], ...]
    missing: tuple[Told, ...]


def compose(policy: Policy, known: Mapping[Told, str]) -> Letter:
    """`known` is what the record says (times, places, names). The school's own words win."""
    own = {one.told: one.text for one in policy.letter_texts if one.text.strip()}
    texts = {told: own.get(told) or known.get(told, "") for told in Told}
    items = tuple((told, text) for told, text in texts.items() if text.strip())
    missing = tuple(told for told in policy.quality.told if not texts[told].strip())
    return Letter(policy.quality.letter, items, missing)
