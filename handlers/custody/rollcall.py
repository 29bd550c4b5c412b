"""Roll call (点名): the list is opened, the numbers are weighed, and only what agrees is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from care.acts import Act, CareSession, Intent, keep
from care.messages import Outgoing
from care.people import Student
from care.rules import rollcall as rules
from care.rules.attendance import Sign
from care.rules.custody import Move, Roll
from care.rules.rollcall import Called, Differs, Said, Why
from care.wording import rollcall as wording
from care.wording import staff as words
from handlers import asking, day, groups
from handlers.custody import absence, attendance, offers
from handlers.duties import duty
from handlers.groups import Listed
from handlers.turn import Turn
from storage import people
from storage.enrolment.bookings import Group
from storage.questions import Choice

UNDO = "undo_roll"
EARLY = timedelta(minutes=10)
"""A roll so many minutes before a lesson is that lesson's. [ours]"""
MAX_NAMED = asking.MAX_BUTTONS - 1  # beside "none of these"


def call_roll(act: Act, turn: Turn) -> list[Outgoing]:
    if turn.plan is None and not act.sessions:
        return _ask_early(act, turn)
    care = groups.session_of(act, turn)
    if not day.is_care_day(turn, turn.today):
        return [turn.reply(wording.no_care_today())]
    own = _narrowed(act, turn, groups.mine(turn, care, act.class_name))
    if len(own) > 1:
        return [ask_which_group(act, turn, [group.name for group in own])]
    if not own:
        return [turn.reply(_no_group(act, turn, care))]
    listed = groups.opened(turn, care, own, act.class_name)
    match rules.decide_roll(_said(act), listed.places, caller=turn.me):
        case Differs() as difference:
            return [_ask_difference(act, turn, listed, difference)]
        case Called() as called:
            return _write(turn, listed, called)


def others_here(turn: Turn) -> list[Outgoing]:
    """其他人都在: all but those whom the list has as missing; without such a child it is asked who is not here."""
    care = turn.care
    listed = groups.looked_at(turn, care, groups.mine(turn, care, None), turn.today)
    missing = tuple(groups.standing(listed, Roll.MISSING))
    if not missing:
        return [turn.reply(wording.WHO_IS_NOT_HERE)]
    return call_roll(Act(Intent.ROLL_CALL, absent=missing), turn)


def ask_which_group(act: Act, turn: Turn, names: Sequence[str]) -> Outgoing:
    """Two groups and no name: one button a group (promise 2)."""
    choices = [Choice(name, asking.DO_ACT, {"act": keep(act.with_(class_name=name))}) for name in names[:MAX_NAMED]]
    return turn.reply(wording.WHICH_GROUP, [*choices, _none()], asks=True)


