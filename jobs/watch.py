"""Watches the watchers: the agenda minus the receipts must be empty, and nobody waits for an answer. (promise 4)

What is found goes to the duty leader and to whoever looks after the system, once for each cause.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.house import House
from care.book import Post
from care.messages import Urgency
from care.wording import notices as wording
from handlers.desk import Desk
from handlers.posting import post
from jobs import waits
from jobs.agenda import desk_of, look
from storage import inbox, outbox, people
from storage.day import matters
from storage.inbox import State
from storage.platform import ticks
from storage.questions import Choice
from storage.staff import duties

log = structlog.get_logger()

MINUTES = 5
"""A message that is due or waits this long is late. [ours]"""


@dataclass(frozen=True)
class Cause:
    """Something that is wrong. The key is the same as long as it is the same thing."""

    key: str
    text: str


def watch(house: House, school_id: int, code: str, *, agenda: bool = True, steps: bool = True) -> list[Cause]:
    """Look, and raise what is new. `agenda`, `steps`: it is not known yet that all of it, or of them, is done."""
    with house.sessions.reading() as session:
        desk = desk_of(session, school_id, house.now())
        undone = [*(_not_put(desk, code) if agenda else []), *(_undone(desk) if steps else [])]
        new = [*_not_raised(desk, undone), *troubles(desk, house.wall())]
    if new:
        with house.sessions.writing() as session:
            alarm(desk_of(session, school_id, house.now()), new)
    return new


def troubles(desk: Desk, real_now: datetime) -> list[Cause]:
    """What is wrong with messages, in and out, and was not raised yet."""
    return _not_raised(desk, [*_unsent(desk), *_unanswered(desk, real_now)])


def _not_raised(desk: Desk, causes: Iterable[Cause]) -> list[Cause]:
    return [cause for cause in causes if not matters.has(desk.session, desk.school_id, cause.key)]


def alarm(desk: Desk, causes: list[Cause]) -> None:
    """Duty leader and IT hear it at any hour; the matter stays open until a person ends it."""
    for cause in causes:
        persons = [*leaders(desk), *keepers(desk)]
        owner = next(iter(persons), None)
        id_ = matters.open_(
            desk.session, desk.school_id, cause.key, "alarm", cause.text, day=desk.today, now=desk.now, owner_id=owner
        )
        if id_ is None:
            continue
        log.error("alarm", school_id=desk.school_id, cause=cause.key)
        done = [Choice(wording.SETTLED, "close_matter", {"matter": id_})]
        post(desk, [
            desk.tell(person, cause.text, f"{cause.key}/{person}", done, title="系统提醒", about="alarm",
                      card=cause.key, urgency=Urgency.URGENT)
            for person in dict.fromkeys(persons)
        ])  # fmt: skip


def leaders(desk: Desk) -> list[int]:
    """The duty leaders of the running session, or of the day; without any the principals."""
    on_duty = duties.leaders(desk.session, desk.school_id, desk.today, desk.plan.session if desk.plan else None)
    held = people.holders(desk.session, desk.school_id)
    return on_duty or held[Post.PRINCIPAL] or held[Post.DUTY_LEADER]


def keepers(desk: Desk) -> list[int]:
    """Who looks after the system: IT, else the principals."""
    held = people.holders(desk.session, desk.school_id)
    return held[Post.IT] or held[Post.PRINCIPAL]


def _not_put(desk: Desk, code: str) -> list[Cause]:
    """Notices of the agenda that are due and were never put into the outbox: the tick itself is broken."""
    late = desk.now - timedelta(minutes=MINUTES)
    missing = [one for one in look(desk, code, ticks.watched(desk.session, desk.school_id)).due if one.due <= late]
    return [Cause(f"watch/agenda/{missing[0].key}"[:120], wording.overdue(len(missing), MINUTES))] if missing else []


def _undone(desk: Desk) -> list[Cause]:
    """What was due outside the agenda five minutes ago and still is: reminders of slips, papers, waits passed on."""
    before = replace(desk, now=desk.now - timedelta(minutes=MINUTES))
    return [
        Cause(f"watch/step/{name}/{desk.today}", wording.undone(name, MINUTES)) for name in waits.left_undone(before)
    ]


def _unsent(desk: Desk) -> list[Cause]:
    """Messages that should have left, and those that no channel could carry. An alarm about an alarm is none."""
    rows = [
        row for row in outbox.overdue(desk.session, desk.school_id, now=desk.now, minutes=MINUTES)
        if row.about not in ("alarm", "call") and not row.key.startswith("grey/")
    ]  # fmt: skip
    failed = [row for row in rows if row.state == int(outbox.State.FAILED)]
    late = [row for row in rows if row not in failed]
    causes = []
    if late:
        causes.append(Cause(f"watch/unsent/{min(row.id for row in late)}", wording.overdue(len(late), MINUTES)))
    if failed:
        hour = f"{desk.now:%Y-%m-%dT%H}"
        causes.append(Cause(f"watch/failed/{hour}", wording.failed(len(failed))))
    return causes


def _unanswered(desk: Desk, real_now: datetime) -> list[Cause]:
    """Messages that nobody answered, and those that were set aside. They came in by the real clock."""
    found = inbox.neglected(desk.session, desk.school_id, before=real_now - timedelta(minutes=MINUTES))
    waiting = [id_ for id_, state in found if state is State.WAITING]
    aside = [id_ for id_, state in found if state is State.ASIDE]
    causes = []
    if waiting:
        causes.append(Cause(f"watch/unanswered/{waiting[0]}", wording.unanswered(len(waiting), MINUTES)))
    if aside:
        causes.append(Cause(f"watch/aside/{aside[-1]}", wording.aside(len(aside))))
    return causes
