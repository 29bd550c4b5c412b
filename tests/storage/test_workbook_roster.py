"""The roster in the workbook: who is listed twice, who has not agreed. (W-61, L-31)"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from care.rules.workbook.problems import Flaw
from care.wording import workbook as wording
from storage import people, schools
from storage.db import Sessions
from storage.staff import consents
from storage.workbook import importing
from storage.workbook.importing import Plan
from storage.workbook.read import read
from tests.workbooks import Sheets, small, write

NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
STAFF = ["工号", "姓名", "手机", "职务"]
ROSTER = ["日期", "时段", "岗位", "托管班", "姓名", "顺序"]
SERVICES = ["类别", "时段", "名称", "负责老师", "教室", "说明"]
TEACHERS = ["管海飞", *(f"教师{chr(0x4E00 + number)}" for number in range(55))]
OFFICE = ("chenjing", "陈静", "13800000104", "班主任、值班领导")


def entries(second: str) -> Sheets:
    """57 entries of 56 persons: 管海飞 has the first group and the last, which is in the session named. (000-7.06)"""
    staff = [[f"t{n}", name, f"139{n:08}", ""] for n, name in enumerate(TEACHERS)]
    groups = [["托管班", "晚托", f"{n + 1}班", name, "", ""] for n, name in enumerate(TEACHERS)]
    duties = [["2026-11-25", "晚托", "看护", f"{n + 1}班", name, "1"] for n, name in enumerate(TEACHERS)]
    return small(
        教职工=[STAFF, [*OFFICE], *staff],
        课后服务=[SERVICES, *groups, ["托管班", second, "末班", "", "", ""], ["社团", "", "篮球社团", "", "", ""]],
        值班表=[ROSTER, *duties, ["2026-11-25", second, "看护", "末班", "管海飞", "1"]],
        学生=[["班级", "姓名", "学号", "晚托"], ["三年级2班", "李小明", "1", ""]],
        家长=[
            ["班级", "学生姓名", "学号", "家长姓名", "关系", "手机"],
            ["三年级2班", "李小明", "", "王丽", "妈妈", "13800000001"],
        ],
    )  # fmt: skip


def planned(sessions: Sessions, folder: Path, wanted: Sheets) -> Plan:
    tables, torn = read(write(folder / "school.xlsx", wanted))
    with sessions.reading() as session:
        return importing.plan(session, tables, torn, now=NOW)


@pytest.mark.parametrize(("second", "clashes"), [("晚托", 1), ("午托", 0)])
def test_57_entries_of_56_persons_warn_only_where_both_slots_overlap(
    sqlite_sessions: Sessions, tmp_path: Path, second: str, clashes: int
) -> None:
    plan = planned(sqlite_sessions, tmp_path, entries(second))

    assert plan.problems == ()
    assert len(plan.difference.duties.added) == 57
    assert len({duty.person for duty in plan.difference.duties.added}) == 56
    assert [one.flaw for one in plan.hints] == [Flaw.BUSY_TWICE] * clashes
    if clashes:
        assert "1班、末班" in wording.problem(plan.hints[0])


def test_two_sessions_whose_times_overlap_clash_as_well(sqlite_sessions: Sessions, tmp_path: Path) -> None:
    sheets = entries("晚自习")
    sheets["学校"].append(["晚自习时间", "17:30-19:00"])

    assert [one.flaw for one in planned(sqlite_sessions, tmp_path, sheets).hints] == [Flaw.BUSY_TWICE]


def test_a_usual_teacher_of_two_groups_of_one_session_is_a_hint(sqlite_sessions: Sessions, tmp_path: Path) -> None:
    sheets = entries("晚托")
    sheets["课后服务"][57][3] = "管海飞"
    del sheets["值班表"]

    hints = planned(sqlite_sessions, tmp_path, sheets).hints
    assert [(one.flaw, one.sheet) for one in hints] == [(Flaw.BUSY_TWICE, "课后服务")]


@pytest.fixture
def school(sessions: Sessions, tmp_path: Path) -> int:
    with sessions.writing() as session:
        return importing.carry_out(session, planned(sessions, tmp_path, small()), now=NOW)


def moved(**more: list[list[str]]) -> Sheets:
    duties = [ROSTER, ["2026-11-26", "晚托", "看护", "三年级2班晚托", "赵敏", "1"]]
    return small(值班表=duties, **more)


def test_who_has_not_agreed_is_named_in_a_hint(sessions: Sessions, tmp_path: Path, school: int) -> None:
    plan = planned(sessions, tmp_path, moved())

    assert plan.problems == ()
    assert [wording.problem(one) for one in plan.hints if one.flaw is Flaw.NO_CONSENT] == [
        "值班表：赵敏还没有登记同意参加课后服务（L-31）。请在聊天里回复“征求意愿”，或另排一位"
    ]


def test_a_plan_that_demands_it_refuses_the_roster_until_there_is_a_yes(
    sessions: Sessions, tmp_path: Path, school: int
) -> None:
    with sessions.writing() as session:
        schools.get(session, school).settings = {"people": {"without_consent": "refuse"}}
    assert [one.flaw for one in planned(sessions, tmp_path, moved()).problems] == [Flaw.NO_CONSENT]

    with sessions.writing() as session:
        zhao = next(one.id for one in people.staff(session, school) if one.name == "赵敏")
        consents.answer(session, school, zhao, True, "同意参加", now=NOW, inbox_id=None)

    assert planned(sessions, tmp_path, moved()).problems == ()
