"""补录: what happened on paper is read back with names, and written once somebody confirms. (promise 14)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from care.acts import CareSession
from care.calendar import SHANGHAI, YearNotConfirmed
from care.messages import Outgoing, Urgency
from care.people import Person, Student
from care.reading.orders.commands import Command, Entry, Said, What, read_paper
from care.rules import late_entry as rules
from care.rules.custody import Event, Move, Place, Roll, balance
from care.rules.late_entry import Entered, Why, decide_late, what_of
from care.rules.paper import Found, Printed, Problem, SheetKind, resolve
from care.wording import commands as command_words
from care.wording import paper as wording
from care.wording import release as release_words
from care.wording import staff as words
from handlers import asking, audience, day, groups
from handlers.custody import absence
from handlers.record import late_figures
from handlers.safety import guard
from handlers.turn import Turn
from handlers.wayhome import returning
from storage import ledger, people
from storage.day import papers
from storage.questions import Choice

CONFIRM = "confirm_late"


@dataclass(frozen=True)
class Fact:
    """One line of paper, resolved: who, when, what."""

    child: Student
    at: datetime
    what: What
    person: Person | None = None
    receiver: int | None = None
    code: str = ""

    @property
    def args(self) -> dict[str, Any]:
        person = {key: value for key, value in vars(self.person).items() if value} if self.person else None
        return {
            "student": self.child.id, "at": self.at.isoformat(), "what": self.what.value, "person": person,
            "receiver": self.receiver, "code": self.code,
        }  # fmt: skip


@dataclass(frozen=True)
class Unusable:
    """A line that stands for nothing that could be entered."""

    who: str
    why: str


def enter(said: Said, turn: Turn) -> list[Outgoing]:
    """补录 A3 17:25 B7 17:31, or 补录 李小明 17:25 奶奶接走. Nothing is written yet. (promise 2)"""
    paper = read_paper(said.rest, turn.today)
    if paper is None or not _has_care(turn, paper.day):
        return [turn.reply(command_words.torn(Command.LATE))]
    if not rules.is_open(paper.day, turn.today, days=turn.policy.late_entry_days):
        return [turn.reply(wording.day_is_over(paper.day, turn.policy.late_entry_days))]
    lists = papers.of_day(turn.session, turn.school_id, paper.day)
    care = _session(turn, paper.day, paper.entries[0])
    own = [one for one in lists if one.care is care]
    found = [_resolve(turn, paper.day, care, entry, own, paper.mark) for entry in paper.entries]
    facts = [one for one in found if isinstance(one, Fact)]
    good, bad = _weigh(turn, paper.day, care, facts)
    refused = [wording.not_entered(one.who, one.why) for one in found if isinstance(one, Unusable)] + bad
    text = wording.read_back(paper.day, turn.policy.label(care), [_line(turn, fact) for fact in good], refused)
    return [turn.reply(text, _choices(paper.day, care, good), title=wording.TITLE if good else "", asks=True)]


def press_confirm(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[确认补录]: weighed again, because much may have happened since; both times are kept."""
    on, care = date.fromisoformat(args["day"]), CareSession(args["session"])
    ledger.hold(turn.session, turn.school_id)
    good, refused = _weigh(turn, on, care, _recall(turn, args["facts"]), open_lists=True)
    before = ledger.places(turn.session, turn.school_id, on, care)
    numbers = {fact.child.id: _write(turn, on, care, fact, before) for fact in good}
    places = ledger.places(turn.session, turn.school_id, on, care)
    told = wording.entered(
        turn.now, [_line(turn, fact) for fact in good], words.equation(balance(places), (), ()), refused
    )
    missed = [f.child for f in good if before.get(f.child.id, Place()).roll is Roll.MISSING]
    arrived = absence.arrived(turn, care, missed) if missed and on == turn.today else []
    again = late_figures.corrected(turn, on, care, max(numbers.values())) if numbers else []
    return [turn.reply(told), *_tell(turn, on, care, good, numbers), *arrived, *again]


def _has_care(turn: Turn, on: date) -> bool:
    try:
        return day.is_care_day(turn, on)
    except YearNotConfirmed:
        return False


