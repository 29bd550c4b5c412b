"""Needs surveys (意向调查) and their return slips (回执): one slip a pupil, filled in step by step. (C15, C16)"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.rules.survey import Asked
from storage.db import Base, Key, Sealed, insert_new


class SurveyRow(Base):
    __tablename__ = "survey"

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    title: Mapped[str] = mapped_column(String(100))
    asked: Mapped[list[dict[str, object]]] = mapped_column(JSON)  # the questions as they were when it began
    until: Mapped[str] = mapped_column(String(10))  # ISO date, the last day on which a slip is taken
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # the tally was told
    inbox_id: Mapped[int | None]


class SlipRow(Base):
    __tablename__ = "survey_slip"
    __table_args__ = (UniqueConstraint("survey_id", "student_id"), Index("survey_slip_student", "student_id"))

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    answers: Mapped[str | None] = mapped_column(Sealed)  # JSON: question → answer
    read_at: Mapped[datetime | None]  # the first answer
    done_at: Mapped[datetime | None]
    by_id: Mapped[int | None]
    reminded: Mapped[int] = mapped_column(default=0)
    reminded_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Survey:
    id: int
    title: str
    asked: tuple[Asked, ...]
    until: date
    by_id: int
    begun_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Slip:
    id: int
    survey_id: int
    student_id: int
    answers: Mapping[str, str] = field(default_factory=dict)
    read_at: datetime | None = None
    done_at: datetime | None = None
    reminded: int = 0
    reminded_at: datetime | None = None


def begin(
    session: Session,
    school_id: int,
    title: str,
    asked: Sequence[Asked],
    students: Iterable[int],
    *,
    until: date,
    by_id: int,
    now: datetime,
    inbox_id: int | None = None,
) -> int:
    """A survey with an empty slip for each of the pupils."""
    row = SurveyRow(
        school_id=school_id, title=title[:100], asked=[vars(one) for one in asked], until=until.isoformat(),
        by_id=by_id, begun_at=now, inbox_id=inbox_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    slips = [
        {"school_id": school_id, "survey_id": row.id, "student_id": student, "reminded": 0}
        for student in sorted(set(students))
    ]
    if slips:
        insert_new(session, SlipRow, slips, told=("id",))
    return row.id


def get(session: Session, survey_id: int) -> Survey:
    return _survey(session.get_one(SurveyRow, survey_id))


def running(session: Session, school_id: int) -> list[Survey]:
    """Surveys whose tally was not told yet, the latest first."""
    query = select(SurveyRow).where(SurveyRow.school_id == school_id, SurveyRow.ended_at.is_(None))
    return [_survey(row) for row in session.scalars(query.order_by(SurveyRow.id.desc()))]


def latest(session: Session, school_id: int) -> Survey | None:
    row = session.scalar(
        select(SurveyRow).where(SurveyRow.school_id == school_id).order_by(SurveyRow.id.desc()).limit(1)
    )
    return _survey(row) if row else None


def slips(session: Session, survey_id: int) -> list[Slip]:
    query = select(SlipRow).where(SlipRow.survey_id == survey_id).order_by(SlipRow.id)
    return [_slip(row) for row in session.scalars(query)]


def slip(session: Session, slip_id: int) -> Slip:
    return _slip(session.get_one(SlipRow, slip_id))


def open_slips(session: Session, student_ids: Iterable[int]) -> list[Slip]:
    """Slips of these pupils that are not finished, in surveys that still run; the latest survey first."""
    query = (
        select(SlipRow)
        .join(SurveyRow, SurveyRow.id == SlipRow.survey_id)
        .where(
            SlipRow.student_id.in_(sorted(set(student_ids))), SlipRow.done_at.is_(None), SurveyRow.ended_at.is_(None)
        )
        .order_by(SurveyRow.id.desc(), SlipRow.id)
    )
    return [_slip(row) for row in session.scalars(query)]


def answer(
    session: Session, slip_id: int, answers: Mapping[str, str], *, done: bool, by_id: int, now: datetime
) -> None:
    """Keep the slip as it is after an answer. A finished slip that is filled in anew is open again until its end."""
    row = session.get_one(SlipRow, slip_id)
    row.answers = json.dumps(dict(answers), ensure_ascii=False)
    row.read_at = row.read_at or now
    row.done_at, row.by_id = (now if done else None), by_id
    session.flush()


def reminded(session: Session, slip_ids: Iterable[int], *, now: datetime) -> None:
    session.execute(
        update(SlipRow)
        .where(SlipRow.id.in_(sorted(set(slip_ids))))
        .values(reminded=SlipRow.reminded + 1, reminded_at=now)
    )


def end(session: Session, survey_id: int, *, now: datetime) -> bool:
    """The survey is over. False when it was before."""
    done = session.execute(
        update(SurveyRow).where(SurveyRow.id == survey_id, SurveyRow.ended_at.is_(None)).values(ended_at=now)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]


def _survey(row: SurveyRow) -> Survey:
    asked = tuple(Asked.of(entry) for entry in row.asked)
    return Survey(row.id, row.title, asked, date.fromisoformat(row.until), row.by_id, row.begun_at, row.ended_at)


def _slip(row: SlipRow) -> Slip:
    answers = json.loads(row.answers) if row.answers else {}
    return Slip(
        row.id, row.survey_id, row.student_id, answers, row.read_at, row.done_at, row.reminded, row.reminded_at
    )  # fmt: skip
