"""Duty errands: acknowledging, declining, being let off, trading, asking. (C50, C55, C56; promise 5)"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from care.acts import Act, CareSession, Intent
from care.messages import Outgoing
from handlers.duties import duty, roster, swapping
from handlers.turn import Turn
from storage import questions
from storage.staff import duties
from storage.staff.duties import DutyState
from tests.stage import EVENING, WEDNESDAY, Stage, labels, to

THURSDAY = WEDNESDAY + timedelta(days=1)
PRESSES = {
    "accept_duty": duty.press_accept,
    "decline_duty": duty.press_decline,
    "agree_leave": duty.press_agree_leave,
    "refuse_leave": duty.press_refuse_leave,
    "accept_swap": swapping.press_accept,
    "decline_swap": swapping.press_decline,
}


class Office:
    """Colleagues at the story's school who talk about duties."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.notes: list[Outgoing] = []

    def say(self, who: str, at: str, act: Act) -> list[Outgoing]:
        errands = {
            Intent.STAFF_LEAVE: duty.staff_leave, Intent.SWAP_DUTY: swapping.swap, Intent.ASK_DUTY: roster.ask_duty,
        }  # fmt: skip
        return self._sent(errands[act.intent](act, self.stage.turn(who, at)))

    def press(self, who: str, at: str, label: str) -> list[Outgoing]:
        person = self.stage.id(who)
        note = next(n for n in reversed(self.notes) if n.to == person and label in [b.label for b in n.buttons])
        key = next(button.key for button in note.buttons if button.label == label)
        question = questions.get(self.stage.session, int(key.split("/")[1]))
        assert question is not None
        choice = question.choices[int(key.split("/")[2])]
        return self._sent(PRESSES[choice.press](dict(choice.args), self.stage.turn(who, at)))

    def card(self, who: str, *ids: int) -> None:
        """A duty notice with its buttons, as the tick sends it."""
        turn: Turn = self.stage.turn("周建国", "15:00")
        self._sent([turn.tell(self.stage.id(who), "您值班", f"card/{who}", duty.choices(ids))])

    def duty(self, who: str, day: date = WEDNESDAY, care: CareSession = EVENING, rank: int = 1) -> duties.Duty:
        found = duties.of_person(self.stage.session, self.stage.id(who), day, day)
        return next(one for one in found if one.session is care and one.rank == rank)

    def of(self, group: str, day: date = WEDNESDAY) -> dict[str, DutyState]:
        """Who is on duty in the group this evening, and how they stand."""
        wanted = self.stage.story.groups[(group, EVENING)]
        names = {person: name for name, person in self.stage.story.people.items()}
        every = duties.on(self.stage.session, self.stage.story.school_id, day, EVENING)
        return {names[d.person_id]: d.state for d in every if d.group_id == wanted and d.rank == 1 and d.stands}

    def _sent(self, notes: list[Outgoing]) -> list[Outgoing]:
        self.notes += notes
        return notes


@pytest.fixture
def office(stage: Stage) -> Office:
    return Office(stage)


def test_an_acknowledged_duty_is_confirmed_with_its_time_and_place(office: Office) -> None:
    office.card("赵敏", office.duty("赵敏").id)

    notes = office.press("赵敏", "15:01", "收到，能到")

    assert "晚托16:25–18:00 三年级2班" in to(notes, office.stage.id("赵敏"))
    assert office.of("三年级2班") == {"赵敏": DutyState.ACCEPTED}


def test_a_declined_duty_goes_to_the_next_at_once_and_the_leader_hears_it(office: Office) -> None:
    office.card("赵敏", office.duty("赵敏").id)

    notes = office.press("赵敏", "15:01", "我去不了")

    assert office.of("三年级2班") == {"何芳": DutyState.PLANNED}
    assert labels(notes, office.stage.id("何芳")) == ["收到，能到", "我去不了"]
    assert "赵敏老师去不了，已请何芳老师顶班" in to(notes, office.stage.id("孙强"))


def test_with_nobody_left_the_leader_is_called(office: Office) -> None:
    office.card("赵敏", office.duty("赵敏").id)
    office.press("赵敏", "15:01", "我去不了")

    notes = office.press("何芳", "15:05", "我去不了")

    assert "值班名单上没有下一位" in to(notes, office.stage.id("孙强"))
    assert "三年级2班" in to(notes, office.stage.id("孙强"))


def test_who_was_passed_over_can_still_come_until_the_next_has_confirmed(office: Office) -> None:
    zhao = office.duty("赵敏")
    office.card("赵敏", zhao.id)
    turn = office.stage.turn("周建国", "16:10")
    following = office.duty("何芳", rank=2)
    duty.hand_on_all(turn, [duty.PassOn(zhao, following)])

    notes = office.press("赵敏", "16:12", "收到，能到")

    assert office.of("三年级2班") == {"赵敏": DutyState.ACCEPTED}
    assert "您不用去了" in to(notes, office.stage.id("何芳"))


def test_who_was_passed_over_and_calls_the_roll_has_the_duty_again(office: Office) -> None:
    turn = office.stage.turn("周建国", "16:10")
    duty.hand_on_all(turn, [duty.PassOn(office.duty("赵敏"), office.duty("何芳", rank=2))])

    notes = office.stage.say("赵敏", "16:26", Act(Intent.ROLL_CALL, absent=()))

    assert "应到" in to(notes, office.stage.id("赵敏"))
    assert office.of("三年级2班") == {"赵敏": DutyState.ACCEPTED}
    assert "您不用去了" in to(notes, office.stage.id("何芳"))


