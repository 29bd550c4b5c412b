"""A day changed at short notice by whoever leads: shown first, told to exactly those concerned, taken back. (G18)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from care.acts import CareSession
from care.calendar import today
from care.messages import Outgoing, Urgency
from care.people import Role
from care.policy import DayChange, Policy
from care.reading.orders.commands import Said
from care.reading.orders.plan_words import DayWish, closes_service, read_change
from care.rules import closure as rules
from care.rules.closure import Agreed, Refused, Wish
from care.wording import closure as wording
from handlers import asking
from handlers.school import announcing, concerned, planning
from handlers.turn import Turn
from storage import ledger
from storage.questions import Choice
from storage.school import days
from storage.school.announcements import Kind

CONFIRM, UNDO = "confirm_day_change", "undo_day_change"


def change(said: Said, turn: Turn) -> list[Outgoing]:
    """明天下午停课后服务，因为大雨; 晚托改到17:30结束，从5月6日起."""
    wish = read_change(said.rest, turn.today)
    if wish is None:
        return [turn.reply(wording.TORN)]
    if not isinstance(wish, DayWish):
        return planning.preview(wish, turn)
    asked = Wish(wish.days, wish.sessions, wish.closed, wish.start, wish.end, wish.grades, wish.reason)
    match _decide(turn, asked):
        case Refused() as refused:
            return [turn.reply(wording.refused(refused, now=turn.now))]
        case Agreed() as agreed:
            return [_preview(turn, asked, agreed)]


def not_yours(turn: Turn) -> list[Outgoing] | None:
    """A family that writes as if it could stop the service: nothing is changed, and no leave is guessed. (promise 2)"""
    if turn.known.role is not Role.PARENT or not closes_service(turn.text):
        return None
    return [turn.reply(wording.not_yours([child.name for child in turn.speaker.children]))]


def _decide(turn: Turn, wish: Wish) -> Agreed | Refused:
    begun = {(day, care) for day in wish.days if day == turn.today for care in CareSession if _in_hand(turn, care)}
    return rules.decide_change(wish, turn.policy, now=turn.now, begun=begun)


def _in_hand(turn: Turn, care: CareSession) -> bool:
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    return any(place.at_school for place in places.values())


def _preview(turn: Turn, wish: Wish, agreed: Agreed) -> Outgoing:
    whom = concerned.by_changes(turn, agreed.changes)
    text = wording.preview(
        wording.lines(agreed.changes, agreed.before, now=turn.now), wish.reason, children=len(whom.children),
        families=len(whom.families), teachers=len(whom.staff),
    )  # fmt: skip
    confirm = Choice(wording.CONFIRM, CONFIRM, _kept(wish), yes=True)
    cancel = Choice(wording.CANCEL, asking.NOTHING, {}, no=True, style=2)
    return turn.reply(text, [confirm, cancel], title=wording.TITLE, asks=True)


def press_confirm(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[确认并通知]: decided anew, for time has passed; then kept and told."""
    wish = _recalled(args)
    match _decide(turn, wish):
        case Refused() as refused:
            return [turn.reply(wording.refused(refused, now=turn.now))]
        case Agreed() as agreed:
            return _carry_out(turn, wish, agreed)


def _carry_out(turn: Turn, wish: Wish, agreed: Agreed) -> list[Outgoing]:
    whom = concerned.by_changes(turn, agreed.changes)
    lines = wording.lines(agreed.changes, agreed.before, now=turn.now)
    batch = days.add(
        turn.session, turn.school_id, agreed.changes, reason=wish.reason, told=[*whom.families, *whom.staff],
        by_id=turn.me, now=turn.now, inbox_id=turn.inbox_id,
    )  # fmt: skip
    texts = {
        person: wording.for_family(turn.school_name, own, agreed.changes, agreed.before, wish.reason, now=turn.now)
        for person, own in whom.families.items()
    } | {person: wording.for_staff(lines, wish.reason, turn.caller) for person in whom.staff}
    notes = announcing.tell(
        turn, Kind.NOTICE, "；".join(lines), texts, whom="有关家长和老师", urgency=_urgency(agreed.changes, turn)
    )
    undo = Choice(wording.UNDO, UNDO, {"batch": batch}, style=2)
    done = wording.done(lines, wish.reason, families=len(whom.families), teachers=len(whom.staff))
    return [turn.reply(done, [undo]), *notes]


def _urgency(changes: tuple[DayChange, ...], turn: Turn) -> Urgency:
    """What concerns today cannot wait for the morning; nor what begins before the quiet hours are long over."""
    return Urgency.URGENT if any(change.day == today(turn.now) for change in changes) else Urgency.DEFAULT


def press_undo(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[撤销并更正]: everybody who was told hears the correction. (promise 7)"""
    batch = days.batch(turn.session, args["batch"])
    if batch.undone_at is not None:
        return [turn.reply(wording.UNDONE_BEFORE)]
    usual = _without(turn, batch.changes)
    if not rules.may_undo(batch.changes, usual, now=turn.now):
        return [turn.reply(wording.TOO_LATE_TO_UNDO)]
    days.undo(turn.session, batch.id, now=turn.now)
    before = {
        (one.day, one.session): plan
        for one in batch.changes
        if (plan := usual.plan(one.session, one.day)) is not None
    }  # fmt: skip
    text = wording.correction(turn.school_name, before, now=turn.now)
    key = f"day_undo/{batch.id}"
    notes = turn.tell_all(batch.told, text, key, about="closure", urgency=_urgency(batch.changes, turn))
    return [turn.reply(wording.undone([f"· {one}" for one in _usual(before, turn)], len(notes))), *notes]


def _without(turn: Turn, changes: Sequence[DayChange]) -> Policy:
    """The plan as if these changes had never been made."""
    book, gone = turn.policy.book, {change.id for change in changes}
    left = tuple(change for change in book.changes if change.id not in gone)
    return replace(turn.policy, book=replace(book, changes=left))


def _usual(before: wording.Before, turn: Turn) -> list[str]:
    return [wording.as_usual(day, plan, now=turn.now) for (day, _), plan in before.items()]


def _kept(wish: Wish) -> dict[str, Any]:
    return {
        "days": [day.isoformat() for day in wish.days], "sessions": [care.value for care in wish.sessions],
        "closed": wish.closed, "start": wish.start and wish.start.isoformat(), "end": wish.end and wish.end.isoformat(),
        "grades": list(wish.grades), "reason": wish.reason,
    }  # fmt: skip


def _recalled(args: dict[str, Any]) -> Wish:
    return Wish(
        tuple(map(date.fromisoformat, args["days"])), tuple(map(CareSession, args["sessions"])), args["closed"],
        args["start"] and time.fromisoformat(args["start"]), args["end"] and time.fromisoformat(args["end"]),
        tuple(args["grades"]), args["reason"],
    )  # fmt: skip
