"""Questions that are answered from the record and change nothing."""

from __future__ import annotations

from datetime import date

from care.acts import Act
from care.calendar import spoken
from care.messages import Outgoing
from care.wording import answering as wording
from care.wording.enrolment import spoken_weekdays
from handlers import day, smalltalk
from handlers.safety import barred
from handlers.turn import Turn
from storage.enrolment import bookings
from storage.enrolment.bookings import Booking


def schedule(act: Act, turn: Turn) -> list[Outgoing]:
    """Times of the sessions, the days off among those asked, and what one's own children have."""
    days = act.dates or (turn.today,)
    unknown = [d for d in days if not turn.calendar.knows(d)]
    off = [spoken(d, now=turn.now) for d in act.dates or () if d not in unknown and not day.is_care_day(turn, d)]
    lines = [wording.day_off("、".join(off))] if off else []
    lines += [wording.year_unknown(year) for year in sorted({d.year for d in unknown})]
    lines.append(wording.schedule(turn.policy.on(days[0]).sessions))
    lines += [line for d in days if d not in unknown for line in _differs(turn, d)]
    for child in act.students or turn.speaker.children:
        order = {plan.session: number for number, plan in enumerate(turn.policy.sessions)}
        booked = sorted(day.places_booked(turn, child.id), key=lambda one: order.get(one.session, len(order)))
        rooms = bookings.rooms(turn.session, [one.group_id for one in booked])
        lines.append(wording.own_places(child, [_place(one, turn, rooms.get(one.group_id, "")) for one in booked]))
    return [turn.reply(barred.without(turn, turn.me, "\n".join(lines)))]


def _differs(turn: Turn, on: date) -> list[str]:
    """Sessions that do not run as in the week's rule on that day: another season, a closure, another end. (G18)"""
    weekday = turn.calendar.weekday_of(on)
    usual = [plan for plan in turn.policy.on(on).sessions if weekday in plan.weekdays]
    if not day.is_care_day(turn, on) and not turn.policy.book.of_day(on):
        return []
    return [
        wording.differs(spoken(on, now=turn.now), plan, turn.policy.plan(plan.session, on))
        for plan in usual
        if turn.policy.plan(plan.session, on) != plan
    ]


def _place(booking: Booking, turn: Turn, room: str) -> str:
    where = f"，{room}" if room else ""
    return f"{turn.policy.label(booking.session)}（{spoken_weekdays(booking.weekdays)}{where}）"


def fee(act: Act, turn: Turn) -> list[Outgoing]:
    """Money is a person's answer until the school has given the house its tariff."""
    called = smalltalk.call_person(act, turn)
    names = "、".join(child.called for child in act.students or turn.speaker.children)
    return [turn.reply(wording.fee(names)), *(note for note in called if note.reply_to is None)]
