"""An import from file to record: what is written, what a second one changes, what is never touched."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from care.acts import CareSession
from care.rules.custody import Event, Move
from care.rules.lookalikes import Alike
from care.rules.workbook.problems import Flaw
from care.wording import workbook as wording
from storage import known, ledger, people, schools
from storage.day import pickups
from storage.db import Sessions
from storage.enrolment import bookings, clubs
from storage.people import GuardianRow, PersonRow, StudentRow
from storage.schools import SchoolRow
from storage.staff import duties
from storage.workbook import importing
from storage.workbook.current import book_of
from storage.workbook.importing import Plan
from storage.workbook.read import read
from storage.workbook.write import write_book
from tests.workbooks import Sheets, small, with_cell, with_row, write

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
EVENING = CareSession.EVENING
DAY_AS_EXCEL_HAS_IT = datetime(2026, 9, 1)  # noqa: DTZ001


def planned(sessions: Sessions, folder: Path, sheets: Sheets, *, school: str = "") -> Plan:
    """What an import would do."""
    tables, torn = read(write(folder / "school.xlsx", sheets))
    with sessions.reading() as session:
        return importing.plan(session, tables, torn, school=school, now=NOW)


def brought_in(sessions: Sessions, folder: Path, sheets: Sheets) -> int:
    """An import that went through; the school's number."""
    plan = planned(sessions, folder, sheets)
    assert plan.problems == (), [wording.problem(one) for one in plan.problems]
    with sessions.writing() as session:
        return importing.carry_out(session, plan, now=NOW)


def pupil(session: Session, name: str, school_id: int = 1) -> StudentRow:
    found = people.find_students(session, school_id, name)
    return session.get_one(StudentRow, found[0].id)


def said(plan: Plan) -> str:
    return "\n".join(wording.difference(plan.difference, plan.names))


def test_a_first_import_brings_everything_in(sessions: Sessions, tmp_path: Path) -> None:
    school_id = brought_in(sessions, tmp_path, small())

    with sessions.reading() as session:
        assert schools.id_of(session, "yucai") == school_id
        policy = known.policy(session, school_id, TODAY)
        assert [plan.label for plan in policy.sessions] == ["午托", "晚托"]
        ming = pupil(session, "李小明")
        guardians = people.guardians_of(session, ming.id)
        assert [(one.name, one.relation, one.phone, one.rank) for one in guardians] == [
            ("王丽", "妈妈", "13800000001", 1),
            ("刘桂芳", "奶奶", "13800000002", 2),
        ]
        assert bookings.of_student(session, ming.id)[0].weekdays == (1, 2, 3, 4, 5)
        assert clubs.of_student(session, ming.id) == ["篮球社团"]
        collecting = pickups.plans(session, [ming.id], TODAY)[ming.id][0]
        assert (collecting.person.called, collecting.day) == ("刘桂芳（奶奶）", None)
        head = people.class_teacher_of(session, ming.id)
        assert people.name_of(session, head) == "陈静"
        on_duty = duties.on(session, school_id, date(2026, 11, 25))
        assert [people.name_of(session, duty.person_id) for duty in on_duty] == ["赵敏", "孙强"]
        assert not schools.calendar(session, school_id).is_school_day(date(2026, 10, 5))


def test_one_guardian_of_two_children_is_one_person(sessions: Sessions, tmp_path: Path) -> None:
    brought_in(sessions, tmp_path, small())

    with sessions.reading() as session:
        found = session.scalars(select(GuardianRow.person_id).join(PersonRow)).all()
        names = people.names_of(session, found)
        assert sorted(names.values()) == ["刘桂芳", "张伟", "王丽"]


def test_two_adults_with_one_phone_stay_two(sessions: Sessions, tmp_path: Path) -> None:
    brought_in(sessions, tmp_path, with_cell("家长", 3, "手机", "13800000001"))

    with sessions.reading() as session:
        assert sorted(name for _, name in people.with_phone(session, 1, "13800000001")) == ["刘桂芳", "王丽"]


