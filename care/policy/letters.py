"""What the letter to parents says that no other setting knows, in the school's own words. (C18)"""

from __future__ import annotations

from dataclasses import dataclass

from care.policy.quality import Told


@dataclass(frozen=True)
class LetterText:
    """One item of the letter (告家长书): method, safety, fee and whatever the record does not answer."""

    told: Told
    text: str
