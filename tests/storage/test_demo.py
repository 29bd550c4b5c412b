"""The demo school comes in by the same way as any school."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from care.acts import CareSession
from care.book import Book
from storage import people, schools
from storage.db import Sessions
from storage.demo.load import CODE, load_demo, phones
from storage.demo.school import demo_book, last_wednesday
from storage.enrolment import bookings
from storage.staff import duties
from storage.workbook import importing
from storage.workbook.current import book_of
from storage.workbook.read import read
from storage.workbook.write import write_book

DAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 3, tzinfo=UTC)


def test_the_demo_school_is_loaded_with_its_story(sessions: Sessions) -> None:
    school_id = load_demo(sessions, day=DAY)

    with sessions.reading() as session:
        assert schools.id_of(session, CODE) == school_id
        ming = people.find_students(session, school_id, "李小明", "三年级2班")[0]
        assert [(g.name, g.relation) for g in people.guardians_of(session, ming.id)] == [
            ("王丽", "妈妈"),
            ("刘桂芳", "奶奶"),
        ]
        assert bookings.of_student(session, ming.id, day=DAY)
        father = people.speaker(session, people.person_at(session, school_id, "wecom_kf", "wm-zhangwei"))
        assert [child.called for child in father.children] == ["三年级2班 张子涵", "一年级1班 张子墨"]
        leader = duties.leaders(session, school_id, DAY, CareSession.EVENING)[0]
        assert people.name_of(session, leader) == "孙强"
        shown = [phone.name for phone in phones(session, day=DAY) if phone.shown]
        assert shown == ["王丽", "张伟", "刘桂芳", "陈静", "赵敏", "孙强", "周建国"]


def test_what_was_loaded_is_what_the_workbook_says(sessions: Sessions) -> None:
    """Writing the house's own book and importing it again changes nothing."""
    school_id = load_demo(sessions, day=DAY)

    with sessions.reading() as session:
        kept = book_of(session, school_id, today=DAY)
    wanted = demo_book(DAY)
    assert len(kept.pupils or ()) == len(wanted.pupils or ()) == 401
    assert len(kept.staff or ()) == 30
    assert len(kept.duties or ()) == len(wanted.duties or ())


def test_a_second_import_of_the_same_book_is_no_change(sessions: Sessions, tmp_path) -> None:
    school_id = load_demo(sessions, day=DAY)
    with sessions.reading() as session:
        kept = book_of(session, school_id, today=DAY)
        write_book(tmp_path / "again.xlsx", kept)
        plan = importing.plan(session, *read(tmp_path / "again.xlsx"), now=NOW)

    assert plan.problems == ()
    assert not plan.difference, plan.difference


def test_the_demo_day_is_a_school_wednesday() -> None:
    assert last_wednesday(date(2026, 11, 22)) == DAY
    assert last_wednesday(date(2026, 8, 5)) == date(2026, 6, 24)
    assert last_wednesday(date(2027, 5, 5)) <= date(2027, 5, 5)


def test_the_demo_school_is_the_same_every_time() -> None:
    assert demo_book(DAY) == demo_book(DAY) != Book()


def test_every_guardian_is_reached_without_having_written(sqlite_sessions: Sessions) -> None:
    """A parent_userid is 1 to 64 of [A-Za-z0-9_.@-], the first a letter or a digit. (wecom.md 4a)"""
    school_id = load_demo(sqlite_sessions, day=DAY)

    with sqlite_sessions.reading() as session:
        guardians = people.all_guardians(session, school_id)
        addresses = people.addresses_of_all(session, guardians)
        named = {phone.parent_userid for phone in phones(session, day=DAY) if not phone.is_staff}
    notices = [row.value for id_ in guardians for row in addresses[id_] if row.channel == "school_notice"]
    assert len(notices) == len(guardians) > 400
    assert set(notices) == named
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}", one) for one in notices)
