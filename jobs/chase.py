"""Surveys by the clock: the missing slips are reminded of, and on the last day the count is told. (C15, C16)"""

from __future__ import annotations

from bot.house import House
from care.messages import Outgoing
from care.rules import survey as rules
from handlers import slips
from handlers.desk import Desk
from handlers.posting import post
from jobs.agenda import desk_of
from storage import surveys
from storage.surveys import Survey


def go_on(house: House, school_id: int) -> None:
    """A look first; only where something has come due it is written."""
    with house.sessions.reading() as session:
        desk = desk_of(session, school_id, house.now())
        if not any(_is_over(desk, one) or _to_remind(desk, one) for one in surveys.running(session, school_id)):
            return
    with house.sessions.writing() as session:
        desk = desk_of(session, school_id, house.now())
        post(desk, [note for one in surveys.running(session, school_id) for note in _due(desk, one)])


def _due(desk: Desk, survey: Survey) -> list[Outgoing]:
    """At the end the count, once; before it a reminder each."""
    if _is_over(desk, survey):
        return slips.tallies(desk, survey) if surveys.end(desk.session, survey.id, now=desk.now) else []
    ids = _to_remind(desk, survey)
    return slips.remind(desk, survey, [one for one in surveys.slips(desk.session, survey.id) if one.id in ids])


def _is_over(desk: Desk, survey: Survey) -> bool:
    return rules.is_over(survey.until, desk.policy, desk.now)


def _to_remind(desk: Desk, survey: Survey) -> list[int]:
    found = map(slips.chased, surveys.slips(desk.session, survey.id))
    return rules.to_remind(found, begun=survey.begun_at, until=survey.until, policy=desk.policy, now=desk.now)
