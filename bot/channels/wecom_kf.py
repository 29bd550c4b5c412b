"""The way to parents: kf/send_msg, and kf/send_msg_on_event for a welcome. (wecom.md 4b)"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.channels import keys
from bot.channels.account_book import AccountBook
from bot.channels.api import Api, Reply
from bot.channels.errors import ApiError, Unreachable, outcome_of
from bot.channels.lengths import fits, numbered, shorten_bytes, split
from care.messages import Address, Failed, Outcome, Outgoing, Sent
from storage.platform.accounts import KfAccount

TEXT, HEAD, ITEM = 2048, 1024, 128  # bytes
MOST_ITEMS = 10

Body = dict[str, Any]


class WecomKf:
    def __init__(self, api: Api, book: AccountBook) -> None:
        self._api = api
        self._book = book

    def send(self, message: Outgoing, address: Address, *, handle: str = "") -> Outcome:
        if message.grey:
            return Sent()  # A menu stays as it was sent: there is nothing to grey.
        account = self._book.kf(address.school_id, address.account)
        if account is None:
            return Failed("config:no customer-service account")
        try:
            if handle:
                return self._welcome(account, message, handle)
            return self._send_all(account, message, address)
        except (ApiError, Unreachable) as error:
            return outcome_of(error)

    def pieces(self, message: Outgoing) -> int:
        """At most five a parent's message: each piece counts."""
        return 0 if message.grey else len(list(_bodies(message))) + bool(message.picture)

    def _send_all(self, account: KfAccount, message: Outgoing, address: Address) -> Outcome:
        """Each piece has a msgid made from the message's key: a second attempt is the same message to the platform."""
        outcome: Outcome = Failed("bug:nothing to send")
        for piece, body in enumerate(self._bodies(account, message)):
            msgid = keys.kf_msgid(message.key, piece)
            envelope = {"touser": address.value, "open_kfid": account.open_kfid, "msgid": msgid, **body}
            outcome = _sent(self._api.post(account, "kf/send_msg", envelope), msgid)
        return outcome

    def _bodies(self, account: KfAccount, message: Outgoing) -> Iterator[Body]:
        if message.picture:
            media_id = self._api.upload_image(account, message.picture)
            yield {"msgtype": "image", "image": {"media_id": media_id}}
        yield from _bodies(message)

    def _welcome(self, account: KfAccount, message: Outgoing, code: str) -> Outcome:
        """One message within 20 seconds of the parent's coming in, and no window is open for a second."""
        body = {"msgtype": "text", "text": {"content": shorten_bytes(message.text, TEXT)}}
        if message.buttons:
            body = next((each for each in _bodies(message) if each["msgtype"] == "msgmenu"), body)
        msgid = keys.kf_msgid(message.key)
        return _sent(self._api.post(account, "kf/send_msg_on_event", {"code": code, "msgid": msgid, **body}), msgid)


def _bodies(message: Outgoing) -> Iterator[Body]:
    """A menu where there are buttons for one; long words go ahead of it as text."""
    if not message.buttons:
        yield from _texts(message.text)
        return
    if not _menu_holds(message):
        yield from _texts(numbered(message.text, [button.label for button in message.buttons]))
        return
    head = message.text
    if not fits(head, HEAD):
        yield from _texts(head)
        head = shorten_bytes(message.title or head.split("\n")[0], HEAD)
    items = [
        {"type": "click", "click": {"id": button.key, "content": shorten_bytes(button.label, ITEM)}}
        for button in message.buttons
    ]
    yield {"msgtype": "msgmenu", "msgmenu": {"head_content": head, "list": items}}


def _menu_holds(message: Outgoing) -> bool:
    return len(message.buttons) <= MOST_ITEMS and all(fits(button.key, ITEM) for button in message.buttons)


def _texts(text: str) -> Iterator[Body]:
    return ({"msgtype": "text", "text": {"content": piece}} for piece in split(text, TEXT) if piece)


def _sent(reply: Reply, msgid: str) -> Sent:
    """Errcode 0 is no delivery: msg_send_fail may still come, and names the msgid. (wecom.md 4b)"""
    return Sent(str(reply.get("msgid") or msgid))
