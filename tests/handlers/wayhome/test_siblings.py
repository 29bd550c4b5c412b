"""One of a family leaves and another is still here: both holders and the family hear it, once. (C45; promise 9)"""

from __future__ import annotations

from care.acts import Act, Intent
from tests.stage import Stage, relation, to


def test_the_other_child_of_the_family_is_not_forgotten(stage: Stage) -> None:
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=()))
    stage.say("王磊", "16:28", Act(Intent.ROLL_CALL, absent=()))
    release = Act(Intent.RELEASE, students=stage.children("张子涵"), person=relation("爸爸"), class_name="三年级2班")
    notes = stage.say("赵敏", "17:00", release)

    assert "一年级1班 张子墨还在校，请提醒来接的人" in to(notes, stage.id("赵敏"))
    assert "同一家的三年级2班 张子涵 17:00已离校" in to(notes, stage.id("王磊"))
    assert "一年级1班 张子墨还在校" in to(notes, stage.id("张伟"))


def test_when_the_second_leaves_nothing_is_left_to_say(stage: Stage) -> None:
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=()))
    stage.say("王磊", "16:28", Act(Intent.ROLL_CALL, absent=()))
    for who, name, of in (("赵敏", "张子涵", "三年级2班"), ("王磊", "张子墨", "一年级1班")):
        act = Act(Intent.RELEASE, students=stage.children(name), person=relation("爸爸"), class_name=of)
        notes = stage.say(who, "17:00", act)

    assert "请留意" not in "".join(note.text for note in notes)


def test_children_of_two_classes_leave_in_one_line_up(stage: Stage) -> None:
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=()))
    stage.say("王磊", "16:28", Act(Intent.ROLL_CALL, absent=()))
    both = Act(Intent.RELEASE, students=stage.children("张子涵", "李子涵", "李梓涵"), person=None)
    stage.say("孙强", "17:00", both, text="三年级2班张子涵、李子涵，一年级1班李梓涵放学走了")

    assert all(stage.place(name).gone is not None for name in ("张子涵", "李子涵", "李梓涵"))
