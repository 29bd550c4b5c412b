"""What the house and the phones kept of the day, as plain values to be checked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rehearse.cast import Cast
from bot.rehearse.script import Change, What
from care.acts import CareSession
from care.rules.custody import Event
from playground.platform import Platform
from storage import audit, ledger
from storage.day.blocks import BlockRow
from storage.day.closings import ClosingRow
from storage.day.leaves import LeaveRow
from storage.day.matters import MatterRow
from storage.day.pickups import PickupPlanRow
from storage.enrolment.approvals import ApplicationRow
from storage.enrolment.clubs import MemberRow
from storage.inbox import InboxRow
from storage.outbox import OutboxRow
from storage.questions import QuestionRow
from storage.school.days import BatchRow


@dataclass(frozen=True)
class Received:
    """A message as the house kept it. `words`: the text, or the label of the button that was pressed."""

    id: int
    sender: str
    kind: str
    words: str
    state: int


@dataclass(frozen=True)
class Put:
    """A message as the house meant to send it."""

    id: int
    key: str
    to: int
    state: int
    address: str
    platform_id: str
    pieces: int
    inbox_id: int | None
    about: str
    why: str


@dataclass(frozen=True)
class Shown:
    """A message of the house on a phone."""

    phone: str
    msgid: str
    words: str


@dataclass(frozen=True)
class Made:
    """One change in the record, and the message that it rests on; none where the house made it by itself."""

    change: Change
    inbox_id: int | None
    where: str  # table and row


@dataclass(frozen=True)
class Typed:
    """What a phone's owner sent, as the phone shows it."""

    phone: str
    words: str
    arrived: bool


@dataclass
class Record:
    received: list[Received] = field(default_factory=list)
    put: list[Put] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    typed: list[Typed] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    events: dict[CareSession, list[Event]] = field(default_factory=dict)
    chain: list[str] = field(default_factory=list)  # faults of the hash chains
    dropped: int = 0  # by the platform, in silence
    errors: list[str] = field(default_factory=list)  # in the logs of the processes


def gather(session: Session, cast: Cast, platform: Platform, logs: Iterable[Path]) -> Record:
    events = {care: ledger.events(session, cast.school_id, cast.day, care) for care in CareSession}
    phones = {phone.parent_userid: phone.id for phone in cast.phones}
    return Record(
        received=list(_received(session)),
        put=[_put(row, phones) for row in session.scalars(select(OutboxRow).order_by(OutboxRow.id))],
        shown=[Shown(m.phone, m.msgid, f"{m.text} {m.body}") for m in platform.world.chats.everything() if not m.mine],
        typed=[Typed(m.phone, m.text, m.status == "delivered") for m in platform.world.chats.everything() if m.mine],
        made=[*_moves(events), *_rows(session, cast.day)],
        events=events,
        chain=ledger.verify(session, cast.school_id) + audit.verify(session, cast.school_id),
        dropped=platform.app.dropped,
        errors=[error for log in logs for error in errors_in(log)],
    )


def errors_in(log: Path) -> list[str]:
    """What a log tells of errors: our own lines by their level, a library's by the exception its traceback ends in."""
    found = []
    in_traceback = False
    for line in log.read_text("utf-8", "replace").splitlines() if log.exists() else ():
        if line.startswith("Traceback"):
            in_traceback = True
        elif in_traceback and line and not line.startswith(" "):
            in_traceback = False
            found.append(f"{log.stem}: traceback {line.partition(':')[0]}")
        elif line.startswith("{") and (told := _read(line)).get("level") in ("error", "critical"):
            what = told.get("error") or told.get("cause") or ""
            found.append(f"{log.stem}: {told.get('event')} {what}".rstrip())
    return found


def _read(line: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _received(session: Session) -> Iterable[Received]:
    labels = {row.id: json.loads(row.choices) for row in session.scalars(select(QuestionRow))}
    for row in session.scalars(select(InboxRow).order_by(InboxRow.id)):
        body = json.loads(row.body)
        if row.platform_id.startswith("before/"):
            continue
        words = _label(labels, body["button"]) if row.kind == "press" else body["text"]
        yield Received(row.id, body["sender"], row.kind, words, row.state)


def _label(labels: dict[int, list[dict[str, Any]]], key: str) -> str:
    """q/17/0 is the first choice of question 17."""
    _, question, place = (*key.split("/"), "", "")[:3]
    choices = labels.get(int(question or 0), [])
    choice = choices[int(place)] if place and int(place) < len(choices) else {}
    return str(choice.get("label", ""))


def _put(row: OutboxRow, phones: dict[str, str]) -> Put:
    """With the phone that the address means: 学校通知 has one of its own for a parent. (wecom.md 4a)"""
    return Put(
        row.id, row.key, row.to_id, row.state, phones.get(row.address, row.address), row.platform_id, row.pieces,
        row.inbox_id, row.about, row.why,
    )  # fmt: skip


def _moves(events: dict[CareSession, list[Event]]) -> Iterable[Made]:
    for own in events.values():
        for event in own:
            for child in event.students:
                yield Made(Change(event.kind.value, child), event.inbox_id, f"ledger/{event.seq}")


def _rows(session: Session, day: date) -> Iterable[Made]:
    """Of other tables: leaves and plans, made and taken back, incidents, applications, clubs."""
    for leave in session.scalars(select(LeaveRow)):
        yield Made(Change(What.LEAVE, leave.student_id), leave.inbox_id, f"leave/{leave.id}")
        if leave.cancelled_at is not None:
            yield Made(Change(What.LEAVE_BACK, leave.student_id), leave.inbox_id, f"leave/{leave.id}")
    for plan in session.scalars(select(PickupPlanRow).where(PickupPlanRow.inbox_id.is_not(None))):
        yield Made(Change(What.PLAN, plan.student_id), plan.inbox_id, f"pickup_plan/{plan.id}")
    for matter in session.scalars(select(MatterRow).where(MatterRow.kind == "incident")):
        for child in matter.students or [0]:
            yield Made(Change(What.INCIDENT, child), matter.inbox_id, f"matter/{matter.id}")
    for wish in session.scalars(select(ApplicationRow).where(ApplicationRow.inbox_id.is_not(None))):
        yield Made(Change(What.APPLICATION, wish.student_id or 0), wish.inbox_id, f"application/{wish.id}")
    for block in session.scalars(select(BlockRow)):
        yield Made(Change(What.BLOCK, block.student_id), None, f"block/{block.id}")
    for batch in session.scalars(select(BatchRow)):
        yield Made(Change(What.DAY, 0), batch.inbox_id, f"day_batch/{batch.id}")
    for closing in session.scalars(select(ClosingRow)):
        yield Made(Change(What.CLOSED, 0), None, f"closing/{closing.id}")
    for member in session.scalars(select(MemberRow)):
        if member.joined_at.date() == day or member.left_at is not None:
            yield Made(Change(What.CLUB, member.student_id), None, f"club_member/{member.id}")
