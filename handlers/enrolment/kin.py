"""One guardian asks that a child's place ends or changes: the other guardians hear it once. (C28, C29; promise 3)

They hear more only where what they were told is not so any more (promise 7). Who must not see whose name is seen to at
the last door (handlers/posting.py).
"""

from __future__ import annotations

from collections.abc import Collection

from care.messages import Outgoing
from care.rules.enrolment.course import Stage
from care.rules.enrolment.kinds import Kind
from care.wording import kin as wording
from handlers import audience
from handlers.desk import Desk
from handlers.enrolment.wishes import applicant, child_of, what_of
from storage.enrolment.approvals import Application

ABOUT = "application"
TOLD_OF = frozenset({Kind.WITHDRAW, Kind.CHANGE})
AS_BEFORE = frozenset({Stage.TAKEN_BACK, Stage.REFUSED, Stage.GIVEN_UP})


def told(desk: Desk, application: Application, *, besides: Collection[int] = ()) -> list[Outgoing]:
    """`besides`: who hears of it already, because they decide it or have the child's class."""
    if application.kind not in TOLD_OF:
        return []
    child, what, by = child_of(desk, application), what_of(application, desk), applicant(desk, application)
    is_done = application.course.stage is Stage.IN_CARE
    text = wording.done(child, what, by) if is_done else wording.asked(child, what, by)
    return _tell(desk, application, text, "kin", besides)


def corrected(desk: Desk, before: Application, now: Application) -> list[Outgoing]:
    """It came otherwise than they heard: not at all, or from another day on."""
    if now.kind not in TOLD_OF:
        return []
    child, what = child_of(desk, now), what_of(now, desk)
    if now.course.stage in AS_BEFORE:
        text = wording.as_before(child, what, refused=now.course.stage is Stage.REFUSED)
        return _tell(desk, now, text, "kin/as-before", ())
    if now.course.stage is Stage.IN_CARE and what != what_of(before, desk):
        return _tell(desk, now, wording.other_day(child, what), "kin/other-day", ())
    return []


def _tell(desk: Desk, application: Application, text: str, key: str, besides: Collection[int]) -> list[Outgoing]:
    guardians = audience.guardians_of(desk, [application.student_id or 0])[application.student_id or 0]
    others = [one for one in guardians if one != application.by_id and one not in besides]
    return desk.tell_all(others, text, f"{ABOUT}/{application.id}/{key}", about=ABOUT)
