"""Of a family's children only those in care today can be meant by what happens today. (promise 2)"""

from __future__ import annotations

from care.acts import About, Act, Intent
from care.people import Role, Student
from care.reading.nods import is_lasting
from care.rules.custody import Place, Roll
from handlers import day
from handlers.turn import Turn
from handlers.wayhome import pickup

OF_TODAY = frozenset({Intent.ARRIVE, Intent.PICKUP_TIME, Intent.CONFIRM_PICKUP})
IF_DATED = frozenset({Intent.DELEGATE_PICKUP, Intent.WALK_HOME})
"""Without a date these stand from now on, for whichever child."""


def narrowed(act: Act, turn: Turn) -> Act:
    """The act for the only child that it can be about; asked of fewer, where some are not here today."""
    children = turn.speaker.children
    if turn.known.role is not Role.PARENT or len(children) < 2:
        return act
    read = _options(act, children)
    options = tuple(_dated(option, turn) for option in read)
    if options != read:
        act = Act(Intent.CLARIFY, about=About.STUDENT, maybe=read[0].intent, options=options, grounds=act.grounds)
    if not options or not all(_today(option, turn) for option in options):
        return act
    here = {child.id for child in children if _in_care(turn, child, gone=options[0].intent is Intent.CONFIRM_PICKUP)}
    kept = tuple(option for option in options if option.students and option.students[0].id in here)
    if not kept or len(kept) == len(options):
        return act
    if len(kept) == 1:
        return kept[0]
    return Act(Intent.CLARIFY, about=About.STUDENT, maybe=kept[0].intent, options=kept, grounds=act.grounds)


def _options(act: Act, children: tuple[Student, ...]) -> tuple[Act, ...]:
    """One act a child, where nothing but the child is open."""
    if act.intent is Intent.CLARIFY:
        if act.about is not About.STUDENT or act.maybe not in OF_TODAY | IF_DATED:
            return ()
        alike = {option.with_(students=None) for option in act.options}
        each = {option.students[0].id for option in act.options if option.students and len(option.students) == 1}
        fits = len(alike) == 1 and each == {child.id for child in children} and len(act.options) == len(children)
        return act.options if fits else ()
    if act.intent not in OF_TODAY | IF_DATED or act.students:
        return ()
    return tuple(act.with_(students=(child,)) for child in children)


def _dated(option: Act, turn: Turn) -> Act:
    """奶奶来接, said before care ends, is of today for one of several children as for an only child (guideline 11)."""
    plans = turn.policy.sessions_on(turn.today) if day.is_care_day(turn, turn.today) else ()
    open_ = any(turn.now < plan.ends(turn.today) for plan in plans)
    undated = not option.dates and not option.weekdays and option.intent in {Intent.PICKUP_TIME, *IF_DATED}
    return option.with_(dates=(turn.today,)) if undated and open_ and not is_lasting(turn.text) else option


def _today(option: Act, turn: Turn) -> bool:
    if option.weekdays:
        return False
    return option.dates == (turn.today,) or (not option.dates and option.intent in OF_TODAY)


def _in_care(turn: Turn, child: Student, *, gone: bool) -> bool:
    """Expected or here; `gone`: one that has left counts, too."""
    seat = pickup.seat_now(turn, child)
    place = day.place_of(turn, child.id, seat) if seat else Place()
    if seat is None or place.roll in (Roll.LEAVE, Roll.MISSING):
        return False
    return gone or place.gone is None
