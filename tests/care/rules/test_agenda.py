"""The agenda of a day: a table of what is due when, and what holds for every day. (promise 4; C42, C48, C50, C57)"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.acts import CareSession
from care.book import DutyKind
from care.calendar import SHANGHAI, Calendar, local
from care.policy import NOON_AND_EVENING, Policy, Step
from care.rules.agenda import DayFacts, GroupDay, SessionDay, notices_of
from care.rules.custody import Event, Move, Place, Roll
from care.rules.duty import Duty, DutyState
from care.rules.notice import Kind, Notice, bundles

WEDNESDAY = date(2026, 3, 4)
NOON, EVENING = NOON_AND_EVENING
TEACHER, OTHER, NEXT, LEADER, PRINCIPAL, HEAD, MOTHER, GRANDMOTHER = 11, 12, 13, 21, 31, 41, 51, 52
CHILD, SECOND = 1, 2
POLICY = Policy()
CALENDAR = Calendar(years=frozenset({2026}))


def at(clock: str, day: date = WEDNESDAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=SHANGHAI)


def make_duty(id_: int, person: int, *, kind: DutyKind = DutyKind.CARE, rank: int = 1, **changes: object) -> Duty:
    group = 7 if kind is DutyKind.CARE else None
    duty = Duty(id_, WEDNESDAY, CareSession.EVENING, kind, group, person, rank, DutyState.PLANNED, None)
    return replace(duty, **changes)  # type: ignore[arg-type]


def make_group(**changes: object) -> GroupDay:
    group = GroupDay(7, "三年级2班", "", TEACHER, frozenset({CHILD, SECOND}))
    return replace(group, **changes)  # type: ignore[arg-type]


def make_facts(**changes: object) -> DayFacts:
    """Evening care of one group: two children, their teacher, a leader, a principal."""
    facts = DayFacts(
        "demo", WEDNESDAY, (SessionDay(EVENING, (make_group(),), leaders=(LEADER,)),), (make_duty(1, TEACHER),),
        (PRINCIPAL,), class_teachers={CHILD: HEAD, SECOND: HEAD},
    )  # fmt: skip
    return replace(facts, **changes)  # type: ignore[arg-type]


def with_places(places: dict[int, Place], **changes: object) -> DayFacts:
    called = any(place.taken or place.roll is Roll.MISSING for place in places.values())
    session = SessionDay(EVENING, (make_group(called=called),), places, (LEADER,))
    return make_facts(sessions=(session,), guardians={CHILD: (MOTHER, GRANDMOTHER)}, **changes)


def held(since: str = "16:30") -> Place:
    return Place(Roll.PRESENT, True, holder=TEACHER, taken=True, since=at(since), group=7)


def agenda(facts: DayFacts) -> list[tuple[str, str, int]]:
    """Clock, kind and person of each notice; a day before in brackets."""
    return [(_clock(notice), notice.kind.value, notice.to) for notice in notices_of(facts, POLICY, CALENDAR)]


def _clock(notice: Notice) -> str:
    moment = local(notice.due)
    return f"{moment:%H:%M}" if moment.date() == WEDNESDAY else f"({moment:%H:%M})"


def test_an_ordinary_day_has_these_notices_at_these_times() -> None:
    assert agenda(make_facts()) == [
        ("(19:07)", "duty", TEACHER),
        ("15:55", "duty-soon", TEACHER),
        ("16:10", "duty-open", LEADER),
        ("16:20", "rollcall", TEACHER),
        ("16:28", "empty-group", LEADER),
        ("16:35", "rollcall-late", LEADER),
        ("16:35", "rollcall-late", TEACHER),
        ("18:13", "handover", TEACHER),
        ("18:13", "handover", LEADER),
        ("18:13", "handover", HEAD),
        ("18:23", "care-log", TEACHER),
        ("18:37", "logs-missing", LEADER),
        ("18:47", "summary", PRINCIPAL),
    ]


def test_a_notice_whose_reason_is_gone_is_no_longer_on_the_agenda() -> None:
    accepted = make_duty(1, TEACHER, state=DutyState.ACCEPTED)
    facts = replace(with_places({CHILD: held(), SECOND: held()}), duties=(accepted,), guardians={})

    kinds = {kind for _, kind, _ in agenda(facts)}

    assert kinds.isdisjoint({"duty", "duty-open", "rollcall", "rollcall-late"})


def test_nobody_is_called_while_somebody_else_can_be_asked() -> None:
    facts = make_facts(duties=(make_duty(1, TEACHER), make_duty(2, NEXT, rank=2)))

    assert "duty-open" not in {kind for _, kind, _ in agenda(facts)}


def test_a_child_still_here_climbs_the_ladder_of_c48() -> None:
    facts = with_places({CHILD: held(), SECOND: replace(held(), holder=None)})

    rungs = [(clock, person) for clock, kind, person in agenda(facts) if kind == "uncollected"]

    assert rungs == [("18:05", MOTHER), ("18:10", GRANDMOTHER), ("18:20", HEAD), ("18:31", LEADER),
                     ("18:40", PRINCIPAL)]  # fmt: skip


def test_a_mother_on_her_way_spares_the_grandmother_but_not_the_school() -> None:
    facts = with_places({CHILD: held()}, acknowledged=frozenset({(CHILD, 1)}))

    rungs = [person for _, kind, person in agenda(facts) if kind == "uncollected"]

    assert rungs == [MOTHER, HEAD, LEADER, PRINCIPAL]


def test_a_leader_who_took_it_is_not_passed_over_to_the_principal() -> None:
    facts = with_places({CHILD: held()}, acknowledged=frozenset({(CHILD, 4)}))

    assert ("18:40", "uncollected", PRINCIPAL) not in agenda(facts)


def test_a_family_that_said_it_comes_later_is_asked_later_and_the_school_in_time() -> None:
    facts = with_places({CHILD: held()}, later={CHILD: at("18:20")})

    rungs = [clock for clock, kind, _ in agenda(facts) if kind == "uncollected"]

    assert rungs == ["18:20", "18:25", "18:31", "18:31", "18:40"]


def test_an_only_guardian_is_not_asked_again_five_minutes_later() -> None:
    facts = replace(with_places({CHILD: held()}), guardians={CHILD: (MOTHER,)})
    slow = replace(POLICY, uncollected_ladder=(Step(5, "guardians"), Step(12, "second_guardian")))

    asked = [notice.step for notice in notices_of(facts, POLICY, CALENDAR) if notice.to == MOTHER]
    later = [notice.step for notice in notices_of(facts, slow, CALENDAR) if notice.to == MOTHER]

    assert (asked, later) == ([1], [1, 2])


def test_two_rungs_due_at_once_to_one_person_become_the_later_one() -> None:
    """A leader who is the class teacher as well is asked once, and the answer counts for both rungs. (C48)"""
    facts = replace(with_places({CHILD: held()}), class_teachers={CHILD: LEADER})

    (bundle,) = [one for one in bundles(notices_of(facts, POLICY, CALENDAR))
                 if one[0].to == LEADER and one[0].kind is Kind.UNCOLLECTED]  # fmt: skip

    assert [notice.whom for notice in bundle] == ["duty_leader", "class_teacher"]


def test_the_gate_hears_who_left_by_it_when_the_children_go_home() -> None:
    """导护 stands where they leave; after noon care nobody does. (C57; 003-10.14)"""
    gate = make_duty(3, OTHER, kind=DutyKind.GATE)
    noon = SessionDay(NOON, (make_group(called=True),), {CHILD: held("11:35")}, (LEADER,))
    facts = replace(with_places({CHILD: held()}), duties=(gate, replace(gate, session=CareSession.NOON)))

    evening = [n for n in notices_of(facts, POLICY, CALENDAR) if n.to == OTHER and n.kind is Kind.HANDOVER]
    after_noon = notices_of(replace(facts, sessions=(noon,)), POLICY, CALENDAR)

    assert [(notice.gate, notice.whole) for notice in evening] == [(True, False)]
    assert OTHER not in {notice.to for notice in after_noon if notice.kind is Kind.HANDOVER}


def test_nobody_is_waited_for_after_noon_care() -> None:
    """Lessons follow: the children are at school. (C44)"""
    noon = SessionDay(NOON, (make_group(called=True),), {CHILD: held("11:35")}, (LEADER,))

    assert "uncollected" not in {kind for _, kind, _ in agenda(make_facts(sessions=(noon,)))}


def test_an_absence_that_nobody_explained_is_raised_again() -> None:
    called = Event(Move.MISSING, (CHILD,), at("16:31"))
    missing = Place(Roll.MISSING, True, proof=called, group=7)

    alarms = [entry for entry in agenda(with_places({CHILD: missing}, unexplained=frozenset({CHILD})))
              if entry[1] == "absence-open"]  # fmt: skip

    assert alarms[:2] == [("16:41", "absence-open", LEADER), ("16:41", "absence-open", HEAD)]
    assert [clock for clock, _, person in alarms if person == HEAD][:4] == ["16:41", "16:56", "17:11", "17:26"]
    assert "absence-open" not in {kind for _, kind, _ in agenda(with_places({CHILD: missing}))}


LESSONS = replace(POLICY, roll_per_lesson=True)


def in_class(called_at: str | None) -> DayFacts:
    group = make_group(called=True, called_at=at(called_at) if called_at else None)
    return make_facts(sessions=(SessionDay(EVENING, (group,), {CHILD: held()}, (LEADER,)),))


def lessons(facts: DayFacts, policy: Policy = LESSONS) -> list[tuple[str, int]]:
    return [(_clock(n), n.to) for n in notices_of(facts, policy, CALENDAR) if n.kind is Kind.LESSON]


def test_before_each_later_lesson_the_roll_is_asked_for_where_the_school_wants_it() -> None:
    """(002.13: 每节课前点名)"""
    assert [f"{start:%H:%M}" for start in EVENING.lesson_starts(WEDNESDAY)] == ["16:25", "17:12"]
    assert lessons(in_class("16:27")) == [("17:07", TEACHER), ("17:22", LEADER)]
    assert lessons(in_class("17:08")) == [], "called for this lesson"
    assert lessons(in_class("16:27"), POLICY) == [], "once a session"


def test_nobody_is_asked_for_the_roll_of_children_that_are_gone() -> None:
    gone = replace(held(), holder=None)
    group = make_group(called=True, called_at=at("16:27"))

    assert lessons(make_facts(sessions=(SessionDay(EVENING, (group,), {CHILD: gone}, (LEADER,)),))) == []


@given(st.integers(1, 8))
def test_lessons_share_the_session_in_order(count: int) -> None:
    starts = replace(EVENING, lessons=count).lesson_starts(WEDNESDAY)

    assert len(starts) == count
    assert starts[0] == EVENING.starts(WEDNESDAY)
    assert list(starts) == sorted(starts)
    assert starts[-1] < EVENING.ends(WEDNESDAY)


def test_alarms_about_several_children_reach_a_person_as_one_message() -> None:
    both = notices_of(with_places({CHILD: held(), SECOND: held()}), POLICY, CALENDAR)

    to_head = [bundle for bundle in bundles(both) if bundle[0].to == HEAD and bundle[0].kind is Kind.UNCOLLECTED]

    assert [sorted(notice.students for notice in bundle) for bundle in to_head] == [[(CHILD,), (SECOND,)]]


def test_a_holiday_has_no_notices() -> None:
    closed = Calendar(off=frozenset({WEDNESDAY}), years=frozenset({2026}))

    assert notices_of(make_facts(), POLICY, closed) == []


def test_a_year_that_nobody_confirmed_is_told_once_to_whoever_keeps_the_system() -> None:
    unknown = Calendar(off=frozenset({date(2025, 1, 1)}), years=frozenset({2025}))
    first = notices_of(make_facts(keepers=(61,)), POLICY, unknown)
    next_day = notices_of(make_facts(keepers=(61,), day=WEDNESDAY + timedelta(days=1)), POLICY, unknown)

    assert [(notice.kind, notice.to) for notice in first] == [(Kind.YEAR, 61), (Kind.YEAR, PRINCIPAL)]
    assert {notice.key for notice in first} == {notice.key for notice in next_day}


PLACES = st.builds(
    lambda kind, minute: {
        "here": held(),
        "missing": Place(Roll.MISSING, True, proof=Event(Move.MISSING, (1,), at(f"16:{minute:02}")), group=7),
        "leave": Place(Roll.LEAVE, True, group=7),
        "uncalled": Place(expected=True, group=7),
    }[kind],
    st.sampled_from(["here", "missing", "leave", "uncalled"]),
    st.integers(25, 59),
)
MINUTES = st.integers(1, 90)


@given(
    st.dictionaries(st.integers(1, 30), PLACES, max_size=12),
    st.lists(st.tuples(st.integers(11, 16), st.integers(1, 3), st.sampled_from(list(DutyState))), max_size=6),
    st.lists(st.builds(Step, MINUTES, st.sampled_from(["guardians", "second_guardian", "class_teacher", "principal"]))),
    st.tuples(MINUTES, MINUTES, MINUTES, MINUTES),
)
def test_every_day_has_unique_keys_and_no_notice_on_the_hour_or_half_hour(
    places: dict[int, Place],
    roster: list[tuple[int, int, DutyState]],
    ladder: list[Step],
    minutes: tuple[int, int, int, int],
) -> None:
    duties = tuple(make_duty(n, person, rank=rank, state=state) for n, (person, rank, state) in enumerate(roster))
    policy = replace(
        POLICY, uncollected_ladder=tuple(sorted(ladder, key=lambda step: step.minutes)), roll_remind_minutes=minutes[0],
        roll_late_minutes=minutes[1], absence_alarm_minutes=minutes[2], handover_notice_minutes=minutes[3],
    )  # fmt: skip
    facts = replace(
        with_places(places), duties=duties, unexplained=frozenset(places), guardians=dict.fromkeys(places, (MOTHER,))
    )

    notices = notices_of(facts, policy, CALENDAR)

    assert len({notice.key for notice in notices}) == len(notices)
    assert all(local(notice.due).minute not in (0, 30) for notice in notices)
    assert all(notice.due.tzinfo is UTC and notice.due < notice.useful_until for notice in notices)
    assert sum(len(bundle) for bundle in bundles(notices)) == len(notices)


@pytest.mark.parametrize("day", [date(2026, 3, 7), date(2026, 3, 8)])
def test_a_weekend_has_no_notices_but_a_make_up_day_has(day: date) -> None:
    facts = make_facts(day=day)

    assert notices_of(facts, POLICY, CALENDAR) == []
    assert notices_of(facts, POLICY, replace(CALENDAR, extra=frozenset({day}))) != []