def _session(turn: Turn, on: date, entry: Entry) -> CareSession:
    """The session that the first time lies in."""
    plan = turn.policy.current(datetime.combine(on, entry.at, SHANGHAI))
    return plan.session if plan else (turn.policy.sessions_on(on) or turn.policy.on(on).sessions)[-1].session


def _resolve(
    turn: Turn, on: date, care: CareSession, entry: Entry, lists: Sequence[Printed], mark: str
) -> Fact | Unusable:
    """The child that a code or a name means, if the speaker may enter something for it. (promise 11)"""
    child, kinds = _child(turn, entry, lists, mark)
    if isinstance(child, str):
        return Unusable(entry.who, child)
    if child.id not in _mine(turn, on, care):
        return Unusable(entry.who if entry.is_code else child.called, wording.NOT_YOURS)
    place = ledger.places(turn.session, turn.school_id, on, care).get(child.id, Place())
    what = entry.what or what_of(kinds, taken=place.taken)
    receiver = _colleague(turn, entry.receiver)
    if what is None or (what is What.HANDED and receiver is None):
        why = Why.UNSAID if what is None else Why.NO_RECEIVER
        return Unusable(f"{entry.who} {child.called}", wording.WHYS[why])
    at = datetime.combine(on, entry.at, SHANGHAI)
    return Fact(child, at, what, _person(turn, child, entry.person), receiver, entry.who if entry.is_code else "")


def _child(turn: Turn, entry: Entry, lists: Sequence[Printed], mark: str) -> tuple[Student | str, frozenset[SheetKind]]:
    """The child, or why there is none; and which lists have the code. A name alone stands for a child that left."""
    if not entry.is_code:
        named = people.find_students(turn.session, turn.school_id, entry.who, entry.class_name)
        if len(named) == 1:
            return named[0], frozenset({SheetKind.SIGNOUT})
        return (wording.SEVERAL_CHILDREN if named else wording.NO_CHILD), frozenset()
    match resolve(entry.who, lists, mark):
        case Problem() as problem:
            return wording.PROBLEMS[problem], frozenset()
        case Found(student, kinds):
            return people.students(turn.session, [student])[student], kinds


def _mine(turn: Turn, on: date, care: CareSession) -> set[int]:
    """Children whose record the speaker may complete: own groups, own class, in hand; all for those who lead."""
    listed = groups.looked_at(turn, care, groups.visible(turn, care, None), on)
    held = ledger.places(turn.session, turn.school_id, on, care)
    return set(listed.children) | {id_ for id_, place in held.items() if place.holder == turn.me}


def _colleague(turn: Turn, name: str | None) -> int | None:
    found = [one.id for one in people.staff(turn.session, turn.school_id) if one.name == name]
    return found[0] if len(found) == 1 else None


def _person(turn: Turn, child: Student, said: Person | None) -> Person | None:
    """奶奶 is a relation; a guardian's own name is that guardian."""
    if said is None:
        return None
    kin = people.guardians_of(turn.session, child.id)
    return next((Person(one.name, one.relation) for one in kin if said.relation == one.name), said)


def _weigh(
    turn: Turn, on: date, care: CareSession, facts: Sequence[Fact], *, open_lists: bool = False
) -> tuple[list[Fact], list[str]]:
    """Which facts could have happened, in words why not for the others."""
    plan = turn.policy.plan(care, on)
    if open_lists:
        for group_id in {g for fact in facts if (g := _group(turn, on, care, fact.child)) is not None}:
            day.open_group(turn, group_id, care, on)
    places = ledger.places(turn.session, turn.school_id, on, care)
    good: list[Fact] = []
    bad: list[str] = []
    for fact in facts:
        place = places.get(fact.child.id, Place())
        decision = plan and decide_late(fact.what, fact.at, place, plan=plan, now=turn.now, receiver=fact.receiver)
        if isinstance(decision, Entered) and fact.child not in [one.child for one in good]:
            good.append(fact)
        else:
            why = wording.WHYS[decision] if isinstance(decision, Why) else "写了两次"
            bad.append(wording.not_entered(f"{fact.code} {fact.child.called}".strip(), why))
    return good, bad


def _group(turn: Turn, on: date, care: CareSession, child: Student) -> int | None:
    return next((seat.group.id for seat in day.seats(turn, child.id, on) if seat.care is care), None)


