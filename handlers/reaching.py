"""What somebody's coming opens: a message of a parent lets go what was held for them. (wecom.md 4b)"""

from __future__ import annotations

from care.messages import Inbound
from handlers.turn import Turn
from storage import inbox
from storage.platform import sending


def opened(inbound: Inbound, turn: Turn) -> None:
    """Belongs to the transaction that answers the message. Who only opens the chat gets one answer, by its code."""
    if inbound.channel == "wecom_kf" and inbound.kind not in inbox.NOT_WRITTEN:
        sending.release_held(turn.session, turn.speaker.person_id, now=turn.now)
    if code := str(inbound.detail.get("welcome_code") or ""):
        assert turn.inbox_id is not None
        sending.welcome(turn.session, turn.inbox_id, turn.speaker.person_id, code)
