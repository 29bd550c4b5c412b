"""What we asked a person and not yet heard: buttons, and what each would do.

A press names its row. A typed answer ("1", "同意", "好的") counts for an open question only, and only while it
is fresh (promise 2).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key, Sealed
from storage.once import remembered


class QuestionRow(Base):
    __tablename__ = "question"
    __table_args__ = (Index("question_open", "person_id", "answered_at", "id"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asks: Mapped[bool]  # True: we wait for the answer; False: buttons offered beside a finished answer (撤销)
    card: Mapped[str] = mapped_column(String(100), default="")
    choices: Mapped[str] = mapped_column(Sealed)  # JSON
    inbox_id: Mapped[int | None]
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None]
    answer: Mapped[str] = mapped_column(String(40), default="")


@dataclass(frozen=True)
class Choice:
    """One button: its label, and the press it stands for (handlers/table.py) with its arguments."""

    label: str
    press: str
    args: Mapping[str, Any]
    yes: bool = False  # a bare 好的 means this one
    no: bool = False  # a bare 不用了 means this one
    style: int = 1


@dataclass(frozen=True)
class Question:
    id: int
    person_id: int
    asks: bool
    card: str
    choices: tuple[Choice, ...]
    asked_at: datetime
    expires_at: datetime | None
    answered_at: datetime | None
    answer: str
    answered_by: int | None


def ask(
    session: Session,
    school_id: int,
    person_id: int,
    choices: Iterable[Choice],
    *,
    asks: bool,
    now: datetime,
    expires_at: datetime | None = None,
    card: str = "",
    inbox_id: int | None = None,
) -> int:
    row = QuestionRow(
        school_id=school_id,
        person_id=person_id,
        asks=asks,
        card=card,
        choices=json.dumps([vars(choice) for choice in choices], ensure_ascii=False),
        inbox_id=inbox_id,
        asked_at=now,
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    return row.id


def get(session: Session, question_id: int) -> Question | None:
    row = session.get(QuestionRow, question_id)
    return _to_value(row) if row else None


@remembered
def open_ones(session: Session, person_id: int, *, now: datetime, limit: int = 10) -> list[Question]:
    """Questions and offers that can still be answered, latest first."""
    query = (
        select(QuestionRow)
        .where(QuestionRow.person_id == person_id, QuestionRow.answered_at.is_(None))
        .order_by(QuestionRow.id.desc())
        .limit(limit)
    )
    return [_to_value(row) for row in session.scalars(query) if row.expires_at is None or row.expires_at > now]


def answered(session: Session, question_id: int, label: str, *, by_id: int, now: datetime) -> bool:
    """Close a question. False when it was answered before."""
    done = session.execute(
        update(QuestionRow)
        .where(QuestionRow.id == question_id, QuestionRow.answered_at.is_(None))
        .values(answered_at=now, answered_by=by_id, answer=label[:40])
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]


def answers_of(session: Session, person_ids: Iterable[int], since: datetime) -> list[Mapping[str, Any]]:
    """What the pressed buttons of these persons stand for: the arguments of each choice made since then."""
    wanted = sorted(set(person_ids))
    query = select(QuestionRow.choices, QuestionRow.answer).where(
        QuestionRow.person_id.in_(wanted), QuestionRow.answered_at >= since
    )
    found: list[Mapping[str, Any]] = []
    for choices, answer in session.execute(query) if wanted else ():
        found += [entry["args"] for entry in json.loads(choices) if entry["label"][:40] == answer]
    return found


def close_card(session: Session, school_id: int, card: str, label: str, *, by_id: int, now: datetime) -> None:
    """One copy of a card was used: the others are answered with it."""
    session.execute(
        update(QuestionRow)
        .where(QuestionRow.school_id == school_id, QuestionRow.card == card, QuestionRow.answered_at.is_(None))
        .values(answered_at=now, answered_by=by_id, answer=label[:40])
    )


def _to_value(row: QuestionRow) -> Question:
    choices = tuple(Choice(**entry) for entry in json.loads(row.choices))
    return Question(
        row.id, row.person_id, row.asks, row.card, choices, row.asked_at, row.expires_at, row.answered_at, row.answer,
        row.answered_by,
    )  # fmt: skip


def last_of_card(session: Session, person_id: int, card: str) -> Question | None:
    """What was asked or shown last under this name."""
    query = select(QuestionRow).where(QuestionRow.person_id == person_id, QuestionRow.card == card)
    row = session.scalar(query.order_by(QuestionRow.id.desc()).limit(1))
    return _to_value(row) if row else None
