"""Proposals (提议): what another reader makes of a text that the own reader does not understand.

The other reader answers in frames. A frame counts only when its intent is one that may be proposed to this sender,
its people are known, its days make sense and a press could do it; anything else and the whole answer is nonsense.
What stands the test becomes the buttons of a question, and is done only when pressed (promise 2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from care.acts import CHANGING, About, Act, CareSession, Ground, Intent
from care.people import Known, Person, Staff
from care.reading.policy import complete
from care.reading.read import Reading
from care.reading.second.disguise import Disguised

NOT_FOUND = frozenset({"nothing in it that the house does", "talk"})
"""Why the own reader took a text for talk: it found nothing it knows."""
NOT_OFFERED = frozenset(
    {"nobody commands the bot by a text", "a child who is not the sender's", "an advertisement", "said in fun"}
)
"""A text that commands, or speaks of somebody else's child, is understood well enough."""
WHY = "proposed by a language model"
NEVER_PROPOSED = frozenset(
    {
        Intent.CLARIFY, Intent.AFFIRM, Intent.DENY, Intent.SMALLTALK, Intent.HELP, Intent.HUMAN,  # nothing to press for
        Intent.BIND, Intent.SIGN, Intent.BROADCAST,  # consent, identity and words to others are the sender's own
    }
)  # fmt: skip
SHORTEST = 4
MOST = 4
FARTHEST = timedelta(days=200)
_KINDS = ("injury", "illness", "missing", "conflict", "facility", "other")
_TONES = ("complaint", "suggestion", "praise")


def wants_help(reading: Reading) -> bool:
    """Whether the own reader asks back without a button to press, or finds nothing in the text."""
    grounds = {ground.why for act in reading.acts for ground in act.grounds}
    if len(reading.tidy) < SHORTEST or grounds & NOT_OFFERED or any(act.options for act in reading.acts):
        return False
    return any(act.intent is Intent.CLARIFY for act in reading.acts) or bool(grounds & NOT_FOUND)


def offered(reading: Reading, proposed: tuple[Act, ...]) -> Reading:
    """The reading with the proposals as buttons of its question; what was understood stays as it is."""
    if not proposed:
        return reading
    kept = tuple(act for act in reading.acts if not _is_open(act))
    ground = Ground("intent", reading.tidy, WHY)
    question = Act(Intent.CLARIFY, about=About.INTENT, maybe=proposed[0].intent, options=proposed, grounds=(ground,))
    return replace(reading, acts=(*kept, question))


def _is_open(act: Act) -> bool:
    return act.intent is Intent.CLARIFY or any(ground.why in NOT_FOUND for ground in act.grounds)


def acts_of(
    frames: Any, disguised: Disguised, known: Known, now: datetime, allowed: Iterable[Intent]
) -> tuple[Act, ...]:
    """The frames as acts; empty when any of them is nonsense."""
    intents = frozenset(allowed) - NEVER_PROPOSED
    if not isinstance(frames, list) or not 0 < len(frames) <= MOST:
        return ()
    try:
        acts = tuple(_act(frame, _Check(disguised, known, now.date()), intents) for frame in frames)
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()
    return tuple(dict.fromkeys(acts))


class _Check:
    """Turns one slot's value into the house's own, or raises."""

    def __init__(self, disguised: Disguised, known: Known, today: date) -> None:
        self._disguised, self._known, self._today = disguised, known, today

    def students(self, said: Any) -> Any:
        return tuple(self._disguised.students[one] for one in _list(said)) or None

    def colleague(self, said: Any) -> Staff:
        return self._disguised.staff[said]

    def dates(self, said: Any) -> Any:
        days = tuple(date.fromisoformat(one) for one in _list(said))
        if any(not self._today <= day <= self._today + FARTHEST for day in days):
            raise ValueError("a day that is over, or far away")
        return days or None

    def day(self, said: Any) -> Any:
        return self.dates([said])[0]

    def clubs(self, said: Any) -> Any:
        names = tuple(_list(said))
        if not set(names) <= set(self._known.clubs):
            raise ValueError("a club that is not on the menu")
        return names or None

    def person(self, said: Any) -> Person:
        """Somebody whom the message itself names."""
        parts = {slot: self._said(said.get(slot)) for slot in ("name", "relation", "phone")}
        if not parts["name"] and not parts["relation"]:
            raise ValueError("nobody")
        return Person(**parts)

    def _said(self, part: Any) -> str | None:
        if not part:
            return None
        if part not in self._disguised.text:
            raise ValueError("not in the message")
        return self._disguised.reveal(part)


def _list(said: Any) -> list[str]:
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise TypeError("not a list of texts")
    return said


def _sessions(said: Any) -> tuple[CareSession, ...]:
    return tuple(CareSession(one) for one in _list(said))


def _weekdays(said: Any) -> tuple[int, ...]:
    if not set(said) <= set(range(1, 8)):
        raise ValueError("no weekdays")
    return tuple(said)


def _count(said: Any) -> int:
    if type(said) is not int or not 0 <= said <= 1000:
        raise ValueError("no head count")
    return said


def _one_of(*words: str) -> Callable[[Any], str]:
    def check(said: Any) -> str:
        if said not in words:
            raise ValueError("none of the words")
        return str(said)

    return check


def _slots(check: _Check) -> Mapping[str, tuple[str, Callable[[Any], Any]]]:
    """Each slot of a frame: the act's field, and how its value is tested."""
    return {
        "students": ("students", check.students),
        "absent": ("absent", check.students),
        "dates": ("dates", check.dates),
        "from_day": ("since", check.day),
        "sessions": ("sessions", _sessions),
        "weekdays": ("weekdays", _weekdays),
        "clubs": ("clubs", check.clubs),
        "reason": ("reason", _one_of("sick", "personal")),
        "person": ("person", check.person),
        "time": ("time", time.fromisoformat),
        "expected": ("expected", _count),
        "present": ("present", _count),
        "count": ("count", _count),
        "to": ("receiver", check.colleague),
        "giver": ("giver", check.colleague),
        "with": ("swap_with", check.colleague),
        "kind": ("kind", _one_of(*_KINDS)),
        "tone": ("tone", _one_of(*_TONES)),
    }


def _act(frame: Any, check: _Check, intents: frozenset[Intent]) -> Act:
    """One frame as an act that a press can do. Raises for anything else."""
    intent = Intent(frame["intent"])
    slots = _slots(check)
    given = {slot: value for slot, value in frame.items() if slot != "intent" and value is not None}
    fields = {slots[slot][0]: slots[slot][1](value) for slot, value in given.items()}
    act = Act(intent, **fields, grounds=(Ground("intent", frame["intent"], WHY),))
    if intent not in intents or (intent in CHANGING and not _whole(act)):
        raise ValueError("nothing that may be offered")
    return act


_ABOUT_A_GROUP = frozenset({Intent.ROLL_CALL, Intent.TAKE_OVER, Intent.HAND_OVER, Intent.SWAP_DUTY, Intent.STAFF_LEAVE})
_ON_DAYS = frozenset({Intent.SWAP_DUTY, Intent.STAFF_LEAVE})


def _whole(act: Act) -> bool:
    """Whether a press could do it with nothing left open."""
    if act.intent in _ABOUT_A_GROUP:
        return act.intent not in _ON_DAYS or act.dates is not None
    needs_person = act.intent is Intent.DELEGATE_PICKUP
    return complete(act) and not (needs_person and act.person is None)