def test_a_teacher_who_is_a_parent_is_one_person(sessions: Sessions, tmp_path: Path) -> None:
    sheets = with_row("家长", "一年级1班", "张子墨", "", "陈静", "妈妈", "13800000104", "", "")

    brought_in(sessions, tmp_path, sheets)

    with sessions.reading() as session:
        ((person_id, _),) = people.with_phone(session, 1, "13800000104")
        speaker = people.speaker(session, person_id)
        assert speaker.is_staff
        assert [child.name for child in speaker.children] == ["张子墨"]


def test_what_excel_does_to_cells_is_undone(sessions: Sessions, tmp_path: Path) -> None:
    sheets = small(
        学生=[
            ["学生花名册", None, None],
            ["　学生姓名*", "所在班级", "学号（必填）", "延时班", "起始日期"],
            [None, None, None],
            ["李　小明", "３．２班", 2024030201.0, "√", DAY_AS_EXCEL_HAS_IT],
            ["张子涵", "302", "２０２４０３０２０２", "是", 46266],
            ["张子墨", "一(1)班", " 3 ", None, None],
        ],
        家长=[
            ["班级", "学生", "监护人", "称谓", "联系电话"],
            ["三(2)班", "李小明", "王丽", "妈妈", 13800000001.0],
            ["三年级二班", "张子涵", "张伟", "爸爸", "+86 138-0000-0003"],
            ["一年级1班", "张子墨", "张伟", "爸爸", "１３８００００００３ "],
        ],
    )

    sheets["家长"][3][4] = "１３８００００ ０００３"
    brought_in(sessions, tmp_path, sheets)

    with sessions.reading() as session:
        ming, han = pupil(session, "李小明"), pupil(session, "张子涵")
        assert (ming.number, han.number) == ("2024030201", "2024030202")
        assert people.guardians_of(session, ming.id)[0].phone == "13800000001"
        assert {one.phone for one in people.guardians_of(session, han.id)} == {"13800000003"}
        assert bookings.of_student(session, han.id)[0].since == date(2026, 9, 1)


def test_a_merged_class_cell_holds_for_the_rows_it_covers(sessions: Sessions, tmp_path: Path) -> None:
    sheets = small()
    sheets["学生"][2][0] = None
    file = write(tmp_path / "merged.xlsx", sheets)
    book = merged(file, "学生", "A2:A3")

    with sessions.reading() as session:
        plan = importing.plan(session, *read(book), now=NOW)

    assert plan.problems == ()
    assert [one.class_name for one in plan.after.pupils or ()] == ["三年级2班", "三年级2班", "一年级1班"]


def merged(file: Path, sheet: str, area: str) -> Path:
    book = load_workbook(file)
    book[sheet].merge_cells(area)
    book.save(file)
    return file


def test_nothing_is_written_while_one_row_is_wrong(sessions: Sessions, tmp_path: Path) -> None:
    plan = planned(sessions, tmp_path, with_cell("学生", 4, "班级", "九年级9班"))

    assert [one.flaw for one in plan.problems][:1] == [Flaw.UNKNOWN_CLASS]
    assert not plan.difference
    with sessions.reading() as session:
        assert session.scalar(select(func.count()).select_from(SchoolRow)) == 0


def test_an_import_that_breaks_midway_leaves_nothing(sessions: Sessions, tmp_path: Path) -> None:
    plan = planned(sessions, tmp_path, small())

    with pytest.raises(ZeroDivisionError), sessions.writing() as session:
        assert importing.carry_out(session, plan, now=NOW) / 0

    with sessions.reading() as session:
        assert session.scalar(select(func.count()).select_from(StudentRow)) == 0


def test_the_same_file_again_changes_nothing(sessions: Sessions, tmp_path: Path) -> None:
    brought_in(sessions, tmp_path, small())

    assert said(planned(sessions, tmp_path, small())) == "没有变化。"


