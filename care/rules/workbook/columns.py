"""The sheets of a school's workbook and their columns: headings, the words people use instead, what belongs there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Fill(StrEnum):
    """What a cell holds; the template formats the column accordingly."""

    TEXT = "text"
    PHONE = "phone"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True)
class Column:
    key: str
    heading: str
    also: tuple[str, ...] = ()
    needed: bool = False
    fill: Fill = Fill.TEXT
    choices: tuple[str, ...] = ()
    width: int = 12
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.heading, *self.also)


@dataclass(frozen=True)
class Sheet:
    name: str
    about: str  # stands in the first row
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()
    examples: tuple[tuple[str, ...], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, f"{self.name}表", *self.also)

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


EXAMPLE = "例："
"""Rows that begin with this are examples and are not imported."""

WEEKDAY_NOTE = "星期几参加，如“周一三五”“周一至周四”；不填为周一至周五。"
SESSIONS = ("早托", "午托", "晚托", "晚自习", "周末托管", "假期托管")
YES_NO = ("是", "否")
ORIGINS = ("本校", "外聘", "机构", "家长义工")
DUTIES = ("看护", "值班领导", "导护")
RESOURCE_KINDS = ("教室", "物资", "特长")
POSTS = ("教师", "班主任", "值班领导", "校长", "管理员")

SCHOOL = Sheet(
    "学校",
    "学校基本信息。请在“内容”一列填写；时间写成 16:25-18:00。没有的时段留空。",
    (
        Column("item", "项目", ("名目",), needed=True, width=14),
        Column("value", "内容", ("值", "填写", "填写内容"), width=30),
        Column("note", "说明", ("备注",), width=44),
    ),
    also=("学校信息", "基本信息"),
)
SCHOOL_ITEMS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("学校代号", ("代号", "学校编码", "代码"), "英文字母和数字，例如 demo；定下后不要再改。"),
    ("学校名称", ("名称", "校名", "学校"), "例如 实验小学。"),
    ("早托时间", ("早托",), "例如 7:20-8:00；没有早托请留空。"),
    ("午托时间", ("午托",), "例如 11:30-13:20；没有午托请留空。"),
    ("晚托时间", ("晚托", "延时时间", "课后服务时间"), "例如 16:25-18:00。"),
    ("晚自习时间", ("晚自习",), "初中晚自习，例如 18:20-20:20；没有请留空。"),
    ("周末托管时间", ("周末托管",), "周六的托管，例如 14:00-17:00；没有请留空。"),
    ("假期托管时间", ("假期托管",), "寒暑假的托管，例如 8:00-12:00；日期在“方案”表里填。"),
    ("托管星期", ("开放星期", "服务星期"), "例如 周一至周五；不填为周一至周五。"),
)

CLASSES = Sheet(
    "班级",
    "行政班。班级名称全校统一写成“三年级2班”，其他表都用同样的写法。",
    (
        Column("name", "班级", ("班级名称", "行政班", "班名"), needed=True, width=14, note="例如 三年级2班、三(2)班。"),
        Column("teacher", "班主任", ("班主任姓名", "班主任老师"), width=12, note="姓名；同名的老师请填工号。"),
    ),
    also=("班级信息", "行政班"),
    examples=(("三年级2班", "陈静"),),
)

PUPILS = Sheet(
    "学生",
    "一人一行。托管栏：填托管班名称，或填“是”（按行政班归班），或填“否”（退出）；留空表示不变。",
    (
        Column("class_name", "班级", ("行政班", "所在班级", "班别"), needed=True),
        Column("name", "姓名", ("学生姓名", "学生", "名字"), needed=True, width=10),
        Column("number", "学号", ("学籍号", "编号", "学生编号"), width=13, note="同班有同名学生时必填；请按文本填写。"),
        Column("noon", "午托", ("午托班", "午间托管", "午托报名"), width=14),
        Column("noon_days", "午托星期", ("午托日期",), width=12, note=WEEKDAY_NOTE),
        Column(
            "evening",
            "晚托",
            ("晚托班", "托管班", "延时班", "课后托管", "晚间托管", "延时服务", "晚托报名"),
            width=14,
        ),
        Column("evening_days", "晚托星期", ("晚托日期", "延时星期"), width=12, note=WEEKDAY_NOTE),
        Column("morning", "早托", ("早托班", "早间托管", "早托报名"), width=10),
        Column("morning_days", "早托星期", (), width=10, note=WEEKDAY_NOTE),
        Column("since", "报名起始日", ("起始日期", "开始日期", "起始日"), fill=Fill.DAY, note="不填为导入当天。"),
        Column(
            "clubs", "社团", ("社团班", "兴趣班", "社团名称"), width=14, note="几个社团用顿号隔开；填“无”表示都不参加。"
        ),
        Column(
            "permit", "独自回家证", ("独自回家证号", "自行回家证", "离校证"), width=13, note="证号；填“无”表示收回。"
        ),
        Column("permit_until", "回家证有效期", ("有效期", "有效期至"), fill=Fill.DAY, note="不填为长期有效。"),
    ),
    also=("学生名单", "学生信息", "学生花名册", "花名册"),
    examples=(
        ("三年级2班", "李小明", "2024030201", "", "", "三年级2班晚托", "周一至周五", "", "", "2026-09-01", "篮球社团"),
    ),
)

GUARDIANS = Sheet(
    "家长",
    "一位家长对一个孩子填一行；有几个孩子就填几行，姓名和手机写成一样即可。两人共用一个号码也可以。",
    (
        Column("class_name", "班级", ("学生班级", "所在班级", "孩子班级"), needed=True),
        Column("pupil", "学生姓名", ("学生", "孩子姓名", "孩子", "幼儿姓名"), needed=True, width=10),
        Column("number", "学号", ("学籍号", "学生学号"), width=13, note="只在同班有同名学生时需要。"),
        Column("name", "家长姓名", ("家长", "姓名", "监护人", "监护人姓名"), needed=True, width=10),
        Column("relation", "关系", ("与学生关系", "称谓", "与孩子关系", "亲属关系"), needed=True, width=8),
        Column("phone", "手机", ("手机号", "手机号码", "电话", "联系电话", "联系方式"), fill=Fill.PHONE, width=15),
        Column("rank", "联系顺序", ("顺序", "联系次序", "排序"), width=10, note="1 为第一联系人；不填按行的先后。"),
        Column(
            "collects",
            "日常接送",
            ("日常接送人", "接送人", "是否接送"),
            fill=Fill.CHOICE,
            choices=YES_NO,
            width=10,
            note="平时由谁来接：每个孩子只填一个“是”。",
        ),
        Column(
            "notice_id",
            "学校通知账号",
            ("家长账号", "家长userid", "parent_userid"),
            width=18,
            note="家长在“家校通讯录”里的账号，没有写过消息也能收到通知；可不填，留空表示不变。",
        ),
    ),
    also=("家长信息", "监护人", "家长名单"),
    examples=(("三年级2班", "李小明", "", "王丽", "妈妈", "13800000001", "1", "是"),),
)

STAFF = Sheet(
    "教职工",
    "在职教职工，一人一行。工号要和企业微信通讯录里的“账号”一致，消息按它发送。",
    (
        Column("code", "工号", ("账号", "企业微信账号", "职工号", "教师编号"), needed=True, width=16),
        Column("name", "姓名", ("教师姓名", "老师", "教职工姓名", "教师"), needed=True, width=10),
        Column("phone", "手机", ("手机号", "手机号码", "电话", "联系电话"), needed=True, fill=Fill.PHONE, width=15),
        Column(
            "posts",
            "职务",
            ("岗位", "身份", "角色"),
            width=18,
            note="教师、班主任、值班领导、校长、管理员；几个职务用顿号隔开，不填为教师。",
        ),
        Column(
            "origin",
            "人员类别",
            ("类别", "来源"),
            fill=Fill.CHOICE,
            choices=ORIGINS,
            width=10,
            note="校外人员填“外聘”“机构”或“家长义工”，并填后面几栏；留空表示不变，新人留空为本校。",
        ),
        Column("institution", "所属机构", ("机构", "机构名称"), width=14, note="类别是“机构”时填写，要先登记机构。"),
        Column("qualification", "资质", ("资格", "资格证", "教师资格"), width=14, note="证书名称和编号。"),
        Column("record_checked", "无犯罪记录查询日期", ("无犯罪记录", "查询日期"), fill=Fill.DAY, width=16),
        Column("clean", "查询通过", ("查询结果",), fill=Fill.CHOICE, choices=YES_NO, width=9, note="不填为是。"),
        Column("health_until", "健康证有效期", ("健康证", "健康证明"), fill=Fill.DAY, width=13),
        Column("contract", "合同编号", ("合同", "协议编号", "劳务协议"), width=14),
        Column("contract_until", "合同到期", ("合同有效期", "协议到期"), fill=Fill.DAY, width=12),
        Column("filing", "备案号", ("备案", "备案编号"), width=12, note="家长义工报主管部门备案的编号。"),
    ),
    also=("教师", "老师", "教工", "教职工信息", "教师信息"),
    examples=(("chenjing", "陈静", "13800000004", "班主任"),),
)

SERVICES = Sheet(
    "课后服务",
    "托管班和社团。托管班要写时段；社团写在“说明”里的日期、年级、地点会原样告诉家长。",
    (
        Column("kind", "类别", ("类型", "种类"), needed=True, fill=Fill.CHOICE, choices=("托管班", "社团")),
        Column("session", "时段", ("托管时段",), fill=Fill.CHOICE, choices=SESSIONS, width=8),
        Column("name", "名称", ("班名", "托管班名称", "社团名称"), needed=True, width=18),
        Column(
            "teacher", "负责老师", ("老师", "教师", "看护老师", "指导老师"), width=12, note="姓名；同名的老师请填工号。"
        ),
        Column("room", "教室", ("地点", "场地"), width=12),
        Column("note", "说明", ("备注", "时间地点"), width=30),
    ),
    also=("托管班", "服务项目", "社团"),
    examples=(
        ("托管班", "晚托", "三年级2班晚托", "赵敏", "三2教室", ""),
        ("社团", "", "篮球社团", "", "操场", "周三、周五，三至六年级"),
    ),
)

RESOURCES = Sheet(
    "资源",
    "教室、物资和老师的特长，一样一行。没有写到的保持不变；停用教室请在聊天里回复“停用教室”和名称。",
    (
        Column("kind", "类别", ("类型", "种类"), needed=True, fill=Fill.CHOICE, choices=RESOURCE_KINDS, width=8),
        Column(
            "name", "名称", ("教室名称", "物资名称", "姓名"), needed=True, width=16,
            note="教室或物资的名称；类别是“特长”时填老师姓名，同名的老师请填工号。",
        ),
        Column("places", "容纳人数", ("座位", "座位数", "容量"), width=10, note="教室能坐多少学生；不知道就留空。"),
        Column("square_metres", "面积", ("面积（平方米）", "平方米"), width=8, note="平方米，整数。"),
        Column("equipment", "设备", ("器材", "设施"), width=18),
        Column("uses", "用于", ("用途",), width=18, note="时段或社团，几个用顿号隔开，如“晚托、书法社团”。"),
        Column("amount", "数量", ("库存",), width=10, note="类别是“物资”时填写，带上单位，如“200张”。"),
        Column("skills", "特长", ("会教什么", "技能"), width=16, note="类别是“特长”时填写，几样用顿号隔开。"),
        Column("weekdays", "有空星期", ("有空", "可上课星期"), width=12, note="类别是“特长”时填写，如“周一三五”。"),
    ),
    also=("资源情况", "资源调查"),
    examples=(
        ("教室", "书法教室", "40", "60", "毛毡、投影", "书法社团"),
        ("物资", "宣纸", "", "", "", "", "200张"),
        ("特长", "陈静", "", "", "", "", "", "书法、绘画", "周一三"),
    ),
)  # fmt: skip

DUTIES_SHEET = Sheet(
    "值班表",
    "某一天在表里出现，那一天就以这张表为准；没有出现的日子不变。当天和以前的安排不会被改动。",
    (
        Column("day", "日期", ("值班日期",), needed=True, fill=Fill.DAY),
        Column("session", "时段", ("托管时段",), needed=True, fill=Fill.CHOICE, choices=SESSIONS, width=8),
        Column("kind", "岗位", ("职责", "值班岗位", "类别"), needed=True, fill=Fill.CHOICE, choices=DUTIES, width=10),
        Column("group", "托管班", ("班级", "托管班名称", "负责班级"), width=18, note="岗位是“看护”时必填。"),
        Column(
            "person", "姓名", ("值班人", "值班老师", "老师", "值班教师"), needed=True, note="姓名；同名的老师请填工号。"
        ),
        Column("rank", "顺序", ("候补顺序", "次序"), width=8, note="1 为当班，2 为第一候补；不填为 1。"),
    ),
    also=("值班", "值班安排", "排班表", "排班"),
    examples=(
        ("2026-09-02", "晚托", "看护", "三年级2班晚托", "赵敏", "1"),
        ("2026-09-02", "晚托", "值班领导", "", "孙强", "1"),
    ),
)

DAYS = Sheet(
    "校历",
    "与平常星期不同的日子：放假、调休上课、学校自己的安排。没有写到的年份，系统不会猜测，会请您补上。",
    (
        Column("first", "开始日期", ("日期", "起始日期", "起"), needed=True, fill=Fill.DAY),
        Column("last", "结束日期", ("截止日期", "止"), fill=Fill.DAY, note="只有一天时留空。"),
        Column("kind", "类型", ("安排", "是否上课"), needed=True, fill=Fill.CHOICE, choices=("放假", "上课"), width=8),
        Column("follows", "按周几上课", ("按星期", "上周几的课"), width=12, note="调休上课时填写，如“周五”。"),
        Column("note", "名称", ("说明", "备注", "事由"), width=20),
    ),
    also=("日历", "节假日", "放假安排"),
    examples=(("2026-10-01", "2026-10-07", "放假", "", "国庆节"), ("2026-10-10", "", "上课", "周三", "国庆节调休")),
)

PLAN = Sheet(
    "方案",
    "学校课后服务方案的各项规定，一项一行。只改“值”这一列；先导出再改，没有改的行可以删去。“字段”一列请不要动。",
    (
        Column("name", "名称", ("项目", "规定"), needed=True, width=26),
        Column("value", "值", ("内容", "填写"), width=30),
        Column("unit", "单位", (), width=18),
        Column("note", "说明/出处", ("说明", "出处", "备注"), width=40),
        Column("path", "字段", ("编码",), width=26),
    ),
    also=("学校方案", "服务方案"),
)

SHEETS = (SCHOOL, CLASSES, PUPILS, GUARDIANS, STAFF, SERVICES, RESOURCES, DUTIES_SHEET, DAYS, PLAN)


def plain(heading: str) -> str:
    """A heading as it is compared: full width, blanks, stars and remarks in brackets set aside."""
    narrow = unicodedata.normalize("NFKC", heading)
    return re.sub(r"\(.*?\)|[\s*:：#、]", "", narrow)


def sheet_named(title: str) -> Sheet | None:
    wanted = plain(title)
    return next((sheet for sheet in SHEETS if wanted in map(plain, sheet.names)), None)


def columns_of(sheet: Sheet, headings: list[str]) -> dict[str, int]:
    """Column keys by place, the first fitting heading first. A heading that is the column's own name wins."""
    compared = [plain(heading) for heading in headings]
    found: dict[str, int] = {}
    for own_name_only in (True, False):
        for column in sheet.columns:
            names = {plain(name) for name in (column.names[:1] if own_name_only else column.names)}
            place = next((i for i, text in enumerate(compared) if text in names and i not in found.values()), None)
            if column.key not in found and place is not None:
                found[column.key] = place
    return found
