"""Limits on who joins, what is done in care, homework and groups. (L-01 to L-07, L-14 to L-20, L-22, L-27, L-29)"""

from __future__ import annotations

from care.policy import Policy
from care.policy.enrolment import WhoMayJoin
from care.policy.service import FORBIDDEN, Content
from care.rules.limits.finding import Checks, Why, refusal, warning


def joining(policy: Policy) -> Checks:
    """Voluntary (L-01), nobody refused (L-02), who can leave on time leaves (L-20), signed before (L-15)."""
    way = policy.enrolment
    if policy.clubs.all_take_part:
        yield warning("L-01", "clubs.all_take_part", Why.ALL_TAKE_PART)
    if way.must_not_refuse:
        if way.who_may_join is not WhoMayJoin.ALL:
            yield refusal("L-02", "enrolment.who_may_join", Why.MAY_REFUSE)
        if way.leave_on_time_check:
            yield refusal("L-02", "enrolment.leave_on_time_check", Why.MAY_REFUSE)
        if any(step.may_select for step in way.chain):
            yield refusal("L-02", "enrolment.chain", Why.MAY_REFUSE)
    if way.who_may_join is WhoMayJoin.DIFFICULTY and not way.leave_on_time_check:
        yield warning("L-20", "enrolment.leave_on_time_check", Why.NO_LEAVE_CHECK)
    if way.agreement.required and not way.agreement.before_attendance:
        yield refusal("L-15", "enrolment.agreement.before_attendance", Why.SIGNED_AFTER)


def contents(policy: Policy) -> Checks:
    service = policy.service
    for content in service.contents:
        if content in FORBIDDEN:
            yield refusal("L-03", "service.contents", Why.FORBIDDEN_CONTENT, content.value)
    if service.extension_of_teaching:
        yield refusal("L-04", "service.extension_of_teaching", Why.EXTENSION)
    if not service.free_tutoring:
        yield refusal("L-22", "service.free_tutoring", Why.PAID_TUTORING)
    if Content.NAP in service.contents and not service.nap_fire_safety:
        yield refusal("L-29", "service.nap_fire_safety", Why.NAP_ROOMS)
    if policy.clubs.paid_interest_classes:
        yield refusal("L-12", "clubs.paid_interest_classes", Why.PAID_CLASSES)
    if not policy.clubs.equipment_by_choice:
        yield refusal("L-14", "clubs.equipment_by_choice", Why.EQUIPMENT)


def learning(policy: Policy) -> Checks:
    """Learning lessons of a day against the most; 003-7's limit, so elsewhere it only warns (see `check`). (W-55)"""
    count = sum(len(one.lessons) for one in policy.service.learning_lessons)
    if count > policy.people.learning_lessons:
        yield refusal("L-07", "service.learning_lessons", Why.LEARNING_LESSONS, count, policy.people.learning_lessons)


def homework(policy: Policy) -> Checks:
    work = policy.homework
    if work.low_grade_minutes > 0:
        yield refusal("L-05", "homework.low_grade_minutes", Why.WRITTEN_HOMEWORK, work.low_grade_minutes)
    if work.primary_minutes > 60:
        yield refusal("L-06", "homework.primary_minutes", Why.TOO_MUCH_HOMEWORK, "小学", work.primary_minutes, 60)
    if work.junior_minutes > 90:
        yield refusal("L-06", "homework.junior_minutes", Why.TOO_MUCH_HOMEWORK, "初中", work.junior_minutes, 90)
    if policy.people.homework_by_chat:
        yield refusal("L-17", "people.homework_by_chat", Why.HOMEWORK_BY_CHAT)
    if work.parents_mark:
        yield refusal("L-17", "homework.parents_mark", Why.PARENTS_MARK)
    if work.punitive:
        yield refusal("L-27", "homework.punitive", Why.PUNITIVE)


def groups(policy: Policy) -> Checks:
    """Sizes that contradict each other, and a size that no rule decides. (W-47, G15)"""
    sizes = policy.groups
    if sizes.least is not None and sizes.most is not None and sizes.least > sizes.most:
        yield refusal("D-13", "groups.least", Why.GROUP_REVERSED, sizes.least, sizes.most)
    if sizes.own_class_from is None or sizes.merge_below is None:
        return
    if sizes.own_class_from > sizes.merge_below:
        between = range(sizes.merge_below, sizes.own_class_from)
        yield warning("G15", "groups.own_class_from", Why.SIZE_UNDECIDED, "、".join(map(str, between)))
    if sizes.own_class_from < sizes.merge_below:
        yield refusal("D-13", "groups.own_class_from", Why.SIZE_TWICE, sizes.own_class_from, sizes.merge_below - 1)


ALL = (joining, contents, learning, homework, groups)