def test_what_the_house_writes_out_changes_nothing_when_it_comes_back(sessions: Sessions, tmp_path: Path) -> None:
    school_id = brought_in(sessions, tmp_path, small())
    with sessions.reading() as session:
        write_book(tmp_path / "out.xlsx", book_of(session, school_id, today=TODAY))
        plan = importing.plan(session, *read(tmp_path / "out.xlsx"), now=NOW)

    assert (plan.problems, said(plan)) == ((), "没有变化。")


def test_a_second_import_is_a_difference_by_names(sessions: Sessions, tmp_path: Path) -> None:
    brought_in(sessions, tmp_path, small())
    sheets = with_row("学生", "一年级1班", "孙悦", "4", "", "", "", "")
    sheets["学生"][1][3:6] = ["否", "", "无"]
    sheets["学生"][2][4] = "周二"
    sheets["家长"][1][5] = "13900000001"
    del sheets["学生"][3], sheets["家长"][4]

    told = said(planned(sessions, tmp_path, sheets))

    assert "新增\n  学生 1 人\n    一年级1班（1人）：孙悦" in told
    assert "三年级2班 李小明：家长 王丽（妈妈，13800000001，第1联系人）" in told
    assert "退出晚托；退出篮球社团" in told
    assert "三年级2班 张子涵：改为晚托（三年级2班晚托，周二）" in told
    assert "离校、离职和取消\n  离校学生 1 人\n    一年级1班（1人）：张子墨" in told


def test_a_new_phone_keeps_the_person_and_so_the_bound_account(sessions: Sessions, tmp_path: Path) -> None:
    school_id = brought_in(sessions, tmp_path, small())
    with sessions.writing() as session:
        ((mother, _),) = people.with_phone(session, school_id, "13800000001")
        people.bind(session, school_id, mother, "wecom_kf", "wm-wangli", how="token", now=NOW)

    brought_in(sessions, tmp_path, with_cell("家长", 2, "手机", "13900000001"))

    with sessions.reading() as session:
        assert people.person_at(session, school_id, "wecom_kf", "wm-wangli") == mother
        assert people.with_phone(session, school_id, "13900000001") == [(mother, "王丽")]
        assert people.with_phone(session, school_id, "13800000001") == []


def test_a_pupil_who_moves_to_another_class_keeps_the_record(sessions: Sessions, tmp_path: Path) -> None:
    brought_in(sessions, tmp_path, small())
    sheets = with_cell("学生", 4, "班级", "三年级2班")
    sheets["家长"][4][0] = "三年级2班"
    sheets["学生"][3][2] = ""

    plan = planned(sessions, tmp_path, sheets)

    assert "一年级1班 张子墨：转班 一年级1班 → 三年级2班" in said(plan)
    assert plan.difference.pupils_gone == ()


def test_a_namesake_of_another_family_is_not_taken_for_a_move(sessions: Sessions, tmp_path: Path) -> None:
    brought_in(sessions, tmp_path, small())
    sheets = with_cell("学生", 4, "班级", "三年级2班")
    sheets["学生"][3][2] = "77"
    sheets["家长"][4] = ["三年级2班", "张子墨", "", "张大山", "爸爸", "13800000099", "", ""]

    plan = planned(sessions, tmp_path, sheets)

    assert [one.called for one in plan.difference.pupils_gone] == ["一年级1班 张子墨"]
    assert [one.after.called for one in plan.difference.pupils if one.before is None] == ["三年级2班 张子墨"]


def test_who_left_by_mistake_comes_back_as_the_same_pupil(sessions: Sessions, tmp_path: Path) -> None:
    brought_in(sessions, tmp_path, small())
    with sessions.reading() as session:
        ming = pupil(session, "李小明").id
    shorter = small()
    del shorter["学生"][1], shorter["家长"][1:3]
    brought_in(sessions, tmp_path, shorter)
    with sessions.reading() as session:
        assert people.find_students(session, 1, "李小明") == []
        assert session.get_one(StudentRow, ming).left_on == TODAY.isoformat()

    brought_in(sessions, tmp_path, small())

    with sessions.reading() as session:
        assert pupil(session, "李小明").id == ming
        assert bookings.of_student(session, ming, day=TODAY)


