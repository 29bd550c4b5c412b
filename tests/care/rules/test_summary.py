"""Figures: the equations hold whatever happened, for the whole and for its parts. (C57, W-63; promise 8)"""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from care.acts import CareSession
from care.people import Student
from care.policy import Policy
from care.rules.custody import Event, Move, Places, fold
from care.rules.summary import SessionFigures, add, by_group, figures, walkers
from care.wording import summary as wording
from tests.care.rules.test_agenda import TEACHER, WEDNESDAY, at

GROUPS = ((7, "三年级2班", TEACHER), (8, "一年级1班", TEACHER))


def told(*moves: tuple[Move, tuple[int, ...]], group: int = 7) -> Places:
    return fold(
        Event(kind, students, at("16:30") + timedelta(minutes=n), actor=TEACHER, group=group)
        for n, (kind, students) in enumerate(moves)
    )


def test_w63_twenty_five_enrolled_two_on_leave_twenty_three_here() -> None:
    everybody = tuple(range(1, 26))
    places = told((Move.EXPECTED, everybody), (Move.LEAVE, (1, 2)), (Move.PRESENT, everybody[2:]))

    assert wording.roll(figures(places).heads) == "应到25 = 到23 + 请假2 + 缺勤0 + 未点名0"


def test_w63_with_twenty_two_the_missing_one_is_named_in_the_equation() -> None:
    everybody = tuple(range(1, 26))
    places = told((Move.EXPECTED, everybody), (Move.LEAVE, (1, 2)), (Move.PRESENT, everybody[3:]), (Move.MISSING, (3,)))

    assert figures(places).missing == (3,)
    assert wording.roll(figures(places).heads) == "应到25 = 到22 + 请假2 + 缺勤1 + 未点名0"


def test_a_list_that_nobody_called_has_no_figures() -> None:
    """Unknown is never shown as 0. (promise 8)"""
    unknown = figures(told((Move.EXPECTED, (1, 2)), (Move.LEAVE, (1,))))

    text = wording.handover("三年级2班", WEDNESDAY, "晚托", unknown, {}, (), in_hand=True)

    assert not unknown.known
    assert "到0" not in text.replace("应到", "")
    assert "没有点名" in text


def test_by_whom_the_children_were_collected() -> None:
    gone = [
        Event(Move.EXPECTED, (1, 2, 3, 4), at("16:25"), group=7),
        Event(Move.PRESENT, (1, 2, 3, 4), at("16:30"), TEACHER, group=7),
        Event(Move.RELEASED, (1, 2), at("17:50"), TEACHER, group=7, detail={"person": {"relation": "妈妈"}}),
        Event(Move.WALKED, (3,), at("17:51"), TEACHER, group=7),
    ]

    assert wording.hands(figures(fold(gone))) == "接手4 = 仍在校1 + 已离校3（妈妈接2、自己回家1）"


def test_the_gate_is_told_who_left_by_it_and_who_is_still_to_come() -> None:
    """(C57; 003-10.14)"""
    places = told((Move.EXPECTED, (1, 2, 3)), (Move.PRESENT, (1, 2, 3)), (Move.RELEASED, (1,)), (Move.WALKED, (2,)))
    names = {n: Student(n, name, "三年级2班") for n, name in enumerate(("李小明", "赵一诺", "张子涵"), 1)}

    text = wording.gate(WEDNESDAY, "晚托", figures(places), walkers(places), names)

    assert "接手3 = 已出校门2（没写由谁接1、自己回家1） + 还没出校门1" in text
    assert "自己回家：三年级2班 赵一诺" in text
    assert "还没出校门：三年级2班 张子涵" in text


MOVES = st.tuples(
    st.sampled_from([m for m in Move if m not in (Move.OFFERED, Move.ACCEPTED, Move.DECLINED)]),
    st.frozensets(st.integers(1, 8), min_size=1),
    st.sampled_from([7, 8]),
)


@given(st.lists(MOVES, max_size=30))
def test_both_equations_hold_and_the_groups_add_up_to_the_whole(moves: list[tuple[Move, frozenset[int], int]]) -> None:
    group_of = {student: 7 if student <= 4 else 8 for student in range(1, 9)}
    places = fold(
        Event(kind, (student,), at("16:30") + timedelta(minutes=n), TEACHER, group=group_of[student])
        for n, (kind, students, _) in enumerate(moves)
        for student in sorted(students)
    )

    groups = by_group(places, GROUPS)

    assert figures(places).heads.holds
    assert all(group.figures.heads.holds for group in groups)
    assert add(group.figures.heads for group in groups) == figures(places).heads


def test_the_summary_does_not_compare_with_a_day_that_nobody_called() -> None:
    today = SessionFigures(WEDNESDAY, CareSession.EVENING, figures(told((Move.EXPECTED, (1,)), (Move.PRESENT, (1,)))))
    blank = SessionFigures(WEDNESDAY, CareSession.EVENING, figures(told((Move.EXPECTED, (1,)))))

    text = wording.day([today], Policy(), {}, on=WEDNESDAY, before=[(WEDNESDAY - timedelta(days=1), [blank])])

    assert "3月3日（周二）的点名不全，不作比较。" in text


def test_the_summary_compares_with_the_last_day_and_the_same_weekday_of_last_week() -> None:
    """(C57)"""

    def on(back: int, *absent: int) -> SessionFigures:
        places = told((Move.EXPECTED, (1, 2, 3)), (Move.PRESENT, (1, 2, 3)[len(absent) :]), (Move.MISSING, absent))
        return SessionFigures(WEDNESDAY - timedelta(days=back), CareSession.EVENING, figures(places))

    others = [(one.day, [one]) for one in (on(1, 1), on(7, 1, 2))]

    text = wording.day([on(0)], Policy(), {}, on=WEDNESDAY, before=others)

    assert "和3月3日（周二）比：应到不变，到+1，请假不变，缺勤-1" in text
    assert "和2月25日（周三）比：应到不变，到+2，请假不变，缺勤-2" in text
