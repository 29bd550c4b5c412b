"""Each thing that can be wrong with a workbook is told by sheet, row and column, in plain Chinese."""

# ruff: noqa: E501  (each sentence stands whole, so that it can be searched for)
from __future__ import annotations

from pathlib import Path

import pytest

from care.rules.workbook.problems import Flaw
from care.wording import workbook as wording
from storage.workbook.read import read
from tests.workbooks import SMALL, Sheets, checked, faults, small, with_cell, with_row, write

WRONG: list[tuple[Sheets, str]] = [
    (
        with_cell("学生", 2, "班级", "三年级9班"),
        "学生表第2行“班级”：没有“三年级9班”这个班，请先在“班级”表里添加",
    ),
    (with_cell("学生", 4, "姓名", ""), "学生表第4行“姓名”：不能空着，请填写"),
    (with_cell("家长", 2, "手机", "1380000000"), "家长表第2行“手机”：“1380000000”不是手机号码（11位，1开头）或带区号的座机，请核对"),
    (
        with_cell("家长", 2, "手机", "1.38E+10"),
        "家长表第2行“手机”：“1.38E+10”已被 Excel 改成科学计数，号码不全了。请把这一列设成“文本”格式后重新输入",
    ),
    (
        with_cell("学生", 2, "学号", 20263701052309010.0),
        "学生表第2行“学号”：“20263701052309008”超过15位，末尾已被 Excel 改成0。请把这一列设成“文本”格式后重新输入",
    ),
    (with_cell("学生", 3, "学号", "1"), "学生表第3行“学号”：学号“1”与第2行相同，请核对"),
    (with_cell("学生", 2, "姓名", "#N/A"), "学生表第2行“姓名”：这一格是 Excel 的错误值 #N/A，请改正公式或直接填写内容"),
    (
        with_row("学生", "三年级2班", "李小明", "", "", "", "", ""),
        "学生表第5行“学号”：三年级2班的“李小明”在第2行已有一名。如果是两名学生，请给两人都填学号；如果是同一人，请删去一行",
    ),
    (with_cell("学生", 2, "晚托", "四年级1班晚托"), "学生表第2行“晚托”：没有“四年级1班晚托”这个晚托班，请先在“课后服务”表里添加"),
    (
        with_cell("学生", 4, "晚托", "是"),
        "学生表第4行“晚托”：一年级1班还没有晚托班，请在“课后服务”表里添加，或在这里写明托管班名称",
    ),
    (with_cell("学生", 2, "早托", "是"), "学生表第2行“早托”：学校没有开设早托，请先在“学校”表里填写早托时间"),
    (with_cell("学生", 3, "晚托星期", "有空就来"), "学生表第3行“晚托星期”：“有空就来”看不懂是星期几，请写成“周一三五”或“周一至周五”"),
    (with_cell("学生", 2, "社团", "滑雪社团"), "学生表第2行“社团”：没有“滑雪社团”这个社团，请先在“课后服务”表里添加"),
    (with_cell("学生", 2, "报名起始日", "9月1日"), "学生表第2行“报名起始日”：“9月1日”没有年份，请写成 2026-09-01"),
    (with_cell("学生", 2, "报名起始日", "2026-02-30"), "学生表第2行“报名起始日”：“2026-02-30”不是日期，请写成 2026-09-01"),
    (with_cell("学生", 2, "姓名", "李" * 300), f"学生表第2行“姓名”：“{'李' * 20}…”太长，请不要超过200个字"),
    (
        with_row("家长", "三年级2班", "李小红", "", "王丽", "妈妈", "13800000001", "", ""),
        "家长表第6行“学生姓名”：学生表里没有“三年级2班 李小红”，请核对班级、姓名和学号",
    ),
    (
        with_row("家长", "九年级9班", "李小明", "", "李强", "爸爸", "13800000009", "", ""),
        "家长表第6行“班级”：没有“九年级9班”这个班，请先在“班级”表里添加",
    ),
    (
        with_row("家长", "三年级2班", "李小明", "", "王丽", "妈妈", "13800000001", "", ""),
        "家长表第6行“家长姓名”：“王丽”在第2行已登记为这个孩子的家长，请删去一行",
    ),
    (with_cell("家长", 2, "日常接送", "是"), "家长表第3行“日常接送”：这个孩子在第2行已有日常接送人，请只留一个“是”"),
    (with_cell("家长", 4, "手机", ""), "家长表第4行“手机”：这个孩子的家长都没有手机号，请至少填一位"),
    (with_cell("家长", 2, "联系顺序", "第一"), "家长表第2行“联系顺序”：“第一”应是 1、2、3 这样的数字"),
    (with_cell("家长", 2, "日常接送", "也许"), "家长表第2行“日常接送”：“也许”不在可填的内容里。可填：是、否"),
    (with_cell("教职工", 3, "工号", "chenjing"), "教职工表第3行“工号”：“chenjing”与第2行重复，请删去一行"),
    (with_cell("教职工", 3, "工号", "赵敏"), "教职工表第3行“工号”：“赵敏”只能用英文字母、数字和 . _ - @"),
    (with_cell("教职工", 3, "职务", "园长"), "教职工表第3行“职务”：“园长”不在可填的内容里。可填：教师、班主任、值班领导、校长、管理员"),
    (with_cell("班级", 2, "班主任", "陈婧"), "班级表第2行“班主任”：教职工表里没有“陈婧”，请先在“教职工”表里添加"),
    (with_cell("班级", 3, "班级", "火箭班"), "班级表第3行“班级”：“火箭班”看不出年级和班号，请写成“三年级2班”"),
    (with_cell("班级", 3, "班级", "三(2)班"), "班级表第3行“班级”：“三年级2班”与第2行重复，请删去一行"),
    (
        with_row("教职工", "chenjing2", "陈静", "13800000107", ""),
        "班级表第2行“班主任”：有几位老师都叫“陈静”，请改填工号（chenjing、chenjing2）",
    ),
    (with_cell("课后服务", 2, "时段", ""), "课后服务表第2行“时段”：不能空着，请填写"),
    (with_cell("课后服务", 2, "时段", "早托"), "课后服务表第2行“时段”：学校没有开设早托，请先在“学校”表里填写早托时间"),
    (with_row("课后服务", "社团", "", "篮球社团", "", "", ""), "课后服务表第4行“名称”：“篮球社团”与第3行重复，请删去一行"),
    (with_cell("值班表", 2, "托管班", ""), "值班表第2行“托管班”：岗位是“看护”时，请写明是哪个托管班"),
    (
        with_row("值班表", "2026/11/25", "晚托", "值班领导", "", "孙强", "2"),
        "值班表第4行“姓名”：“孙强”与第3行重复，请删去一行",
    ),
    (with_cell("校历", 2, "结束日期", "2026-09-01"), "校历表第2行“结束日期”：结束日期 2026-09-01 应在开始日期 2026-10-01 之后，且不超过 100 天"),
    (with_row("校历", "2026-10-02", "", "上课", "", ""), "校历表第3行“开始日期”：2026-10-02 在第2行已经写过，请核对"),
    (with_cell("学校", 5, "内容", "16:25"), "学校表第5行“内容”：“16:25”不是起止时间，请写成 16:25-18:00"),
    (with_cell("学校", 2, "内容", "育才"), "学校表第2行“内容”：“育才”只能用英文字母、数字和 . _ - @"),
    (small(班级=[["班级名称表"], ["三年级2班"]]), "班级表：没有找到表头。请保留模板的表头一行：班级、班主任"),
    (small(学生=[["班级", "学号"], ["三年级2班", "1"]]), "学生表：缺少“姓名”这一列，请补上"),
    (SMALL | {"学生名单": SMALL["学生"]}, "有两张工作表都是“学生”，请只留一张。"),
]  # fmt: skip


