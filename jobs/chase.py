"""Surveys by the clock: the missing slips are reminded of, and on the last day the count is told. (C15, C16)"""

from __future__ import annotations

from care.messages import Outgoing
from care.rules import survey as rules
from handlers.desk import Desk
from handlers.school import slips
from storage.school import surveys
from storage.school.surveys import Survey


def is_due(desk: Desk) -> bool:
    return any(_is_over(desk, one) or _to_remind(desk, one) for one in surveys.running(desk.session, desk.school_id))


def due(desk: Desk) -> list[Outgoing]:
    return [note for one in surveys.running(desk.session, desk.school_id) for note in _due(desk, one)]


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