def press_undo(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """撤销: each child goes back to where it stood before the call, by events of their own (promise 7)."""
    call = _Undo.of(args)
    if call.day != turn.today:
        return [turn.reply(wording.DAY_IS_OVER)]
    listed = groups.opened(turn, call.care, groups.by_ids(turn, call.group_ids))
    taken = rules.decide_undo(call.back, listed.places, caller=turn.me)
    was_missing = [id_ for id_ in taken.back if listed.places[id_].roll is Roll.MISSING]
    now_missing = [id_ for id_ in taken.back if call.back[id_] is Roll.MISSING and id_ not in was_missing]
    for id_ in taken.back:
        _put_back(turn, listed, id_, call.back[id_])
    after = groups.opened(turn, call.care, listed.groups)
    text = wording.undone(
        after.name, _slot(turn, call.care), after.called(taken.back), after.called(taken.stuck), groups.equation(after)
    )
    return [
        turn.reply(text),
        *absence.taken_back(turn, call.care, after.called(was_missing)),
        *absence.alarm(turn, after, now_missing),
    ]


@dataclass(frozen=True)
class _Undo:
    care: CareSession
    day: date
    group_ids: tuple[int, ...]
    back: Mapping[int, Roll]

    @classmethod
    def of(cls, args: dict[str, Any]) -> _Undo:
        back = {int(id_): Roll(roll) for id_, roll in args["back"].items()}
        return cls(CareSession(args["session"]), date.fromisoformat(args["day"]), tuple(args["groups"]), back)


def _said(act: Act) -> Said:
    return Said(
        act.expected,
        act.present,
        None if act.absent is None else frozenset(child.id for child in act.absent),
        frozenset(child.id for child in act.students or ()),
        sure=act.count is not None and act.count == len(act.students or ()),
    )


def _narrowed(act: Act, turn: Turn, own: Sequence[Group]) -> list[Group]:
    """Of several groups, the one that has all the children named."""
    named = {child.id for child in (*(act.absent or ()), *(act.students or ()))}
    if len(own) < 2 or not named or act.class_name:
        return list(own)
    having = [g for g in own if named <= set(groups.looked_at(turn, g.session, [g], turn.today).children)]
    return having or list(own)


def _no_group(act: Act, turn: Turn, care: CareSession) -> str:
    label = turn.policy.label(care)
    if act.class_name is None:
        return wording.no_group(label)
    other = groups.others_teacher(turn, care, act.class_name)
    if other is None:
        return wording.no_such_group(act.class_name, label)
    return wording.not_yours(other[0].name, people.name_of(turn.session, other[1]))


def _ask_early(act: Act, turn: Turn) -> list[Outgoing]:
    """Outside of any session's time: asked, with the day's next session as the button."""
    plans = turn.policy.sessions_on(turn.today)
    if not plans or not day.is_care_day(turn, turn.today):
        return [turn.reply(wording.no_care_today())]
    plan = next((plan for plan in plans if plan.starts(turn.today) > turn.now), plans[-1])
    text = wording.too_early(plan.label, plan.start.strftime("%H:%M"))
    return [asking.ask_options(turn, text, [act.with_(sessions=(plan.session,))])]


def _write(turn: Turn, listed: Listed, called: Called) -> list[Outgoing]:
    before = {id_: listed.places[id_].roll for id_ in (*called.present, *called.missing)}
    slot = _slot(turn, listed.care)
    if not before and turn.policy.roll_per_lesson:
        return [_again(turn, listed, slot)]
    if not before:
        return [turn.reply(wording.nothing_new(listed.name, slot, groups.equation(listed)))]
    came = [id_ for id_ in called.present if before[id_] is not Roll.NOT_CALLED]
    day.write(turn, listed.care, [
        *groups.events(turn, listed.places, Move.PRESENT, called.present, receiver=turn.me),
        *groups.events(turn, listed.places, Move.MISSING, called.missing),
    ])  # fmt: skip
    attendance.signed_in(turn, listed.care, Sign.ROLL)
    after = groups.opened(turn, listed.care, listed.groups, _part_name(listed))
    leave = len([1 for place in after.places.values() if place.expected and place.roll is Roll.LEAVE])
    text = wording.called(
        listed.name, slot, groups.equation(after), counted=called.counted, leave=leave, arrived=after.called(came)
    )
    if called.missing:
        text += wording.asked_home(after.called(called.missing))
    found = [id_ for id_ in came if before[id_] is Roll.MISSING]
    return [
        turn.reply(text, [_undo_choice(turn, listed, before)]),
        *duty.come_back(turn, listed.care),
        *absence.alarm(turn, after, called.missing),
        *absence.arrived(turn, listed.care, after.called(found)),
        *offers.came(turn, listed.care, listed.places, after.places),
    ]


def _again(turn: Turn, listed: Listed, slot: str) -> Outgoing:
    """The roll of a later lesson agrees with the ledger: a fresh proof of each child in hand. (002.13)"""
    here = [id_ for id_, place in listed.places.items() if place.holder == turn.me]
    day.write(turn, listed.care, groups.events(turn, listed.places, Move.PRESENT, here, receiver=turn.me))
    plan = turn.policy.plan(listed.care, turn.today)
    begun = [start for start in (plan.lesson_starts(turn.today) if plan else ()) if start - EARLY <= turn.now]
    return turn.reply(wording.again(listed.name, slot, max(len(begun), 1), len(here)))


def _put_back(turn: Turn, listed: Listed, id_: int, roll: Roll) -> None:
    """Not called yet, and from there to what it was."""
    again = {Roll.LEAVE: [Move.LEAVE], Roll.MISSING: [Move.MISSING]}.get(roll, [])
    events = [event for move in (Move.UNCALLED, *again) for event in groups.events(turn, listed.places, move, [id_])]
    day.write(turn, listed.care, events)


def _undo_choice(turn: Turn, listed: Listed, before: Mapping[int, Roll]) -> Choice:
    return Choice(words.UNDO, UNDO, undo_args(turn, listed, before), style=2)


def undo_args(turn: Turn, listed: Listed, back: Mapping[int, Roll]) -> dict[str, Any]:
    return {
        "session": listed.care.value,
        "day": turn.today.isoformat(),
        "groups": [group.id for group in listed.groups],
        "back": {str(id_): roll.value for id_, roll in back.items()},
    }


def _ask_difference(act: Act, turn: Turn, listed: Listed, difference: Differs) -> Outgoing:
    """What does not add up, and a button for each child that would make it right, where they are few."""
    among = listed.called(difference.among) or _named(act, difference)
    leave = [listed.children[id_] for id_, place in listed.places.items() if place.roll is Roll.LEAVE]
    text = wording.differs(difference, among, listed.name, leave)
    choices = _remedies(act, turn, listed, difference, among)
    return turn.reply(text, [*choices, _none()], asks=True) if choices else turn.reply(text)


def _remedies(act: Act, turn: Turn, listed: Listed, difference: Differs, among: Sequence[Student]) -> list[Choice]:
    if len(among) > MAX_NAMED or not among:
        return []
    match difference.why:
        case Why.TOO_FEW if difference.found - difference.said == 1:
            return [_do(wording.did_not_come(c), act.with_(absent=(*(act.absent or ()), c))) for c in among]
        case Why.TOO_MANY if difference.said - difference.found == 1:
            return [_do(wording.came(c), act.with_(students=(*(act.students or ()), c))) for c in among]
        case Why.ON_LEAVE:
            sure = act.with_(count=len(act.students or ()))
            return [_do(wording.came(among[0]) if len(among) == 1 else "都来了", sure)]
        case Why.IN_HAND if len(among) == 1:
            lost = Act(Intent.INCIDENT, students=tuple(among), kind="missing")
            back = undo_args(turn, listed, {among[0].id: Roll.MISSING})
            return [Choice(wording.NEVER_HERE, UNDO, back), _do(wording.CANNOT_BE_FOUND, lost)]
    return []


def _do(label: str, act: Act) -> Choice:
    return Choice(label, asking.DO_ACT, {"act": keep(act)})


def _none() -> Choice:
    return Choice("都不是", asking.NOTHING, {}, no=True, style=2)


def _named(act: Act, difference: Differs) -> list[Student]:
    """Children that the act names and the list has not."""
    named = {child.id: child for child in (*(act.absent or ()), *(act.students or ()))}
    return [named[id_] for id_ in difference.among if id_ in named]


def _part_name(listed: Listed) -> str | None:
    """The class, when the roll was of one class of a mixed group."""
    classes = {child.class_name for child in listed.children.values()}
    return classes.pop() if len(classes) == 1 else None


def _slot(turn: Turn, care: CareSession) -> str:
    return words.slot(turn.today, care, turn.policy)
