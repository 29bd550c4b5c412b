"""The audit log can only grow, and shows where somebody else's hand was in it."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, update

from storage import audit, schools
from storage.audit import AuditRow, Entry
from storage.db import Sessions

NOW = datetime(2026, 3, 4, 7, tzinfo=UTC)


def filled(sessions: Sessions) -> int:
    with sessions.writing() as session:
        school = schools.add(session, "demo", "实验小学")
        for number in (1, 2, 3):
            audit.append(session, school, Entry("read message", f"inbox/{number}", NOW, login="it"))
        return school


def faults(sessions: Sessions, school: int) -> list[str]:
    with sessions.reading() as session:
        return audit.verify(session, school)


def test_entries_are_kept_in_order(sessions: Sessions) -> None:
    school = filled(sessions)

    with sessions.reading() as session:
        assert [one.about for one in audit.entries(session, school)] == ["inbox/1", "inbox/2", "inbox/3"]
        assert audit.entries(session, school, about="inbox/2") == [
            Entry("read message", "inbox/2", NOW, login="it")
        ]  # fmt: skip
    assert faults(sessions, school) == []


def test_a_changed_entry_is_found(sessions: Sessions) -> None:
    school = filled(sessions)
    with sessions.writing() as session:
        session.execute(update(AuditRow).where(AuditRow.seq == 2).values(login="somebody else"))

    assert faults(sessions, school) == ["audit 2: hash does not fit"]


def test_a_missing_entry_is_found(sessions: Sessions) -> None:
    school = filled(sessions)
    with sessions.writing() as session:
        session.execute(delete(AuditRow).where(AuditRow.seq == 2))

    assert "audit 2: missing" in faults(sessions, school)


def test_a_log_cut_short_is_found(sessions: Sessions) -> None:
    school = filled(sessions)
    with sessions.writing() as session:
        session.execute(delete(AuditRow).where(AuditRow.seq == 3))

    assert faults(sessions, school) == ["audit head does not fit: the chain ends at 2"]


def test_schools_have_a_log_each(sessions: Sessions) -> None:
    school = filled(sessions)
    with sessions.writing() as session:
        other = schools.add(session, "other", "第二小学")
        assert audit.append(session, other, Entry("read message", "inbox/9", NOW, login="it")) == 1

    assert faults(sessions, school) == faults(sessions, other) == []
