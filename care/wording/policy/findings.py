"""What is wrong with a plan, as a principal reads it: what, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from care.policy.quality import Adoption
from care.policy.service import Content
from care.rules.limits import Finding, Why
from care.wording.policy.values import say

_SENTENCES: dict[Why, str] = {
    Why.ENDS_BEFORE_START: "{0}的结束时间（{2}）不晚于开始时间（{1}），请改正。",
    Why.NO_WEEKDAY: "{0}没有写星期几，请补上。",
    Why.OVERLAP: "{0}与{1}在同一天里时间重叠，请改正。",
    Why.TOO_MANY_LESSONS: "{0}有{1}课时，超过上限{2}课时。",
    Why.TOO_SHORT: "一天合计{0}分钟，不足规定的{1}分钟。",
    Why.TOO_LONG: "一天合计{0}分钟，超过规定的{1}分钟。",
    Why.ENDS_BEFORE_OFFICES: "{0}{1}结束，早于当地下班时间{2}。",
    Why.LESSON_MISSING: "学习类安排在{0}第{1}节，但没有这一节。",
    Why.SEASON_REVERSED: "{0}的结束日期早于开始日期，请改正。",
    Why.SEASON_WITHOUT_DAYS: "{0}有时间，没有起止日期。请学校填写，填写前按平时的时间。",
    Why.TERM_REVERSED: "{0}的结束日期早于开始日期，请改正。",
    Why.WINDOW_REVERSED: "{0}的报名截止早于报名开始，请改正。",
    Why.NO_SUCH_SESSION: "方案提到{0}，但没有这个时段的起止时间。请学校填写后再开放。",
    Why.GROUP_REVERSED: "班额下限{0}人大于上限{1}人，请改正。",
    Why.SIZE_UNDECIDED: "恰好{0}人时没有规定，到时由人决定。",
    Why.SIZE_TWICE: "{0}至{1}人既单独成班又要并班，请改正。",
    Why.PRICE_WITHOUT_FEE: "写明不收费，却填了收费标准，请改正。",
    Why.PRICE_MISSING: "收费标准还没有填写，填写前不能出账。",
    Why.SHARES_REVERSED: "扣减的上限低于下限，请改正。",
    Why.LATE_BELOW_ABSENT: "迟到计{0}，无故缺席计{1}：迟到反而更少，可能是笔误，请核对。",
    Why.PART_MONTH: "一学期有半个月，半个月到不了{0}天，必然全退。请确认按原文还是按比例折算。",
    Why.ALL_TAKE_PART: "方案写全员参加。参加必须自愿，系统只统计，不替任何人报名。",
    Why.MAY_REFUSE: "方案规定不得拒绝任何学生，这一项会拒绝或挑选学生，请去掉。",
    Why.FORBIDDEN_CONTENT: "课后服务不得安排“{0}”，请删去。",
    Why.EXTENSION: "课后服务不得作为教学的延伸，请改为“否”。",
    Why.WRITTEN_HOMEWORK: "一、二年级不得有书面家庭作业，现为{0}分钟，请改为0。",
    Why.TOO_MUCH_HOMEWORK: "{0}书面作业{1}分钟，超过上限{2}分钟。",
    Why.LEARNING_LESSONS: "一天有{0}节学习类活动，超过{1}节。",
    Why.FOR_PROFIT: "课后服务不得营利，只收成本，请改为“否”。",
    Why.NO_DOCUMENT: "收费标准没有批准文号，不能启用。请填写文号（people.price_document）。",
    Why.ABOVE_CAP: "收费{0}元，高于限价{1}元。",
    Why.BELOW_BAND: "收费{0}元，低于文件的下限{1}元，请核对。",
    Why.NOT_RING_FENCED: "课后服务经费必须专户专款，请改为“是”。",
    Why.NOT_PUBLISHED: "收费和收支必须公示，请填写公示对象。",
    Why.FREE_INSTITUTIONS: "引进校外机构没有限制，多数方案禁止或限于名单，请核对当地规定。",
    Why.PAID_CLASSES: "不得举办收费的学习兴趣班，学校自办的社团不在此列。",
    Why.NO_CHECK: "看护人员没有任何上岗前审查，请补上。",
    Why.NO_RECORD_CHECK: "上岗前审查里没有“无不良记录”，请考虑补上。",
    Why.EQUIPMENT: "不得强制购买社团器材，请改为自愿。",
    Why.SIGNED_AFTER: "必须先签协议再参加，请改为“是”。",
    Why.HOMEWORK_BY_CHAT: "不得通过微信、QQ布置作业，请改为“否”。",
    Why.PARENTS_MARK: "不得要求家长批改或打印作业，请改为“否”。",
    Why.NO_LEAVE_CHECK: "只收确有困难者，却没有核对能否按时离校，请考虑打开。",
    Why.PAID_TUTORING: "对困难学生的个别辅导必须免费，请改为“是”。",
    Why.NOT_FILED: "方案须经“{0}”，还没有填写日期。",
    Why.NOT_ADOPTED: "报酬办法须经教代会通过后才启用。请填写通过日期（pay.adopted_on）。",
    Why.NO_CONTRACT: "聘请校外人员必须签劳动合同或劳务协议，请改为“是”。",
    Why.NEXT_YEARS_BASE: "课后服务补助是增量，不得计入下年绩效基数，请改为“否”。",
    Why.PUNITIVE: "不得布置机械抄写、超标或惩罚性作业，请改为“否”。",
    Why.NAP_ROOMS: "午休场所必须通过消防检查，请改为“是”。",
    Why.NO_CONSENT: "看护应征得教师本人同意，请核对。",
}
_CHOICES = {Why.FORBIDDEN_CONTENT: Content, Why.NOT_FILED: Adoption}


def sentence(finding: Finding) -> str:
    kind = _CHOICES.get(finding.why)
    given = [say(kind(one)) if kind else one for one in finding.given]
    return _SENTENCES[finding.why].format(*given)


def weight(finding: Finding) -> str:
    if finding.overridden:
        return "已说明"
    return "不能启用" if finding.refuses else "请注意"


def answered(finding: Finding) -> str:
    """Who answers for it, or nothing."""
    one = finding.overridden
    return f"{one.by}（{one.on}）：{one.reason}" if one else ""


def verdict(findings: Iterable[Finding]) -> str:
    found = list(findings)
    stops = sum(one.stops for one in found)
    if stops:
        return f"有{stops}项不能启用。改正，或由负责人说明理由（overrides）后再启用。"
    return f"可以启用；有{len(found)}项请注意。" if found else "可以启用，没有发现问题。"
