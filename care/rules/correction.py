"""Which notices turned wrong: figures of the past that the ledger tells otherwise now. (promise 7; C57)"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from care.rules.custody import Event, Move


def turned_wrong(entered: Iterable[Event], told_at: datetime) -> list[Event]:
    """Of what was written since, the events about the time before: late entries, and what undid a call or a release.

    A child that left since then makes no notice wrong: it was right when it was told.
    """
    return [event for event in entered if _written(event) > told_at and _is_about_the_past(event, told_at)]


def _is_about_the_past(event: Event, told_at: datetime) -> bool:
    undoes = event.kind is Move.UNCALLED or (event.kind is Move.RETURNED and event.ref is not None)
    return undoes or event.at < told_at


def _written(event: Event) -> datetime:
    return event.entered_at or event.at
