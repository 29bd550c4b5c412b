"""The repeat check: the same request JSON within its interval is answered and not shown again (wecom.md 3.2, 4a)."""

from __future__ import annotations

import json
from typing import Any

USUAL_SECONDS, MOST_SECONDS = 1800, 4 * 3600
MOST_REMEMBERED = 10_000
Body = dict[str, Any]


class Repeats:
    """What was sent of late, and what was answered. Times are handed in, in seconds of the shown clock."""

    def __init__(self) -> None:
        self._recent: dict[str, tuple[float, Body]] = {}

    def earlier(self, body: Body, now: float) -> Body | None:
        """The answer to the same request, where it asks for the check and falls within the interval."""
        if body.get("enable_duplicate_check") != 1:
            return None
        interval = min(int(body.get("duplicate_check_interval") or USUAL_SECONDS), MOST_SECONDS)
        at, reply = self._recent.get(_fingerprint(body), (float("-inf"), {}))
        return reply if 0 <= now - at < interval else None

    def remember(self, body: Body, reply: Body, now: float) -> None:
        self._recent[_fingerprint(body)] = now, reply
        if len(self._recent) > MOST_REMEMBERED:
            for oldest in list(self._recent)[: MOST_REMEMBERED // 2]:
                del self._recent[oldest]


def _fingerprint(body: Body) -> str:
    return json.dumps(body, sort_keys=True, ensure_ascii=False)
