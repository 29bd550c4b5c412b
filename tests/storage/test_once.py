"""A transaction asks once; any writing, lock or rollback makes it look again. On both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from care.acts import CareSession
from storage import ledger, schools
from storage.db import Sessions
from storage.enrolment import bookings
from storage.enrolment.bookings import GroupRow
from storage.once import remembered


@pytest.fixture
def school(sessions: Sessions) -> int:
    with sessions.writing() as session:
        school = schools.add(session, "demo", "实验小学")
        bookings.add_group(session, school, CareSession.EVENING, "一班")
    return school


def names(session: Session, school: int) -> list[str]:
    return [group.name for group in bookings.groups(session, school)]


def test_the_second_asking_sends_no_query(sessions: Sessions, school: int) -> None:
    asked: list[str] = []
    event.listen(sessions.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))

    with sessions.reading() as session:
        names(session, school)
        before = len(asked)
        assert names(session, school) == ["一班"]

    assert len(asked) == before


def test_what_is_added_is_seen(sessions: Sessions, school: int) -> None:
    with sessions.writing() as session:
        names(session, school)
        bookings.add_group(session, school, CareSession.EVENING, "二班")

        assert names(session, school) == ["一班", "二班"]


def test_what_is_changed_and_not_yet_flushed_is_seen(sessions: Sessions, school: int) -> None:
    with sessions.writing() as session:
        names(session, school)
        session.scalars(select(GroupRow)).one().name = "二班"

        assert names(session, school) == ["二班"]


def test_what_a_statement_changes_is_seen(sessions: Sessions, school: int) -> None:
    with sessions.writing() as session:
        names(session, school)
        session.execute(update(GroupRow).values(name="二班"))

        assert names(session, school) == ["二班"]


def test_after_a_rollback_to_a_savepoint_it_is_as_before(sessions: Sessions, school: int) -> None:
    with sessions.writing() as session:
        savepoint = session.begin_nested()
        bookings.add_group(session, school, CareSession.EVENING, "二班")
        assert names(session, school) == ["一班", "二班"]
        savepoint.rollback()

        assert names(session, school) == ["一班"]


def test_after_a_lock_it_is_looked_at_anew(sessions: Sessions, school: int) -> None:
    looks = []

    @remembered
    def look(session: Session) -> int:
        looks.append(1)
        return len(looks)

    with sessions.writing() as session:
        ledger.hold(session, school)
        assert (look(session), look(session)) == (1, 1)
        ledger.hold(session, school)
        assert look(session) == 2


def test_another_transaction_remembers_nothing(sessions: Sessions, school: int) -> None:
    with sessions.reading() as session:
        names(session, school)
    with sessions.writing() as session:
        bookings.add_group(session, school, CareSession.EVENING, "二班")

    with sessions.reading() as session:
        assert names(session, school) == ["一班", "二班"]


def test_a_list_that_was_handed_out_can_be_changed(sessions: Sessions, school: int) -> None:
    with sessions.reading() as session:
        bookings.groups(session, school).clear()

        assert names(session, school) == ["一班"]
