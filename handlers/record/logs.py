"""The day's care logs, read by whoever leads. (C53)"""

from __future__ import annotations

from datetime import date

from care.calendar import clock
from care.messages import Outgoing
from care.reading.orders.commands import Said, read_day
from care.wording import logs as wording
from handlers.record.records import CARE_LOG, DUTY_LOG
from handlers.turn import Turn
from storage import people
from storage.day import records
from storage.day.records import Record
from storage.enrolment import bookings
from storage.enrolment.bookings import Group


def show(said: Said, turn: Turn) -> list[Outgoing]:
    """查看护记录 昨天 三年级2班: each group and session with what was written, and what is not there."""
    on, name = read_day(said.rest, turn.today)
    groups = [
        group
        for plan in turn.policy.sessions
        for group in bookings.groups(turn.session, turn.school_id, plan.session)
        if group.name.startswith(name) and bookings.expected(turn.session, group.id, on)
    ]
    if not groups:
        return [turn.reply(wording.no_such_group(name))]
    logs = records.of_day(turn.session, turn.school_id, on, CARE_LOG)
    listed = [(f"{turn.policy.label(group.session)} {group.name}", _of_group(turn, group, logs)) for group in groups]
    return [turn.reply(wording.of_day(on, listed, [] if name else _duty_logs(turn, on)))]


def _of_group(turn: Turn, group: Group, logs: list[Record]) -> list[str]:
    """Written for the group; without a group, by its teacher for all."""
    own = [
        log for log in logs
        if log.group_id == group.id
        or (log.group_id is None and log.by_id == group.teacher_id and log.care == group.session.value)
    ]  # fmt: skip
    return _entries(turn, own)


def _duty_logs(turn: Turn, on: date) -> list[str]:
    return _entries(turn, records.of_day(turn.session, turn.school_id, on, DUTY_LOG))


def _entries(turn: Turn, some: list[Record]) -> list[str]:
    names = people.names_of(turn.session, (log.by_id for log in some))
    return [wording.entry(names.get(log.by_id, ""), clock(log.made_at), log.text) for log in some]
