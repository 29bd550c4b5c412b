"""登记表: who left late has a form before the session is ended. (C48; promise 1)"""

from __future__ import annotations

from care.acts import Act, Intent
from handlers.custody import closing
from handlers.wayhome import late_form, staying
from storage.day import late_forms
from tests.stage import EVENING, Stage, labels, relation, to


def left_late(stage: Stage, at: str = "18:40") -> list[str]:
    stage.say("赵敏", "16:27", Act(Intent.ROLL_CALL, absent=()))
    stage.say("赵敏", "17:50", Act(Intent.RELEASE, students=stage.children("张子涵", "王小红", "李子涵", "赵一诺")))
    notes = stage.say("赵敏", at, Act(Intent.RELEASE, students=stage.children("李小明"), person=relation("奶奶")))
    return labels(notes, stage.id("赵敏"))


def test_whoever_lets_a_child_go_late_is_asked_at_once(stage: Stage) -> None:
    assert "没有第二位" in left_late(stage)


def test_in_time_nobody_is_asked(stage: Stage) -> None:
    assert "没有第二位" not in left_late(stage, "18:20")


def test_the_session_is_not_ended_without_the_form(stage: Stage) -> None:
    left_late(stage)
    before = stage.keep(closing.press_start({"session": "evening"}, stage.turn("孙强", "18:45")))
    for label in ("填登记表", "没有第二位", "看过证件", "家长加班"):
        stage.press("孙强", "18:46", label)
    after = stage.keep(closing.press_start({"session": "evening"}, stage.turn("孙强", "18:50")))

    assert labels(before, stage.id("孙强")) == ["填登记表"]
    assert "三年级2班 李小明" in to(before, stage.id("孙强"))
    assert "还没填好" not in to(after, stage.id("孙强"))


def test_the_second_adult_of_the_ladder_is_on_the_form_already(stage: Stage) -> None:
    stage.say("赵敏", "16:27", Act(Intent.ROLL_CALL, absent=()))
    args = {"students": [stage.story.pupils["李小明"]], "session": "evening", "second": stage.id("王磊")}
    stage.keep(staying.press_second(args, stage.turn("孙强", "18:31")))
    notes = stage.say("赵敏", "18:40", Act(Intent.RELEASE, students=stage.children("李小明"), person=relation("奶奶")))

    assert "看过证件" in labels(notes, stage.id("赵敏"))
    form = late_forms.of_session(stage.session, stage.story.school_id, stage.day, EVENING)
    assert form[stage.story.pupils["李小明"]].second == stage.id("王磊")


def test_a_release_taken_back_needs_no_form(stage: Stage) -> None:
    left_late(stage)
    stage.press("赵敏", "18:41", "撤销")
    notes = stage.press("赵敏", "18:42", "没有第二位")

    assert "不用填登记表" in to(notes, stage.id("赵敏"))
    assert late_form.lacking(stage.turn("孙强", "18:43"), EVENING) == []
