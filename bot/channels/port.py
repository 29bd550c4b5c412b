"""What every channel offers, so that delivery knows no platform."""

from __future__ import annotations

from typing import Protocol

from care.messages import Address, Outcome, Outgoing


class Channel(Protocol):
    """One platform's way out."""

    def send(self, message: Outgoing, address: Address, *, handle: str = "") -> Outcome:
        """Send one message. `handle` is a reply handle that works once and runs out: the response code of the
        card that is to be greyed, or the welcome code of a parent who has just opened the chat."""
        ...

    def pieces(self, message: Outgoing) -> int:
        """How many of the platform's messages this one takes: they count against its limits. (wecom.md 5)"""
        ...
