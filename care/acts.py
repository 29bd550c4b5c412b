"""What a message asks for: intents and acts, one to one with the frame format of the corpora.

An act carries values, not words: students are people the system knows, dates are dates. What a
message leaves open stays None; for `sessions` the empty tuple means "all that the child attends".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, time
from enum import StrEnum
from typing import Any

from care.people import Person, Staff, Student


class Intent(StrEnum):
    BIND = "bind"
    ENROLL = "enroll"
    WITHDRAW = "withdraw"
    LEAVE = "leave"
    CANCEL_LEAVE = "cancel_leave"
    DELEGATE_PICKUP = "delegate_pickup"
    PICKUP_TIME = "pickup_time"
    WALK_HOME = "walk_home"
    ARRIVE = "arrive"
    CONFIRM_PICKUP = "confirm_pickup"
    CHOOSE_CLUB = "choose_club"
    DROP_CLUB = "drop_club"
    SIGN = "sign"
    ASK_WHEREABOUTS = "ask_whereabouts"
    ASK_FEE = "ask_fee"
    ASK_SCHEDULE = "ask_schedule"
    ASK_CLUBS = "ask_clubs"
    ASK_PROGRESS = "ask_progress"
    FEEDBACK = "feedback"
    ROLL_CALL = "roll_call"
    TAKE_OVER = "take_over"
    HAND_OVER = "hand_over"
    RELEASE = "release"
    LOG = "log"
    INCIDENT = "incident"
    SWAP_DUTY = "swap_duty"
    STAFF_LEAVE = "staff_leave"
    ASK_DUTY = "ask_duty"
    ASK_ROSTER = "ask_roster"
    APPROVE = "approve"
    REJECT = "reject"
    ASK_SUMMARY = "ask_summary"
    ASK_UNPICKED = "ask_unpicked"
    PATROL = "patrol"
    BROADCAST = "broadcast"
    AFFIRM = "affirm"
    DENY = "deny"
    HUMAN = "human"
    HELP = "help"
    SMALLTALK = "smalltalk"
    CLARIFY = "clarify"


CHANGING = frozenset(
    {
        Intent.BIND, Intent.ENROLL, Intent.WITHDRAW, Intent.LEAVE, Intent.CANCEL_LEAVE, Intent.DELEGATE_PICKUP,
        Intent.PICKUP_TIME, Intent.WALK_HOME, Intent.ARRIVE, Intent.CONFIRM_PICKUP, Intent.SIGN, Intent.ROLL_CALL,
        Intent.TAKE_OVER, Intent.HAND_OVER, Intent.RELEASE, Intent.APPROVE, Intent.REJECT, Intent.SWAP_DUTY,
        Intent.STAFF_LEAVE, Intent.BROADCAST, Intent.CHOOSE_CLUB, Intent.DROP_CLUB,
    }
)  # fmt: skip
"""Intents that change the record: never done on a guess (promise 2)."""


class CareSession(StrEnum):
    """A care session (时段): 早托, 午托, 晚托 of a school day, 晚自习 after it, 周末托管 and 假期托管 outside."""

    MORNING = "morning"
    NOON = "noon"
    EVENING = "evening"
    STUDY = "study"  # junior evening study (C07)
    WEEKEND = "weekend"  # C06
    VACATION = "vacation"


class About(StrEnum):
    """What a clarify asks back for."""

    STUDENT = "student"
    DATE = "date"
    INTENT = "intent"
    PERSON = "person"
    SESSION = "session"


@dataclass(frozen=True)
class Ground:
    """What a part of an act rests on: the words of the message, and why they were read so."""

    slot: str
    words: str
    why: str


@dataclass(frozen=True)
class Act:
    intent: Intent
    students: tuple[Student, ...] | None = None
    dates: tuple[date, ...] | None = None
    sessions: tuple[CareSession, ...] | None = None
    weekdays: tuple[int, ...] | None = None  # 1 = Monday
    clubs: tuple[str, ...] | None = None
    since: date | None = None  # frame slot "from" of enroll and withdraw
    reason: str | None = None  # "sick" or "personal"
    person: Person | None = None
    time: time | None = None
    student: str | None = None  # bind: the name as written
    class_name: str | None = None  # frame slot "class"
    relation: str | None = None
    phone: str | None = None
    tone: str | None = None
    expected: int | None = None
    present: int | None = None
    absent: tuple[Student, ...] | None = None
    count: int | None = None
    giver: Staff | None = None  # frame slot "from" of take_over
    receiver: Staff | None = None  # frame slot "to" of hand_over
    swap_with: Staff | None = None  # frame slot "with" of swap_duty
    staff: tuple[Staff, ...] | None = None
    all: bool = False
    alone: bool = False  # release: the words say that the child went by itself (not in the frame)
    arrived: tuple[Student, ...] | None = None  # log: who was away at the roll call and has come (not in the frame)
    kind: str | None = None
    reason_text: str | None = None
    audience: str | None = None
    body: str | None = None
    about: About | None = None
    maybe: Intent | None = None
    options: tuple[Act, ...] = ()  # clarify: the acts that a button each could mean
    instead_of: tuple[Student, ...] | None = None
    grounds: tuple[Ground, ...] = ()

    def with_(self, **changes: Any) -> Act:
        """This act with some slots changed."""
        return replace(self, **changes)


_FRAME_NAMES = {"class_name": "class", "since": "from", "giver": "from", "receiver": "to", "swap_with": "with"}
_NOT_IN_FRAME = {"grounds", "options", "alone", "arrived"}


def to_frame(act: Act) -> dict[str, Any]:
    """The act as a corpus line writes it: JSON values, only the slots that are given."""
    frame: dict[str, Any] = {"intent": act.intent.value}
    for field in fields(act):
        value = getattr(act, field.name)
        if field.name in _NOT_IN_FRAME or field.name == "intent" or value is None or value is False:
            continue
        frame[_FRAME_NAMES.get(field.name, field.name)] = _plain(value)
    return frame


def frames(acts: Iterable[Act]) -> list[dict[str, Any]]:
    return [to_frame(act) for act in acts]


def _plain(value: Any) -> Any:
    match value:
        case tuple():
            return [_plain(item) for item in value]
        case Student(name=name) | Staff(name=name):
            return name
        case Person():
            return {key: part for key, part in vars(value).items() if part}
        case time():
            return value.strftime("%H:%M")
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case _:
            return value


def keep(act: Act) -> dict[str, Any]:
    """The act as JSON that `recall` can read again, people with their numbers: for questions that wait."""
    return {
        field.name: _kept(value)
        for field in fields(act)
        if (value := getattr(act, field.name)) not in (None, False) and field.name != "grounds"
    }


def recall(kept: dict[str, Any]) -> Act:
    """The act that was kept."""
    return Act(**{name: _recalled(name, value) for name, value in kept.items()})


def _kept(value: Any) -> Any:
    match value:
        case Act():
            return keep(value)
        case Student() | Staff() | Person():
            return vars(value)
        case tuple():
            return [_kept(item) for item in value]
        case _:
            return _plain(value)


_READERS: dict[str, Any] = {
    "intent": Intent,
    "maybe": Intent,
    "about": About,
    "since": date.fromisoformat,
    "time": time.fromisoformat,
    "person": lambda raw: Person(**raw),
    "giver": lambda raw: Staff(**raw),
    "receiver": lambda raw: Staff(**raw),
    "swap_with": lambda raw: Staff(**raw),
    "students": lambda raw: tuple(Student(**entry) for entry in raw),
    "absent": lambda raw: tuple(Student(**entry) for entry in raw),
    "arrived": lambda raw: tuple(Student(**entry) for entry in raw),
    "instead_of": lambda raw: tuple(Student(**entry) for entry in raw),
    "staff": lambda raw: tuple(Staff(**entry) for entry in raw),
    "dates": lambda raw: tuple(date.fromisoformat(entry) for entry in raw),
    "sessions": lambda raw: tuple(CareSession(entry) for entry in raw),
    "weekdays": tuple,
    "clubs": tuple,
    "options": lambda raw: tuple(recall(entry) for entry in raw),
}


def _recalled(name: str, value: Any) -> Any:
    return _READERS[name](value) if name in _READERS else value
