"""What the house says about itself at `/readyz`: whether anything still waits there."""

from __future__ import annotations

import requests

AGES = ("oldest_unanswered", "oldest_unsent", "oldest_bell")  # seconds; 0 where nothing waits


def is_busy(house: str) -> bool:
    """False as well where nobody answers: then only what passes the stand-in can be watched."""
    if not house:
        return False
    try:
        condition = requests.get(f"{house}/readyz", timeout=2).json()
        return any((condition.get(age) or 0) > 0 for age in AGES)
    except (requests.RequestException, ValueError, AttributeError, TypeError):
        return False
