"""Logs that are due, in words. (C52, C53)"""

from __future__ import annotations

from collections.abc import Sequence

from care.rules.agenda import DayFacts
from care.rules.notice import Notice
from care.wording import logs as wording
from handlers.desk import Desk
from handlers.notices.parts import Worded, groups_of, session_of
from storage import people


def care_log(_desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    groups = groups_of(facts, bundle[0])
    return wording.care_log_due(session_of(facts, bundle[0]).plan.label, [group.name for group in groups]), ()


def missing(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    groups = groups_of(facts, bundle[0])
    names = people.names_of(desk.session, (group.teacher for group in groups if group.teacher))
    lacking = [(group.name, names.get(group.teacher or 0, "")) for group in groups]
    return wording.missing(session_of(facts, bundle[0]).plan.label, lacking), ()


def duty_log(_desk: Desk, _facts: DayFacts, _bundle: Sequence[Notice]) -> Worded:
    return wording.DUTY_LOG_DUE, ()
