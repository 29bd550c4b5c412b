"""Who gets a place, and in which order. (C23, C12)"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from care.policy.enrolment import Capacity, EnrolmentPlan, PriorityGroup
from care.rules.enrolment.places import Wish, by_grade, has_room, in_order, left, next_ones, position, to_be_said

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)
PLAN = EnrolmentPlan(
    capacity=(Capacity(2, "evening"), Capacity(1, club="足球社团")),
    priority=(PriorityGroup.DISABLED, PriorityGroup.LEFT_BEHIND, PriorityGroup.LOW_GRADE),
)
WISHES = st.lists(
    st.builds(
        Wish,
        st.integers(1, 10**6),
        st.just(("evening",)),
        st.sets(st.integers(1, 5), min_size=1).map(lambda days: tuple(sorted(days))),
        st.sampled_from([None, *PriorityGroup]),
        st.integers(0, 1000).map(lambda minutes: NOW + timedelta(minutes=minutes)),
        st.none() | st.integers(1, 50),
    ),
    unique_by=lambda wish: wish.id,
)


def wish(number: int, *, minutes: int = 0, priority: PriorityGroup | None = None, drawn: int | None = None) -> Wish:
    return Wish(number, ("evening",), priority=priority, asked_at=NOW + timedelta(minutes=minutes), drawn=drawn)


def test_priority_first_then_the_time_of_asking() -> None:
    waiting = [wish(1, minutes=1), wish(2, minutes=9, priority=PriorityGroup.LEFT_BEHIND), wish(3)]

    assert [one.id for one in in_order(waiting, PLAN)] == [2, 3, 1]
    assert position(1, waiting, PLAN) == 3


def test_after_a_draw_the_drawn_order_holds() -> None:
    waiting = [wish(1, minutes=1, drawn=2), wish(2, minutes=2, drawn=1)]

    assert [one.id for one in in_order(waiting, PLAN)] == [2, 1]


def test_a_place_is_counted_on_each_weekday() -> None:
    taken = {("evening", 1): 2, ("evening", 2): 1}

    assert not has_room(("evening",), (1, 3), taken, PLAN)
    assert has_room(("evening",), (2, 3), taken, PLAN)
    assert has_room(("noon",), (1,), taken, PLAN)
    assert left("evening", taken, PLAN) == 0


def test_the_class_gives_a_priority_by_itself() -> None:
    assert by_grade(2, PLAN) is PriorityGroup.LOW_GRADE
    assert by_grade(3, PLAN) is None
    assert to_be_said(PLAN) == (PriorityGroup.DISABLED, PriorityGroup.LEFT_BEHIND)


@given(WISHES)
def test_the_next_ones_never_overfill_and_leave_nobody_behind_who_fits(waiting: list[Wish]) -> None:
    asked = next_ones(waiting, {}, PLAN)
    taken: dict[tuple[str, int], int] = {}
    for one in waiting:
        for day in one.weekdays if one.id in asked else ():
            taken["evening", day] = taken.get(("evening", day), 0) + 1

    assert all(count <= 2 for count in taken.values())
    assert all(not has_room(one.items, one.weekdays, taken, PLAN) for one in waiting if one.id not in asked)


@given(WISHES)
def test_the_order_is_the_same_however_the_list_came(waiting: list[Wish]) -> None:
    assert in_order(waiting, PLAN) == in_order(list(reversed(waiting)), PLAN)
