"""Whether somebody from outside may be put on duty: record, qualification, health, contract, filing. (C97, L-13, L-25)

Own staff are vetted by the authority that employs them; externals, people of institutions and parent volunteers
are vetted here. What is not written down is not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from care.policy.people import Institutions, PeoplePlan
from care.policy.staffing import Check, Staffing


class Origin(StrEnum):
    """Where a grown-up who works with children comes from."""

    OWN = "own"  # 本校
    EXTERNAL = "external"  # 外聘
    INSTITUTION = "institution"  # 机构派来
    VOLUNTEER = "volunteer"  # 家长义工


class Lack(StrEnum):
    """What is missing, or has run out on the day."""

    RECORD = "record"  # never checked
    RECORD_OLD = "record_old"
    RECORD_BAD = "record_bad"
    QUALIFICATION = "qualification"
    HEALTH = "health"
    HEALTH_OVER = "health_over"
    CONTRACT = "contract"
    CONTRACT_OVER = "contract_over"
    FILING = "filing"
    INSTITUTION = "institution"  # the institution is not one that the plan allows
    CONSENT = "consent"  # said that they do not take part, and the plan holds to that


@dataclass(frozen=True)
class Vetting:
    """The papers of one person from outside. `clean` is what the record check found."""

    origin: Origin = Origin.OWN
    institution: str = ""
    qualification: str = ""
    record_checked: date | None = None
    clean: bool = True
    health_until: date | None = None
    contract: str = ""
    contract_until: date | None = None
    filing: str = ""


OWN = Vetting()


@dataclass(frozen=True)
class Institution:
    """An institution as the school knows it. (C98)"""

    name: str
    teaches_subjects: bool = False
    is_listed: bool = False
    is_paid: bool = False
    approval: str = ""
    removed: bool = False


def lacks(
    vetting: Vetting, day: date, staffing: Staffing, plan: PeoplePlan, institution: Institution | None = None
) -> tuple[Lack, ...]:
    """What stands in the way of a duty on this day; nothing for own staff. The record is looked at in every plan."""
    if vetting.origin is Origin.OWN:
        return ()
    found = _record(vetting, day, plan)
    found += _health(vetting, day) if Check.HEALTH in staffing.checks else _health_over(vetting, day)
    if vetting.origin is Origin.VOLUNTEER:
        return (*found, *([Lack.FILING] if staffing.volunteers_filed and not vetting.filing else []))
    found += [Lack.QUALIFICATION] if Check.QUALIFICATION in staffing.checks and not vetting.qualification else []
    found += _contract(vetting, day) if staffing.external_contract else []
    if vetting.origin is Origin.INSTITUTION and (institution is None or not allows(institution, plan)):
        found.append(Lack.INSTITUTION)
    return tuple(found)


def allows(institution: Institution, plan: PeoplePlan) -> bool:
    """Whether the plan lets this institution in. (D-17, L-12)"""
    if institution.removed:
        return False
    match plan.institutions:
        case Institutions.BANNED:
            return False
        case Institutions.UNPAID:
            return not institution.is_paid
        case Institutions.LISTED:
            return institution.is_listed and not institution.teaches_subjects
        case Institutions.APPROVED:
            return bool(institution.approval)
        case Institutions.FREE:
            return True


def runs_out(vetting: Vetting, plan: PeoplePlan) -> date | None:
    """The last day on which all papers hold; None where nothing is dated."""
    if vetting.origin is Origin.OWN:
        return None
    record = vetting.record_checked + timedelta(days=plan.check_days) if vetting.record_checked else None
    contract = vetting.contract_until if vetting.origin is not Origin.VOLUNTEER else None
    return min((day for day in (record, vetting.health_until, contract) if day is not None), default=None)


def needs_reminder(vetting: Vetting, today: date, plan: PeoplePlan) -> bool:
    """A paper that runs out within the plan's days, or ran out: the leader hears of it before a duty fails."""
    last = runs_out(vetting, plan)
    return last is not None and last - today <= timedelta(days=plan.expiry_days)


def _record(vetting: Vetting, day: date, plan: PeoplePlan) -> list[Lack]:
    if not vetting.clean:
        return [Lack.RECORD_BAD]
    if vetting.record_checked is None:
        return [Lack.RECORD]
    over = day > vetting.record_checked + timedelta(days=plan.check_days)
    return [Lack.RECORD_OLD] if over else []


def _health(vetting: Vetting, day: date) -> list[Lack]:
    return [Lack.HEALTH] if vetting.health_until is None else _health_over(vetting, day)


def _health_over(vetting: Vetting, day: date) -> list[Lack]:
    """A paper that was handed in and ran out is a lack in every plan."""
    return [Lack.HEALTH_OVER] if vetting.health_until is not None and day > vetting.health_until else []


def _contract(vetting: Vetting, day: date) -> list[Lack]:
    if not vetting.contract:
        return [Lack.CONTRACT]
    return [Lack.CONTRACT_OVER] if vetting.contract_until is not None and day > vetting.contract_until else []
