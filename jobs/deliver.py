"""Sends what waits in the outbox: most urgent first, several at once, each person's in order.

A ring drains for a short while and rings again if more is there, so that an answer never queues behind a
broadcast. No transaction is open while the platform is waited for.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from bot.house import House
from care.calendar import today
from care.messages import Address, Failed, Outcome, Outgoing, Sent, TryLater, Urgency
from care.wording import notices
from storage import inbox, matters, outbox, people
from storage.outbox import OutboxRow
from storage.people import AddressRow

log = structlog.get_logger()

BATCH = 40
SLICE = 0.4  # seconds of one ring
THREADS = 8
APP_A_MINUTE, APP_AN_HOUR = 30, 1000  # to one member; more is dropped in silence (wecom.md 5)
KF_MESSAGES, KF_WINDOW = 5, timedelta(hours=48)  # after each message of the parent (wecom.md 4b)
HOLD = timedelta(minutes=10)
ROUTES = ("wecom_app", "wecom_kf", "school_notice")

Going = Counter[int]  # address id → pieces

_pool = ThreadPoolExecutor(THREADS, thread_name_prefix="deliver")


@dataclass(frozen=True)
class Route:
    """One row and the way it goes now. `wait` names why it has none yet."""

    row_id: int
    school_id: int
    message: Outgoing
    address: Address | None
    handle: str = ""
    wait: timedelta | None = None
    why: str = ""


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
    now = house.wall()
    with house.sessions.reading() as session:
        if not outbox.waiting_due(session, now=house.now(), real_now=now):
            return []
    with house.sessions.writing() as session:
        ids = outbox.claim(session, now=house.now(), real_now=now, limit=BATCH)
        going: Going = Counter()
        return [_route(session, row, house, going) for row in outbox.get(session, ids)]


def _route(session: Session, row: OutboxRow, house: House, going: Going) -> Route:
    """The first way open now. A shut window or a full minute is waited for; no way at all ends with a person.

    `going` counts what this batch has put on each way already."""
    message = outbox.to_value(row)
    if message.grey:
        return _grey_route(session, row, message)
    closed = set(row.closed_channels.split(","))
    ways = sorted(
        (a for a in people.addresses_of(session, row.to_id) if a.channel not in closed),
        key=lambda a: ROUTES.index(a.channel) if a.channel in ROUTES else len(ROUTES),
    )
    shut: Route | None = None
    for way in ways:
        pieces = house.channels.pieces(message, way.channel)
        wait = _wait(session, way, going[way.id] + pieces, house.wall())
        address = Address(row.school_id, way.channel, way.value, way.account)
        if wait is None:
            going[way.id] += pieces
            return Route(row.id, row.school_id, message, address, handle=row.welcome_code)
        shut = shut or Route(row.id, row.school_id, message, None, wait=wait, why=f"{way.channel} window shut")
    return shut or Route(row.id, row.school_id, message, None, why="no channel")


def _grey_route(session: Session, row: OutboxRow, message: Outgoing) -> Route:
    found = outbox.take_response_code(session, row.school_id, row.card, row.to_id)
    if found is None:
        return Route(row.id, row.school_id, message, None, why="nothing to grey")
    code, value = found
    return Route(row.id, row.school_id, message, Address(row.school_id, "wecom_app", value), handle=code)


def _wait(session: Session, way: AddressRow, pieces: int, real_now: datetime) -> timedelta | None:
    """How long this way stays shut; None: open now. Counted by us, because the platform drops in silence."""
    if way.channel == "wecom_app":
        if (
            outbox.sent_since(session, way.person_id, way.channel, real_now - timedelta(minutes=1)) + pieces
            > APP_A_MINUTE
        ):
            return timedelta(seconds=20)
        if outbox.sent_since(session, way.person_id, way.channel, real_now - timedelta(hours=1)) + pieces > APP_AN_HOUR:
            return timedelta(minutes=10)
        return None
    if way.channel == "wecom_kf":
        heard = inbox.last_heard(session, inbox.sender_key(way.school_id, way.channel, way.value))
        if heard is None or real_now - heard > KF_WINDOW:
            return HOLD
        if outbox.sent_since(session, way.person_id, way.channel, heard) + pieces > KF_MESSAGES:
            return HOLD
    return None


def _send_all(routes: Sequence[Route], house: House) -> int:
    """Side by side, but each person's in order. Each outcome is recorded as soon as it is known."""
    going = [route for route in routes if route.address is not None]
    for route in routes:
        if route.address is None:
            _record_unsent(route, house)
    sent = 0
    futures = [_pool.submit(_send_in_order, lane, house) for lane in _lanes(going)]
    for future in as_completed(futures):
        outcomes = future.result()
        with house.sessions.writing() as session:
            for route, outcome in outcomes:
                _record(session, route, outcome, house)
                sent += isinstance(outcome, Sent)
    return sent


def _lanes(routes: Sequence[Route]) -> list[list[Route]]:
    lanes: dict[int, list[Route]] = {}
    for route in routes:
        lanes.setdefault(route.message.to, []).append(route)
    return list(lanes.values())


def _send_in_order(lane: Sequence[Route], house: House) -> list[tuple[Route, Outcome]]:
    return list(_sending(lane, house))


def _sending(lane: Sequence[Route], house: House) -> Iterator[tuple[Route, Outcome]]:
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


def _record(session: Session, route: Route, outcome: Outcome, house: House) -> None:
    assert route.address is not None
    now = house.wall()
    match outcome:
        case Sent(platform_id, response_code):
            outbox.record_sent(
                session, route.row_id, channel=route.address.channel, address=route.address.value,
                platform_id=platform_id, response_code=response_code, now=now,
                pieces=house.channels.pieces(route.message, route.address.channel),
            )  # fmt: skip
        case TryLater(why, after):
            _later(session, route, why, after, house)
        case Failed(why, final):
            if route.message.grey:
                outbox.record_failed(session, route.row_id, why=why, now=now)
            elif final:
                outbox.record_refused(session, route.row_id, route.address.channel, why=why, now=house.now())
            else:
                outbox.record_later(session, route.row_id, at=house.now() + HOLD, why=why, count=False)
                _ask_person(session, route, why, house)


def _later(session: Session, route: Route, why: str, after: float, house: House) -> None:
    """With growing pauses; after the last attempt a person is asked."""
    attempts = outbox.attempts(session, route.row_id)
    if attempts >= outbox.MAX_ATTEMPTS:
        outbox.record_failed(session, route.row_id, why=why, now=house.wall())
        _ask_person(session, route, why, house)
        return
    pause = max(after, min(2.0**attempts, 60.0))
    outbox.record_later(session, route.row_id, at=house.now() + timedelta(seconds=pause), why=why)


def _record_unsent(route: Route, house: House) -> None:
    """No way open: wait for one, or, where there is none, end with a person who calls."""
    with house.sessions.writing() as session:
        if route.wait is not None:
            outbox.record_later(session, route.row_id, at=house.now() + route.wait, why=route.why, count=False)
            if route.wait >= HOLD:
                _ask_person(session, route, route.why, house)
            return
        outbox.record_failed(session, route.row_id, why=route.why, now=house.wall())
        _ask_person(session, route, route.why, house)


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
