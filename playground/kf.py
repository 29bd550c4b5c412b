"""微信客服 as the platform keeps it (wecom.md 4b): the bell, `sync_msg`, sending within the window, welcome codes."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from playground import bodies
from playground.chats import Message
from playground.config import Phone
from playground.errors import ApiError
from playground.kf_menu import check_menu, menu_text
from playground.limits import Block
from playground.world import World

WINDOW = timedelta(hours=48)
MOST_IN_WINDOW = 5
KEPT = timedelta(days=3)
TOKEN_SECONDS = 600
WELCOME_SECONDS = 20
SYNC_WITHOUT_TOKEN = 30  # a minute; "strict" in the documents, the figure is ours
MOST_ITEMS = 1000
MSGID = re.compile(r"[0-9A-Za-z_-]{1,32}")
SENDABLE = frozenset({"text", "image", "voice", "video", "file", "link", "msgmenu"})
ORIGIN_CUSTOMER, ORIGIN_SYSTEM = 3, 4
NEW, BOT, POOL, HUMAN, ENDED = range(5)
MAY_TRANSFER = {NEW: (BOT, POOL, HUMAN), BOT: (POOL, HUMAN, ENDED), POOL: (HUMAN, ENDED), HUMAN: (POOL, HUMAN, ENDED)}


@dataclass
class Customer:
    """One parent's standing with the account: since when, and how much was sent since their last message."""

    last_at: str = ""
    sent: int = 0
    state: int = NEW
    servicer: str = ""
    welcomed_at: str = ""


