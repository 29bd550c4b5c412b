"""Taking children over is signing in; the leader reads the rest. (C53, C55; 004-6.07)"""

from __future__ import annotations

from datetime import date

from care.acts import Act, Intent
from care.reading.orders.commands import read_command
from handlers.custody import attendance as errand
from handlers.record import logs
from storage.day import attendance
from tests.stage import EVENING, WEDNESDAY, Stage, to

EVERYBODY = Act(Intent.ROLL_CALL, expected=5, present=5)


def line(stage: Stage, at: str) -> str:
    groups = [group for (_, care), group in stage.story.groups.items() if care is EVENING]
    return errand.in_words(stage.turn("孙强", at), WEDNESDAY, EVENING, groups)


def signs(stage: Stage) -> dict[int, attendance.Attendance]:
    return attendance.of_session(stage.session, stage.story.school_id, WEDNESDAY, EVENING)


def test_the_first_roll_call_is_the_arrival(stage: Stage) -> None:
    stage.say("赵敏", "16:41", EVERYBODY)
    stage.say("赵敏", "16:50", Act(Intent.ROLL_CALL, absent=stage.children("李小明")))

    assert f"{signs(stage)[stage.id('赵敏')].arrived_at.astimezone():%M}" == "41"
    assert "迟到：赵敏老师16:41到（晚16分钟）" in line(stage, "17:00")
    assert "没有点名或接班记录：王磊老师" in line(stage, "17:00")


def test_before_anybody_can_be_late_nothing_is_said(stage: Stage) -> None:
    assert line(stage, "16:30") == ""


def test_an_accepted_handover_is_the_receivers_arrival_and_the_givers_leave(stage: Stage) -> None:
    stage.say("赵敏", "16:26", EVERYBODY)
    stage.say("赵敏", "17:10", Act(Intent.HAND_OVER, receiver=stage.colleague("何芳"), count=5))
    stage.press("何芳", "17:12", "确认接收5人")

    assert stage.id("何芳") in signs(stage)
    assert "早退：赵敏老师17:12交出孩子（早48分钟）" in line(stage, "18:13")


def test_who_takes_the_children_back_has_not_left(stage: Stage) -> None:
    stage.say("赵敏", "16:26", EVERYBODY)
    stage.say("赵敏", "16:40", Act(Intent.HAND_OVER, receiver=stage.colleague("何芳"), count=5))
    stage.press("何芳", "16:41", "确认接收5人")
    stage.say("何芳", "17:30", Act(Intent.HAND_OVER, receiver=stage.colleague("赵敏"), count=5))
    stage.press("赵敏", "17:31", "确认接收5人")

    assert signs(stage)[stage.id("赵敏")].left_at is None


def read(stage: Stage, text: str) -> str:
    said = read_command(text)
    assert said is not None
    return to(logs.show(said, stage.turn("孙强", "18:30")), stage.id("孙强"))


def test_the_leader_reads_the_care_logs_of_the_day_and_who_wrote_none(stage: Stage) -> None:
    stage.say("赵敏", "17:20", Act(Intent.LOG), text="作业都完成了，纪律好")
    stage.say("孙强", "17:50", Act(Intent.LOG), text="值班日志：秩序正常")

    text = read(stage, "看今天的看护记录")

    assert "【晚托 三年级2班】\n· 赵敏老师 17:20：作业都完成了，纪律好" in text
    assert "【晚托 一年级1班】还没有记录" in text
    assert "【值班日志】\n· 孙强老师 17:50：值班日志：秩序正常" in text


def test_a_class_that_is_not_there_is_said(stage: Stage) -> None:
    assert "没有找到“九年级9班”" in read(stage, "查看护记录 九年级9班")
    assert read(stage, f"查看护记录 {date(2026, 3, 3):%-m月%-d日} 三年级2班").startswith("3月3日（周二）看护记录")


def test_a_log_that_begins_with_the_same_words_is_no_command() -> None:
    assert read_command("看护记录：作业都完成了") is None
