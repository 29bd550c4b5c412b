"""Handover: two sides, one number. (C43; W-63; promise 5)"""

from __future__ import annotations

import pytest

from care.acts import Act, Intent
from care.rules.custody import Roll
from tests.stage import Stage, labels, to

ALL_HERE = Act(Intent.ROLL_CALL, absent=())


def give(stage: Stage, count: int | None, receiver: str = "何芳") -> Act:
    return Act(Intent.HAND_OVER, receiver=stage.colleague(receiver), count=count)


def test_until_the_receiver_accepts_the_giver_still_holds(stage: Stage) -> None:
    stage.say("赵敏", "16:28", ALL_HERE)
    notes = stage.say("赵敏", "17:00", give(stage, 5))

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert labels(notes, stage.id("何芳")) == ["确认接收5人", "人数不符"]
    assert "李小明、张子涵、王小红、李子涵、赵一诺" in to(notes, stage.id("何芳"))

    notes = stage.press("何芳", "17:02", "确认接收5人")
    assert stage.place("李小明").holder == stage.id("何芳")
    assert "何芳老师已接收5人" in to(notes, stage.id("赵敏"))


def test_another_number_is_blocked_and_the_leader_hears_it(stage: Stage) -> None:
    stage.say("赵敏", "16:28", ALL_HERE)
    notes = stage.say("赵敏", "17:00", give(stage, 4))

    assert stage.place("李小明").offer is None
    assert "差1人" in to(notes, stage.id("赵敏"))
    assert "人数对不上" in to(notes, stage.id("孙强"))
    assert not to(notes, stage.id("何芳"))


def test_a_count_that_agrees_is_the_roll_of_a_list_nobody_called(stage: Stage) -> None:
    stage.say("赵敏", "16:28", give(stage, 5))

    assert stage.place("李小明").roll is Roll.PRESENT
    assert stage.place("李小明").offer is not None


def test_without_a_count_an_uncalled_list_is_not_handed_over(stage: Stage) -> None:
    notes = stage.say("赵敏", "16:28", give(stage, None))

    assert "还有5人没有点名" in to(notes, stage.id("赵敏"))
    assert stage.place("李小明").roll is Roll.NOT_CALLED


def test_declining_leaves_the_children_where_they_are(stage: Stage) -> None:
    stage.say("赵敏", "16:28", give(stage, 5))
    notes = stage.press("何芳", "16:30", "人数不符")

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert stage.place("李小明").offer is None
    assert "没有接收" in to(notes, stage.id("赵敏"))
    assert "没有被接收" in to(notes, stage.id("孙强"))


def test_the_giver_takes_the_offer_back(stage: Stage) -> None:
    stage.say("赵敏", "16:28", give(stage, 5))
    notes = stage.press("赵敏", "16:30", "撤销")

    assert stage.place("李小明").offer is None
    assert "撤回了交给您的5人" in to(notes, stage.id("何芳"))


def test_a_child_that_left_in_between_is_told_as_minus_one_with_a_fresh_card(stage: Stage) -> None:
    stage.say("赵敏", "16:28", give(stage, 5))
    notes = stage.say("赵敏", "16:35", Act(Intent.RELEASE, students=stage.children("王小红")))

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert "−1：三年级2班 王小红" in to(notes, stage.id("何芳"))
    assert "−1：三年级2班 王小红" in to(notes, stage.id("赵敏"))
    assert labels(notes, stage.id("何芳")) == ["确认接收4人", "人数不符"]
    with pytest.raises(AssertionError, match="this card was used"):
        stage.press("何芳", "16:36", "确认接收5人")

    stage.press("何芳", "16:41", "确认接收4人")
    assert stage.place("李小明").holder == stage.id("何芳")
    assert stage.balance().holds


def test_the_receivers_words_accept_the_open_offer(stage: Stage) -> None:
    stage.say("赵敏", "16:28", give(stage, 5))
    stage.say("何芳", "16:30", Act(Intent.TAKE_OVER, giver=stage.colleague("赵敏"), count=5))

    assert stage.place("李小明").holder == stage.id("何芳")


def test_a_receiver_who_counts_another_number_is_blocked_and_both_are_told(stage: Stage) -> None:
    stage.say("赵敏", "16:28", give(stage, 5))
    notes = stage.say("何芳", "16:30", Act(Intent.TAKE_OVER, count=4))

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert "少1人" in to(notes, stage.id("何芳"))
    assert "人数对不上" in to(notes, stage.id("赵敏"))
    assert "人数对不上" in to(notes, stage.id("孙强"))


def test_taking_over_ones_own_group_asks_for_its_roll(stage: Stage) -> None:
    notes = stage.say("赵敏", "16:25", Act(Intent.TAKE_OVER, class_name="三年级2班", count=5))

    assert stage.place("李小明").roll is Roll.NOT_CALLED
    assert labels(notes, stage.id("赵敏")) == ["到齐5人", "有人没来"]

    stage.press("赵敏", "16:26", "到齐5人")
    assert stage.balance().present == 5


def test_taking_over_fewer_than_the_list_asks_who_is_missing(stage: Stage) -> None:
    notes = stage.say("赵敏", "16:25", Act(Intent.TAKE_OVER, count=4))

    assert "没来的是谁" in to(notes, stage.id("赵敏"))


def test_taking_over_what_nobody_offered_asks_the_giver(stage: Stage) -> None:
    stage.say("赵敏", "16:28", ALL_HERE)
    notes = stage.say("何芳", "17:00", Act(Intent.TAKE_OVER, giver=stage.colleague("赵敏"), count=5))

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert labels(notes, stage.id("赵敏")) == ["是，交接", "不是"]

    notes = stage.press("赵敏", "17:01", "是，交接")
    assert labels(notes, stage.id("何芳")) == ["确认接收5人", "人数不符"]


def test_nobody_in_hand_is_said(stage: Stage) -> None:
    notes = stage.say("何芳", "17:00", give(stage, 5, "赵敏"))

    assert "没有可以交接的孩子" in to(notes, stage.id("何芳"))


def test_a_part_named_child_by_child_is_handed_over(stage: Stage) -> None:
    stage.say("赵敏", "16:28", ALL_HERE)
    stage.say("赵敏", "17:00", give(stage, 2).with_(students=stage.children("李小明", "王小红")))
    stage.press("何芳", "17:01", "确认接收2人")

    assert stage.place("王小红").holder == stage.id("何芳")
    assert stage.place("张子涵").holder == stage.id("赵敏")
