"""One application's course: whatever happens to it, in any order, under any plan. (C20-C28; L-01, L-02, L-15)"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from care.calendar import Calendar, local
from care.policy.enrolment import (
    Actor,
    Agreement,
    Allocation,
    ApprovalStep,
    Capacity,
    EnrolmentPlan,
    InsuranceRule,
    Publication,
    Scope,
    Silence,
)
from care.rules.enrolment.course import (
    ENDS,
    FAMILY_ANSWERS,
    HOLDS_PLACE,
    Course,
    Event,
    Facts,
    Moment,
    No,
    Stage,
    advance,
    begin,
)

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)
AT = Moment(NOW, Calendar())
SCHOOL_CHAIN = (
    ApprovalStep(Actor.CLASS_TEACHER), ApprovalStep(Actor.ADMINISTRATION), ApprovalStep(Actor.COMMITTEE),
)  # fmt: skip
STRICT = EnrolmentPlan(
    chain=SCHOOL_CHAIN,
    publication=Publication(Scope.SCHOOL),
    agreement=Agreement(required=True),
    insurance=InsuranceRule.REQUIRED,
)


def walk(plan: EnrolmentPlan, *events: Event, facts: Facts | None = None) -> list[Stage]:
    """The stages that these events lead through."""
    course: Course | No = begin(plan.chain, AT)
    stages = []
    for event in events:
        assert isinstance(course, Course)
        course = advance(course, event, plan, facts or Facts(), AT)
        assert isinstance(course, Course), (event, course)
        stages.append(course.stage)
    return stages


def test_one_step_and_nothing_else_leads_straight_into_care() -> None:
    assert walk(EnrolmentPlan(), Event.AGREED) == [Stage.IN_CARE]


def test_every_step_then_the_list_then_the_agreement_then_the_policy() -> None:
    """000-1.14: 学校同意 → 公示 → 协议; 004-6: insurance before attendance."""
    passed = walk(
        STRICT, Event.AGREED, Event.AGREED, Event.AGREED, Event.PUBLISHED, Event.CLEARED, Event.SIGNED, Event.INSURED
    )

    assert passed[:2] == [Stage.STEP, Stage.STEP]
    assert passed[2:] == [Stage.PUBLIC, Stage.PUBLIC, Stage.SIGNING, Stage.INSURING, Stage.IN_CARE]


def test_the_list_after_the_agreement_where_the_plan_has_it_so() -> None:
    """004-4, 004-6 (D-09)."""
    plan = EnrolmentPlan(
        publication=Publication(Scope.SCHOOL, before_agreement=False), agreement=Agreement(required=True)
    )

    assert walk(plan, Event.AGREED, Event.SIGNED, Event.PUBLISHED, Event.CLEARED) == [
        Stage.SIGNING, Stage.PUBLIC, Stage.PUBLIC, Stage.IN_CARE,
    ]  # fmt: skip


def test_who_must_not_refuse_needs_an_alternative() -> None:
    """L-02."""
    plan = EnrolmentPlan(must_not_refuse=True)

    assert advance(begin(plan.chain, AT), Event.REFUSED, plan, Facts(), AT) is No.NEEDS_ALTERNATIVE
    assert walk(plan, Event.OFFERED, Event.ACCEPTED) == [Stage.ALTERNATIVE, Stage.IN_CARE]
    assert walk(plan, Event.OFFERED, Event.DECLINED) == [Stage.ALTERNATIVE, Stage.GIVEN_UP]


@pytest.mark.parametrize(
    ("silence", "stage"),
    [
        (Silence.REMIND, Stage.STEP), (Silence.ESCALATE, Stage.STEP),
        (Silence.APPROVE, Stage.IN_CARE), (Silence.REFUSE, Stage.REFUSED),
    ],
)  # fmt: skip
def test_silence_means_what_the_step_says(silence: Silence, stage: Stage) -> None:
    plan = EnrolmentPlan(chain=(ApprovalStep(on_silence=silence),))

    assert walk(plan, Event.SILENT) == [stage]


def test_a_step_names_until_when_in_school_days() -> None:
    """Wednesday and three school days: Monday evening."""
    until = begin((ApprovalStep(days=3),), AT).until

    assert until is not None
    assert local(until).strftime("%m-%d %H:%M") == "03-09 18:00"


def test_without_room_it_waits_and_is_asked_when_a_place_is_free() -> None:
    full = Facts(room=False, limited=True)
    plan = EnrolmentPlan(capacity=(Capacity(1, "evening"),))
    queued = advance(begin(plan.chain, AT), Event.AGREED, plan, full, AT)

    assert isinstance(queued, Course)
    assert queued.stage is Stage.QUEUE
    assert advance(queued, Event.FREED, plan, full, AT) is No.NO_ROOM
    asked = advance(queued, Event.FREED, plan, Facts(limited=True), AT)
    assert isinstance(asked, Course)
    assert asked.stage is Stage.PLACE
    assert asked.until is not None


def test_an_objection_found_right_goes_back_to_the_last_step() -> None:
    course = Course(Stage.PUBLIC, NOW, until=NOW)

    back = advance(course, Event.REOPENED, STRICT, Facts(), AT)

    assert isinstance(back, Course)
    assert (back.stage, back.step) == (Stage.STEP, 2)


STEP = st.builds(
    ApprovalStep, st.sampled_from(Actor), days=st.integers(1, 5),
    on_silence=st.sampled_from([Silence.REMIND, Silence.ESCALATE, Silence.APPROVE]),
)  # fmt: skip
PLANS = st.builds(
    EnrolmentPlan,
    must_not_refuse=st.booleans(),
    chain=st.lists(STEP, min_size=1, max_size=4).map(tuple),
    capacity=st.sampled_from([(), (Capacity(1, "evening"),), (Capacity(2, "evening"),)]),
    allocation=st.sampled_from(Allocation),
    publication=st.builds(Publication, st.sampled_from(Scope), before_agreement=st.booleans()),
    agreement=st.builds(Agreement, required=st.booleans()),
    insurance=st.sampled_from(InsuranceRule),
)


class Enrolment(RuleBasedStateMachine):
    """Families, steps, lists and silence in any order, at a school with any plan."""

    def __init__(self) -> None:
        super().__init__()
        self.plan = EnrolmentPlan()
        self.now = NOW
        self.courses: dict[int, Course] = {}
        self.yes: dict[int, set[int]] = {}
        self.asked_for: set[int] = set()
        self.facts: dict[int, set[str]] = {}
        self.told: dict[int, int] = {}
        self.changes: dict[int, int] = {}

    @initialize(plan=PLANS)
    def a_school(self, plan: EnrolmentPlan) -> None:
        self.plan = plan

    @rule()
    def somebody_asks(self) -> None:
        number = len(self.courses)
        self.courses[number] = begin(self.plan.chain, self._at())
        self.asked_for.add(number)
        self.yes[number], self.facts[number], self.told[number], self.changes[number] = set(), set(), 0, 0

    @precondition(lambda self: self.courses)
    @rule(number=st.integers(0, 30), event=st.sampled_from(Event))
    def something_happens(self, number: int, event: Event) -> None:
        number %= len(self.courses)
        before = self.courses[number]
        if event in (Event.SIGNED, Event.INSURED):
            self.facts[number].add(event.value)
        after = advance(before, event, self.plan, self._facts(number), self._at())
        if isinstance(after, No):
            return
        assert before.stage not in ENDS, "an end is an end"
        self._count_yes(number, before, after)
        self.courses[number] = after
        self.changes[number] += 1
        self.told[number] += 1

    @rule(hours=st.integers(1, 100))
    def time_goes_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        for number, course in self.courses.items():
            if course.until is not None and course.until <= self.now and course.stage is not Stage.PUBLIC:
                after = advance(course, Event.SILENT, self.plan, self._facts(number), self._at())
                assert isinstance(after, Course), "every wait has its end"
                assert after.until is None or after.until > self.now
                self._count_yes(number, course, after)
                self.courses[number] = after
                self.told[number] += 1
                self.changes[number] += 1

    def _count_yes(self, number: int, before: Course, after: Course) -> None:
        """A step was passed where its application went on, and not to its end."""
        moved = (after.stage, after.step) != (before.stage, before.step)
        on = after.stage is Stage.IN_CARE or after.stage not in (*ENDS, Stage.ALTERNATIVE)
        if before.stage in (Stage.STEP, Stage.ALTERNATIVE) and moved and on:
            self.yes[number].add(before.step)

    def _at(self) -> Moment:
        return Moment(self.now, Calendar())

    def _facts(self, number: int) -> Facts:
        places = {entry.session: entry.places for entry in self.plan.capacity}.get("evening")
        kept = [n for n, c in self.courses.items() if n != number and c.stage in (*HOLDS_PLACE, Stage.IN_CARE)]
        have = self.facts[number]
        return Facts(places is None or len(kept) < places, places is not None, "signed" in have, "insured" in have)

    @invariant()
    def nobody_is_in_care_without_a_wish_and_every_yes(self) -> None:
        """L-01; C21."""
        for number, course in self.courses.items():
            if course.stage in (*HOLDS_PLACE, Stage.IN_CARE, Stage.QUEUE, Stage.DRAW):
                assert number in self.asked_for
                assert self.yes[number] >= set(range(len(self.plan.chain)))

    @invariant()
    def nobody_is_in_care_unsigned_or_uninsured_where_that_is_needed(self) -> None:
        """L-15, L-16."""
        for number, course in self.courses.items():
            if course.stage is Stage.IN_CARE:
                assert not self.plan.agreement.required or "signed" in self.facts[number]
                assert self.plan.insurance is not InsuranceRule.REQUIRED or "insured" in self.facts[number]

    @invariant()
    def places_are_never_more_than_there_are(self) -> None:
        """C23."""
        kept = [c for c in self.courses.values() if c.stage in (*HOLDS_PLACE, Stage.IN_CARE)]
        assert not self.plan.capacity or len(kept) <= self.plan.capacity[0].places

    @invariant()
    def whoever_must_answer_knows_until_when_and_every_change_was_told(self) -> None:
        for number, course in self.courses.items():
            assert (course.until is not None) or course.stage not in {*FAMILY_ANSWERS, Stage.STEP}
            assert self.told[number] == self.changes[number]

    @invariant()
    def nobody_is_just_refused_where_the_plan_forbids_it(self) -> None:
        """L-02."""
        refused = [course for course in self.courses.values() if course.stage is Stage.REFUSED]
        assert not (self.plan.must_not_refuse and refused)


def test_no_order_of_events_breaks_the_way_into_care() -> None:
    run_state_machine_as_test(Enrolment)
