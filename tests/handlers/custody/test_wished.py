"""Taking over a group that nobody has offered: the holder is asked, nothing moves by the asker's word. (promise 5)"""

from __future__ import annotations

from care.acts import Act, Intent
from care.rules.custody import Roll
from handlers.custody import wished
from tests.stage import Stage, labels, to

ALL_HERE = Act(Intent.ROLL_CALL, absent=())


def wish(stage: Stage, who: str, at: str, class_name: str = "三年级2班"):
    return stage._sent(wished.wish(stage.turn(who, at), class_name))


def test_the_holder_is_asked_and_nothing_moves_before_both_have_said_so(stage: Stage) -> None:
    stage.say("赵敏", "16:28", ALL_HERE)
    notes = wish(stage, "何芳", "16:40")

    assert "由赵敏老师看护5人" in to(notes, stage.id("何芳"))
    assert labels(notes, stage.id("赵敏")) == ["交给何芳", "先不交"]
    assert stage.place("李小明").offer is None

    stage.press("赵敏", "16:41", "交给何芳")
    assert stage.place("李小明").holder == stage.id("赵敏")

    stage.press("何芳", "16:42", "确认接收5人")
    assert stage.place("李小明").holder == stage.id("何芳")


def test_who_asked_hears_that_the_holder_keeps_the_group(stage: Stage) -> None:
    stage.say("赵敏", "16:28", ALL_HERE)
    wish(stage, "何芳", "16:40")
    notes = stage.press("赵敏", "16:41", "先不交")

    assert "先不交三年级2班" in to(notes, stage.id("何芳"))
    assert stage.place("李小明").holder == stage.id("赵敏")


def test_each_of_two_holders_is_asked_for_their_own(stage: Stage) -> None:
    stage.say("赵敏", "16:28", ALL_HERE)
    some = Act(Intent.HAND_OVER, receiver=stage.colleague("王磊"), students=stage.children("李小明"), count=1)
    stage.say("赵敏", "16:30", some)
    stage.press("王磊", "16:31", "确认接收1人")
    notes = wish(stage, "何芳", "16:40")

    assert "1人：三年级2班 李小明。" in to(notes, stage.id("王磊"))
    assert "4人" in to(notes, stage.id("赵敏"))


def test_a_list_that_nobody_called_stays_with_whoever_is_rostered(stage: Stage) -> None:
    notes = wish(stage, "何芳", "16:20")

    assert "请先点名" in to(notes, stage.id("赵敏"))
    assert stage.place("李小明").roll is Roll.NOT_CALLED


def test_a_leader_s_wish_moves_nothing_either(stage: Stage) -> None:
    wish(stage, "孙强", "16:20")

    assert stage.place("李小明").roll is Roll.NOT_CALLED
