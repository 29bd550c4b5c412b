"""What the school calls: `/cgi-bin/…` with its tokens, limits, faults and record (wecom.md 3, 4b, 5)."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from playground.errors import ApiError, ServerFault
from playground.journal import Journal
from playground.kf import CustomerService
from playground.kf_accounts import KfAccounts
from playground.limits import Block
from playground.school_contacts import SchoolContacts
from playground.school_notices import SchoolNotices
from playground.staff_app import StaffApp
from playground.tokens import Tokens
from playground.world import World

log = logging.getLogger(__name__)
API_A_MINUTE = 10_000  # any one API, per corp (wecom.md 5)
UNCOUNTED = frozenset({"message/send", "gettoken"})
Handler = Callable[[dict[str, Any], set[str]], dict[str, Any]]


class Api:
    """Every call goes through here, from Flask or straight from a test."""

    def __init__(self, world: World, app: StaffApp, kf: CustomerService, journal: Journal) -> None:
        self._world = world
        self._app = app
        self._kf = kf
        self._journal = journal
        self._tokens = Tokens(world.config, world.clock.real)
        self._limits = Block(API_A_MINUTE, 60)
        self._routes = self._table()
        self.last_call = time.monotonic()

    def _table(self) -> dict[str, Handler]:
        accounts, contacts = KfAccounts(self._world), SchoolContacts(self._world)
        return {
            "message/send": self._app.send,
            "message/update_template_card": self._app.update_card,
            "message/recall": self._app.recall,
            "externalcontact/message/send": SchoolNotices(self._world).send,
            "school/department/list": contacts.departments,
            "school/user/list_parent": contacts.parents,
            "kf/send_msg": self._kf.send,
            "kf/send_msg_on_event": self._kf.send_on_event,
            "kf/sync_msg": self._kf.sync,
            "kf/service_state/get": self._kf.get_state,
            "kf/service_state/trans": self._kf.change_state,
            "kf/account/list": accounts.listed,
            "kf/add_contact_way": accounts.contact_way,
            "kf/customer/batchget": accounts.customers,
            "getcallbackip": lambda body, scopes: {"errcode": 0, "errmsg": "ok", "ip_list": ["127.0.0.1"]},
            "get_api_domain_ip": lambda body, scopes: {"errcode": 0, "errmsg": "ok", "ip_list": ["127.0.0.1"]},
        }

    def call(self, path: str, query: dict[str, str], body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Answer one call of `/cgi-bin/<path>`; `ServerFault` where an HTTP 500 was asked for."""
        return self.answered(path, query, body or {}, lambda: self._answer(path, query, body or {}))

    def answered(
        self, path: str, query: dict[str, str], body: dict[str, Any], answer: Callable[[], dict[str, Any]]
    ) -> dict[str, Any]:
        """Faults before, the record after, refusals as errcodes."""
        started = time.monotonic()
        try:
            self._strike(path, query.get("access_token", ""))
            reply = answer()
        except ApiError as refusal:
            reply = refusal.body()
        except (AttributeError, KeyError, TypeError, ValueError):
            log.exception("malformed request to %s", path)  # The platform answers such a body with a code, too.
            reply = ApiError(40058).body()
        except ServerFault:
            self._note(path, body, {"errcode": 500, "errmsg": "HTTP 500"}, started)
            raise
        self._note(path, body, reply, started)
        return reply

    def _answer(self, path: str, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
        if path == "gettoken":
            return self._tokens.issue(query.get("corpid", ""), query.get("corpsecret", ""))
        scopes = self._tokens.scopes_of(query.get("access_token", ""))
        if path not in self._routes:
            raise ApiError(40035, f"unknown api {path}")
        with self._world.lock, self._world.store.batch():
            if path not in UNCOUNTED and not self._limits.passes(path, self._world.clock.real()):
                raise ApiError(45009)
            return self._routes[path](body, scopes)

    def _strike(self, path: str, token: str) -> None:
        slow = self._world.faults.take("slow", path)
        if slow:
            time.sleep(slow.seconds)
        if self._world.faults.take("http_500", path):
            raise ServerFault(path)
        if self._world.faults.take("busy", path):
            raise ApiError(-1)
        if token and self._world.faults.take("token_expired", path):
            self._tokens.expire(token)
            raise ApiError(42001)

    def _note(self, path: str, body: dict[str, Any], reply: dict[str, Any], started: float) -> None:
        self.last_call = time.monotonic()
        self._journal.note(
            direction="api",
            path=path,
            at=self._world.clock.now().isoformat(),
            errcode=reply.get("errcode", 0),
            ms=round((time.monotonic() - started) * 1000, 1),
            what=str(body.get("msgtype") or ""),
            who=_who(body),
            attempt=1,
            why="" if reply.get("errmsg") == "ok" else str(reply.get("errmsg", "")),
        )

    def upload(self, query: dict[str, str], name: str, mime: str, content: bytes) -> dict[str, Any]:
        """`media/upload`: the one call that is not JSON."""
        kind = query.get("type", "")

        def answer() -> dict[str, Any]:
            self._tokens.scopes_of(query.get("access_token", ""))
            with self._world.lock, self._world.store.batch():
                return self._world.shelf.upload(kind, name, mime, content, now=self._world.clock.now())

        return self.answered("media/upload", query, {"msgtype": kind}, answer)

    def download(self, query: dict[str, str]) -> tuple[str, str, bytes] | dict[str, Any]:
        """`media/get`: name, type and bytes, or a refusal."""
        found: list[tuple[str, str, bytes]] = []

        def answer() -> dict[str, Any]:
            self._tokens.scopes_of(query.get("access_token", ""))
            media, content = self._world.shelf.get(query.get("media_id", ""), now=self._world.clock.now())
            found.append((media.name, media.mime, content))
            return {"errcode": 0, "errmsg": "ok"}

        reply = self.answered("media/get", query, {}, answer)
        return found[0] if found else reply


def _who(body: dict[str, Any]) -> str:
    """Whom a call is about, for the log."""
    listed = body.get("userids") or body.get("to_parent_userid") or ()
    return str(body.get("touser") or "|".join(map(str, listed)))
