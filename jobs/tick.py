"""The clock's tick: what is due by the agenda goes into the outbox, and what was left over is rung for again.

Asked every few seconds; it holds no timetable. Looking is one reading transaction; only where something is due a
writing one follows, which takes the school's tick row and looks again, so that two ticks at once do no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

import structlog

from bot.house import House
from care.calendar import clock, today
from care.messages import Outgoing, Urgency
from care.rules.notice import Kind, Notice, bundles
from care.wording import agenda as wording
from care.wording import notices as alarms
from handlers import day, notices
from handlers.desk import Desk
from handlers.duties import duty
from handlers.posting import post
from jobs import waits, watch
from jobs.agenda import Look, desk_of, look
from storage import inbox, outbox, schools
from storage.day import matters
from storage.platform import kf, ticks

log = structlog.get_logger()


def tick(house: House) -> None:
    """One tick. A school whose agenda breaks must not keep the others, the sweep or the watch from their work."""
    with house.sessions.reading() as session:
        every = schools.every(session)
    for school_id, code in every:
        if not _guarded(partial(is_idle, house, school_id, code), school_id):
            _work(house, school_id, code)
    _guarded(partial(sweep, house), 0)


def is_idle(house: House, school_id: int, code: str) -> bool:
    """Whether there is nothing to do for the school, in one look at everything: most ticks end here."""
    with house.sessions.reading() as session:
        desk = desk_of(session, school_id, house.now())
        seen = look(desk, code, ticks.watched(session, school_id))
        return _nothing_due(seen, desk) and not waits.is_due(desk) and not watch.troubles(desk, house.wall())


def _work(house: House, school_id: int, code: str) -> None:
    """Each part by itself: it looks again, and what breaks keeps no other from its work."""
    put = _guarded(partial(act, house, school_id, code), school_id)
    done = _guarded(partial(waits.go_on, house, school_id), school_id)
    _guarded(partial(watch.watch, house, school_id, code, agenda=not put, steps=not done), school_id)


def act(house: House, school_id: int, code: str) -> bool:
    """What is due for one school. True when all of it is in the outbox now."""
    with house.sessions.reading() as session:
        desk = desk_of(session, school_id, house.now())
        if _nothing_due(look(desk, code, ticks.watched(session, school_id)), desk):
            return True
    with house.sessions.writing() as session:
        desk = desk_of(session, school_id, house.now())
        watched = ticks.take(session, school_id, now=desk.now)
        all_put = carry_out(desk, look(desk, code, watched))
        ticks.mark(session, school_id, now=desk.now)
    return all_put


def _nothing_due(seen: Look, desk: Desk) -> bool:
    """And the day that is watched has been written down."""
    return seen.is_idle and seen.watched is not None and today(seen.watched.until) == desk.today


def sweep(house: House) -> None:
    """Rings for everything that waits: a bell that was lost, a worker that died, a Redis that was away."""
    with house.sessions.reading() as session:
        senders = inbox.senders_waiting(session, now=house.wall())
        accounts = kf.waiting(session)
        unsent = outbox.waiting_due(session, now=house.now(), real_now=house.wall())
    if senders:
        house.bell.answer(senders)
    for account in accounts:
        house.bell.pull(str(account))
    if unsent:
        house.bell.deliver()


def carry_out(desk: Desk, seen: Look) -> bool:
    """Lists first, so that the notices' figures rest on them; then duties, notices, and what was missed.

    True when no notice broke.
    """
    for group_id in seen.to_open:
        _open(desk, seen, group_id)
    messages = duty.hand_on_all(desk, seen.passing)
    worded = [_worded(desk, seen, bundle) for bundle in bundles(seen.due)]
    messages += [message for message in worded if message is not None]
    _remember_years(desk, seen.due)
    post(desk, [*messages, *_raise_missed(desk, seen)])
    return None not in worded


def _worded(desk: Desk, seen: Look, bundle: Sequence[Notice]) -> Outgoing | None:
    """The message of a bundle. One that breaks is left to the watch and keeps nobody else's from leaving."""
    of_day = next(one for one in seen.days if one.day == bundle[0].day)
    try:
        with desk.session.begin_nested():
            message = notices.message(desk, of_day, bundle)
            for other in map(notices.bare, bundle[1:]):
                outbox.record_merged(desk.session, desk.school_id, other, into=message.key, now=desk.now)
    except Exception as error:
        log.exception("a notice broke", kind=bundle[0].kind, school_id=desk.school_id, error=type(error).__name__)
        return None
    return message


def _open(desk: Desk, seen: Look, group_id: int) -> None:
    of_today = next(one for one in seen.days if one.day == desk.today)
    for session in of_today.sessions:
        if any(group.id == group_id for group in session.groups):
            day.open_group(desk, group_id, session.care)


def _remember_years(desk: Desk, due: Iterable[Notice]) -> None:
    """A year that nobody confirmed stays open until somebody loads its calendar. (C05)"""
    for year in {notice.day.year for notice in due if notice.kind is Kind.YEAR}:
        matters.open_(
            desk.session, desk.school_id, f"year/{year}", "year", wording.year_missing(year), day=desk.today,
            now=desk.now,
        )  # fmt: skip


def _raise_missed(desk: Desk, seen: Look) -> list[Outgoing]:
    """What was found too late is written down, and told to the duty leader once, all together. (promise 4)"""
    new = [
        notice for notice in seen.missed
        if outbox.record_missed(desk.session, desk.school_id, notices.bare(notice), now=desk.now)
    ]  # fmt: skip
    if not new:
        return []
    text = alarms.missed(_missed_lines(desk, new))
    key = f"missed/{new[0].key}"[:120]
    matters.open_(desk.session, desk.school_id, key, "missed_notice", text, day=desk.today, now=desk.now)
    log.warning("notices missed", school_id=desk.school_id, count=len(new))
    return desk.tell_all(watch.leaders(desk), text, key, about="alarm", urgency=Urgency.URGENT)


def _missed_lines(desk: Desk, missed: Sequence[Notice]) -> list[str]:
    """One line for each kind of notice and its time."""
    counted: dict[tuple[datetime, str], int] = {}
    for notice in sorted(missed, key=lambda notice: notice.due):
        label = desk.policy.label(notice.care) if notice.care else ""
        mark = (notice.due, f"{label}{wording.KINDS[notice.kind.value]}")
        counted[mark] = counted.get(mark, 0) + 1
    return [wording.missed_line(what, clock(due), count) for (due, what), count in counted.items()]


def _guarded(work: Callable[[], object], school_id: int) -> object:
    """What the work gives; None where it broke."""
    try:
        return work()
    except Exception as error:
        log.exception("a part of the tick broke", school_id=school_id, error=type(error).__name__)
        return None
