"""Agreements in words: the text to sign, what was signed. (C26, L-15)"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from care.calendar import clock, local, spoken
from care.people import Student
from care.policy.enrolment import InsuranceRule

SERVICE = (Path(__file__).parent / "agreements" / "service.txt").read_text("utf-8")
PICKUP = (Path(__file__).parent / "agreements" / "pickup.txt").read_text("utf-8")
SIGN, DO_NOT, PUPIL = "同意并签名", "不同意", "孩子也同意"
NOT_SAID = "另行约定"


def to_sign(child: Student, what: str, name: str, text: str, mark: str, answer: str) -> str:
    return (
        f"{child.called} {what}还差签《{name}》。请看完全文，在{answer}点“{SIGN}”；签了才能参加。\n\n"
        f"{text.strip()}\n\n校验码 {mark[:12]}"
    )


def pupil_too(child: Student, name: str) -> str:
    return f"已记录您的签名。《{name}》还要{child.name}本人同意：请和孩子一起看一遍，孩子同意了请点“{PUPIL}”。"


def signed(child: Student, name: str, mark: str, at: datetime) -> str:
    day = local(at)
    when = f"{spoken(day.date())}{clock(at)}"
    return (
        f"已签《{name}》：{child.called}，{when}，校验码{mark[:12]}。全文由学校存档，可以打印。签错了请回复“找老师”。"
    )


def nothing_to_sign(child: Student) -> str:
    return f"{child.called}现在没有要签的协议。"


def not_signed(child: Student, what: str) -> str:
    return f"好的，{child.called}的协议没有签，{what}不能参加。改主意了请在期限前回复“签协议”。"


def insured(child: Student, until: str) -> str:
    return f"已登记{child.called}的保险，有效期到{until}。"


def sign_later(name: str) -> str:
    return f"还请签《{name}》：回复“同意协议”看全文。"


INSURANCE = {
    InsuranceRule.SCHOOL: "学校已投保，保险覆盖托管时间。",
    InsuranceRule.ENCOURAGED: "建议给孩子买一份人身意外保险，自愿购买。",
}
HOW_TO_INSURE = "请写保单号和到期日，例如“保险 PA12345 2026-08-31”。没有改动。"
INSURANCE_OVER = "这份保险已经到期或在参加前到期，不能用。请写现在有效的保险。"


SIGNERS = {"parent": "家长签名", "pupil": "学生同意"}
_CHANNELS = {"wecom_kf": "微信客服", "wecom_app": "企业微信"}


def how_signed(name: str, when: str, channel: str, account: str) -> str:
    """On paper: who, when, from which account."""
    return f"{name}，{when}，{_CHANNELS.get(channel, channel)}账号 {account}"
