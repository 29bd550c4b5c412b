"""Sends what waits in the outbox: most urgent first, several at once, each person's in order.

Drains for a slice of time and rings if more is there, so that idle workers take their share of a broadcast and a
courier that is to stop (jobs/courier.py) stops soon. No transaction is open while the platform is waited for.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import timedelta

import structlog
from sqlalchemy.orm import Session

from bot.house import House
from care.calendar import today
from care.messages import Address, Failed, Outcome, Outgoing, Sent, TryLater, Urgency
from care.rules.routes import HOLD
from care.wording import notices
from jobs import routing
from jobs.routing import Route
from storage import outbox, people
from storage.day import matters
from storage.platform import sending
from storage.platform.sending import FOR_NOW, Receipt

log = structlog.get_logger()

BATCH = 40
SLICE = 0.4  # seconds of one ring
THREADS = 8

Done = tuple[Route, Outcome]

_pool = ThreadPoolExecutor(THREADS, thread_name_prefix="deliver")


def deliver(house: House) -> int:
    """Send for one slice of time; how many messages left. Rings again while more is due."""
    sent, until = 0, time.monotonic() + SLICE
    while time.monotonic() < until:
        routes = _claim(house)
        if not routes:
            return sent
        sent += _send_all(routes, house)
    house.bell.deliver()
    return sent


def _claim(house: House) -> list[Route]:
    now, minute = house.wall(), house.a_minute_ago()
    with house.sessions.reading() as session:
        if not outbox.waiting_due(session, now=house.now(), real_now=now):
            return []
    with house.sessions.writing() as session:
        ids = outbox.claim(session, now=house.now(), real_now=now, limit=BATCH)
        return routing.find(session, outbox.get(session, ids), house.channels, now=now, minute=minute)


def _send_all(routes: Sequence[Route], house: House) -> int:
    """Side by side, but each person's in order. Outcomes are recorded as soon as they are known; those that come
    in while others are being written share the next transaction."""
    going = {_pool.submit(_send_in_order, lane, house) for lane in _lanes(routes)}
    unsent = [route for route in routes if route.address is None]
    if unsent:
        with house.sessions.writing() as session:
            for route in unsent:
                _record_unsent(session, route, house)
    sent = 0
    while going:
        finished, going = wait(going, return_when=FIRST_COMPLETED)
        sent += _record_all(_outcomes(finished), house)
    return sent


def _outcomes(finished: Iterable[Future[list[Done]]]) -> list[Done]:
    return [one for future in finished for one in future.result()]


def _lanes(routes: Sequence[Route]) -> list[list[Route]]:
    lanes: dict[int, list[Route]] = {}
    for route in routes:
        if route.address is not None:
            lanes.setdefault(route.message.to, []).append(route)
    return list(lanes.values())


def _send_in_order(lane: Sequence[Route], house: House) -> list[Done]:
    return list(_sending(lane, house))


def _sending(lane: Sequence[Route], house: House) -> Iterator[Done]:
    """One person's messages. After one that has to wait, the later ones wait with it."""
    blocked: TryLater | None = None
    for route in lane:
        assert route.address is not None
        if blocked is None:
            outcome = _send(route, route.address, house)
            blocked = outcome if isinstance(outcome, TryLater) else None
        else:
            outcome = TryLater("behind an earlier message", blocked.after_seconds)
        yield route, outcome


def _send(route: Route, address: Address, house: House) -> Outcome:
    try:
        return house.channels.send(route.message, address, handle=route.handle)
    except Exception as error:
        log.exception("sending broke", message_id=route.row_id, error=type(error).__name__)
        return TryLater(f"bug:{type(error).__name__}", 5.0)


def _record_all(outcomes: Sequence[Done], house: House) -> int:
    """One transaction for all of them; how many were sent."""
    receipts = [_receipt(route, outcome) for route, outcome in outcomes if isinstance(outcome, Sent)]
    with house.sessions.writing() as session:
        sending.record_sent(session, receipts, now=house.wall())
        for route, outcome in outcomes:
            match outcome:
                case TryLater(why, after):
                    _later(session, route, why, after, house)
                case Failed(why, final):
                    _refused(session, route, why, final, house)
    return len(receipts)


def _receipt(route: Route, outcome: Sent) -> Receipt:
    assert route.address is not None
    way = route.address
    return Receipt(
        route.row_id, way.channel, way.value, outcome.platform_id, outcome.response_code, pieces=route.pieces
    )


def _refused(session: Session, route: Route, why: str, final: bool, house: House) -> None:
    """The next way is tried at once. Where the last one is shut for now, the message is held until it opens."""
    assert route.address is not None
    shut_for_now = not final or bool(route.handle)  # A welcome that came too late says nothing of the channel.
    if route.message.grey:
        sending.record_failed(session, route.row_id, why=why)
    elif not shut_for_now:
        sending.record_refused(session, route.row_id, route.address.channel, why=why, now=house.now())
    elif route.others:
        sending.record_refused(session, route.row_id, route.address.channel + FOR_NOW, why=why, now=house.now())
    else:
        _hold(session, route, HOLD, why, house)


def _later(session: Session, route: Route, why: str, after: float, house: House) -> None:
    """With growing pauses; after the last attempt a person is asked."""
    attempts = sending.attempts(session, route.row_id)
    if attempts >= outbox.MAX_ATTEMPTS:
        sending.record_failed(session, route.row_id, why=why)
        _ask_person(session, route, why, house)
        return
    pause = max(after, min(2.0**attempts, 60.0))
    sending.record_later(session, route.row_id, at=house.now() + timedelta(seconds=pause), why=why)


def _record_unsent(session: Session, route: Route, house: House) -> None:
    """No way open: wait for one, or, where there is none, end with a person who calls."""
    if route.wait is not None:
        _hold(session, route, route.wait, route.why, house)
        return
    sending.record_failed(session, route.row_id, why=route.why)
    _ask_person(session, route, route.why, house)


def _hold(session: Session, route: Route, wait_: timedelta, why: str, house: House) -> None:
    """A wait of moments is nobody's business; a longer one is a person's."""
    sending.hold(session, route.row_id, at=house.now() + wait_, why=why)
    if wait_ >= HOLD:
        _ask_person(session, route, why, house)


def _ask_person(session: Session, route: Route, why: str, house: House) -> None:
    """请电话联系: whoever is nearest to the family calls, for what cannot wait. One task a person and day."""
    message = route.message
    if message.grey or message.about == "call" or message.reply_to is not None:
        return
    now = house.now()
    caller = people.who_calls(session, route.school_id, message.to)
    if caller is None or caller == message.to:
        return
    name = people.name_of(session, message.to)
    matters.open_(
        session, route.school_id, f"call/{route.row_id}", "call", notices.call(name, message.text), day=today(now),
        now=now, owner_id=caller,
    )  # fmt: skip
    if message.urgency is Urgency.URGENT:
        task = Outgoing(
            key=f"call/{route.row_id}", to=caller, text=notices.call(name, message.text), urgency=Urgency.URGENT,
            about="call",
        )  # fmt: skip
        outbox.put(session, route.school_id, task, now=now)
    log.warning("no way to a person", message_id=route.row_id, why=why)