def test_who_was_passed_over_has_no_group_once_the_next_has_confirmed(office: Office) -> None:
    turn = office.stage.turn("周建国", "16:10")
    following = office.duty("何芳", rank=2)
    duty.hand_on_all(turn, [duty.PassOn(office.duty("赵敏"), following)])
    office.card("何芳", following.id)
    office.press("何芳", "16:12", "收到，能到")

    notes = office.stage.say("赵敏", "16:26", Act(Intent.ROLL_CALL, absent=()))

    assert "没有排给您的托管班" in to(notes, office.stage.id("赵敏"))
    assert office.of("三年级2班") == {"何芳": DutyState.ACCEPTED}


def test_a_card_of_several_duties_asks_which_one(office: Office) -> None:
    office.card("赵敏", office.duty("赵敏", care=CareSession.NOON).id, office.duty("赵敏").id)

    notes = office.press("赵敏", "08:00", "我去不了")

    assert labels(notes, office.stage.id("赵敏")) == ["午托 三年级2班", "晚托 三年级2班", "都去不了"]
    assert office.of("三年级2班") == {"赵敏": DutyState.PLANNED}


def test_leave_waits_for_the_leader_who_sees_the_substitute(office: Office) -> None:
    act = Act(Intent.STAFF_LEAVE, dates=(THURSDAY,), sessions=(EVENING,), reason="sick")

    notes = office.say("赵敏", "09:00", act)

    assert "批准前请仍按值班表到岗" in to(notes, office.stage.id("赵敏"))
    assert "可由何芳老师顶班" in to(notes, office.stage.id("孙强"))
    assert office.of("三年级2班", THURSDAY) == {"赵敏": DutyState.PLANNED}


def test_an_approved_leave_asks_the_substitute_and_tells_the_teacher(office: Office) -> None:
    office.say("赵敏", "09:00", Act(Intent.STAFF_LEAVE, dates=(THURSDAY,), sessions=(EVENING,)))

    notes = office.press("孙强", "09:05", "同意")

    assert "已批准（孙强老师）" in to(notes, office.stage.id("赵敏"))
    assert office.of("三年级2班", THURSDAY) == {"何芳": DutyState.PLANNED}


def test_a_refused_leave_leaves_the_duty(office: Office) -> None:
    office.say("赵敏", "09:00", Act(Intent.STAFF_LEAVE, dates=(THURSDAY,), sessions=(EVENING,)))

    notes = office.press("孙强", "09:05", "不同意")

    assert "仍由您值班" in to(notes, office.stage.id("赵敏"))
    assert office.of("三年级2班", THURSDAY) == {"赵敏": DutyState.PLANNED}


def test_a_teacher_with_children_in_hand_is_stopped(office: Office) -> None:
    stage = office.stage
    stage.say("赵敏", "16:30", Act(Intent.ROLL_CALL, expected=5, present=5))

    notes = office.say("赵敏", "16:40", Act(Intent.STAFF_LEAVE, dates=(WEDNESDAY,), sessions=(EVENING,)))

    assert "手里现在还有孩子" in to(notes, stage.id("赵敏"))
    assert to(notes, stage.id("孙强")) == ""


def test_a_trade_needs_the_other_sides_yes(office: Office) -> None:
    act = Act(Intent.SWAP_DUTY, dates=(THURSDAY,), sessions=(EVENING,), swap_with=office.stage.colleague("王磊"))
    office.say("赵敏", "09:00", act)
    assert office.of("三年级2班", THURSDAY) == {"赵敏": DutyState.PLANNED}

    notes = office.press("王磊", "09:10", "同意")

    assert office.of("三年级2班", THURSDAY) == {"王磊": DutyState.ACCEPTED}
    assert office.of("一年级1班", THURSDAY) == {"赵敏": DutyState.ACCEPTED}
    assert "换班成功" in to(notes, office.stage.id("赵敏"))
    assert "双方已同意" in to(notes, office.stage.id("孙强"))


def test_a_trade_of_a_roster_that_changed_meanwhile_is_off(office: Office) -> None:
    act = Act(Intent.SWAP_DUTY, dates=(THURSDAY,), sessions=(EVENING,), swap_with=office.stage.colleague("王磊"))
    office.say("赵敏", "09:00", act)
    mine = office.duty("赵敏", THURSDAY)
    duties.give_to(office.stage.session, mine.id, office.stage.id("何芳"), now=office.stage.turn("赵敏", "09:05").now)

    notes = office.press("王磊", "09:10", "同意")

    assert "这次没有换" in to(notes, office.stage.id("王磊"))
    assert office.of("一年级1班", THURSDAY) == {"王磊": DutyState.PLANNED}


def test_a_declined_trade_says_what_else_can_be_done(office: Office) -> None:
    act = Act(Intent.SWAP_DUTY, dates=(THURSDAY,), sessions=(EVENING,), swap_with=office.stage.colleague("王磊"))
    office.say("赵敏", "09:00", act)

    notes = office.press("王磊", "09:10", "不同意")

    assert "仍由您值班" in to(notes, office.stage.id("赵敏"))


def test_asking_for_a_day_names_everybody_with_post_and_next_in_line(office: Office) -> None:
    notes = office.say("孙强", "09:00", Act(Intent.ASK_DUTY, dates=(WEDNESDAY,), sessions=(EVENING,)))

    assert to(notes, office.stage.id("孙强")) == (
        "3月4日（周三）晚托16:25–18:00\n"
        "· 值班领导：孙强老师（未确认）\n"
        "· 三年级2班：赵敏老师（未确认），候补何芳老师\n"
        "· 一年级1班：王磊老师（未确认），候补何芳老师"
    )


def test_a_weekend_has_no_roster(office: Office) -> None:
    notes = office.say("孙强", "09:00", Act(Intent.ASK_DUTY, dates=(date(2026, 3, 7),)))

    assert to(notes, office.stage.id("孙强")) == "3月7日（周六）没有托管，没有值班。"
