"""Agreements: a text with variables, filled in, and known by its hash. (C26, L-15)"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from care.policy import Policy

VARIABLES = frozenset({"school", "child", "class", "guardian", "relation", "sessions", "weekdays", "since", "name"})
_HOLE = re.compile(r"\{(\w*)\}")


def unknown(template: str) -> list[str]:
    """Variables of a template that nobody can fill in."""
    return sorted(set(_HOLE.findall(template)) - VARIABLES)


def filled(template: str, values: Mapping[str, str]) -> str:
    """The text to sign. Raises KeyError for a variable without a value: a half-filled text is signed by nobody."""
    return _HOLE.sub(lambda hole: values[hole[1]], template)


def mark(text: str) -> str:
    """The version of a text: its hash. Line ends and blanks at the end make no other version."""
    even = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.sha256(even.encode()).hexdigest()


def lacking(wanted: Collection[str], signed: Collection[str]) -> list[str]:
    """Who has not signed yet, in the plan's order. The school's seal stands on paper."""
    return [signer for signer in wanted if signer not in signed and signer != "school"]


def with_undertaking(policy: Policy) -> Policy:
    """A plan whose families sign a pickup undertaking has it signed like an agreement. (C26; 003-10.13)

    Where there is an agreement as well, the undertaking stands in its text (handlers/enrolment/agreeing_text.py).
    """
    title, agreement = policy.pickup.undertaking, policy.enrolment.agreement
    if not title or agreement.required:
        return policy
    signed = replace(agreement, required=True, name=title)
    return replace(policy, enrolment=replace(policy.enrolment, agreement=signed))
