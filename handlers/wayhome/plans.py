"""The way home, planned by the family: who collects, when, or alone with a permit. (C45, C46, C47)"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from care.acts import Act
from care.messages import Outgoing, Urgency
from care.people import Person, Student
from care.rules.plan import Planned, Refused, Why, decide_plan, decide_walk, is_past
from care.wording import codes as code_words
from care.wording import pickup as wording
from handlers import day
from handlers.turn import Turn
from handlers.wayhome import codes, early, late, pickup
from storage import apart, people
from storage.day import pickups
from storage.day.pickups import PlanKind
from storage.questions import Choice


def delegate(act: Act, turn: Turn) -> list[Outgoing]:
    return pickup.for_each(act, turn, _delegate)


def change_time(act: Act, turn: Turn) -> list[Outgoing]:
    return pickup.for_each(act, turn, _change_time)


def walk_home(act: Act, turn: Turn) -> list[Outgoing]:
    return pickup.for_each(act, turn, _walk_home)


def _delegate(act: Act, child: Student, turn: Turn) -> list[Outgoing]:
    person = act.person or Person()
    planned, waiting = _decide_or_wait(act, child, turn)
    if isinstance(planned, Refused):
        return waiting or _refuse(turn, child, planned.why)
    stranger = not _on_list(turn, child, person)
    on = act.weekdays or ()
    said = wording.delegated(child, planned.days, person, now=turn.now, stranger=stranger, weekdays=on)
    told = wording.delegated_for_teacher(
        child, planned.days, person, by=turn.caller, now=turn.now, weekdays=on,
        check=_how_to_check(turn, planned) if stranger else "",
    )  # fmt: skip
    return [*waiting, *_keep_plan(turn, child, planned, PlanKind.PERSON, said, told, act=act, coded=stranger)]


def _how_to_check(turn: Turn, planned: Planned) -> str:
    """What the teacher does at the gate about somebody who is on no list."""
    coded = turn.policy.delegate_code and None not in planned.days
    return code_words.check_code() if coded else wording.CHECK_BY_EYE


def _change_time(act: Act, child: Student, turn: Turn) -> list[Outgoing]:
    planned = _decide(act, child, turn)
    if isinstance(planned, Planned) and planned.today and act.time is not None and is_past(act.time, turn.now):
        return [turn.reply(wording.time_is_past(child, act.time, turn.now))]
    if isinstance(planned, Refused):
        return _refuse(turn, child, planned.why)
    said = wording.timed(child, planned.days, act.time, now=turn.now)
    told = wording.timed_for_teacher(child, planned.days, act.time, by=turn.caller, now=turn.now)
    seat = pickup.seat_now(turn, child)
    if planned.today and act.time is not None and seat is not None:
        early.expect(turn, child, seat, act.time)
    return _keep_plan(turn, child, planned, PlanKind.TIME, said, told, act=act)


def _walk_home(act: Act, child: Student, turn: Turn) -> list[Outgoing]:
    planned, waiting = _decide(act, child, turn), list[Outgoing]()
    days = planned.days if isinstance(planned, Planned) else ()
    numbers = {d: pickups.permits(turn.session, [child.id], d or turn.today).get(child.id) for d in days}
    planned = decide_walk(planned, [d for d, number in numbers.items() if number is not None])
    if isinstance(planned, Planned):
        planned, waiting = _or_wait(act, child, turn, planned)
    if isinstance(planned, Refused) and waiting:
        return waiting
    if isinstance(planned, Refused):
        apply = [Choice("申请办证", "apply_permit", {"student": child.id})] if planned.why is Why.NO_PERMIT else []
        return _refuse(turn, child, planned.why, apply)
    number = next((number for number in numbers.values() if number), "") or ""
    said = wording.walks(child, planned.days, now=turn.now)
    told = wording.walks_for_teacher(child, planned.days, number, by=turn.caller, now=turn.now)
    return [*waiting, *_keep_plan(turn, child, planned, PlanKind.ALONE, said, told, act=act)]


def _refuse(turn: Turn, child: Student, why: Why, choices: Sequence[Choice] = ()) -> list[Outgoing]:
    """With the reason. Of a child that has left it is said with whom, and the family can say that it is not with
    them: 我没让奶奶接啊 must not end with "not noted". (promises 3, 6)"""
    refused = turn.reply(wording.refused(child, why), choices)
    return [refused, pickup.where(turn, child)] if why is Why.GONE else [refused]


def _decide(act: Act, child: Student, turn: Turn) -> Planned | Refused:
    days = act.dates if act.dates is not None else None
    looked = {*(days or ()), turn.today}
    care_days = frozenset(d for d in looked if day.seats(turn, child.id, d))
    seat = pickup.seat_now(turn, child)
    place = day.place_of(turn, child.id, seat) if seat else None
    return decide_plan(days, care_days=care_days, place=place, now=turn.now)


def _decide_or_wait(act: Act, child: Student, turn: Turn) -> tuple[Planned | Refused, list[Outgoing]]:
    planned = _decide(act, child, turn)
    return _or_wait(act, child, turn, planned) if isinstance(planned, Planned) else (planned, [])


def _or_wait(act: Act, child: Student, turn: Turn, planned: Planned) -> tuple[Planned | Refused, list[Outgoing]]:
    """After the cut-off today's part waits for a colleague's yes; other days are noted at once. (promise 3)"""
    seat = pickup.seat_now(turn, child)
    if turn.today not in planned.days or seat is None or not late.comes_late(act, turn, seat):
        return planned, []
    holder = day.place_of(turn, child.id, seat).holder
    waiting = late.wait_for_yes(act, child, turn, seat, holder)
    rest = tuple(d for d in planned.days if d is not None and d != turn.today)
    return (Planned(rest, today=False) if rest else Refused(Why.TOO_LATE)), waiting


def _keep_plan(
    turn: Turn,
    child: Student,
    planned: Planned,
    kind: PlanKind,
    said: str,
    told: str,
    *,
    act: Act,
    coded: bool = False,
) -> list[Outgoing]:
    """Write the plan, answer with 撤销, and tell once whoever holds or expects the child."""
    ids = pickups.add(
        turn.session, turn.school_id, child.id, planned.days, kind,
        person=act.person or Person() if kind is PlanKind.PERSON else None,
        clock=act.time if kind is PlanKind.TIME else None, weekdays=act.weekdays or (),
        by_id=turn.speaker.person_id, inbox_id=turn.inbox_id, now=turn.now,
    )  # fmt: skip
    if coded and (given := codes.issue(turn, child, ids, planned.days)):
        said += code_words.given(given, act.person or Person())
    undo = turn.undo(child, "undo_plan", {"student": child.id, "plans": ids, "today": planned.today}, "接送")
    audience = pickup.who_cares(turn, child, today=planned.today)
    notes = turn.tell_all(audience, told, f"plan/{ids[0]}", about="pickup", urgency=Urgency.URGENT)
    earlier = _tell_earlier(turn, child, ids, wording.changed_by_other(told), f"plan/{ids[0]}/earlier")
    return [turn.reply(said, [undo]), *notes, *earlier]


def _tell_earlier(turn: Turn, child: Student, ids: Sequence[int], told: str, key: str) -> list[Outgoing]:
    """Another guardian whose arrangement this takes the place of hears it now, once; nobody is told of who is kept
    apart from them. (promises 3, 11)"""
    authors = {plan.by_id for plan in pickups.replaced_by(turn.session, ids)} - {turn.me}
    kin = {one.person_id for one in people.guardians_of(turn.session, child.id)}
    hidden = apart.hidden_from(turn.session, authors, turn.today)
    return [
        turn.tell(
            one, wording.changed_by_school(child) if turn.me in hidden.get(one, ()) else told,
            f"{key}/{one}", about="pickup", urgency=Urgency.URGENT,
        )
        for one in sorted(authors & kin)
    ]  # fmt: skip


def press_undo_plan(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    child = people.students(turn.session, [args["student"]])[args["student"]]
    told = wording.undone_for_teacher(child, by=turn.caller, now=turn.now)
    key = f"plan-back/{args['plans'][0]}"
    earlier = _tell_earlier(turn, child, args["plans"], told, f"{key}/earlier")
    pickups.cancel(turn.session, args["plans"], now=turn.now)
    audience = pickup.who_cares(turn, child, today=args["today"])
    return [
        turn.reply(wording.undone(child)),
        *turn.tell_all(audience, told, key, about="pickup", urgency=Urgency.URGENT),
        *earlier,
    ]


def _on_list(turn: Turn, child: Student, person: Person) -> bool:
    """Whether the person is one of the child's guardians, by name or by relation."""
    return any(
        (person.name and person.name == g.name) or (not person.name and person.relation == g.relation)
        for g in people.guardians_of(turn.session, child.id)
    )
