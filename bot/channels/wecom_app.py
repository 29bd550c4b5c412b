"""The staff app's way out: message/send and update_template_card. (wecom.md 3.2 to 3.4)"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.channels import cards, keys
from bot.channels.account_book import AccountBook
from bot.channels.api import Api, Reply
from bot.channels.errors import ApiError, Trouble, Unreachable, outcome_of
from bot.channels.lengths import numbered, split
from care.messages import Address, Failed, Outcome, Outgoing, Sent
from storage.platform.accounts import AppAccount

TEXT = 2048  # bytes; the platform cuts the rest off
UNREACHED = ("invaliduser", "unlicenseduser")

Body = dict[str, Any]


class WecomApp:
    """Sends to one member at a time: a failure then has one name."""

    def __init__(self, api: Api, book: AccountBook) -> None:
        self._api = api
        self._book = book

    def send(self, message: Outgoing, address: Address, *, handle: str = "") -> Outcome:
        account = self._book.app(address.school_id)
        if account is None:
            return Failed("config:no app account")
        try:
            if message.grey:
                return self._grey(account, message, address, handle)
            return self._send_all(account, message, address)
        except (ApiError, Unreachable) as error:
            return outcome_of(error)

    def pieces(self, message: Outgoing) -> int:
        return 0 if message.grey else len(list(_bodies(message, task_id=""))) + bool(message.picture)

    def _send_all(self, account: AppAccount, message: Outgoing, address: Address) -> Outcome:
        """Text before card, so that the last reply is the card's. A piece sent again after a failure is swallowed."""
        outcome: Outcome = Failed("bug:nothing to send")
        for piece, body in enumerate(self._bodies(account, message)):
            envelope: Body = {
                "touser": address.value,
                "agentid": account.agent_id,
                **body,
                "enable_duplicate_check": 1,
                "duplicate_check_interval": keys.check_interval(message.key, piece),
            }
            outcome = _outcome(self._api.post(account, "message/send", envelope))
            if not isinstance(outcome, Sent):
                break
        return outcome

    def _bodies(self, account: AppAccount, message: Outgoing) -> Iterator[Body]:
        if message.picture:
            media_id = self._api.upload_image(account, message.picture)
            yield {"msgtype": "image", "image": {"media_id": media_id}}
        yield from _bodies(message, task_id=keys.task_id(account.school_id, message.key))

    def _grey(self, account: AppAccount, message: Outgoing, address: Address, handle: str) -> Outcome:
        """A code that is used up or too old is no loss: the next press is answered in words. (wecom.md 3.4, 60140)"""
        if not handle:
            return Failed("drop:no response code")
        body = cards.greying(address.value, account.agent_id, handle, message.grey)
        return _outcome(self._api.post(account, "message/update_template_card", body))


def _bodies(message: Outgoing, *, task_id: str) -> Iterator[Body]:
    if not message.buttons:
        yield from _texts(message.text)
    elif not cards.holds(message):
        yield from _texts(numbered(message.text, [button.label for button in message.buttons]))
    else:
        with_text = cards.holds_text(message.text)
        if not with_text:
            yield from _texts(message.text)
        card = cards.button_card(message, task_id=task_id, with_text=with_text)
        yield {"msgtype": "template_card", "template_card": card}


def _texts(text: str) -> Iterator[Body]:
    return ({"msgtype": "text", "text": {"content": piece}} for piece in split(text, TEXT) if piece)


def _outcome(reply: Reply) -> Outcome:
    """Errcode 0 can still name the member as not reached. (wecom.md 3.2)"""
    for field in UNREACHED:
        if reply.get(field):
            return Failed(f"{Trouble.TARGET}:{field}")
    return Sent(str(reply.get("msgid") or ""), str(reply.get("response_code") or ""))
