"""Sentences about papers of people from outside, and about institutions. (C97, C98)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from care.calendar import spoken
from care.policy.people import Institutions
from care.rules.people.vetting import Institution, Lack, Origin, Vetting

ORIGINS: dict[Origin, str] = {
    Origin.OWN: "本校",
    Origin.EXTERNAL: "外聘",
    Origin.INSTITUTION: "机构",
    Origin.VOLUNTEER: "家长义工",
}
LACKS: dict[Lack, str] = {
    Lack.RECORD: "没有无犯罪记录查询",
    Lack.RECORD_OLD: "无犯罪记录查询已超期",
    Lack.RECORD_BAD: "无犯罪记录查询没有通过",
    Lack.QUALIFICATION: "没有登记资质",
    Lack.HEALTH: "没有健康证明",
    Lack.HEALTH_OVER: "健康证明已到期",
    Lack.CONTRACT: "没有合同或协议",
    Lack.CONTRACT_OVER: "合同已到期",
    Lack.FILING: "没有备案号",
    Lack.INSTITUTION: "所属机构不符合本校方案",
    Lack.CONSENT: "本人登记了暂不参加课后服务",
}
_LIMITS: dict[Lack, str] = {
    Lack.CONTRACT: "L-25",
    Lack.CONTRACT_OVER: "L-25",
    Lack.INSTITUTION: "L-12",
    Lack.CONSENT: "L-31",
}
_RULES: dict[Institutions, str] = {
    Institutions.BANNED: "本校方案不引入校外培训机构",
    Institutions.UNPAID: "本校方案不与校外机构有偿合作",
    Institutions.LISTED: "只能用区里名单上的非学科类机构",
    Institutions.APPROVED: "只能用主管部门批准的机构",
    Institutions.FREE: "由学校引进",
}


def lacked(missing: Sequence[Lack]) -> str:
    return "、".join(f"{LACKS[one]}（{_LIMITS.get(one, 'L-13')}）" for one in missing)


def refused(name: str, day: date, missing: Sequence[Lack]) -> str:
    """Refused where it is tried."""
    return f"{name}不能安排{spoken(day)}的值班：{lacked(missing)}。没有改动。请先在“教职工”表里补齐，或另排一位。"


def runs_out(name: str, papers: Vetting, missing: Sequence[Lack], last: date, *, over: bool) -> str:
    what = "、".join(LACKS[one] for one in missing) or "证件到期"
    when = f"{spoken(last)}已到期" if over else f"{spoken(last)}到期"
    return f"{ORIGINS[papers.origin]}人员{name}的证件{when}，之后不能排班（{what}）。请尽快更新“教职工”表。"


UNFIT = "值班人员证件"


def unfit(where: str, name: str, missing: Sequence[Lack], following: str) -> str:
    """To whoever leads, before the day: nobody is taken off by the clock."""
    then = f"建议请{following}顶班。" if following else "值班名单上没有下一位，请安排别人。"
    return f"{where}排的是{name}，到那天{lacked(missing)}，按规定不能值班。{then}值班还没有改动；证件更新后不用换人。"


def replaced(where: str, name: str, following: str) -> str:
    return f"已请{following}顶班：{where}，原来是{name}，等回复。"


def taken_off(where: str, missing: Sequence[Lack]) -> str:
    return f"{where}您的值班已改由别人顶班：{lacked(missing)}。请尽快补齐证件。"


def unfit_over(name: str) -> str:
    return f"{name}已经没有这次值班了，没有改动。"


def fit_again(name: str) -> str:
    return f"{name}的证件现在齐了，可以值班，没有改动。"


def unfit_holds(name: str) -> str:
    return f"{name}手里现在有孩子，不能换下。请先把孩子交给别的老师，再安排。没有改动。"


def nobody_next(name: str) -> str:
    return f"值班名单上已经没有下一位，没有改动，值班仍是{name}。请安排别人。"


def institution(one: Institution, *, allowed: bool, policy: Institutions) -> str:
    said = "可以" if allowed else f"不可以：{_RULES[policy]}（L-12）"
    kinds = "学科类" if one.teaches_subjects else "非学科类"
    listed = "，在名单上" if one.is_listed else "，不在名单上"
    paid = "，有偿" if one.is_paid else ""
    number = f"，批准文号{one.approval}" if one.approval else ""
    removed = "，已清退" if one.removed else ""
    return f"· {one.name}（{kinds}{listed}{paid}{number}{removed}）：{said}"
