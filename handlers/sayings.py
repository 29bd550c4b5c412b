"""The sentences that are understood word by word (care/reading/sayings.py), each with its errand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from care.acts import Act, Intent
from care.calendar import local
from care.messages import Outgoing
from care.reading.asked import read_asked
from care.reading.sayings import Said, Saying, read_saying
from care.reading.still_here import read_still_here
from care.wording import duty as duty_words
from care.wording import handover as wording
from handlers import asking, table
from handlers.custody import closing, early_arrivals, moving, rollcall, whohas, wished
from handlers.duties import duty
from handlers.people import binding, changing, people_orders
from handlers.record import asked, standing, still_here
from handlers.school import broadcast, rails
from handlers.turn import Turn
from handlers.wayhome import keeping, planned


def told(turn: Turn) -> list[Outgoing] | None:
    """The answer; None where the reader has to look."""
    if (reason := rails.told(turn)) is not None:
        return broadcast.over_rail(turn, *reason)
    if (changed := changing.told(turn)) is not None:
        return changed
    if (ordered := people_orders.told(turn)) is not None:
        return ordered
    if (early := early_arrivals.told(turn)) is not None:
        return early
    if (other := binding.switched(turn)) is not None:
        return other
    if (question := read_asked(turn.text, turn.known)) is not None and (where := asked.answer(question, turn)):
        return where
    if (here := read_still_here(turn.text, turn.known)) is not None and (back := still_here.answer(here, turn)):
        return back
    said = read_saying(turn.text, turn.known)
    errand = ERRANDS.get(said.saying) if said is not None else None
    return errand(said, turn) if said is not None and errand is not None else None


def _coded(said: Said, turn: Turn) -> list[Outgoing]:
    return table.carry_out(Act(Intent.RELEASE, students=said.children, person=said.person), turn)


def _who_collects(said: Said, turn: Turn) -> list[Outgoing]:
    return planned.ask(turn, said.children, turn.today + timedelta(days=said.days_on))


def _weekly(said: Said, turn: Turn) -> list[Outgoing]:
    """A plan that stands from now on is told in full before it is noted. (promise 2)"""
    act = Act(Intent.DELEGATE_PICKUP, students=said.children, person=said.person, weekdays=said.weekdays)
    return asking.ask_back(Act(Intent.CLARIFY, options=(act,)), turn)


def _coming(said: Said, turn: Turn) -> list[Outgoing]:
    """现在来接: the hour is now."""
    at = local(turn.now).time().replace(second=0, microsecond=0)
    act = Act(Intent.PICKUP_TIME, students=said.children, dates=(turn.today,), time=at)
    return table.carry_out(act, turn)


def _hand_some(said: Said, turn: Turn) -> list[Outgoing]:
    act = Act(Intent.HAND_OVER, students=said.children, receiver=said.receiver, count=said.count)
    if said.name:  # Two children of this name: one of them is meant. (promise 9)
        each = [act.with_(students=(child,)) for child in said.children]
        return [asking.ask_options(turn, wording.which_of_the_name(said.name), each)]
    return table.carry_out(act, turn)


def _take_class(said: Said, turn: Turn) -> list[Outgoing]:
    return wished.wish(turn, said.class_name)


def _may_close(_said: Said, turn: Turn) -> list[Outgoing]:
    """今天可以结束了吗: what 结束今天 shows before it is pressed."""
    return closing.ask(turn, turn.care)


def _away(said: Said, turn: Turn) -> list[Outgoing]:
    assert said.colleague is not None
    on = turn.today + timedelta(days=int(said.tomorrow))
    if said.receiver is not None and not duty.is_next(turn, said.colleague.id, on, said.receiver):
        return [turn.reply(duty_words.not_next(said.colleague.called, said.receiver.called))]
    return duty.offer_stand_in(turn, said.colleague, on)


def _taken(said: Said, turn: Turn) -> list[Outgoing]:
    return whohas.taken(turn, said.count)


def _others_here(_said: Said, turn: Turn) -> list[Outgoing]:
    return rollcall.others_here(turn)


def _uncalled(_said: Said, turn: Turn) -> list[Outgoing]:
    return standing.uncalled(turn)


def _on_leave(_said: Said, turn: Turn) -> list[Outgoing]:
    return standing.on_leave(turn)


def _colleague(said: Said, turn: Turn) -> list[Outgoing]:
    return standing.colleagues(turn, said.colleagues)


ERRANDS: dict[Saying, Callable[[Said, Turn], list[Outgoing]]] = {
    Saying.CODED: _coded,
    Saying.WHO_COLLECTS: _who_collects,
    Saying.WEEKLY: _weekly,
    Saying.COMING: _coming,
    Saying.HAND_SOME: _hand_some,
    Saying.TAKEN: _taken,
    Saying.OTHERS_HERE: _others_here,
    Saying.UNCALLED: _uncalled,
    Saying.ON_LEAVE: _on_leave,
    Saying.COLLEAGUE: _colleague,
    Saying.TAKE_CLASS: _take_class,
    Saying.CLUB: moving.to_club,
    Saying.CLUB_BACK: moving.back,
    Saying.KEEP_BACK: keeping.keep_back,
    Saying.AWAY: _away,
    Saying.MAY_CLOSE: _may_close,
    Saying.SIGN_OUT: keeping.sign_out,
}
