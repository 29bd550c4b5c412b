"""The push to parents: 学校通知 of 家校沟通, externalcontact/message/send. (wecom.md 4a)

One way only: no card, no menu, and what a parent answers there reaches nobody. It goes to followers within the
app's scope, whether or not they ever wrote to us.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.channels import keys
from bot.channels.account_book import AccountBook
from bot.channels.api import Api, Reply
from bot.channels.errors import ApiError, Trouble, Unreachable, outcome_of
from bot.channels.lengths import fits, split
from care.messages import Address, Failed, Outcome, Outgoing, Sent
from care.wording.school_notice import answer_in_service
from storage.platform.accounts import AppAccount

TEXT = 2048  # bytes
TO_PARENTS = 0  # recv_scope
LONGEST_NAME = "校" * 100  # as long as a school's name may be (storage/schools.py)

Body = dict[str, Any]


class SchoolNotice:
    """Sends as the staff app does, with its secret and agent id, and to one parent at a time."""

    def __init__(self, api: Api, book: AccountBook) -> None:
        self._api = api
        self._book = book

    def send(self, message: Outgoing, address: Address, *, handle: str = "") -> Outcome:
        if message.grey:
            return Sent()  # Buttons were written out as words: there is nothing to grey.
        account = self._book.app(address.school_id)
        if account is None:
            return Failed("config:no app account")
        try:
            return self._send_all(account, message, address)
        except (ApiError, Unreachable) as error:
            return outcome_of(error)

    def pieces(self, message: Outgoing) -> int:
        return 0 if message.grey else len(_texts(message, "")) + bool(message.picture)

    def _send_all(self, account: AppAccount, message: Outgoing, address: Address) -> Outcome:
        """A piece sent again after a failure is the same request, which the platform swallows."""
        outcome: Outcome = Failed("bug:nothing to send")
        for piece, body in enumerate(self._bodies(account, message)):
            envelope: Body = {
                "recv_scope": TO_PARENTS,
                "to_parent_userid": [address.value],
                "agentid": account.agent_id,
                **body,
                "enable_duplicate_check": 1,
                "duplicate_check_interval": keys.check_interval(message.key, piece),
            }
            outcome = _outcome(self._api.post(account, "externalcontact/message/send", envelope))
            if not isinstance(outcome, Sent):
                break
        return outcome

    def _bodies(self, account: AppAccount, message: Outgoing) -> Iterator[Body]:
        if message.picture:
            media_id = self._api.upload_image(account, message.picture)
            yield {"msgtype": "image", "image": {"media_id": media_id}}
        for text in _texts(message, self._book.school_name(account.school_id)):
            yield {"msgtype": "text", "text": {"content": text}}


def _texts(message: Outgoing, school: str) -> list[str]:
    """The words, then where and what to answer. How many pieces it makes does not hang on the school's name."""
    pieces = [piece for piece in split(message.text, TEXT) if piece]
    if not message.buttons:
        return pieces
    labels = [button.label for button in message.buttons]
    if pieces and fits(f"{pieces[-1]}\n{answer_in_service(LONGEST_NAME, labels)}", TEXT):
        return [*pieces[:-1], f"{pieces[-1]}\n{answer_in_service(school, labels)}"]
    return [*pieces, answer_in_service(school, labels)]


def _outcome(reply: Reply) -> Outcome:
    """Errcode 0 can still name the parent as not reached: no follower, or outside the app's scope. (wecom.md 4a)"""
    if reply.get("invalid_parent_userid"):
        return Failed(f"{Trouble.TARGET}:invalid_parent_userid")
    return Sent(str(reply.get("msgid") or ""))
