"""People from outside in the workbook: papers kept, nobody rostered without them. (C97, C98; L-12, L-13, L-25)"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from care.rules.people.vetting import Institution, Origin
from care.rules.workbook.problems import Flaw
from care.wording import workbook as wording
from storage import people
from storage.db import Sessions
from storage.staff import vettings
from storage.workbook import importing
from storage.workbook.importing import Plan
from storage.workbook.read import read
from tests.workbooks import Sheets, small, write

NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
HEAD = [
    "工号", "姓名", "手机", "职务", "人员类别", "所属机构", "资质", "无犯罪记录查询日期", "查询通过", "健康证有效期",
    "合同编号", "合同到期", "备案号",
]  # fmt: skip
OWN = [
    ["chenjing", "陈静", "13800000104", "班主任", *[""] * 9],
    ["sunqiang", "孙强", "13800000106", "值班领导", *[""] * 9],
]


def sheets(*papers: str, **more: list[list[str]]) -> Sheets:
    """赵敏 is from outside, with these papers; she is on the roster of 25 November."""
    outside = ["zhaomin", "赵敏", "13800000105", "教师", *papers, *[""] * (9 - len(papers))]
    return small(**{"教职工": [HEAD, *OWN, outside], **more})


def planned(sessions: Sessions, folder: Path, wanted: Sheets) -> Plan:
    tables, torn = read(write(folder / "school.xlsx", wanted))
    with sessions.reading() as session:
        return importing.plan(session, tables, torn, now=NOW)


def test_without_a_record_check_nobody_from_outside_is_rostered(sessions: Sessions, tmp_path: Path) -> None:
    plan = planned(sessions, tmp_path, sheets("外聘", "", "教师资格证", "", "", "", "外聘-3", "2027-06-30"))

    assert [problem.flaw for problem in plan.problems] == [Flaw.UNVETTED]
    assert "2026-11-25 赵敏不能排班：没有无犯罪记录查询（L-13）" in wording.problem(plan.problems[0])


def test_a_contract_that_is_over_by_then_keeps_one_off_the_roster(sessions: Sessions, tmp_path: Path) -> None:
    plan = planned(sessions, tmp_path, sheets("外聘", "", "证", "2026-09-01", "", "", "外聘-3", "2026-11-24"))

    assert "合同已到期（L-25）" in wording.problem(plan.problems[0])


def test_complete_papers_are_kept_and_a_blank_later_changes_nothing(sessions: Sessions, tmp_path: Path) -> None:
    plan = planned(sessions, tmp_path, sheets("外聘", "", "证", "2026-09-01", "是", "", "外聘-3", "2027-06-30"))
    assert plan.problems == ()
    with sessions.writing() as session:
        school = importing.carry_out(session, plan, now=NOW)
    again = planned(sessions, tmp_path, sheets())

    assert not again.difference.staff
    with sessions.reading() as session:
        kept = list(vettings.of_school(session, school).values())
    assert [(one.origin, one.contract, one.contract_until) for one in kept] == [
        (Origin.EXTERNAL, "外聘-3", date(2027, 6, 30))
    ]


def test_own_staff_need_no_papers(sessions: Sessions, tmp_path: Path) -> None:
    assert planned(sessions, tmp_path, sheets("本校")).problems == ()


@pytest.mark.parametrize(("listed", "problems"), [(True, 0), (False, 1)])
def test_people_of_an_institution_follow_the_plans_rule(
    sessions: Sessions, tmp_path: Path, listed: bool, problems: int
) -> None:
    """D-17: the default plan takes listed ones that teach no subject."""
    papers = ("机构", "星光艺术中心", "证", "2026-09-01", "", "", "合-1", "2027-06-30")
    with sessions.writing() as session:
        school = importing.carry_out(session, planned(sessions, tmp_path, small()), now=NOW)
        vettings.put_institution(session, school, Institution("星光艺术中心", is_listed=listed))
    moved = [
        ["日期", "时段", "岗位", "托管班", "姓名", "顺序"],
        ["2026-11-26", "晚托", "看护", "三年级2班晚托", "赵敏", "1"],
    ]
    plan = planned(sessions, tmp_path, sheets(*papers, 值班表=moved))

    assert len(plan.problems) == problems


def test_a_club_that_plans_lessons_is_not_brought_in(sessions: Sessions, tmp_path: Path) -> None:
    clubs = [
        ["类别", "时段", "名称", "负责老师", "教室", "说明"],
        ["托管班", "晚托", "三年级2班晚托", "赵敏", "三2教室", ""],
        ["社团", "", "篮球社团", "", "", "周三"],
        ["社团", "", "数学培优", "", "", "周三"],
    ]
    plan = planned(sessions, tmp_path, small(课后服务=clubs))

    assert [problem.flaw for problem in plan.problems] == [Flaw.RAIL]
    assert "L-04" in wording.problem(plan.problems[0])


def test_who_is_brought_in_without_a_word_is_own_staff(sessions: Sessions, tmp_path: Path) -> None:
    with sessions.writing() as session:
        school = importing.carry_out(session, planned(sessions, tmp_path, small()), now=NOW)
        assert len(people.staff(session, school)) == 3
        assert vettings.of_school(session, school) == {}
