"""The platform's API with a token in hand: renewed once where it is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import structlog

from bot.channels.errors import ApiError, Trouble
from bot.channels.tokens import Credentials, Tokens
from bot.channels.transport import Transport

log = structlog.get_logger()
Reply = dict[str, Any]


class Api:
    def __init__(self, transport: Transport, tokens: Tokens) -> None:
        self._transport = transport
        self._tokens = tokens

    def post(self, who: Credentials, path: str, body: Mapping[str, Any]) -> Reply:
        return self._with_token(who, lambda query: self._transport.post(path, query, body))

    def get(self, who: Credentials, path: str, query: Mapping[str, str]) -> Reply:
        return self._with_token(who, lambda token: self._transport.get(path, token | dict(query)))

    def upload_image(self, who: Credentials, picture: bytes) -> str:
        """The media id of a picture, good for three days. (wecom.md 3.6)"""
        name, kind = ("picture.png", "image/png") if picture[:4] == b"\x89PNG" else ("picture.jpg", "image/jpeg")
        reply = self._with_token(
            who,
            lambda query: self._transport.upload(
                "media/upload", query | {"type": "image"}, name=name, content=picture, kind=kind
            ),
        )
        return str(reply.get("media_id", ""))

    def _with_token(self, who: Credentials, call: Callable[[dict[str, str]], Reply]) -> Reply:
        """A token may die early: fetched again once. A second refusal is a setting that is wrong. (wecom.md 3.1)"""
        token = self._tokens.get(who)
        try:
            return call({"access_token": token})
        except ApiError as error:
            if error.trouble is not Trouble.TOKEN:
                raise
        return call({"access_token": self._tokens.renew(who, token)})
