"""What a sending carries so that the platform can tell a repeat from a second message.

All are made from the message's key, so that every attempt at one message carries the same.
"""

from __future__ import annotations

import base64
import hashlib
import re

_UNSAFE = re.compile(r"[^0-9A-Za-z_@-]+")
SHORTEST_CHECK, LONGEST_CHECK = 1800, 14400  # seconds (wecom.md 3.2)


def kf_msgid(key: str, piece: int = 0) -> str:
    """32 characters of [0-9A-Za-z_-], unique for each customer-service account. (wecom.md 4b)"""
    return base64.urlsafe_b64encode(_digest(key, piece)[:24]).decode()


def task_id(school_id: int, key: str) -> str:
    """A card's task id: [0-9A-Za-z_@-], at most 128 bytes, never used twice in an app. (wecom.md 3.3)"""
    readable = _UNSAFE.sub("-", key).strip("-")[:80]
    return f"{readable}-{_digest(f'{school_id}/{key}', 0).hex()[:16]}"


def check_interval(key: str, piece: int = 0) -> int:
    """For how long the platform is to swallow a repeat of this request.

    It compares whole requests, so an interval of its own makes two messages of equal words two requests: the
    same question asked twice is answered twice, and only a second attempt at one answer is swallowed.
    """
    return SHORTEST_CHECK + int.from_bytes(_digest(key, piece)[:4], "big") % (LONGEST_CHECK - SHORTEST_CHECK)


def _digest(key: str, piece: int) -> bytes:
    return hashlib.sha256(f"{key}#{piece}".encode()).digest()
