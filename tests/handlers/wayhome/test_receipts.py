"""已接到 and 没有接到: two sides, each of which can be taken back. (C45; promises 6, 7)"""

from __future__ import annotations

from care.acts import Act, Intent
from handlers.custody import closing
from storage.day import matters
from tests.stage import Stage, labels, relation, to


def released(stage: Stage) -> None:
    stage.say("赵敏", "16:27", Act(Intent.ROLL_CALL, absent=()))
    stage.say("赵敏", "17:00", Act(Intent.RELEASE, students=stage.children("李小明"), person=relation("奶奶")))


def collected(stage: Stage, at: str, who: str = "王丽") -> list[str]:
    notes = stage.say(who, at, Act(Intent.CONFIRM_PICKUP, students=stage.children("李小明")))
    return labels(notes, stage.id(who))


def open_matters(stage: Stage) -> list[str]:
    return [one.text for one in matters.open_ones(stage.session, stage.story.school_id, kind="discrepancy")]


def test_a_word_given_before_the_release_is_taken_back_and_the_teacher_hears_it(stage: Stage) -> None:
    stage.say("赵敏", "16:27", Act(Intent.ROLL_CALL, absent=()))
    assert collected(stage, "17:00") == ["还没接到"]
    notes = stage.press("王丽", "17:01", "还没接到")

    assert stage.place("李小明").receipt is None
    assert stage.place("李小明").holder == stage.id("赵敏")
    assert "更正" in to(notes, stage.id("赵敏"))


def test_the_leader_who_heard_of_the_difference_hears_that_it_is_over(stage: Stage) -> None:
    stage.say("赵敏", "16:27", Act(Intent.ROLL_CALL, absent=()))
    collected(stage, "17:00")
    stage.press("赵敏", "17:01", "孩子还在我这")
    notes = stage.press("王丽", "17:02", "还没接到")

    assert "更正" in to(notes, stage.id("孙强"))
    assert open_matters(stage) == []


def test_a_no_after_a_yes_is_an_alarm(stage: Stage) -> None:
    released(stage)
    assert collected(stage, "17:01") == ["没有接到"]
    notes = stage.press("王丽", "17:02", "没有接到")

    assert stage.place("李小明").discrepancy
    assert "紧急" in to(notes, stage.id("赵敏"))
    assert "紧急" in to(notes, stage.id("孙强"))


def test_a_yes_after_a_no_ends_the_alarm_for_everybody_who_heard_it(stage: Stage) -> None:
    released(stage)
    stage.press("王丽", "17:02", "没有接到")
    notes = stage.say("刘桂芳", "17:04", Act(Intent.CONFIRM_PICKUP, students=stage.children("李小明")))

    assert all("更正" in to(notes, stage.id(one)) for one in ("赵敏", "孙强", "王丽"))
    assert open_matters(stage) == []


def test_a_release_taken_back_after_a_no_ends_the_alarm_too(stage: Stage) -> None:
    released(stage)
    stage.press("王丽", "17:02", "没有接到")
    notes = stage.press("赵敏", "17:03", "撤销")

    assert "还在学校" in to(notes, stage.id("孙强"))
    assert "更正" in to(notes, stage.id("王丽"))
    assert open_matters(stage) == []


def test_a_no_to_a_release_that_was_taken_back_is_answered_with_where_the_child_is(stage: Stage) -> None:
    released(stage)
    collected(stage, "17:01")
    stage.press("赵敏", "17:02", "撤销")  # refused: the family has the child
    stage.press("赵敏", "17:03", "还在我这里")
    notes = stage.press("王丽", "17:04", "没有接到")

    assert "现在由赵敏老师看护" in to(notes, stage.id("王丽"))
    assert stage.place("李小明").receipt is None


def test_a_child_before_the_teachers_eyes_is_in_hand_whatever_the_family_confirmed(stage: Stage) -> None:
    released(stage)
    collected(stage, "17:01")
    stage.press("赵敏", "17:02", "撤销")
    notes = stage.press("赵敏", "17:03", "还在我这里")
    ended = stage.keep(closing.press_start({"session": "evening"}, stage.turn("孙强", "18:05")))

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert "不一致" in to(notes, stage.id("王丽"))
    assert "请马上核对" in to(notes, stage.id("孙强"))
    assert "李小明" in to(ended, stage.id("孙强"))  # The day cannot be ended over it.


def test_whoever_holds_a_sibling_hears_that_the_other_did_not_leave(stage: Stage) -> None:
    stage.say("赵敏", "16:27", Act(Intent.ROLL_CALL, absent=()))
    stage.say("王磊", "16:27", Act(Intent.ROLL_CALL, absent=()))
    said = stage.say("王磊", "17:00", Act(Intent.RELEASE, students=stage.children("张子墨"), person=relation("爸爸")),
                     text="张子墨爸爸接走了")  # fmt: skip
    back = stage.press("王磊", "17:01", "撤销")

    assert "张子墨" in to(said, stage.id("赵敏"))
    assert "张子墨没有离校" in to(back, stage.id("赵敏"))


def test_whoever_ended_the_session_hears_that_a_child_is_back(stage: Stage) -> None:
    released(stage)
    rest = stage.children("张子涵", "王小红", "李子涵", "赵一诺")
    stage.say("赵敏", "17:50", Act(Intent.RELEASE, students=rest, person=None))
    stage.say("王磊", "16:27", Act(Intent.ROLL_CALL, absent=()))
    stage.say("王磊", "17:50", Act(Intent.RELEASE, all=True))
    stage.keep(closing.press_start({"session": "evening"}, stage.turn("孙强", "18:01")))
    stage.press("孙强", "18:02", "确认结束")
    notes = stage.press("王磊", "18:03", "撤销")

    assert "结束作废" in to(notes, stage.id("孙强"))
