"""Quiet hours, merging and the cap. (promise 13)"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.messages import Button, Outgoing, Urgency
from care.policy import Policy
from care.rules.quiet import arrange, is_quiet, next_morning
from tests.care.rules.test_agenda import at

POLICY = Policy()
FAMILY, TEACHER = 51, 11


def make_note(n: int = 1, to: int = FAMILY, urgency: Urgency = Urgency.DEFAULT, **changes: object) -> Outgoing:
    return Outgoing(f"note/{n}/{to}", to, f"第{n}条", urgency=urgency, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("clock", "quiet"), [("21:29", False), ("21:30", True), ("06:29", True), ("06:30", False)])
def test_quiet_hours_run_over_midnight(clock: str, quiet: bool) -> None:
    assert is_quiet(at(clock), POLICY) is quiet


def test_a_routine_notice_at_night_waits_for_the_morning_and_not_for_the_half_hour() -> None:
    (leaving,) = arrange([make_note()], now=at("22:10"), policy=POLICY, families={FAMILY}, told={})

    assert leaving.at == at("06:31", date(2026, 3, 5))


def test_an_alarm_and_an_answer_leave_at_once_at_night() -> None:
    alarm, answer = make_note(1, urgency=Urgency.URGENT), make_note(2, reply_to=5)

    leaving = arrange([alarm, answer], now=at("22:10"), policy=POLICY, families={FAMILY}, told={})

    assert [one.at for one in leaving] == [at("22:10")] * 2


def test_several_routine_notices_to_one_family_become_one() -> None:
    (whole,) = arrange([make_note(1), make_note(2)], now=at("12:10"), policy=POLICY, families={FAMILY}, told={})

    assert whole.message.text == "第1条\n\n第2条"
    assert [told.key for told in whole.tells] == ["note/2/51"]


def test_cards_and_colleagues_get_theirs_one_by_one() -> None:
    card = make_note(2, buttons=(Button("好", "q/1/0"),))
    notes = [make_note(1), card, make_note(3, to=TEACHER), make_note(4, to=TEACHER)]

    assert len(arrange(notes, now=at("12:10"), policy=POLICY, families={FAMILY}, told={})) == 4


def test_beyond_the_cap_it_waits_for_the_morning_and_is_marked() -> None:
    (over,) = arrange([make_note()], now=at("12:10"), policy=POLICY, families={FAMILY}, told={FAMILY: 12})
    (last,) = arrange([make_note()], now=at("12:10"), policy=POLICY, families={FAMILY}, told={FAMILY: 11})

    assert (over.over_cap, over.at) == (True, at("06:31", date(2026, 3, 5)))
    assert (last.over_cap, last.at) == (False, at("12:10"))


@given(
    st.lists(
        st.builds(make_note, st.integers(1, 9), st.sampled_from([FAMILY, TEACHER]), st.sampled_from(list(Urgency)))
    ),
    st.integers(0, 20),
    st.integers(0, 23),
)
def test_nothing_is_dropped_and_nothing_leaves_before_now(notes: list[Outgoing], had: int, hour: int) -> None:
    now = at(f"{hour:02}:17")
    leaving = arrange(notes, now=now, policy=POLICY, families={FAMILY}, told={FAMILY: had})

    kept = [one.message.key for one in leaving] + [told.key for one in leaving for told in one.tells]
    assert sorted(kept) == sorted(note.key for note in notes)
    assert all(one.at >= now for one in leaving)
    assert all(now < next_morning(now, POLICY) for _ in leaving)
