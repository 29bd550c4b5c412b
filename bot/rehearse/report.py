"""What a rehearsal found: figures, and every breach with its ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.rehearse import checks
from bot.rehearse.cast import Cast
from bot.rehearse.checks import Breach
from bot.rehearse.outcome import Case
from bot.rehearse.player import Played
from bot.rehearse.record import Record
from bot.rehearse.script import Do, Line
from care.acts import CareSession
from care.rules.custody import balance, fold
from storage.inbox import State as Answered
from storage.outbox import State as Sending


@dataclass(frozen=True)
class Kind:
    """Lines of one kind: written, done at a phone, asking for a change, and with all of it on record."""

    written: int = 0
    done: int = 0
    asking: int = 0
    changed: int = 0


@dataclass
class Report:
    seed: int
    faults: list[str]
    seconds: float
    pupils: int
    adults: int
    quiet: bool
    kinds: dict[str, Kind] = field(default_factory=dict)
    messages: dict[str, int] = field(default_factory=dict)
    notices: dict[str, int] = field(default_factory=dict)
    equations: dict[str, str] = field(default_factory=dict)
    events: int = 0
    fetched: list[int] = field(default_factory=list)
    at_school: list[int] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)
    cases: dict[str, bool] = field(default_factory=dict)
    breaches: list[Breach] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.breaches

    @property
    def dangerous(self) -> int:
        return sum(breach.check == "dangerous act" for breach in self.breaches)

    def told(self) -> dict[str, Any]:
        return asdict(self) | {"holds": self.holds, "dangerous_acts": self.dangerous}


def examine(
    cast: Cast, lines: list[Line], cases: list[Case], played: Played, record: Record, *, seed: int, faults: bool
) -> Report:
    """All checks over what was kept."""
    report = Report(
        seed, played.strikes, round(played.seconds, 1), len({c.id for g in cast.groups for c in g.children}),
        sum(phone.is_staff for phone in cast.phones), played.quiet,
    )  # fmt: skip
    report.kinds = _kinds(lines, played.done, record)
    report.messages = _messages(played, record)
    report.notices = _notices(played, record)
    report.equations = {care.value: _equation(record, care) for care, own in record.events.items() if own}
    report.events = sum(len(own) for own in record.events.values())
    report.fetched, report.at_school = played.fetched, checks.at_school(record.events)
    report.errors = dict(Counter(record.errors))
    failed = checks.cases_end_well(cases, record.shown, record.made)
    report.cases = {case.name: not any(breach.what.startswith(f"{case.name}:") for breach in failed) for case in cases}
    report.breaches = [*failed, *_breaches(cast, played, record), *_of_errors(record.errors, faults=faults)]
    return report


def _breaches(cast: Cast, played: Played, record: Record) -> Iterable[Breach]:
    listed = frozenset(child.id for group in cast.groups for child in group.children)
    away = frozenset(child for child, _ in cast.away)
    if not played.quiet:
        yield Breach("not quiet", "something still waits; see --keep")
    yield from checks.arrived_once(played.done, record.received)
    yield from checks.answered_once(record.received, record.put)
    yield from checks.seen_once(record.put, record.shown, record.dropped)
    yield from checks.delivered(played.expected, record.put)
    yield from checks.left_behind(record.put)
    yield from checks.balanced(record.events)
    yield from checks.in_order(record.events)
    yield from checks.dangerous(record.made, record.received, played.done, listed, away)
    yield from (Breach("still at school", f"pupil/{child}") for child in checks.at_school(record.events))
    yield from (Breach("never called", f"pupil/{child}") for child in checks.unknown(record.events))
    yield from (Breach("chain", fault) for fault in record.chain)
    if record.dropped:
        yield Breach("dropped by the platform", f"{record.dropped} messages over its limits")


def _of_errors(errors: Iterable[str], *, faults: bool) -> list[Breach]:
    """An error that a fault caused is told and breaks nothing. Nor do late messages: the platform's limits run by
    real minutes, and the day by shorter ones."""
    return [
        Breach("error", f"{what} ×{count}")
        for what, count in Counter(errors).items()
        if "watch/unsent" not in what and not (faults and _is_caused(what))
    ]


def _is_caused(what: str) -> bool:
    """By a Redis that was away, or an API that was in trouble."""
    if "traceback" in what:
        return "redis.exceptions" in what or "Connection" in what
    return "not answered" not in what


def _kinds(lines: list[Line], done: list[Line], record: Record) -> dict[str, Kind]:
    written, acted = Counter(line.kind for line in lines), Counter(line.kind for line in done)
    asked = checks.done_and_not(done, record.made)
    return {kind: Kind(written[kind], acted[kind], *asked.get(kind, (0, 0))) for kind in sorted({*written, *acted})}


def _messages(played: Played, record: Record) -> dict[str, int]:
    return {
        "sent by people": len(played.done),
        "by staff and parents, texts": sum(line.do is Do.SAY for line in played.done),
        "buttons pressed": sum(line.do is Do.PRESS for line in played.done),
        "buttons that never came": len(played.not_possible),
        "in the inbox": len(record.received),
        "answered": sum(one.state == Answered.DONE for one in record.received),
        "set aside": sum(one.state == Answered.ASIDE for one in record.received),
    }


def _notices(played: Played, record: Record) -> dict[str, int]:
    by_key = {one.key: one for one in record.put}
    states = Counter(by_key[key].state for key in played.expected if key in by_key)
    return {
        "expected by the agenda": len(played.expected),
        "delivered": states[Sending.SENT],
        "told in another": states[Sending.MERGED],
        "all messages out": sum(one.state == Sending.SENT for one in record.put),
        "on the phones": len(record.shown),
        "found too late": sum(one.state == Sending.MISSED for one in record.put),
        "carried by no channel": sum(
            one.state == Sending.FAILED and not one.key.startswith("grey/") for one in record.put
        ),
        "calls asked of a person": sum(one.about == "call" for one in record.put),
    }


def _equation(record: Record, care: CareSession) -> str:
    heads = balance(fold(record.events[care]))
    return (
        f"expected {heads.expected} = present {heads.present} + leave {heads.leave} + missing {heads.missing} "
        f"+ not called {heads.not_called}; taken over {heads.taken} = held {heads.held} + gone {heads.gone}"
    )