def _line(turn: Turn, fact: Fact) -> str:
    receiver = people.name_of(turn.session, fact.receiver)
    return wording.entry(fact.child, fact.at, wording.happened(fact.what, fact.person, receiver), fact.code)


def _choices(on: date, care: CareSession, good: Sequence[Fact]) -> list[Choice]:
    if not good:
        return []
    args = {"day": on.isoformat(), "session": care.value, "facts": [fact.args for fact in good]}
    return [
        Choice(wording.CONFIRM, CONFIRM, args, yes=True),
        Choice(wording.WRONG, asking.NOTHING, {}, no=True, style=2),
    ]


def _recall(turn: Turn, kept: Sequence[Mapping[str, Any]]) -> list[Fact]:
    children = people.students(turn.session, [one["student"] for one in kept])
    return [
        Fact(
            children[one["student"]], datetime.fromisoformat(one["at"]), What(one["what"]),
            Person(**one["person"]) if one["person"] else None, one["receiver"], one["code"],
        )
        for one in kept
    ]  # fmt: skip


# --- written, and told ---

_MOVES = {What.LEFT: Move.RELEASED, What.WALKED: Move.WALKED, What.HANDED: Move.ACCEPTED, What.ARRIVED: Move.PRESENT}


def _write(turn: Turn, on: date, care: CareSession, fact: Fact, places: Mapping[int, Place]) -> int:
    """The move at the time of the fact; the ledger adds when it was entered. The number of the last event."""
    place = places.get(fact.child.id, Place())
    group = place.group if place.group is not None else _group(turn, on, care, fact.child)
    detail: dict[str, Any] = {"paper": fact.code or True}
    if fact.person:
        detail["person"] = {key: value for key, value in vars(fact.person).items() if value}
    teacher = (day.teacher(turn, group, on, care) if group is not None else None) or turn.me
    receiver = {What.ARRIVED: teacher, What.HANDED: fact.receiver}.get(fact.what)
    events = [Event(_MOVES[fact.what], (fact.child.id,), fact.at, turn.me, receiver, group, detail=detail)]
    if fact.what in (What.LEFT, What.WALKED) and not place.taken:
        called = Event(Move.PRESENT, (fact.child.id,), fact.at, turn.me, teacher, group, detail={"paper": True})
        events = [called, *events]
    return day.write(turn, care, events, day=on)[-1]


def _tell(turn: Turn, on: date, care: CareSession, good: Sequence[Fact], numbers: Mapping[int, int]) -> list[Outgoing]:
    """Families confirm what was entered for their child, as for a release; receivers hear of theirs. (promise 6)"""
    left = [fact for fact in good if fact.what in (What.LEFT, What.WALKED)]
    kin = audience.guardians(turn, [fact.child for fact in left])
    notes = [
        _tell_family(turn, on, care, fact, guardian, numbers[fact.child.id])
        for fact in left
        for guardian in kin[fact.child.id]
    ]
    for fact in good:
        if fact.person and (block := guard.barred(turn, fact.child, fact.person)) is not None:
            notes += guard.call_leader(turn, fact.child, block, fact.person, wording.COLLECTED_BY_PAPER)
        if fact.what is What.HANDED and fact.receiver:
            text = wording.for_receiver([fact.child], fact.at, turn.caller)
            notes += turn.tell_all([fact.receiver], text, f"late/{numbers[fact.child.id]}", about="handover")
    return notes


def _tell_family(turn: Turn, on: date, care: CareSession, fact: Fact, guardian: int, number: int) -> Outgoing:
    walked = fact.what is What.WALKED
    args = {"student": fact.child.id, "day": on.isoformat(), "session": care.value}
    yes, no = (
        (release_words.AT_HOME, release_words.NOT_AT_HOME)
        if walked
        else (release_words.COLLECTED, release_words.NOT_WITH_ME)
    )
    text = wording.for_family(fact.child, fact.at, wording.happened(fact.what, fact.person, ""), turn.caller)
    card = returning.card_of(fact.child.id, number)
    choices = [Choice(yes, "collected", args, yes=True), Choice(no, "not_with_me", args, no=True, style=3)]
    return turn.tell(
        guardian, text + release_words.please_confirm(walked), f"{card}/{guardian}", choices, title="离校补登",
        about="release", card=card, urgency=Urgency.URGENT,
    )  # fmt: skip
