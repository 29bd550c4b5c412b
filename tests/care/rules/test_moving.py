"""Clubs that children walk to: on which days, until when, and whose hands. (C35; 003-1.04; promise 5)"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.calendar import local
from care.policy import NOON_AND_EVENING
from care.rules.custody import Event, Move, Place, Places, Roll, balance, fold
from care.rules.handover import Accepted, Blocked, Offered, Why, decide_accept, decide_move, dropped
from care.rules.moving import at_clubs, meeting, untaken, weekdays

BASE, CLUB_TEACHER, OTHER, CLUB = 101, 102, 103, 7
NOW = datetime(2026, 3, 3, 8, 30, tzinfo=UTC)
TUESDAY = date(2026, 3, 3)
EVENING = NOON_AND_EVENING[1]
OUT, BACK = {"club": CLUB, "way": "out"}, {"club": CLUB, "way": "back"}


def called(*students: int) -> list[Event]:
    return [
        Event(Move.EXPECTED, students, NOW, group=1, seq=1),
        Event(Move.PRESENT, students, NOW, BASE, BASE, group=1, seq=2),
    ]


def walk(*students: int) -> Places:
    return fold([
        *called(1, 2, 3),
        Event(Move.OFFERED, students, NOW, BASE, CLUB_TEACHER, 1, seq=3, detail=OUT),
        Event(Move.MOVED, students, NOW, CLUB_TEACHER, CLUB_TEACHER, 1, seq=4, ref=3, detail=OUT),
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("note", "days"),
    [
        ("周二 16:25，二楼书法教室", {2}), ("周三、周五，三至六年级，操场", {3, 5}), ("星期一、四", {1, 4}),
        ("每天，操场", set()), ("", set()),
    ],
)  # fmt: skip
def test_the_days_are_read_from_the_schools_words(note: str, days: set[int]) -> None:
    assert weekdays(note) == days


@pytest.mark.parametrize(
    ("note", "meets", "ends"),
    [
        ("周二 16:25-17:15，二楼", True, "17:15"), ("周四 16:25，操场", False, "18:00"),
        ("操场", True, "18:00"), ("周二 16:25至19:00", True, "18:00"),
    ],
)  # fmt: skip
def test_a_club_meets_on_its_days_and_ends_with_the_session_at_the_latest(note: str, meets: bool, ends: str) -> None:
    found = meeting(CLUB, "书法社团", note, CLUB_TEACHER, on=TUESDAY, plan=EVENING)

    assert (found.meets, f"{local(found.ends):%H:%M}") == (meets, ends)


def test_children_at_a_club_are_in_its_teachers_hands_and_on_their_groups_list() -> None:
    places = walk(1, 2)

    assert (places[1].holder, places[1].club, places[1].group) == (CLUB_TEACHER, CLUB, 1)
    assert (places[3].holder, places[3].club) == (BASE, None)
    assert at_clubs(places) == {(CLUB, CLUB_TEACHER): (1, 2)}


def test_back_at_the_base_class_the_club_is_over() -> None:
    back = [
        Event(Move.OFFERED, (1,), NOW, CLUB_TEACHER, BASE, 1, seq=5, detail=BACK),
        Event(Move.MOVED_BACK, (1,), NOW, BASE, BASE, 1, seq=6, ref=5, detail=BACK),
    ]
    places = fold(back, onto=walk(1, 2))

    assert (places[1].holder, places[1].club) == (BASE, None)
    assert places[2].club == CLUB


def test_an_offer_to_a_club_that_nobody_took_moves_nobody() -> None:
    places = fold([*called(1, 2), Event(Move.OFFERED, (1,), NOW, BASE, CLUB_TEACHER, 1, seq=3, detail=OUT)])

    assert places[1].holder == BASE
    assert untaken(places, minutes=10) == {3: (NOW + timedelta(minutes=10), (1,))}


def test_an_ordinary_handover_is_no_walk_to_a_club() -> None:
    places = fold([*called(1), Event(Move.OFFERED, (1,), NOW, BASE, OTHER, 1, seq=3)])

    assert untaken(places, minutes=10) == {}


@given(st.lists(st.tuples(st.sampled_from(["out", "take", "back", "home", "gone"]), st.sets(st.integers(1, 5)))))
def test_the_equations_hold_whatever_walks_where(moves: list[tuple[str, set[int]]]) -> None:
    places, seq, offers = fold(called(1, 2, 3, 4, 5)), 10, [0]
    for what, ids in moves:
        seq, students = seq + 1, tuple(sorted(ids))
        event = {
            "out": Event(Move.OFFERED, students, NOW, BASE, CLUB_TEACHER, 1, seq, detail=OUT),
            "take": Event(Move.MOVED, students, NOW, CLUB_TEACHER, CLUB_TEACHER, 1, seq, offers[-1], detail=OUT),
            "back": Event(Move.OFFERED, students, NOW, CLUB_TEACHER, BASE, 1, seq, detail=BACK),
            "home": Event(Move.MOVED_BACK, students, NOW, BASE, BASE, 1, seq, offers[-1], detail=BACK),
            "gone": Event(Move.RELEASED, students, NOW, CLUB_TEACHER, group=1, seq=seq),
        }[what]
        offers += [seq] if event.kind is Move.OFFERED else []
        places = fold([event], onto=places)
        assert balance(places).holds
        assert all((place.holder is None) == (place.gone is not None) for place in places.values())


HELD = Place(Roll.PRESENT, True, holder=BASE, taken=True, group=1)


def test_without_names_all_of_the_club_whom_the_giver_holds_walk() -> None:
    places = {1: HELD, 2: HELD, 3: HELD, 4: replace(HELD, holder=OTHER)}

    assert decide_move((), (1, 2, 4), places, giver=BASE, receiver=CLUB_TEACHER) == Offered((1, 2))


def test_who_is_not_in_the_club_or_not_in_hand_does_not_walk() -> None:
    places = {1: HELD, 4: replace(HELD, holder=OTHER)}

    not_in_club = decide_move((1, 9), (1, 4), places, giver=BASE, receiver=CLUB_TEACHER)
    not_in_hand = decide_move((4,), (1, 4), places, giver=BASE, receiver=CLUB_TEACHER)
    nobody = decide_move((), (9,), places, giver=BASE, receiver=CLUB_TEACHER)
    assert [d.why for d in (not_in_club, not_in_hand, nobody) if isinstance(d, Blocked)] == [
        Why.NOT_MEMBER, Why.NOT_HELD, Why.NOBODY_HELD,
    ]  # fmt: skip


@given(st.sets(st.integers(1, 6), min_size=1), st.sets(st.integers(1, 8)), st.none() | st.integers(0, 8))
def test_exceptions_and_number_must_agree(offered: set[int], missing: set[int], count: int | None) -> None:
    match decide_accept(offered, count, missing):
        case Offered(children):
            assert set(children) == offered
            assert not missing
        case Accepted(children, left):
            assert set(children) | set(left) == offered
            assert set(left) == missing
            assert count in (None, len(children))
        case Blocked(why):
            assert (why is Why.NOT_HELD) == bool(missing - offered)
            assert missing - offered or count not in (None, len(offered - missing))


def test_who_left_is_off_the_offer_and_who_was_accepted_is_not() -> None:
    before = fold([*called(1, 2, 3), Event(Move.OFFERED, (1, 2, 3), NOW, BASE, OTHER, 1, seq=3)])
    gone = fold([Event(Move.RELEASED, (1,), NOW, BASE, group=1, seq=4)], onto=before)
    taken = fold([Event(Move.ACCEPTED, (2, 3), NOW, OTHER, OTHER, 1, seq=5, ref=3)], onto=gone)

    assert dropped(before, gone) == {3: (1,)}
    assert dropped(gone, taken) == {}
