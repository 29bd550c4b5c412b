"""Incident (突发情况): everybody who must know is told at once, and a person ends it. (C58; L-19)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from care.acts import Act, CareSession, Intent
from care.messages import Outgoing, Urgency
from care.people import Student
from care.reading.nods import is_for_all
from care.rules import incident as rules
from care.rules.incident import Audience, Kind, MayClose, NotTold
from care.wording import follow_up as follow_words
from care.wording import incident as wording
from care.wording import staff as words
from handlers import asking, audience, groups
from handlers.record.named import in_school
from handlers.safety import follow_up, muster, sought
from handlers.turn import Turn
from handlers.wayhome import leaving, pickup
from storage import outbox, people
from storage.day import matters
from storage.questions import Choice

KIND, CLOSE = sought.KIND, sought.CLOSE
UNDO = "undo_incident"


@dataclass(frozen=True)
class _Case:
    """One incident: what, whom it concerns, and who hears of it."""

    id: int
    kind: Kind
    care: CareSession
    children: tuple[Student, ...]
    families: Mapping[int, Sequence[Student]]
    staff: tuple[int, ...]
    leaders: tuple[int, ...]
    hearers: tuple[Audience, ...]  # kinds of people among them, for the reporter

    @property
    def key(self) -> str:
        return f"incident/{self.id}"

    @property
    def args(self) -> dict[str, Any]:
        return {"matter": self.id, "kind": self.kind.value, "session": self.care.value}


def report(act: Act, turn: Turn) -> list[Outgoing]:
    """From anybody: a teacher's report reaches the family, a parent's reaches the staff. No quiet hour holds it."""
    kind, care = rules.kind_of(act.kind), groups.session_of(act, turn)
    said = turn.text.strip() or act.reason_text or ""
    named = in_school(
        turn, _children(act, turn, kind), said if turn.speaker.is_staff and kind is not Kind.FACILITY else ""
    )
    children = named.sure
    if kind is Kind.MISSING and (known := sought.already(turn, children)):
        return sought.again(turn, known, children, said)
    key = f"incident/{turn.inbox_id or turn.now.timestamp()}/{kind.value}/{turn.said}"
    leaders = audience.leaders(turn, care)
    id_ = matters.open_(
        turn.session, turn.school_id, key, KIND, wording.matter(kind, children, said), day=turn.today, now=turn.now,
        students=tuple(child.id for child in children), owner_id=next(iter(leaders), None),
        by_id=turn.me, inbox_id=turn.inbox_id,
    )  # fmt: skip
    if id_ is None:
        return [turn.reply(wording.already_closed())]
    case = _case(turn, id_, kind, care, children)
    answer = turn.reply(*_answer(turn, case, named.among, leads=turn.me in leaders))
    if kind in rules.WITH_SEVERITY and not turn.speaker.is_staff:
        answers = [answer, *follow_up.ask_leaders(turn, case.args, case.leaders)]
    else:
        answers = [answer]
    answers += [*_which(act, turn, named.among, said), *_order_to_all(turn, kind, said)]
    counts = muster.begin(turn, children) if kind is Kind.MISSING and turn.speaker.is_staff else []
    return [*answers, *_tell_staff(turn, case, said), *_tell_families(turn, case, said), *counts]


def _which(act: Act, turn: Turn, among: Sequence[Student], said: str) -> list[Outgoing]:
    """Who is meant is not sure: the leader knows already, the family is told at the press of a button. (promise 9)"""
    if not among:
        return []
    options = [act.with_(students=(child,), reason_text=said) for child in among]
    return [asking.ask_options(turn, wording.which_of(among), options)]


def _order_to_all(turn: Turn, kind: Kind, said: str) -> list[Outgoing]:
    """停电了，所有班到操场集合: what a leader orders beside the report is sent on at a press. (promise 2)"""
    if kind is not Kind.FACILITY or not turn.speaker.leads or not is_for_all(said):
        return []
    send = Act(Intent.BROADCAST, audience="teachers", body=said)
    return [asking.ask_options(turn, wording.SEND_TO_COLLEAGUES, [send])]


def _answer(turn: Turn, case: _Case, among: Sequence[Student], *, leads: bool) -> tuple[str, list[Choice]]:
    """To the reporter: what was understood, how grave it is, and the end, where nobody else leads. (C58)"""
    text = wording.reported(
        case.kind, case.children, case.hearers, turn.now, colleague=turn.speaker.is_staff, doubtful=bool(among)
    )
    if case.kind is Kind.MISSING and not turn.speaker.is_staff:
        own = [child for child in case.children if people.child_of(turn.speaker, child)]
        text = "\n".join([*(pickup.where_is(child, turn) for child in own), text])
    asked = turn.speaker.is_staff and case.kind in rules.WITH_SEVERITY and not among
    close = [Choice(wording.close_label(case.kind), CLOSE, case.args)] if leads else []
    undo = Choice(words.UNDO, UNDO, case.args, style=2)
    return f"{text}{follow_words.ASK if asked else ''}", [
        *(follow_up.choices(case.args) if asked else []),
        *close,
        undo,
    ]


def press_close(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[已处理]: who and when. Refused while a family was not told (L-19)."""
    case = _recall(args, turn)
    told = _families_told(turn, case)
    match rules.decide_close([c.id for c in case.children], told, telephoned=bool(args.get("telephoned"))):
        case NotTold(untold):
            choices = [Choice(wording.TELEPHONED, CLOSE, {**case.args, "telephoned": True})]
            names = [child for child in case.children if child.id in untold]
            return [turn.reply(wording.not_told(names), choices, asks=True)]
        case MayClose():
            return _close(turn, case, telephoned=bool(args.get("telephoned")))


