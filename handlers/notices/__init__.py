"""Makes messages of the agenda's notices, when they are due: fetches the names, words them, adds the buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from care.messages import Outgoing, Urgency
from care.rules.agenda import DayFacts
from care.rules.notice import Kind, Notice
from care.wording import agenda as wording
from handlers.desk import Desk
from handlers.notices import clubs, duty, home, logs, musters, roll
from handlers.notices.parts import Words

WORDS: dict[Kind, Words] = {
    Kind.DUTY: duty.duty,
    Kind.DUTY_SOON: duty.duty_soon,
    Kind.DUTY_OPEN: duty.duty_open,
    Kind.ROLL_CALL: roll.roll_call,
    Kind.ROLL_LATE: roll.roll_late,
    Kind.EMPTY: roll.empty,
    Kind.LESSON: roll.lesson,
    Kind.ABSENCE: roll.absence,
    Kind.MUSTER: musters.silent,
    Kind.CLUB_UNTAKEN: clubs.untaken,
    Kind.CLUB_END: clubs.ends,
    Kind.UNCOLLECTED: home.uncollected,
    Kind.HANDOVER: home.handover,
    Kind.CLOSE: home.close,
    Kind.CARE_LOG: logs.care_log,
    Kind.LOGS_MISSING: logs.missing,
    Kind.DUTY_LOG: logs.duty_log,
    Kind.SUMMARY: home.summary,
    Kind.CHART: home.chart,
    Kind.CORRECTION: home.correction,
    Kind.YEAR: home.year,
}
PICTURES: dict[Kind, Callable[[Desk, DayFacts], bytes]] = {Kind.CHART: home.chart_picture}


def message(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Outgoing:
    """One message for notices that go together; its key is the first one's."""
    first = bundle[0]
    text, choices = WORDS[first.kind](desk, facts, bundle)
    told = desk.tell(
        first.to,
        text,
        first.key,
        choices,
        title=wording.TITLES.get(first.kind.value, ""),
        about=first.kind.value,
        urgency=Urgency.URGENT if first.safety else Urgency.DEFAULT,
    )
    draw = PICTURES.get(first.kind)
    return replace(told, picture=draw(desk, facts)) if draw else told


def bare(notice: Notice) -> Outgoing:
    """The notice's place in the outbox where it is not sent itself: missed, or told in another."""
    return Outgoing(notice.key, notice.to, wording.KINDS[notice.kind.value], about=notice.kind.value)