@pytest.mark.parametrize(("sheets", "said"), WRONG, ids=[said[:28] for _, said in WRONG])
def test_what_is_wrong_is_told_where_it_is(sheets: Sheets, said: str, tmp_path: Path) -> None:
    assert said in faults(tmp_path, sheets)


def test_a_sound_workbook_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, SMALL) == []


def test_all_faults_are_told_at_once_in_the_order_of_sheets_and_rows(tmp_path: Path) -> None:
    sheets = with_cell("家长", 2, "手机", "1")
    sheets["学生"][3][1] = ""
    sheets["学生"][1][0] = "三年级9班"

    assert [text.split("：")[0] for text in faults(tmp_path, sheets)][:2] == ["学生表第2行“班级”", "学生表第4行“姓名”"]
    assert any(text.startswith("家长表第2行“手机”") for text in faults(tmp_path, sheets))


def test_a_pupil_without_guardians_is_only_a_hint(tmp_path: Path) -> None:
    sheets = with_row("学生", "一年级1班", "孙一一", "9", "", "", "", "")

    found = checked(tmp_path, sheets)

    assert found.problems == ()
    assert [wording.problem(one) for one in found.hints] == ["学生表：一年级1班 孙一一还没有登记家长，收不到通知"]


def test_one_teacher_with_two_groups_at_once_is_a_hint(tmp_path: Path) -> None:
    sheets = with_row("课后服务", "托管班", "晚托", "一年级1班晚托", "赵敏", "", "")
    sheets["值班表"].append(["2026-11-25", "晚托", "看护", "一年级1班", "赵敏", "1"])

    found = checked(tmp_path, sheets)

    assert found.problems == ()
    assert [one.flaw for one in found.hints] == [Flaw.BUSY_TWICE]


def test_a_torn_file_is_told_apart_from_a_wrong_one(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.xlsx", SMALL).read_bytes()
    for name, content in {
        "half": whole[: len(whole) // 2],
        "empty": b"",
        "text": "班级,姓名".encode("gbk"),
        "old": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500),
        "flipped": whole[:300] + bytes([whole[300] ^ 0xFF]) + whole[301:],
    }.items():
        file = tmp_path / f"{name}.xlsx"
        file.write_bytes(content)
        tables, torn = read(file)
        assert (tables, [one.flaw for one in torn]) == ({}, [Flaw.NOT_A_WORKBOOK]), name


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    tables, torn = read(write(tmp_path / "other.xlsx", {"Sheet1": [["a", "b"], [1, 2]]}))

    assert not tables
    assert wording.problem(torn[0]).startswith("文件里没有能识别的工作表。应有：学校、班级、学生")


def test_every_flaw_has_its_sentence() -> None:
    assert set(wording._SENTENCES) == set(Flaw)
