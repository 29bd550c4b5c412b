"""Small workbooks for tests: a school of two classes, and files made of plain lists."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from care.book import Book
from care.rules.workbook.check import Checked, check
from care.wording import workbook as wording
from storage.workbook.read import read

Sheets = dict[str, list[list[Any]]]

SMALL: Sheets = {
    "学校": [
        ["项目", "内容"],
        ["学校代号", "yucai"],
        ["学校名称", "育才小学"],
        ["午托时间", "11:30-13:20"],
        ["晚托时间", "16:25-18:00"],
    ],
    "班级": [["班级", "班主任"], ["三年级2班", "陈静"], ["一年级1班", ""]],
    "学生": [
        ["班级", "姓名", "学号", "晚托", "晚托星期", "社团", "独自回家证"],
        ["三年级2班", "李小明", "1", "是", "", "篮球社团", ""],
        ["三年级2班", "张子涵", "2", "三年级2班晚托", "周一三五", "", ""],
        ["一年级1班", "张子墨", "3", "", "", "", ""],
    ],
    "家长": [
        ["班级", "学生姓名", "学号", "家长姓名", "关系", "手机", "联系顺序", "日常接送"],
        ["三年级2班", "李小明", "", "王丽", "妈妈", "13800000001", "1", ""],
        ["三年级2班", "李小明", "", "刘桂芳", "奶奶", "13800000002", "2", "是"],
        ["三年级2班", "张子涵", "", "张伟", "爸爸", "13800000003", "", ""],
        ["一年级1班", "张子墨", "", "张伟", "爸爸", "13800000003", "", ""],
    ],
    "教职工": [
        ["工号", "姓名", "手机", "职务"],
        ["chenjing", "陈静", "13800000104", "班主任"],
        ["zhaomin", "赵敏", "13800000105", ""],
        ["sunqiang", "孙强", "13800000106", "值班领导、教师"],
    ],
    "课后服务": [
        ["类别", "时段", "名称", "负责老师", "教室", "说明"],
        ["托管班", "晚托", "三年级2班晚托", "赵敏", "三2教室", ""],
        ["社团", "", "篮球社团", "", "", "周三"],
    ],
    "值班表": [
        ["日期", "时段", "岗位", "托管班", "姓名", "顺序"],
        ["2026-11-25", "晚托", "看护", "三年级2班晚托", "赵敏", "1"],
        ["2026-11-25", "晚托", "值班领导", "", "孙强", ""],
    ],
    "校历": [["日期", "结束日期", "类型", "按周几上课", "名称"], ["2026-10-01", "2026-10-07", "放假", "", "国庆节"]],
}


def small(**changes: list[list[Any]]) -> Sheets:
    """The small school, with some sheets in another form."""
    return deepcopy(SMALL) | changes


def with_row(sheet: str, *row: Any) -> Sheets:
    """The small school with one more row; it is the last of its sheet."""
    sheets = small()
    sheets[sheet].append(list(row))
    return sheets


def with_cell(sheet: str, row: int, heading: str, value: Any) -> Sheets:
    """The small school with one cell changed; rows as Excel counts."""
    sheets = small()
    if heading not in sheets[sheet][0]:
        sheets[sheet][0].append(heading)
    at = sheets[sheet][0].index(heading)
    line = sheets[sheet][row - 1]
    line.extend([None] * (at + 1 - len(line)))
    line[at] = value
    return sheets


def write(file: Path, sheets: Sheets) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        worksheet = book.create_sheet(name)
        for row in rows:
            worksheet.append(row)
    book.save(file)
    return file


def checked(folder: Path, sheets: Sheets, current: Book | None = None) -> Checked:
    """What the file means."""
    tables, torn = read(write(folder / "school.xlsx", sheets))
    found = check(tables, current or Book())
    return Checked(found.book, (*torn, *found.problems), found.hints)


def faults(folder: Path, sheets: Sheets, current: Book | None = None) -> list[str]:
    """What is wrong with it, as the school's office reads it."""
    return [wording.problem(one) for one in checked(folder, sheets, current).problems]