def test_a_child_that_is_in_care_at_this_minute_cannot_leave_the_list(sessions: Sessions, tmp_path: Path) -> None:
    """Promise 1: never a silent end."""
    school_id = brought_in(sessions, tmp_path, small())
    with sessions.writing() as session:
        ming = pupil(session, "李小明").id
        teacher = people.staff(session, school_id)[1].id
        event = Event(Move.PRESENT, (ming,), NOW, teacher, group=1)
        ledger.append(session, school_id, TODAY, EVENING, [event], now=NOW)
    shorter = small()
    del shorter["学生"][1], shorter["家长"][1:3]

    plan = planned(sessions, tmp_path, shorter)

    assert [wording.problem(one) for one in plan.problems] == [
        "学生表：三年级2班 李小明此刻还在托管中，名单里却没有了。请等孩子被接走后再导入，或先补上这一行"
    ]


def test_a_sheet_that_is_missing_or_blank_changes_nothing(sessions: Sessions, tmp_path: Path) -> None:
    brought_in(sessions, tmp_path, small())
    only_days = {"学校": small()["学校"], "校历": small()["校历"], "学生": small()["学生"][:1]}

    assert said(planned(sessions, tmp_path, only_days)) == "没有变化。"


def test_blank_cells_about_care_change_nothing(sessions: Sessions, tmp_path: Path) -> None:
    """What parents arranged by chat is not undone by a list that does not speak of it."""
    brought_in(sessions, tmp_path, small())
    sheets = small()
    for row in sheets["学生"][1:]:
        row[3:7] = [None] * 4
    sheets["家长"][2][7] = None

    assert said(planned(sessions, tmp_path, sheets)) == "没有变化。"


def test_a_day_of_the_roster_that_is_over_stays_as_it_was(sessions: Sessions, tmp_path: Path) -> None:
    sheets = with_row("值班表", "2026-11-19", "晚托", "值班领导", "", "孙强", "1")
    brought_in(sessions, tmp_path, sheets)
    sheets["值班表"][1][4] = "陈静"
    sheets["值班表"][3][4] = "陈静"

    difference = planned(sessions, tmp_path, sheets).difference

    assert [duty.day for duty in difference.duties.added] == [date(2026, 11, 25)]
    assert [duty.person for duty in difference.duties.gone] == ["zhaomin"]


def test_a_file_of_another_school_is_refused(sessions: Sessions, tmp_path: Path) -> None:
    plan = planned(sessions, tmp_path, small(), school="demo")

    assert [one.flaw for one in plan.problems] == [Flaw.OTHER_SCHOOL]


def test_without_a_code_the_only_school_is_meant(sessions: Sessions, tmp_path: Path) -> None:
    brought_in(sessions, tmp_path, small())
    sheets = small()
    del sheets["学校"]

    assert planned(sessions, tmp_path, sheets).code == "yucai"


def test_names_that_are_easily_confused_get_a_second_detail(sessions: Sessions, tmp_path: Path) -> None:
    """Promise 9."""
    sheets = with_row("学生", "三年级2班", "李晓明", "5", "", "", "", "")
    sheets["学生"].append(["一年级1班", "李小明", "6", "", "", "", ""])
    sheets["学生"].append(["一年级1班", "赵一飞", "7", "", "", "", ""])
    plan = planned(sessions, tmp_path, sheets)

    assert {one.alike for one in plan.confusions} == {Alike.NAME, Alike.SOUND, Alike.SIBLINGS}
    brought_in(sessions, tmp_path, sheets)
    with sessions.reading() as session:
        marked = {row.name for row in session.scalars(select(StudentRow).where(StudentRow.second_detail))}
        assert marked == {"李小明", "李晓明", "张子涵", "张子墨"}


def test_the_mark_goes_when_nobody_is_left_to_be_confused_with(sessions: Sessions, tmp_path: Path) -> None:
    brought_in(sessions, tmp_path, with_row("学生", "三年级2班", "李晓明", "5", "", "", "", ""))
    brought_in(sessions, tmp_path, small())

    with sessions.reading() as session:
        assert not pupil(session, "李小明").second_detail
