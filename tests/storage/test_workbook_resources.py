"""The workbook's sheet 资源: rooms, goods and skills, brought in and compared. (C17; 002.06, 003-7.09)"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from care.book import Book
from care.rules.resources import Room
from care.rules.workbook.check import check
from care.wording import workbook as wording
from storage import people
from storage.db import Sessions
from storage.school import resources
from storage.workbook import importing
from storage.workbook.current import book_of
from storage.workbook.importing import Plan
from storage.workbook.read import read
from storage.workbook.write import write_book, write_template
from tests.workbooks import faults, small, write

NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
TODAY = date(2026, 11, 20)
HEADINGS = ["类别", "名称", "容纳人数", "面积", "设备", "用于", "数量", "特长", "有空星期"]
ROOM = ["教室", "书法教室", "40人", 60.0, "毛毡、投影", "晚托、篮球社团"]
GOODS = ["物资", "宣纸", "", "", "", "", "200张"]
SKILL = ["特长", "赵敏", "", "", "", "", "", "书法、绘画", "周一三"]


def planned(sessions: Sessions, folder: Path, *rows: list[Any]) -> Plan:
    tables, torn = read(write(folder / "school.xlsx", small(资源=[HEADINGS, *rows])))
    with sessions.reading() as session:
        return importing.plan(session, tables, torn, now=NOW)


def brought_in(sessions: Sessions, folder: Path, *rows: list[Any]) -> int:
    plan = planned(sessions, folder, *rows)
    assert plan.problems == (), [wording.problem(one) for one in plan.problems]
    with sessions.writing() as session:
        return importing.carry_out(session, plan, now=NOW)


def said(plan: Plan) -> str:
    return "\n".join(wording.difference(plan.difference, plan.names))


def test_rooms_goods_and_skills_are_brought_in(sessions: Sessions, tmp_path: Path) -> None:
    school_id = brought_in(sessions, tmp_path, ROOM, GOODS, SKILL)

    with sessions.reading() as session:
        (room,) = resources.rooms(session, school_id)
        assert room == Room("书法教室", 40, 60, "毛毡、投影", ("evening", "篮球社团"))
        assert resources.goods(session, school_id) == {"宣纸": "200张"}
        (told,) = resources.told(session, school_id)
        assert (told.skills, told.weekdays) == ("书法、绘画", (1, 3))
        assert people.name_of(session, told.person_id) == "赵敏"
        assert resources.places_of(session, school_id)["篮球社团"] == 40


def test_the_same_again_changes_nothing(sessions: Sessions, tmp_path: Path) -> None:
    brought_in(sessions, tmp_path, ROOM, GOODS, SKILL)

    assert said(planned(sessions, tmp_path, ROOM, GOODS, SKILL)) == "没有变化。"


def test_a_second_import_is_a_difference(sessions: Sessions, tmp_path: Path) -> None:
    """What it does not name stays, and so do the cells that it leaves blank."""
    school_id = brought_in(sessions, tmp_path, ROOM, GOODS, SKILL)
    again = (
        ["教室", "书法教室", "45"], ["教室", "舞蹈教室", "30"], ["物资", "宣纸", "", "", "", "", "150张"],
        ["特长", "zhaomin", "", "", "", "", "", "书法", "周五"],
    )  # fmt: skip

    told = said(planned(sessions, tmp_path, *again))
    assert "教室 1 间：舞蹈教室" in told
    assert "教室 书法教室：容纳45人，60平方米，毛毡、投影，用于晚托、篮球社团" in told
    assert "物资 宣纸：200张 → 150张" in told
    assert "特长 赵敏（书法，周五）" in told

    brought_in(sessions, tmp_path, *again[1:])
    with sessions.reading() as session:
        assert [(one.name, one.places) for one in resources.rooms(session, school_id)] == [
            ("书法教室", 40), ("舞蹈教室", 30),
        ]  # fmt: skip


def test_an_export_brought_in_again_changes_nothing(sessions: Sessions, tmp_path: Path) -> None:
    school_id = brought_in(sessions, tmp_path, ROOM, ["教室", "操场"], GOODS, SKILL)
    with sessions.reading() as session:
        write_book(tmp_path / "export.xlsx", book_of(session, school_id, today=TODAY))
        tables, torn = read(tmp_path / "export.xlsx")
        plan = importing.plan(session, tables, torn, now=NOW)

    assert (plan.problems, said(plan)) == ((), "没有变化。")


def test_the_template_s_examples_are_not_imported(tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx")
    tables, _ = read(tmp_path / "template.xlsx")

    assert len(tables["资源"].rows) == 3
    assert check(tables, Book()).book.rooms is None


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["会议室", "三楼"], "资源表第2行“类别”：“会议室”不在可填的内容里。可填：教室、物资、特长"),
        (["教室", ""], "资源表第2行“名称”：不能空着，请填写"),
        (["教室", "操场", "很多"], "资源表第2行“容纳人数”：“很多”应是 1 到 2000 的整数"),
        (["教室", "操场", "3000"], "资源表第2行“容纳人数”：“3000”应是 1 到 2000 的整数"),
        (
            ["教室", "操场", "", "", "", "滑雪社团"],
            "资源表第2行“用于”：没有“滑雪社团”这个时段或社团。时段可填："
            "早托、午托、晚托、晚自习、周末托管、假期托管；社团请先在“课后服务”表里添加",
        ),
        (
            ["教室", "操场", "", "", "", "", "40"],
            "资源表第2行“数量”：类别是“教室”的这一行不填这一栏，请删去，或核对类别",
        ),
        (["教室", "大" * 41], f"资源表第2行“名称”：“{'大' * 20}…”太长，请不要超过40个字"),
        (["物资", "宣纸"], "资源表第2行“数量”：不能空着，请填写"),
        (["特长", "陈婧", *[""] * 5, "书法", "周一"], "资源表第2行“名称”：教职工表里没有“陈婧”，"
         "请先在“教职工”表里添加"),
        (["特长", "赵敏", *[""] * 5, "书法", ""], "资源表第2行“有空星期”：不能空着，请填写"),
        (
            ["特长", "赵敏", *[""] * 5, "书法", "随时"],
            "资源表第2行“有空星期”：“随时”看不懂是星期几，请写成“周一三五”或“周一至周五”",
        ),
        (["特长", "赵敏", *[""] * 5, "", "周一"], "资源表第2行“特长”：不能空着，请填写"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_sheet_row_and_column(tmp_path: Path, row: list[Any], sentence: str) -> None:
    assert faults(tmp_path, small(资源=[HEADINGS, row])) == [sentence]


def test_one_thing_stands_in_one_row(tmp_path: Path) -> None:
    rows = [ROOM, GOODS, SKILL, ["教室", "书法教室"], ["特长", "zhaomin", *[""] * 5, "唱歌", "周二"]]

    assert faults(tmp_path, small(资源=[HEADINGS, *rows])) == [
        "资源表第5行“名称”：“书法教室”与第2行重复，请删去一行",
        "资源表第6行“名称”：“zhaomin”与第4行重复，请删去一行",
    ]
