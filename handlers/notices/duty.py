"""Duty cards in words. (C50, C56)"""

from __future__ import annotations

from collections.abc import Sequence

from care.calendar import clock
from care.rules.agenda import DayFacts
from care.rules.duty import DutyState, deadline
from care.rules.notice import Notice
from care.wording import duty as duty_words
from handlers.desk import Desk
from handlers.duties import duty as errand
from handlers.duties import roster
from handlers.notices.parts import Worded, duties_of
from storage.questions import Choice


def duty(desk: Desk, _facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    own = duties_of(desk, bundle[0])
    return duty_words.tomorrow(roster.posts(desk, own), desk.today), errand.choices(one.id for one in own)


def duty_soon(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    own = duties_of(desk, bundle[0])
    planned = [one for one in own if one.state is DutyState.PLANNED]
    until = deadline(planned[0], facts.duties, desk.policy) if planned else None
    text = duty_words.soon(roster.posts(desk, own), clock(until) if until else "")
    return text, errand.choices(one.id for one in planned) if planned else ()


def duty_open(desk: Desk, _facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    own = [one for notice in bundle for one in duties_of(desk, notice)]
    lines = [duty_words.nobody_left(roster.post(desk, one), declined=False) for one in own]
    return "\n".join(lines), [Choice(duty_words.I_ARRANGE, "seen", {}, yes=True)]
