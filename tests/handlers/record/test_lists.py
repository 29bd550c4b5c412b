"""What staff ask of the record. Unknown is never 0. (promises 8, 11)"""

from __future__ import annotations

from datetime import date

from care.acts import Act, Intent
from tests.stage import Stage, relation, to

ROSTER = Act(Intent.ASK_ROSTER)
UNPICKED = Act(Intent.ASK_UNPICKED)


def test_before_the_roll_nobody_is_known_to_be_here(stage: Stage) -> None:
    notes = stage.say("赵敏", "16:26", UNPICKED)

    assert "还有5人没有点名，不知道在不在" in to(notes, stage.id("赵敏"))
    assert "在校0人" not in to(notes, stage.id("赵敏"))
    assert stage.balance().expected == 0, "asking writes nothing"


def test_who_is_here_with_whom_and_since_when(stage: Stage) -> None:
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=stage.children("王小红")))
    stage.say("赵敏", "17:00", Act(Intent.RELEASE, students=stage.children("张子涵"), person=relation("爸爸")))
    told = to(stage.say("赵敏", "17:10", UNPICKED), stage.id("赵敏"))

    assert "接手4人 = 在校3 + 已离校1" in told
    assert "应到5 = 实到4 + 请假0 + 缺勤1 + 未点名0" in told
    assert "李小明、李子涵、赵一诺（赵敏老师，16:28起）" in told


def test_a_leader_sees_every_group(stage: Stage) -> None:
    told = to(stage.say("孙强", "16:40", UNPICKED), stage.id("孙强"))

    assert "三年级2班" in told
    assert "一年级1班" in told


def test_the_roster_names_each_state(stage: Stage) -> None:
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=stage.children("王小红")))
    told = to(stage.say("赵敏", "17:10", ROSTER), stage.id("赵敏"))

    assert "缺勤：三年级2班 王小红" in told
    assert "在校：三年级2班 李小明、张子涵、李子涵、赵一诺" in told


def test_a_colleagues_class_is_not_shown(stage: Stage) -> None:
    told = to(stage.say("赵敏", "17:10", ROSTER.with_(class_name="一年级1班")), stage.id("赵敏"))

    assert "不是您负责的" in told
    assert "张子墨" not in told


def test_a_class_teacher_sees_the_own_class(stage: Stage) -> None:
    told = to(stage.say("陈静", "17:10", ROSTER), stage.id("陈静"))

    assert "三年级2班" in told
    assert "李小明" in told


def test_a_later_day_is_what_bookings_say(stage: Stage) -> None:
    told = to(stage.say("赵敏", "17:10", ROSTER.with_(dates=(date(2026, 3, 5),))), stage.id("赵敏"))

    assert "3月5日（周四）午托" in told
    assert "3月5日（周四）晚托" in told
    assert "未点名5" in told


def test_a_day_without_care_is_said(stage: Stage) -> None:
    told = to(stage.say("赵敏", "17:10", ROSTER.with_(dates=(date(2026, 3, 7),))), stage.id("赵敏"))

    assert "没有托管" in told
