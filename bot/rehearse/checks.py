"""What must be true of the record of a day. Each check takes plain values and names what breaks it, with ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.rehearse.outcome import Case, Words
from bot.rehearse.record import Made, Put, Received, Shown
from bot.rehearse.script import Change, Do, Line
from care.acts import CareSession
from care.rules.custody import Event, Move, Place, Places, Roll, apply, balance, still_here
from storage.inbox import State as Answered
from storage.outbox import State as Sending

MOST_TOLD = 20  # breaches of one kind that are written out


@dataclass(frozen=True)
class Breach:
    """One thing that is not as it must be."""

    check: str
    what: str


def arrived_once(done: Iterable[Line], received: Iterable[Received]) -> list[Breach]:
    """Everything that was done at a phone is in the inbox, and nothing twice."""
    sent = Counter((line.phone, _words(line)) for line in done)
    kept = Counter((one.sender, one.words if one.kind in ("text", "press") else "") for one in received)
    lost = [Breach("lost", f"{who}: “{words}” ×{count}") for (who, words), count in (sent - kept).items()]
    doubled = [Breach("kept twice", f"{who}: “{words}” ×{count}") for (who, words), count in (kept - sent).items()]
    return lost + doubled


def _words(line: Line) -> str:
    return line.text if line.do in (Do.SAY, Do.PRESS) else ""


def answered_once(received: Iterable[Received], put: Iterable[Put]) -> list[Breach]:
    """Each message is done, and its sender has one answer to it that left the house."""
    answers = Counter(one.inbox_id for one in put if one.inbox_id and one.state == Sending.SENT)
    found = []
    for one in received:
        if one.state != Answered.DONE:
            found.append(Breach("unanswered", f"inbox/{one.id} ({Answered(one.state).name.lower()})"))
        elif one.kind not in ("enter", "failed") and answers[one.id] != 1:
            found.append(Breach("not answered once", f"inbox/{one.id}: {answers[one.id]} answers"))
    return found


def seen_once(put: Iterable[Put], shown: Iterable[Shown], dropped: int) -> list[Breach]:
    """What the house says it sent stands on a phone once; nothing stands there that it did not send.

    学校通知 names no message: there only the numbers are compared.
    """
    sent = [one for one in put if one.state == Sending.SENT]
    on_phones = Counter((one.phone, one.msgid) for one in shown)
    seen = {msgid for _, msgid in on_phones}
    meant = Counter(one.address for one in sent for _ in range(one.pieces))
    heard = Counter(phone for phone, _ in on_phones.elements())
    found = [
        Breach("seen twice", f"{phone}: message {msgid} ×{count}")
        for (phone, msgid), count in on_phones.items() if count > 1 and msgid
    ]  # fmt: skip
    found += [
        Breach("sent and not seen", f"outbox/{one.id} {one.key}")
        for one in sent if one.platform_id and one.platform_id not in seen and not dropped
    ]  # fmt: skip
    for phone in sorted({*heard, *meant}):
        if heard[phone] > meant[phone]:
            found.append(Breach("seen twice", f"{phone}: {heard[phone]} messages, {meant[phone]} were to be sent"))
        elif heard[phone] < meant[phone] and not dropped:
            found.append(
                Breach("sent and not seen", f"{phone}: {heard[phone]} messages, {meant[phone]} were to be sent")
            )
    return found


def delivered(expected: Iterable[str], put: Iterable[Put]) -> list[Breach]:
    """Each notice that the agenda demanded at any minute left, or was told in another. (promise 4)"""
    states = {one.key: one for one in put}
    found = []
    for key in sorted(set(expected)):
        one = states.get(key)
        if one is None:
            found.append(Breach("notice not put", key))
        elif one.state not in (Sending.SENT, Sending.MERGED):
            found.append(Breach("notice not delivered", f"outbox/{one.id} {key}: {Sending(one.state).name.lower()}"))
    return found


def left_behind(put: Iterable[Put]) -> list[Breach]:
    """Messages that no channel carried, that nobody sent, or that were found too late."""
    wrong = (Sending.WAITING, Sending.SENDING, Sending.FAILED, Sending.MISSED)
    return [
        Breach("not sent", f"outbox/{one.id} {one.key}: {Sending(one.state).name.lower()} {one.why}".rstrip())
        for one in put if one.state in wrong and not one.key.startswith("grey/")
    ]  # fmt: skip


# --- custody ---


def balanced(events: Mapping[CareSession, Sequence[Event]]) -> list[Breach]:
    """The two equations at each prefix of each session's ledger. (product.md, the one idea)"""
    return [breach for care, own in events.items() for breach in _balanced(care, own)]


def _balanced(care: CareSession, events: Sequence[Event]) -> Iterator[Breach]:
    """After each event the children it moved are weighed; the session's heads are counted when all is told."""
    places: Places = {}
    for event in events:
        for child in event.students:
            places[child] = apply(places.get(child, Place()), event)
        moved = {child: places[child] for child in event.students}
        if not balance(moved).holds or any(not _in_one_pair_of_hands(place) for place in moved.values()):
            yield Breach("equation", f"{care.value}: ledger/{event.seq}")
    if not balance(places).holds:
        yield Breach("equation", f"{care.value}: {balance(places)}")