class CustomerService:
    def __init__(self, world: World, ring: Callable[[str, str, int], None]) -> None:
        """`ring(token, external_userid, message_id)` delivers the bell to the school's door."""
        self._world = world
        self._ring = ring
        self._items: list[dict[str, Any]] = [item for _, item in world.store.load("kf_item")]
        self._customers = {key: Customer(**value) for key, value in world.store.load("customer")}
        self._sent = {message.msgid for message in world.chats.everything() if message.channel == "kf"}
        self._tokens: dict[str, float] = {}
        self._codes: dict[str, tuple[str, float]] = {}
        self._unasked = Block(SYNC_WITHOUT_TOKEN, 60)
        self._fetched = len(self._items)  # how far the school has read, to know when it is at rest

    @property
    def unread(self) -> int:
        """Items the school has not fetched yet."""
        return len(self._items) - self._fetched

    def customer(self, external_userid: str) -> Customer:
        return self._customers.setdefault(external_userid, Customer())

    def _keep(self, external_userid: str) -> None:
        self._world.store.save("customer", external_userid, asdict(self.customer(external_userid)))

    # What parents do

    def wrote(self, phone: Phone, message: Message, msgtype: str, own: dict[str, Any]) -> None:
        """A message of the customer: it opens the window again and revives an ended session."""
        customer = self.customer(phone.id)
        customer.last_at, customer.sent = self._world.now().isoformat(), 0
        customer.state = NEW if customer.state == ENDED else customer.state
        self._keep(phone.id)
        self._put(phone.id, {"origin": ORIGIN_CUSTOMER, "msgtype": msgtype, msgtype: own}, message.id)

    def entered(self, phone: Phone, scene: str, scene_param: str) -> None:
        """`welcome_code` only without message or welcome in the last 48 hours."""
        event = {"event_type": "enter_session", "scene": scene, "scene_param": scene_param, "wechat_channels": {}}
        customer = self.customer(phone.id)
        if not (self._is_fresh(customer.last_at) or self._is_fresh(customer.welcomed_at)):
            code = secrets.token_urlsafe(24)
            self._codes[code] = phone.id, self._world.clock.real() + WELCOME_SECONDS
            event["welcome_code"] = code
        self._put_event(phone.id, event)

    def _put_event(self, external_userid: str, event: dict[str, Any]) -> None:
        event = {"open_kfid": self._world.config.kf.open_kfid, "external_userid": external_userid} | event
        self._put(external_userid, {"origin": ORIGIN_SYSTEM, "msgtype": "event", "event": event}, 0)

    def _put(self, external_userid: str, own: dict[str, Any], message_id: int) -> None:
        item = {
            "msgid": secrets.token_urlsafe(16),
            "open_kfid": self._world.config.kf.open_kfid,
            "external_userid": external_userid,
            "send_time": int(self._world.now().timestamp()),
            **own,
        }
        if own["msgtype"] == "event":
            del item["external_userid"]  # Events name the customer inside.
        self._items.append(item)
        self._world.store.save("kf_item", len(self._items), item)
        token = secrets.token_urlsafe(24)
        self._tokens[token] = self._world.clock.real() + TOKEN_SECONDS
        self._ring(token, external_userid, message_id)

    def _is_fresh(self, at: str) -> bool:
        return bool(at) and self._world.now() - datetime.fromisoformat(at) <= WINDOW

    # What the school asks

    def sync(self, body: dict[str, Any], scopes: set[str]) -> dict[str, Any]:
        """Everything after the cursor; without one from three days back. Older items are gone."""
        self._check_account(body, scopes)
        self._check_sync_token(body.get("token") or "")
        limit = body.get("limit") or MOST_ITEMS
        if not isinstance(limit, int) or not 1 <= limit <= MOST_ITEMS:
            raise ApiError(40058, "limit")
        start = _position(body.get("cursor") or "")
        end = min(start + limit, len(self._items))
        oldest = (self._world.now() - KEPT).timestamp()
        kept = [item for item in self._items[start:end] if item["send_time"] >= oldest]
        self._fetched = max(self._fetched, end)
        more = int(end < len(self._items))
        return {"errcode": 0, "errmsg": "ok", "next_cursor": f"c{end:x}", "has_more": more, "msg_list": kept}

    def _check_sync_token(self, token: str) -> None:
        now = self._world.clock.real()
        if token:
            if self._tokens.get(token, 0.0) < now:
                raise ApiError(95007)
        elif not self._unasked.passes("sync", now):
            raise ApiError(45009, "sync_msg without token")

    def _check_account(self, body: dict[str, Any], scopes: set[str]) -> None:
        if "kf" not in scopes:
            raise ApiError(48007)
        if body.get("open_kfid") != self._world.config.kf.open_kfid:
            raise ApiError(95000)

    def send(self, body: dict[str, Any], scopes: set[str]) -> dict[str, Any]:
        self._check_account(body, scopes)
        phone = self._customer_phone(body.get("touser"))
        msgid = self._msgid(body)
        if msgid in self._sent:
            return {"errcode": 0, "errmsg": "ok", "msgid": msgid}
        content = self._content(body, SENDABLE)
        self._check_window(self.customer(phone.id))
        self.customer(phone.id).sent += 1
        self._keep(phone.id)
        self._arrive(phone, msgid, content)
        return {"errcode": 0, "errmsg": "ok", "msgid": msgid}

    def _customer_phone(self, external_userid: Any) -> Phone:
        phone = self._world.parent(str(external_userid or ""))
        if phone is None:
            raise ApiError(40096)
        return phone

    def _msgid(self, body: dict[str, Any]) -> str:
        """≤ 32 of `[0-9A-Za-z_-]`, unique for the account: a repeat is answered and not shown again."""
        msgid = body.get("msgid") or secrets.token_urlsafe(16)
        if not isinstance(msgid, str) or not MSGID.fullmatch(msgid):
            raise ApiError(40058, "msgid")
        return msgid

    def _content(self, body: dict[str, Any], allowed: frozenset[str]) -> bodies.Content:
        kind = body.get("msgtype")
        if kind not in allowed:
            raise ApiError(40008)
        if kind == "msgmenu":
            menu = check_menu(body.get("msgmenu"))
            return bodies.Content("menu", menu_text(menu), menu)
        content = (body.get("text") or {}).get("content") if kind == "text" else ""
        if kind == "text" and len(str(content or "").encode()) > bodies.TEXT_BYTES:
            raise ApiError(45002)
        return bodies.read(body, self._world.shelf, self._world.now())

    def _check_window(self, customer: Customer) -> None:
        """48 hours and five messages after each message of the customer; only in state 0 or 1."""
        if customer.state not in (NEW, BOT):
            raise ApiError(95018)
        if self._world.faults.take("window_shut") or not self._is_fresh(customer.last_at):
            raise ApiError(95002)
        if customer.sent >= MOST_IN_WINDOW:
            raise ApiError(95001)

    def _arrive(self, phone: Phone, msgid: str, content: bodies.Content) -> None:
        """errcode 0 is not delivery: a failure comes back as the event msg_send_fail."""
        self._sent.add(msgid)
        if self._world.faults.take("kf_fail"):
            self._put_event(phone.id, {"event_type": "msg_send_fail", "fail_msgid": msgid, "fail_type": 10})
            return
        at = self._world.now().isoformat()
        message = Message(phone.id, False, content.kind, at, content.text, content.body, msgid=msgid, channel="kf")
        self._world.chats.add(message)

    def send_on_event(self, body: dict[str, Any], scopes: set[str]) -> dict[str, Any]:
        """The welcome: one message, with a code that lives 20 s."""
        if "kf" not in scopes:
            raise ApiError(48007)
        code = str(body.get("code") or "")
        external_userid, until = self._codes.get(code, ("", 0.0))
        if until < self._world.clock.real():
            raise ApiError(95007)
        content = self._content(body, frozenset({"text", "msgmenu"}))
        msgid = self._msgid(body)
        del self._codes[code]
        self.customer(external_userid).welcomed_at = self._world.now().isoformat()
        self._keep(external_userid)
        self._arrive(self._customer_phone(external_userid), msgid, content)
        return {"errcode": 0, "errmsg": "ok", "msgid": msgid}

    def get_state(self, body: dict[str, Any], scopes: set[str]) -> dict[str, Any]:
        self._check_account(body, scopes)
        customer = self.customer(self._customer_phone(body.get("external_userid")).id)
        return {
            "errcode": 0,
            "errmsg": "ok",
            "service_state": customer.state,
            "servicer_userid": customer.servicer,
        }

    def change_state(self, body: dict[str, Any], scopes: set[str]) -> dict[str, Any]:
        """To 3 with a servicer; 4 cannot be left by the API."""
        self._check_account(body, scopes)
        phone = self._customer_phone(body.get("external_userid"))
        customer, wanted = self.customer(phone.id), body.get("service_state")
        if wanted not in MAY_TRANSFER.get(customer.state, ()):
            raise ApiError(95016)
        if wanted == HUMAN and self._world.member(str(body.get("servicer_userid") or "")) is None:
            raise ApiError(60253)
        customer.state, customer.servicer = wanted, str(body.get("servicer_userid") or "")
        self._keep(phone.id)
        return {"errcode": 0, "errmsg": "ok", "msg_code": secrets.token_urlsafe(16)}


def _position(cursor: Any) -> int:
    if not cursor:
        return 0
    if not isinstance(cursor, str) or not re.fullmatch(r"c[0-9a-f]{1,12}", cursor):
        raise ApiError(40058, "cursor")
    return int(cursor[1:], 16)
