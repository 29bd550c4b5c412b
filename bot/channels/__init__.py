"""The platforms: one file each for what comes in and what goes out."""

from __future__ import annotations

from collections.abc import Mapping

import redis
import structlog

from bot.channels.account_book import AccountBook
from bot.channels.api import Api
from bot.channels.errors import Trouble
from bot.channels.port import Channel
from bot.channels.school_notice import SchoolNotice
from bot.channels.shared import Shared
from bot.channels.tokens import Tokens
from bot.channels.transport import OFFICIAL, Transport
from bot.channels.wecom_app import WecomApp
from bot.channels.wecom_kf import WecomKf
from care.messages import Address, Failed, Outcome, Outgoing
from storage.db import Sessions

log = structlog.get_logger()
LOUD = (Trouble.CONFIG, Trouble.TOKEN, Trouble.BUG)  # what a person must set right

__all__ = ["Channels", "make_api", "make_channels"]


class Channels:
    """Sends a message by the channel that its address names."""

    def __init__(self, channels: Mapping[str, Channel]) -> None:
        self._channels = channels

    def send(self, message: Outgoing, address: Address, *, handle: str = "") -> Outcome:
        channel = self._channels.get(address.channel)
        if channel is None:
            return Failed("config:no such channel")
        outcome = channel.send(message, address, handle=handle)
        if isinstance(outcome, Failed) and outcome.why.split(":")[0] in LOUD:
            log.error(
                "the platform refuses to send", channel=address.channel, school=address.school_id, why=outcome.why
            )
        return outcome

    def pieces(self, message: Outgoing, channel: str) -> int:
        """How many of the platform's messages this one takes there."""
        known = self._channels.get(channel)
        return known.pieces(message) if known else 0


def make_api(connection: redis.Redis | None, base: str = OFFICIAL) -> Api:
    """The one API client of a process."""
    transport = Transport(base)
    return Api(transport, Tokens(transport, Shared(connection)))


def make_channels(sessions: Sessions, api: Api) -> Channels:
    book = AccountBook(sessions)
    return Channels(
        {"wecom_app": WecomApp(api, book), "wecom_kf": WecomKf(api, book), "school_notice": SchoolNotice(api, book)}
    )
