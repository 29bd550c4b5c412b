"""How care ends: where children are handed over, who may go alone, where the school's hands end. (C43-C49)"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from care.policy.setting import setting


class Place(StrEnum):
    """Where children are given to their families. (D-25)"""

    GATE = "gate"  # in line, one by one
    CLASSROOM = "classroom"  # the family comes into the class
    OWN_CLASS = "own_class"  # back to the own class, no family there


class CustodyEnd(StrEnum):
    """Whose hands a child is in when care is over. (D-39)"""

    GUARDIAN = "guardian"
    GATE_TEACHER = "gate_teacher"  # 导护, before afternoon lessons


@dataclass(frozen=True)
class PickupRule:
    """The end of care."""

    place: Place = setting(Place.GATE, "D-25 003-10.14")
    custody_ends: CustodyEnd = setting(CustodyEnd.GUARDIAN, "D-39")
    one_by_one: bool = setting(True, "D-25 C45 003-10.14", "no group is let go")
    both_confirm: bool = setting(True, "D-25 C45 004-1.10 promise 6", "teacher and family, child and family")
    line_up: bool = setting(False, "C44 003-10.14 000-5.08", "pupils are walked out in line")
    count_at_handover: bool = setting(True, "C43 004-6.07", "each handover states a number; it must agree")
    teachers_sign_in: bool = setting(False, "C55 004-6.07", "the care teacher signs in with the pupils")
    walk_home_permit: bool = setting(True, "D-25 C47 004-5.09", "nobody goes alone without 独自回家证")
    permit_daily: bool = setting(False, "C47 004-5.09", "the permit is shown every day")
    undertaking: str = setting("", "D-10 003-10.13", "title of the pickup undertaking that a family signs")
    call_uncollected: bool = setting(True, "C48 000-5.08", "the duty teacher calls the family of who is left")
    kept_back_delivered: bool = setting(False, "C49 004-5.10", "who keeps a pupil back delivers it to the parents")
    gate_register: bool = setting(True, "L-18 C60 002.14", "visitors are written down")
    visitor_identity: bool = setting(False, "C60 003-8.06", "visitors show who they are")
