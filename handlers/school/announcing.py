"""Telling many with receipts: each copy has an 已阅, and who has not pressed it can be asked for. (C18, C19)"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from care.messages import Outgoing, Urgency
from care.wording import announcing as wording
from care.wording import meetings
from handlers.turn import Turn
from storage.questions import Choice
from storage.school import announcements
from storage.school.announcements import Kind

READ, JOIN = "read_announcement", "join_meeting"


def tell(
    turn: Turn, kind: Kind, title: str, texts: Mapping[int, str], *, whom: str, urgency: Urgency = Urgency.BULK,
    body: str = "",
) -> list[Outgoing]:  # fmt: skip
    """One announcement, kept with its readers; each gets their own words once."""
    id_ = announcements.add(
        turn.session, turn.school_id, kind, title, body or title, texts, whom=whom, by_id=turn.me, now=turn.now,
        inbox_id=turn.inbox_id,
    )  # fmt: skip
    choices = _choices(kind, id_)
    return [
        turn.tell(
            person, text, f"announcement/{id_}/{person}", choices, title=wording.TITLES[kind.value],
            about=kind.value, urgency=urgency,
        )
        for person, text in texts.items()
    ]  # fmt: skip


def _choices(kind: Kind, id_: int) -> list[Choice]:
    """[已阅]; of a meeting it is said whether one comes."""
    if kind is not Kind.MEETING:
        return [Choice(wording.READ, READ, {"announcement": id_}, yes=True)]
    return [
        Choice(meetings.JOIN, JOIN, {"announcement": id_, "joins": True}, yes=True),
        Choice(meetings.DECLINE, JOIN, {"announcement": id_, "joins": False}, no=True, style=2),
    ]


def press_read(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[已阅]: once is enough, twice does no harm."""
    announcements.mark_read(turn.session, args["announcement"], turn.me, now=turn.now)
    return [turn.reply(wording.THANKS)]
