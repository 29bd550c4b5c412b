"""Questions that are answered from the record and change nothing."""

from __future__ import annotations

from care.acts import Act
from care.calendar import spoken
from care.messages import Outgoing
from care.wording import answering as wording
from care.wording.enrolment import spoken_weekdays
from handlers import day, smalltalk
from handlers.turn import Turn
from storage.bookings import Booking


def schedule(act: Act, turn: Turn) -> list[Outgoing]:
    """Times of the sessions, the days off among those asked, and what one's own children have."""
    off = [spoken(d, now=turn.now) for d in act.dates or () if not turn.calendar.is_school_day(d)]
    lines = [wording.day_off("、".join(off))] if off else []
    lines.append(wording.schedule(turn.policy.sessions))
    for child in act.students or turn.speaker.children:
        lines.append(wording.own_places(child, [_place(b, turn) for b in day.places_booked(turn, child.id)]))
    return [turn.reply("\n".join(lines))]


def _place(booking: Booking, turn: Turn) -> str:
    return f"{turn.policy.label(booking.session)}（{spoken_weekdays(booking.weekdays)}）"


def fee(act: Act, turn: Turn) -> list[Outgoing]:
    """Money is a person's answer until the school has given the house its tariff."""
    called = smalltalk.call_person(act, turn)
    names = "、".join(child.called for child in act.students or turn.speaker.children)
    return [turn.reply(wording.fee(names)), *(note for note in called if note.reply_to is None)]
