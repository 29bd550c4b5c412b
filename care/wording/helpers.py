"""Sentences about people who help: volunteers, the parents' committee, institutions. (C98-C100)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from care.calendar import spoken
from care.policy.people import Helping
from care.rules.people.vetting import Lack, Vetting
from care.wording.vetting import lacked

AGREE, DECLINE, UNDO = "初审通过", "不同意", "撤销"
CARD = "家长义工报名"
HOW_TO_FILE = "请这样写：义工备案 王丽 备案号2026-12 查询2026-02-01 健康证2027-01-01。"
HOW_TO_ARRANGE = "请这样写：安排义工 王丽 3月6日 晚托 三年级2班。"
NO_VOLUNTEERS = "本校方案没有家长义工，没有登记。谢谢您的心意。"
_ROLES = {
    Helping.CARE: "看护", Helping.LECTURE: "讲座或社团辅导", Helping.BESIDE: "在老师身边协助", Helping.NONE: "",
}  # fmt: skip
STATES = {"applied": "待审核", "cleared": "已备案，可以排班", "declined": "未通过", "left": "已退出"}
HOW_TO_SEAT = "请这样写：家委会成员 三年级2班 王丽、张伟。"
NO_RESOLUTIONS = "还没有登记家委会决议。"
HOW_INSTITUTION = "请这样写：登记机构 星光艺术中心 非学科 名单内（另可加：有偿、批准文号……）。"
NO_INSTITUTIONS = "还没有登记机构。"
NO_REASON = "请写原因，例如“清退机构 星光艺术中心 原因：教师无资质”。没有改动。"


def offered(skill: str) -> str:
    what = f"（{skill}）" if skill else ""
    return f"已收到您的家长义工报名{what}，谢谢。学校初审、核查无犯罪记录并备案后才能到校服务，结果会告诉您。"


def offered_again(skill: str) -> str:
    what = f"，特长已更新为{skill}" if skill else ""
    return f"您已经是备案义工{what}。有安排时会通知您。"


def offer_for_leader(name: str, children: Sequence[str], skill: str) -> str:
    what = f"，特长：{skill}" if skill else ""
    return f"{'、'.join(children)}的家长{name}报名家长义工{what}。初审通过后还要核查无犯罪记录并备案，才能排班。"


def agreed(name: str) -> str:
    return f"{name}初审通过，还不能排班。核查后请回复：义工备案 {name} 备案号…… 查询2026-02-01 健康证2027-01-01。"


def agreed_to_parent() -> str:
    return "您的家长义工报名已初审通过，学校正在核查和备案，备案后会告诉您。"


def declined(name: str) -> str:
    return f"已回复{name}：这次没有通过。"


def declined_to_parent() -> str:
    return "您的家长义工报名这次没有通过，谢谢您的支持。想了解原因请联系班主任。"


def filed(name: str, papers: Vetting) -> str:
    return f"已备案：家长义工{name}，备案号{papers.filing or '（本校不要求）'}，现在可以排班。"


def filed_to_parent(number: str) -> str:
    no = f"，备案号{number}" if number else ""
    return f"您已完成家长义工备案{no}。有安排时会通知您，谢谢。"


def not_filed(name: str, missing: Sequence[Lack]) -> str:
    return f"{name}还不能备案：{lacked(missing)}。没有改动。{HOW_TO_FILE}"


def not_signed_up(name: str) -> str:
    return f"{name}没有报名家长义工，没有改动。请家长先回复“我想报名家长义工”。"


def arranged(name: str, day: date, label: str, group: str, role: Helping) -> str:
    return f"已安排：家长义工{name} {spoken(day)}{label} {group}，{_ROLES[role]}。孩子仍由当班老师负责。"


def arranged_to_parent(day: date, label: str, group: str, role: Helping) -> str:
    off = f"来不了请回复“{day.month}月{day.day}日义工来不了”。"
    return f"请您{spoken(day)}{label}到{group}{_ROLES[role]}，孩子由当班老师负责。{off}"


def arranged_to_teacher(name: str, day: date, label: str, group: str, role: Helping) -> str:
    return f"{spoken(day)}{label}{group}有家长义工{name}{_ROLES[role]}，孩子仍由您负责。"


def not_arranged(name: str, day: date, missing: Sequence[Lack]) -> str:
    return f"家长义工{name}不能安排{spoken(day)}：{lacked(missing)}。没有改动。请先核查并写“义工备案 {name} ……”。"


def called_off(name: str, day: date) -> str:
    return f"已取消：家长义工{name} {spoken(day)}的安排。"


def called_off_to_parent(day: date) -> str:
    return f"{spoken(day)}的义工安排已取消。"


ARRANGED_ALREADY = "已经安排过了，没有改动。"


def volunteers(lines: Sequence[str]) -> str:
    return "\n".join(["家长义工：", *lines]) if lines else "还没有家长报名义工。"


def volunteer_line(name: str, skill: str, state: str) -> str:
    what = f"（{skill}）" if skill else ""
    return f"· {name}{what}：{STATES[state]}"


def seated(class_name: str, names: Sequence[str], wanted: int) -> str:
    few = f"每班应有{wanted}人。" if len(names) != wanted else ""
    return f"已登记：{class_name}家委会成员{'、'.join(names)}。{few}"


def too_many(class_name: str, count: int, wanted: int) -> str:
    return f"{class_name}写了{count}人，每班{wanted}人，没有改动。"


def not_parents(class_name: str, names: Sequence[str]) -> str:
    return f"{'、'.join(names)}不是{class_name}登记的家长，没有改动。{HOW_TO_SEAT}"


def committee(lines: Sequence[str], count: int, seats: int) -> str:
    return "\n".join([f"家委会：现有{count}人，应有{seats}人。", *lines])


def committee_line(class_name: str, names: Sequence[str]) -> str:
    return f"· {class_name}：{'、'.join(names) if names else '还没有登记'}"


def resolved(number: int, day: date, text: str) -> str:
    return f"已登记家委会决议第{number}号（{spoken(day)}）：{text}。不对请点“{UNDO}”。"


def resolution_undone(number: int) -> str:
    return f"家委会决议第{number}号已撤销，记录保留。"


def resolution_line(number: int, day: date, text: str, *, undone: bool) -> str:
    return f"· 第{number}号 {day.isoformat()}：{text}{'（已撤销）' if undone else ''}"


def resolutions(lines: Sequence[str], left: int) -> str:
    more = [f"另有{left}条。查找请写“家委会决议 关键词”，关键词后加问号。"] if left else []
    return "\n".join(["家委会决议：", *lines, *more]) if lines else NO_RESOLUTIONS


def institution_kept(line: str) -> str:
    return f"已登记机构：\n{line}"


def institution_removed(name: str, why: str, people: Sequence[str]) -> str:
    whom = f"它派来的{'、'.join(people)}从现在起不能排班。" if people else ""
    return f"已清退{name}，原因：{why}。{whom}"


HOW_TO_EVALUATE = "请这样写：评价机构 星光艺术中心：教学认真，家长满意。没有改动。"


def evaluated(name: str, text: str) -> str:
    return f"已登记对{name}的评价：{text}。要改请再写一次。"


def evaluation(text: str) -> str:
    return f"；评价：{text}" if text else ""


CALL_OFF = "取消{}"


def no_help(day: date | None) -> str:
    when = f"{spoken(day)}" if day else "以后"
    return f"{when}没有您的义工安排，没有改动。"


def which_help(whens: Sequence[str]) -> str:
    return f"您有几次义工安排：{'；'.join(whens)}。请点要取消的那一次。"


def help_off(day: date, label: str) -> str:
    return f"已取消您{spoken(day)}{label}的义工安排，已告诉老师。谢谢您提前说。"


def help_off_told(name: str, day: date, label: str, group: str) -> str:
    return f"家长义工{name}{spoken(day)}{label}来不了（{group}），已取消。孩子仍由当班老师负责，需要时请另请义工。"


def help_off_already(day: date) -> str:
    return f"{spoken(day)}的义工安排已经取消了，没有改动。"


def no_institution(name: str) -> str:
    return f"没有登记{name}，或者已经清退，没有改动。"
