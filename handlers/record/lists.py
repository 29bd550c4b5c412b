"""What staff ask of the record: the list of a group, and who is still at school. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from care.acts import Act, CareSession
from care.calendar import YearNotConfirmed
from care.messages import Outgoing
from care.people import Student
from care.reading.slots import sessions_asked
from care.rules.custody import Place, Places, Roll, balance
from care.wording import lists as wording
from care.wording import staff as words
from handlers import day, groups
from handlers.groups import Listed
from handlers.turn import Turn
from handlers.wayhome import planned
from storage import people
from storage.enrolment import bookings
from storage.enrolment.bookings import Group


def roster(act: Act, turn: Turn) -> list[Outgoing]:
    """Names by where they stand, for the group or class on a day. (promise 11: one's own, leaders all)"""
    on = act.dates[0] if act.dates else turn.today
    try:
        open_day = day.is_care_day(turn, on)
    except YearNotConfirmed:
        return [turn.reply(wording.calendar_unknown(on.year))]
    if not open_day:
        return [turn.reply(wording.NO_CARE)]
    cares = act.sessions or sessions_asked(turn.text) or _sessions(turn, on)
    found = {
        care: groups.looked_at_each(turn, care, groups.visible(turn, care, act.class_name), on, act.class_name)
        for care in cares
    }
    if not any(found.values()):
        return [turn.reply(_nothing(act, turn, cares))]
    told = [text for care, listed in found.items() if listed for text in _told(turn, care, listed, on)]
    return [turn.reply("\n".join(told))]


def _told(turn: Turn, care: CareSession, listed: Sequence[Listed], on: date) -> list[str]:
    """Each group's names; of more groups than a phone shows, a line each and who is away."""
    if len(listed) <= MOST_SHEETS:
        return [_sheet(turn, one, on) for one in listed]
    every: Places = {}
    for one in listed:
        every |= one.places
    lines = [wording.in_brief(one.name, balance(one.places), *_away(one)) for one in listed]
    return [wording.in_all(words.slot(on, care, turn.policy), balance(every)), *lines, wording.MORE]


def _away(listed: Listed) -> tuple[list[Student], list[Student]]:
    return groups.standing(listed, Roll.LEAVE), groups.standing(listed, Roll.MISSING)


MOST_SHEETS = 3  # groups whose every name is told
NAMED = 60  # children of several groups that are told by name; more would fill the phone


def unpicked(act: Act, turn: Turn) -> list[Outgoing]:
    """Who is still here, with whom and since when; the numbers balance, and what is unknown is said. (promise 8)"""
    care = groups.session_of(act, turn)
    if not day.is_care_day(turn, turn.today):
        return [turn.reply(wording.NO_CARE)]
    seen = groups.visible(turn, care, act.class_name)
    sheets = groups.looked_at_each(turn, care, seen, turn.today, act.class_name)
    extra = _held_besides(turn, care, sheets)
    if not sheets and not extra.children:
        return [turn.reply(_nothing(act, turn, (care,)))]
    every: Places = {}
    for sheet in (*sheets, extra):
        every |= sheet.places
    shown = [*sheets, extra] if extra.children else sheets
    heads = sum(place.at_school for place in every.values())
    lines = [_still_here(turn, sheet, by_name=heads <= NAMED or len(shown) == 1) for sheet in shown]
    slot = words.slot(turn.today, care, turn.policy)
    return [turn.reply("\n".join([wording.total(slot, balance(every), turn.now), *lines]))]


def _sessions(turn: Turn, on: date) -> tuple[CareSession, ...]:
    """Today's means the one that this moment is about; another day's means all of it."""
    return (turn.care,) if on == turn.today else tuple(plan.session for plan in turn.policy.sessions_on(on))


def _sheet(turn: Turn, listed: Listed, on: date) -> str:
    teacher = day.teacher(turn, listed.groups[0].id, on, listed.care)
    lines = [
        (wording.HERE, _where(listed, lambda place: place.at_school)),
        (wording.GONE, _where(listed, lambda place: place.gone is not None)),
        (wording.LEAVE, groups.standing(listed, Roll.LEAVE)),
        (wording.MISSING, groups.standing(listed, Roll.MISSING)),
        (wording.NOT_CALLED, groups.standing(listed, Roll.NOT_CALLED)),
    ]
    slot = words.slot(on, listed.care, turn.policy)
    heads = words.equation(balance(listed.places), (), ())
    sheet = wording.roster(listed.name, slot, people.name_of(turn.session, teacher), heads, lines)
    plans = planned.lines(turn, list(listed.children.values())) if on == turn.today else []
    return "\n".join([sheet, *([wording.PLANS] if plans else []), *plans])


def _still_here(turn: Turn, listed: Listed, *, by_name: bool) -> str:
    """The group's children by who has them and since when; a whole school in care is told in numbers."""
    if not by_name:
        return wording.unpicked(listed.name, [], balance(listed.places))
    hands: dict[tuple[int, datetime | None], list[Student]] = {}
    for child in _where(listed, lambda place: place.at_school):
        place = listed.places[child.id]
        hands.setdefault((place.holder or 0, place.since), []).append(child)
    names = people.names_of(turn.session, (holder for holder, _ in hands))
    told = [wording.held(own, names.get(holder, ""), since) for (holder, since), own in hands.items()]
    return wording.unpicked(listed.name, told, balance(listed.places))


def _held_besides(turn: Turn, care: CareSession, sheets: Sequence[Listed]) -> Listed:
    """Children in the speaker's hands who are of other groups: handed over, brought along."""
    listed = {id_ for sheet in sheets for id_ in sheet.places}
    held = {id_: place for id_, place in groups.held(turn, care, turn.me).items() if id_ not in listed}
    own: list[Group] = groups.by_ids(turn, {place.group for place in held.values() if place.group is not None})
    return Listed(care, tuple(own), people.students(turn.session, held), held)


def _where(listed: Listed, fits: Callable[[Place], bool]) -> list[Student]:
    return [child for id_, child in listed.children.items() if fits(listed.places[id_])]


def _nothing(act: Act, turn: Turn, cares: Sequence[CareSession]) -> str:
    """A class that is a colleague's, or no group at all."""
    if act.class_name is None:
        return wording.NO_GROUPS
    every = (group for care in cares for group in bookings.groups(turn.session, turn.school_id, care))
    return wording.NOT_YOURS if groups.fitting(turn, every, act.class_name) else wording.no_such(act.class_name)
