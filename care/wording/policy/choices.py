"""What each choice of a setting is called."""

from __future__ import annotations

from enum import Enum
from typing import Any

from care.policy import (
    enrolment,
    fees,
    groups,
    homework,
    meals,
    pay,
    people,
    pickup,
    quality,
    service,
    staffing,
    surveys,
)


def _named(kind: type[Enum], words: str) -> tuple[type[Enum], dict[Any, str]]:
    """The words in the order in which the choices are written. Raises ValueError where one is missing."""
    return kind, dict(zip(kind, words.split(), strict=True))


CHOICES: dict[type[Enum], dict[Any, str]] = dict(
    (
        _named(enrolment.Actor, "班主任 年级组长 教导处 校长 家委会"),
        _named(enrolment.Silence, "提醒 报校长 视为同意 视为不同意"),
        _named(enrolment.Scope, "不公示 班内 全校"),
        _named(enrolment.Signer, "家长 学生 学校"),
        _named(enrolment.CountedFrom, "申请之日 批准之日"),
        _named(enrolment.DayKind, "自然日 上学日"),
        _named(enrolment.InsuranceRule, "不要求 学校投保 提倡 家长必须投保"),
        _named(enrolment.WhoMayJoin, "申请者均可 确有困难者 经挑选"),
        _named(enrolment.Allocation, "按先后 抽签"),
        _named(
            enrolment.PriorityGroup,
            "残疾儿童 留守儿童 进城务工人员随迁子女 单亲家庭 家庭经济困难 建档立卡 低保家庭 孤儿 低年级 中低年级",
        ),
        _named(enrolment.Hidden, "姓名 班级 时段 社团"),
        _named(fees.Basis, "标准未定 不收费 按月 按课时 按人一次 财政补贴为主"),
        _named(fees.Timing, "按月 学期初预收 标准下达后"),
        _named(fees.Item, "托管 午托 晚托 特色服务 放学后服务 周末与假期托管"),
        _named(fees.Unit, "月 课时 人"),
        _named(fees.DaysCounted, "学习日 工作日"),
        _named(fees.PartMonth, "按原文天数 按比例折算"),
        _named(fees.Relief, "免费 可以免费 适当减收 逐个核定"),
        _named(
            fees.UseOfMoney,
            "任课教师 带班领导 后勤 校外人员 水电 设备 耗材 学生用品 管理成本 集体培训 保洁 安保 场地租用 活动课程",
        ),
        _named(fees.Accounts, "不公示 班内公示 告知家长 公示"),
        _named(groups.By, "按班 按年级 按兴趣 按学段 学校统筹"),
        _named(groups.Merge, "不并班 同年级并班 先同年级、再并相邻年级 跨班按兴趣 按需要"),
        _named(groups.Neighbour, "由人决定 并入高一年级 并入低一年级"),
        _named(groups.OddGrade, "不另配 配一半 按两个年级配"),
        _named(homework.Board, "不公示 公示（时间未写） 每天 每周"),
        _named(meals.Kitchen, "不供餐 供餐（由谁供未写） 学校食堂 校外配送"),
        _named(meals.Payee, "学校 供餐单位"),
        _named(meals.ChainCheck, "封条 温度 留样 记录 搬运"),
        _named(pay.Method, "未写 按课时 按工作量 补贴 绩效增量 劳务费"),
        _named(pay.Period, "当天 当月 当学期"),
        _named(
            pay.Event, "空堂 班内混乱 请假 早退 迟到 无故缺席 放学交接违规 家长投诉属实 重大事故处理不当 失职 师德问题"
        ),
        _named(pay.Adding, "相加 取最大 合并计次"),
        _named(pay.Split, "人数乘课时 人数、课时各半"),
        _named(pay.LatePoint, "照计 不计"),
        _named(people.Institutions, "不得进校 不得有偿合作 区名单内非学科类 经主管部门认可的专业人员 学校自行引进"),
        _named(people.Unconsented, "提示 不能排班"),
        _named(people.Helping, "不参与 可带班 讲座、社团 协助教师"),
        _named(pickup.Place, "校门口 家长进班 送回本班"),
        _named(pickup.CustodyEnd, "家长 导护教师"),
        _named(quality.Adoption, "学校 报教育局审核 报主管部门备案 家委会 教代会"),
        _named(quality.SurveyAt, "开学前 第一周 期中 期末 经常"),
        _named(quality.Told, "时间 地点 内容 方式 师资 收费 支出 容纳人数 社团菜单 安全保障 服务对象 注意事项"),
        _named(
            service.Content,
            "作业辅导 个别辅导 阅读 体育 艺术 科普 社团 游戏 综合实践 劳动 观影 专题教育 团队活动 午休 晨读 "
            "集体授课 上新课 补课",
        ),
        _named(staffing.Teachers, "本班教师优先 教师自愿 学校统一安排"),
        _named(staffing.Check, "无不良记录 品行 健康 资质"),
        _named(staffing.Patrol, "不巡查 不定时 每天"),
        _named(surveys.Topic, "是否参加 时段 星期 家长下班 接送 社团"),
    )
)