def press_undo(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """撤销: a report by mistake; everybody who was told gets the correction (promise 7)."""
    case = _recall(args, turn)
    outcome = f"{turn.caller}: reported by mistake"
    if not matters.close(turn.session, case.id, by_id=turn.me, outcome=outcome, now=turn.now):
        return [turn.reply(wording.already_closed())]
    return [
        turn.reply(wording.undone(case.kind, case.children)),
        *_tell_all(
            turn, case, "undone",
            lambda children: wording.undone_for_others(case.kind, children, turn.caller, turn.now),
        ),
    ]  # fmt: skip


def _children(act: Act, turn: Turn, kind: Kind) -> tuple[Student, ...]:
    """Those named; a parent who names none means an only child. A parent may report another family's child as well."""
    if act.students:
        return act.students
    own = turn.speaker.children
    only = not turn.speaker.is_staff and len(own) == 1 and kind is not Kind.FACILITY
    return own if only else ()


def _case(turn: Turn, id_: int, kind: Kind, care: CareSession, children: Sequence[Student]) -> _Case:
    """Everybody who must hear of it, but the speaker."""
    told = {
        one: [person for person in _audience(turn, one, care, children) if person != turn.me]
        for one in rules.audience(kind, named=bool(children))
    }
    leaders = tuple(told.get(Audience.LEADER, ()))
    wanted = (Audience.HOLDER, Audience.CLASS_TEACHER, Audience.EVERYBODY)
    staff = [person for one in wanted for person in told.get(one, ()) if person not in leaders]
    families = audience.families(turn, children) if Audience.GUARDIANS in told else {}
    own = {person: kin for person, kin in families.items() if person != turn.me}
    hearers = tuple(one for one, people_told in told.items() if people_told)
    return _Case(id_, kind, care, tuple(children), own, tuple(dict.fromkeys(staff)), leaders, hearers)


def _audience(turn: Turn, one: Audience, care: CareSession, children: Sequence[Student]) -> Iterable[int]:
    match one:
        case Audience.LEADER:
            return audience.leaders(turn, care)
        case Audience.HOLDER:
            return leaving.holders(turn, care, children)
        case Audience.CLASS_TEACHER:
            return audience.class_teachers(turn, children)
        case Audience.GUARDIANS:
            return audience.families(turn, children)
        case Audience.EVERYBODY:
            return audience.on_duty(turn, care)


def _recall(args: dict[str, Any], turn: Turn) -> _Case:
    matter = matters.get(turn.session, args["matter"])
    children = list(people.students(turn.session, matter.students).values())
    return _case(turn, matter.id, Kind(args["kind"]), CareSession(args["session"]), children)


def _tell_staff(turn: Turn, case: _Case, said: str) -> list[Outgoing]:
    """The leaders' card has the button that ends it."""
    text = wording.for_staff(case.kind, case.children, said, turn.caller, turn.now)
    choices = [Choice(wording.close_label(case.kind), CLOSE, case.args)]
    cards = [
        turn.tell(
            leader, text, f"{case.key}/{leader}", choices, title=wording.title(case.kind), about=KIND, card=case.key,
            urgency=Urgency.URGENT,
        )
        for leader in case.leaders
    ]  # fmt: skip
    hands, others = [], list(case.staff)
    if case.kind is Kind.MISSING and not turn.speaker.is_staff:
        holder = sought.holder(turn, case.care, case.children)
        hands = sought.cards(turn, case.key, case.args, case.children, leaders=case.leaders, holder=holder, text=text)
        others = [one for one in others if one != holder]
    return [*cards, *hands, *turn.tell_all(others, text, case.key, about=KIND, urgency=Urgency.URGENT)]


def _tell_families(turn: Turn, case: _Case, said: str) -> list[Outgoing]:
    """One message a guardian, about the own children only (promise 11)."""
    return [
        turn.tell(
            guardian, wording.for_family(case.kind, own, _words_for(case, own, said), turn.caller, turn.now),
            _family_key(case, guardian), about=KIND, urgency=Urgency.URGENT,
        )
        for guardian, own in case.families.items()
    ]  # fmt: skip


def _words_for(case: _Case, own: Sequence[Student], said: str) -> str:
    """The reporter's own words, unless they are about another family's child too."""
    return said if len(own) == len(case.children) else ""


def _family_key(case: _Case, guardian: int) -> str:
    return f"{case.key}/family/{guardian}"


def _families_told(turn: Turn, case: _Case) -> set[int]:
    """Children of whom at least one guardian was reached, or reported it."""
    keys = {_family_key(case, guardian): own for guardian, own in _guardians(turn, case).items()}
    sent = outbox.sent(turn.session, turn.school_id, keys)
    reached = {child.id for key in sent for child in keys[key]}
    reporter = matters.get(turn.session, case.id).by_id
    return reached | {child.id for child in _guardians(turn, case).get(reporter or 0, ())}


def _guardians(turn: Turn, case: _Case) -> dict[int, list[Student]]:
    return audience.families(turn, case.children)


def _close(turn: Turn, case: _Case, *, telephoned: bool) -> list[Outgoing]:
    outcome = f"{turn.caller}: closed" + (", family telephoned" if telephoned else "")
    if not matters.close(turn.session, case.id, by_id=turn.me, outcome=outcome, now=turn.now):
        return [turn.reply(wording.already_closed())]
    return [
        turn.reply(wording.closed(case.kind, case.children, turn.caller, turn.now)),
        *_tell_all(
            turn, case, "closed", lambda children: wording.closed(case.kind, children, turn.caller, turn.now)
        ),
    ]  # fmt: skip


def _tell_all(turn: Turn, case: _Case, what: str, text: Any) -> list[Outgoing]:
    """Everybody who heard of it hears how it ended, the reporter as well; families of their own children only."""
    reporter = matters.get(turn.session, case.id).by_id
    staff = [*case.leaders, *case.staff, *([reporter] if reporter and reporter not in case.families else [])]
    key = f"{case.key}/{what}"
    return [
        *turn.tell_all(staff, text(case.children), key, about=KIND, urgency=Urgency.URGENT),
        *(
            turn.tell(guardian, text(own), f"{key}/family/{guardian}", about=KIND, urgency=Urgency.URGENT)
            for guardian, own in case.families.items()
        ),
    ]
