"""Accounts of 家校通讯录: from the workbook's column, and matched by phone with the platform's list."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from storage import people
from storage.db import Sessions
from storage.platform import contacts
from storage.platform.contacts import Contact
from storage.workbook import importing
from storage.workbook.current import book_of
from storage.workbook.read import read
from storage.workbook.write import write_book
from tests.storage.test_workbook_import import NOW, TODAY, brought_in, planned, said
from tests.workbooks import Sheets, faults, small, with_cell

COLUMN = "学校通知账号"


def named(session: Session, school_id: int) -> dict[str, str]:
    """Accounts by the guardian's name."""
    found = contacts.accounts(session, school_id)
    names = people.names_of(session, found)
    return {names[person_id]: account for person_id, account in found.items()}


def with_account(account: str, *, heading: str = COLUMN) -> Sheets:
    return with_cell("家长", 2, heading, account)


def test_the_workbooks_column_binds_a_guardian(sessions: Sessions, tmp_path: Path) -> None:
    school_id = brought_in(sessions, tmp_path, with_account("P-WangLi", heading="家长账号"))

    with sessions.reading() as session:
        assert named(session, school_id) == {"王丽": "p-wangli"}


def test_a_blank_leaves_the_account_and_another_takes_its_place(sessions: Sessions, tmp_path: Path) -> None:
    school_id = brought_in(sessions, tmp_path, with_account("p1"))

    assert not planned(sessions, tmp_path, small()).difference
    changed = planned(sessions, tmp_path, with_account("p2"))
    assert "学校通知 p2" in said(changed)
    brought_in(sessions, tmp_path, with_account("p2"))
    with sessions.reading() as session:
        assert named(session, school_id) == {"王丽": "p2"}
        assert people.person_at(session, school_id, "school_notice", "p1") is None


def test_what_is_written_out_comes_in_again_unchanged(sessions: Sessions, tmp_path: Path) -> None:
    school_id = brought_in(sessions, tmp_path, with_account("p1"))
    with sessions.reading() as session:
        book = book_of(session, school_id, today=TODAY)
        write_book(tmp_path / "again.xlsx", book)
        tables, torn = read(tmp_path / "again.xlsx")
        plan = importing.plan(session, tables, torn, now=NOW)

    assert {kin.name: kin.notice_id for pupil in book.pupils or () for kin in pupil.kin or ()}["王丽"] == "p1"
    assert (plan.problems, bool(plan.difference)) == ((), False)


def test_an_account_is_one_persons_and_well_formed(tmp_path: Path) -> None:
    twice = with_account("p1")
    twice["家长"][2].append("p1")

    assert any("账号“p1”已填给“王丽”" in fault for fault in faults(tmp_path, twice))
    assert any("-王丽" in fault for fault in faults(tmp_path, with_account("-王丽")))


def test_parents_are_matched_by_phone_and_the_rest_is_told(sessions: Sessions, tmp_path: Path) -> None:
    school_id = brought_in(sessions, tmp_path, small())
    listed = [
        Contact("P1", "13800000001", ("李小明",)),
        Contact("p3", "13800000003", ("张子涵", "张子墨"), follows=False),
        Contact("p9", "13900000009", ("别人",)),
        Contact("p8", ""),
    ]

    with sessions.writing() as session:
        found = contacts.sync(session, school_id, listed, now=NOW)
        again = contacts.sync(session, school_id, listed, now=NOW)
        missing = people.names_of(session, found.missing)

        assert named(session, school_id) == {"王丽": "p1", "张伟": "p3"}
    assert (found.bound, found.same, again.bound, again.same) == (2, 0, 0, 2)
    assert ([one.account for one in found.unknown], [one.account for one in found.doubtful]) == (["p9"], ["p8"])
    assert list(missing.values()) == ["刘桂芳"]
    assert found.not_following == 1


def test_two_who_share_a_phone_are_not_guessed_at(sessions: Sessions, tmp_path: Path) -> None:
    school_id = brought_in(sessions, tmp_path, with_cell("家长", 3, "手机", "13800000001"))

    with sessions.writing() as session:
        found = contacts.sync(session, school_id, [Contact("p1", "13800000001")], now=NOW)

        assert named(session, school_id) == {}
    assert [one.account for one in found.doubtful] == ["p1"]