def _in_one_pair_of_hands(place: Place) -> bool:
    """Taken over: either somebody has the child, or it is gone, and never both. Not taken: neither."""
    hands = (place.holder is not None) + (place.gone is not None)
    return hands == 1 if place.taken else hands == 0


def in_order(events: Mapping[CareSession, Sequence[Event]]) -> list[Breach]:
    """No child leaves that nobody had, and none that was called missing or on leave."""
    found = []
    for care, own in events.items():
        places: Places = {}
        for event in own:
            for child in event.students:
                before = places.get(child, Place())
                if event.kind in (Move.RELEASED, Move.WALKED) and not before.at_school:
                    found.append(Breach("released from no hands", f"{care.value}: ledger/{event.seq} pupil/{child}"))
                places[child] = apply(before, event)
    return found


def at_school(events: Mapping[CareSession, Sequence[Event]]) -> list[int]:
    """Children who are still here when the day is over."""
    places: Places = {}
    for event in events.get(CareSession.EVENING, ()):
        for child in event.students:
            places[child] = apply(places.get(child, Place()), event)
    return still_here(places)


def unknown(events: Mapping[CareSession, Sequence[Event]]) -> list[int]:
    """Children who were expected this evening and whom nobody called."""
    places: Places = {}
    for event in events.get(CareSession.EVENING, ()):
        for child in event.students:
            places[child] = apply(places.get(child, Place()), event)
    return [child for child, place in places.items() if place.expected and place.roll is Roll.NOT_CALLED]


# --- cases ---


def cases_end_well(cases: Iterable[Case], shown: Iterable[Shown], made: Iterable[Made]) -> list[Breach]:
    """Each case's words stand where they must, nowhere they may not, and its changes are on record."""
    phones: dict[str, list[str]] = {}
    for one in shown:
        phones.setdefault(one.phone, []).append(one.words)
    have = {one.change for one in made}
    found = []
    for case in cases:
        found += [
            Breach("case", f"{case.name}: {one.phone} never read {'…'.join(one.words)}")
            for one in case.seen if not _read(phones, one)
        ]  # fmt: skip
        found += [
            Breach("case", f"{case.name}: {one.phone} read {'…'.join(one.words)}")
            for one in case.never if _read(phones, one)
        ]  # fmt: skip
        found += [
            Breach("case", f"{case.name}: {what} pupil/{child} is not on record")
            for what, child in sorted(case.made - have)
        ]  # fmt: skip
    return found


def _read(phones: Mapping[str, Sequence[str]], one: Words) -> bool:
    return any(all(word in text for word in one.words) for text in phones.get(one.phone, ()))


# --- dangerous acts ---

NAMELESS = ("block", "closed")
"""Changes whose table names no message: somebody must have asked for them all the same."""


def dangerous(
    made: Iterable[Made],
    received: Iterable[Received],
    lines: Iterable[Line],
    listed: frozenset[int],
    away: frozenset[int],
) -> list[Breach]:
    """Changes that nobody's line asked for. (promise 2)

    The house itself may write lists: children who are booked, and leaves that are on record.
    """
    asked: dict[tuple[str, str], set[Change]] = {}
    for line in lines:
        asked.setdefault((line.phone, _words(line)), set()).update(line.asks)
    by_id = {one.id: one for one in received}
    made = list(made)
    on_leave = {one.change.child for one in made if one.where.startswith("leave/")} | away
    found = []
    for one in made:
        what, child = one.change
        if (what == Move.EXPECTED and child in listed) or (what == Move.LEAVE and _is_copy(one, on_leave)):
            continue
        if what in NAMELESS and any(one.change in wanted for wanted in asked.values()):
            continue
        source = by_id.get(one.inbox_id or 0)
        if source is None or one.change not in asked.get((source.sender, source.words), set()):
            said = f"“{source.words}” of {source.sender}" if source else "nobody"
            found.append(Breach("dangerous act", f"{what} pupil/{child} by {one.where} after {said}"))
    return found


def _is_copy(one: Made, on_leave: set[int]) -> bool:
    """A leave in the ledger repeats one of the table; one from before the day has no message."""
    return one.change.child in on_leave and (one.where.startswith("ledger/") or one.inbox_id is None)


def done_and_not(lines: Iterable[Line], made: Iterable[Made]) -> dict[str, tuple[int, int]]:
    """By kind of line: how many asked for a change, and how many of them have all of it on record."""
    have = {one.change for one in made}
    found: dict[str, tuple[int, int]] = {}
    for line in lines:
        wanted = {change for change in line.asks if change.what not in ("present", "missing", "duty", "application")}
        if wanted:
            asked, done = found.get(line.kind, (0, 0))
            found[line.kind] = asked + 1, done + (wanted <= have)
    return found
