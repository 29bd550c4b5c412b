"""The sheet 方案: exported, changed, shown as a difference, kept as a version; faults by row and column. (C01)"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from care.acts import CareSession
from care.policy import Policy
from care.policy.plain import read as overlaid
from care.rules.workbook import policy_sheet
from care.wording import workbook as wording
from storage import known, schools
from storage.db import Sessions
from storage.workbook import importing
from storage.workbook.current import book_of
from storage.workbook.importing import Plan
from storage.workbook.read import read
from storage.workbook.write import write_book
from tests.workbooks import small, write

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)


def imported(session: Session, file: Path, *, now: datetime = NOW) -> Plan:
    tables, torn = read(file)
    plan = importing.plan(session, tables, torn, now=now)
    if not plan.problems:
        importing.carry_out(session, plan, now=now)
    return plan


def exported(session: Session, school_id: int, file: Path, cells: dict[str, str]) -> Path:
    """The school's workbook, with the value of some settings changed by hand."""
    write_book(file, book_of(session, school_id, today=TODAY))
    book = load_workbook(file)
    sheet = book["方案"]
    paths = {sheet.cell(row, 5).value: row for row in range(3, sheet.max_row + 1)}
    for path, value in cells.items():
        sheet.cell(paths[path], 2).value = value
    book.save(file)
    return file


@pytest.fixture
def school(sessions: Sessions, tmp_path: Path) -> int:
    with sessions.writing() as session:
        imported(session, write(tmp_path / "small.xlsx", small()))
        found = schools.id_of(session, "yucai")
    assert found is not None
    return found


def test_what_was_exported_changes_nothing_when_it_comes_back(sessions: Sessions, school: int, tmp_path: Path) -> None:
    with sessions.writing() as session:
        plan = imported(session, exported(session, school, tmp_path / "out.xlsx", {}))

    assert (plan.problems, plan.difference.plan.changed) == ((), ())


def test_every_setting_is_read_back_as_it_was_written() -> None:
    entries = policy_sheet.entries_of(Policy())

    assert overlaid(Policy, policy_sheet.changes_of(entries), base=Policy()) == Policy()
    assert all(entry.label for entry in entries)


def test_a_changed_value_is_shown_old_and_new_and_holds_from_its_day_on(
    sessions: Sessions, school: int, tmp_path: Path
) -> None:
    cells = {
        "valid_from": "2026-12-01", "family_cap": "8", "roll_per_lesson": "是", "quiet_from": "21：00",
    }  # fmt: skip
    with sessions.writing() as session:
        plan = imported(session, exported(session, school, tmp_path / "out.xlsx", cells))
        said = "\n".join(wording.difference(plan.difference, plan.names))
        before, after = (known.policy(session, school, day) for day in (date(2026, 11, 30), date(2026, 12, 1)))

    assert plan.problems == ()
    assert "方案：从2026-12-01起" in said
    assert (before.family_cap, before.roll_per_lesson) == (12, False)
    assert (after.family_cap, after.roll_per_lesson, after.quiet_from) == (8, True, time(21, 0))


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("family_cap", "很多", "“很多”填得不对，请填整数"),
        ("roll_per_lesson", "也许", "“也许”填得不对，请填“是”或“否”"),
        ("quiet_from", "25:00", "“25:00”填得不对，请写成 18:30"),
        ("enrolment.who_may_join", "有钱的", "可填：申请者均可、确有困难者、经挑选"),
        ("valid_from", "2026-11-01", "生效日期 2026-11-01 已经过去"),
    ],
)
def test_a_wrong_value_is_told_and_nothing_is_written(
    sessions: Sessions, school: int, tmp_path: Path, path: str, value: str, told: str
) -> None:
    with sessions.writing() as session:
        file = exported(session, school, tmp_path / "out.xlsx", {"family_cap": "9", path: value})
        plan = imported(session, file)

        assert told in "\n".join(wording.problems(plan.problems))
        assert plan.problems[0].sheet == "方案"
        assert known.policy(session, school, TODAY).family_cap == 12


def test_a_session_that_the_page_moves_keeps_its_lessons_and_past_days_keep_the_old_end(
    sessions: Sessions, school: int, tmp_path: Path
) -> None:
    sheets = {
        "学校": [["项目", "内容"], ["学校代号", "yucai"], ["晚托时间", "16:25-17:30"], ["晚自习时间", "18:20-20:20"]]
    }
    with sessions.writing() as session:
        imported(session, write(tmp_path / "later.xlsx", sheets))
        policy = known.policy(session, school, TODAY)
        evening, study = (policy.plan(care, TODAY) for care in (CareSession.EVENING, CareSession.STUDY))
        old = policy.plan(CareSession.EVENING, date(2026, 11, 19))

    assert evening is not None
    assert study is not None
    assert old is not None
    assert (evening.end, evening.lessons, study.end, old.end) == (time(17, 30), 2, time(20, 20), time(18, 0))
    assert policy.plan(CareSession.NOON, TODAY) is not None
