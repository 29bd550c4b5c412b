"""Places in sessions and clubs: how many are taken, who waits in which order, who is asked next. (C23)"""

from __future__ import annotations

from collections.abc import Iterable

from care.acts import CareSession
from care.policy.enrolment import EnrolmentPlan, PriorityGroup
from care.rules.enrolment import places as rules
from care.rules.enrolment.course import HOLDS_PLACE, Facts, Stage
from care.rules.enrolment.kinds import Kind, plan_for
from care.rules.enrolment.places import Wish
from handlers.desk import Desk
from storage.enrolment import agreements, approvals, bookings, clubs
from storage.enrolment.approvals import Application
from storage.staff import approvers


def plan_of(desk: Desk, application: Application) -> EnrolmentPlan:
    return plan_for(application.kind, desk.policy.enrolment)


def items_of(application: Application) -> tuple[str, ...]:
    """What an application needs a place of. Several wishes for a club, and clubs beside care, are given afterwards."""
    if application.kind == Kind.CLUB:
        return application.clubs if len(application.clubs) == 1 else ()
    if application.kind in (Kind.ENROLL, Kind.CHANGE):
        return tuple(care.value for care in application.sessions)
    return ()


def facts(desk: Desk, application: Application) -> Facts:
    """What the next stage depends on, now."""
    plan = plan_of(desk, application)
    items = [item for item in items_of(application) if rules.is_limited([item], plan)]
    insured = agreements.insured_until(desk.session, application.student_id or 0)
    return Facts(
        room=rules.has_room(items, application.weekdays, taken(desk, items, besides=application), plan),
        limited=rules.is_limited(items, plan),
        signed=has_signed(desk, application),
        insured=insured is not None and insured >= desk.today,
        queue=application.detail.get("queue", False),
    )


def has_signed(desk: Desk, application: Application) -> bool:
    """Whether everybody whose signature the plan wants in the chat has signed this application's agreement."""
    wanted = {signer.value for signer in desk.policy.enrolment.agreement.signers} - {"school"}
    return wanted <= {one.signer for one in agreements.of_application(desk.session, application.id)}


def taken(desk: Desk, items: Iterable[str], *, besides: Application | None = None) -> dict[tuple[str, int], int]:
    """Places taken or kept on each weekday; the pupil of `besides` is not counted against itself."""
    have: dict[tuple[str, int], set[int]] = {}
    wanted = set(items)
    for item in wanted:
        for student, days in _having(desk, item):
            for day in days:
                have.setdefault((item, day), set()).add(student)
    for held in approvals.in_stages(desk.session, desk.school_id, HOLDS_PLACE):
        for item in wanted & set(items_of(held)):
            for day in held.weekdays or rules.WHOLE_WEEK:
                have.setdefault((item, day), set()).add(held.student_id or 0)
    own = {besides.student_id} if besides else set()
    return {mark: len(students - own) for mark, students in have.items()}


def _having(desk: Desk, item: str) -> list[tuple[int, tuple[int, ...]]]:
    """Pupils with a place, and their weekdays."""
    if item not in [care.value for care in CareSession]:
        return [(student, rules.WHOLE_WEEK) for student in clubs.members(desk.session, desk.school_id, item)]
    booked = bookings.lasting(desk.session, desk.school_id, CareSession(item), since=desk.today)
    return [(booking.student_id, booking.weekdays) for booking in booked]


def wish_of(desk: Desk, application: Application) -> Wish:
    """As the waiting list orders it: priority counts as the chain confirmed it. (C12)"""
    return Wish(
        application.id, items_of(application), application.weekdays, priority_of(desk, application),
        application.made_at, application.drawn,
    )  # fmt: skip


def priority_of(desk: Desk, application: Application) -> PriorityGroup | None:
    """What the family named and the chain agreed to, else what the class gives."""
    said = application.detail.get("priority")
    plan = desk.policy.enrolment
    if said and PriorityGroup(said) in plan.priority:
        return PriorityGroup(said)
    grade = approvers.grade_of(desk.session, application.student_id or 0)
    return rules.by_grade(grade, plan) if grade else None


def line(desk: Desk, item: str) -> list[Application]:
    """The waiting list of an item, in its published order."""
    waiting = [
        one for one in approvals.in_stages(desk.session, desk.school_id, [Stage.QUEUE]) if item in items_of(one)
    ]  # fmt: skip
    order = [wish.id for wish in rules.in_order((wish_of(desk, one) for one in waiting), desk.policy.enrolment)]
    return sorted(waiting, key=lambda one: order.index(one.id))


def number_in_line(desk: Desk, application: Application) -> tuple[int, int]:
    """Place and length, on the longest list that it stands on; 0 and 0 for who does not wait."""
    lines = [[one.id for one in line(desk, item)] for item in items_of(application)]
    own = [(ids.index(application.id) + 1, len(ids)) for ids in lines if application.id in ids]
    return max(own, default=(0, 0))


def next_ones(desk: Desk) -> list[Application]:
    """Who is to be asked now, because there is room for them."""
    waiting = approvals.in_stages(desk.session, desk.school_id, [Stage.QUEUE])
    if not waiting:
        return []
    items = {item for one in waiting for item in items_of(one)}
    found = rules.next_ones((wish_of(desk, one) for one in waiting), taken(desk, items), desk.policy.enrolment)
    return [one for id_ in found for one in waiting if one.id == id_]


def left(desk: Desk, item: str) -> int | None:
    """Places left on the fullest weekday; None where there is no limit."""
    if not rules.is_limited([item], desk.policy.enrolment):
        return None
    return rules.left(item, taken(desk, [item]), desk.policy.enrolment)


def open_clubs(desk: Desk, besides: Iterable[str]) -> list[str]:
    """Clubs with room, for a wish that cannot be met. (C24)"""
    full = set(besides)
    return [name for name in clubs.names_of(desk.session, desk.school_id) if name not in full and left(desk, name) != 0]
