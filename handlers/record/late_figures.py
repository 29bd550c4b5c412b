"""Figures of an earlier day that paper has changed: who was told them gets them again. (promises 7, 14; C57)"""

from __future__ import annotations

from datetime import date

from care.acts import CareSession
from care.book import Post
from care.messages import Outgoing, Urgency
from care.wording import summary as wording
from handlers.record import summary
from handlers.turn import Turn
from storage import people, schools
from storage.staff import duties


def corrected(turn: Turn, on: date, care: CareSession, seq: int) -> list[Outgoing]:
    """The day's summary as it is now, to the principals and that day's leaders. Today's is the agenda's to correct.

    The key is the one that the agenda would use, so nobody hears it twice.
    """
    if on >= turn.today:
        return []
    figures = summary.of_day(turn, on)
    text = wording.corrected(summary.in_words(turn, on, figures))
    principals = [one.id for one in people.staff(turn.session, turn.school_id, Post.PRINCIPAL)]
    leaders = duties.leaders(turn.session, turn.school_id, on, care)
    code = schools.get(turn.session, turn.school_id).code
    return [
        turn.tell(
            person, text, f"{code}/{on.isoformat()}/summary/{person}/1/again/{seq}", about="correction",
            urgency=Urgency.DEFAULT,
        )
        for person in dict.fromkeys([*principals, *leaders])
        if person != turn.me
    ]  # fmt: skip
