"""The doors of WeChat Work: `/wecom/<school>/app` for staff, `/wecom/<school>/kf` for parents.

A callback is checked, kept and acknowledged; nothing is answered here. Anything wrong is a 4xx and leaves no
trace but a line that says why. When the database fails the answer is 503 and the platform delivers again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import structlog
from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from bot import metrics
from bot.channels import app_events, xml
from bot.channels.account_book import AccountBook, Door
from bot.channels.crypto import BadCallback
from bot.channels.envelope import Opened, open_echo, open_post
from bot.house import House
from care.messages import Inbound
from storage import inbox, kf
from storage.inbox import Receipt

log = structlog.get_logger()
ACKNOWLEDGED: Final = ("", 200)


def make_doors(house: House) -> Blueprint:
    doors = _Doors(house, AccountBook(house.sessions))
    blueprint = Blueprint("doors", __name__)
    for name, greet, take in (("app", doors.greet_app, doors.take_app), ("kf", doors.greet_kf, doors.take_kf)):
        path = f"/wecom/<school>/{name}"
        blueprint.add_url_rule(path, f"greet_{name}", greet, methods=["GET"], provide_automatic_options=False)
        blueprint.add_url_rule(path, f"take_{name}", take, methods=["POST"], provide_automatic_options=False)
    blueprint.register_error_handler(BadCallback, _refuse)
    blueprint.register_error_handler(SQLAlchemyError, _fail)
    return blueprint


@dataclass(frozen=True)
class _Doors:
    house: House
    book: AccountBook

    def greet_app(self, school: str) -> ResponseReturnValue:
        return self._echo(self._app_door(school))

    def greet_kf(self, school: str) -> ResponseReturnValue:
        return self._echo(self._kf_door(school))

    @metrics.callback_time.time()
    def take_app(self, school: str) -> ResponseReturnValue:
        """A message or act of a colleague: one row, then a ring. (design.md, stops 1 to 3)"""
        door = self._app_door(school)
        inbound = app_events.read(self._open(door), school)
        if inbound is None:
            metrics.callbacks.labels("app", "ignored").inc()
            return ACKNOWLEDGED
        return self._keep(door, inbound)

    @metrics.callback_time.time()
    def take_kf(self, school: str) -> ResponseReturnValue:
        """Only says that an account has something new: kept until somebody fetched it. (wecom.md 2.6)"""
        door = self._kf_door(school)
        opened = self._open(door)
        open_kfid = xml.text_of(opened.content, "OpenKfId")
        if xml.text_of(opened.content, "Event") != "kf_msg_or_event" or open_kfid not in door.open_kfids:
            metrics.callbacks.labels("kf", "ignored").inc()
            return ACKNOWLEDGED
        return self._keep_bell(kf.Account(door.school_id, open_kfid), opened)

    def _keep(self, door: Door, inbound: Inbound) -> ResponseReturnValue:
        with self.house.sessions.single() as connection:
            receipt = inbox.receive(connection, door.school_id, inbound, now=self.house.now())
        metrics.callbacks.labels("app", receipt).inc()
        if receipt is Receipt.REPLAY:
            raise BadCallback(403, "replay")
        if receipt is Receipt.NEW:
            self.house.bell.answer([inbox.sender_key(door.school_id, inbound.channel, inbound.sender)])
        return ACKNOWLEDGED

    def _keep_bell(self, account: kf.Account, opened: Opened) -> ResponseReturnValue:
        token = xml.text_of(opened.content, "Token")
        with self.house.sessions.single() as connection:
            new = kf.ring(connection, account, token=token, nonce=opened.nonce, now=self.house.wall())
        metrics.callbacks.labels("kf", Receipt.NEW if new else Receipt.REPLAY).inc()
        if not new:
            raise BadCallback(403, "replay")
        self.house.bell.pull(str(account))
        return ACKNOWLEDGED

    def _app_door(self, school: str) -> Door:
        return _known(self.book.app_door(school))

    def _kf_door(self, school: str) -> Door:
        return _known(self.book.kf_door(school))

    def _open(self, door: Door) -> Opened:
        return open_post(request.get_data(cache=False), request.args, door.cipher, clock=self._clock())

    def _echo(self, door: Door) -> ResponseReturnValue:
        """Bare text, no newline. (wecom.md 1.2)"""
        return open_echo(request.args, door.cipher, clock=self._clock()), 200, {"Content-Type": "text/plain"}

    def _clock(self) -> float:
        return self.house.wall().timestamp()


def _known(door: Door | None) -> Door:
    if door is None:
        raise BadCallback(404, "no such door")
    return door


def _refuse(refused: BadCallback) -> ResponseReturnValue:
    metrics.callbacks.labels("any", "refused").inc()
    log.info("callback refused", path=request.path, why=refused.why, status=refused.status)
    return "", refused.status


def _fail(error: SQLAlchemyError) -> ResponseReturnValue:
    metrics.callbacks.labels("any", "failed").inc()
    log.error("callback not kept", path=request.path, error=type(error).__name__)
    return "", 503
