"""Logs, patrols and feedback are kept as they were written. (C51, C52, C53)"""

from __future__ import annotations

from care.acts import Act, Intent
from storage.day import matters, records
from tests.stage import WEDNESDAY, Stage, labels, to


def kept(stage: Stage, kind: str) -> list[str]:
    return [record.text for record in records.of_day(stage.session, stage.story.school_id, WEDNESDAY, kind)]


def test_a_teachers_note_is_the_groups_care_log(stage: Stage) -> None:
    notes = stage.say("赵敏", "17:00", Act(Intent.LOG), text="先写数学作业，纪律良好")

    assert kept(stage, "care_log") == ["先写数学作业，纪律良好"]
    assert "看护记录（三年级2班 3月4日（周三）晚托）" in to(notes, stage.id("赵敏"))


def test_a_leaders_note_is_the_duty_log(stage: Stage) -> None:
    stage.say("孙强", "17:00", Act(Intent.LOG), text="今日陪餐正常")

    assert kept(stage, "duty_log") == ["今日陪餐正常"]


def test_a_note_is_taken_back(stage: Stage) -> None:
    stage.say("孙强", "17:00", Act(Intent.PATROL), text="三楼灯坏了")
    stage.press("孙强", "17:01", "撤销巡查")

    assert kept(stage, "patrol") == []


def test_a_complaint_becomes_the_leaders_task(stage: Stage) -> None:
    notes = stage.say("王丽", "17:00", Act(Intent.FEEDBACK, tone="complaint"), text="晚托太吵了")

    assert "晚托太吵了" in to(notes, stage.id("孙强"))
    assert labels(notes, stage.id("孙强")) == ["已处理"]
    assert not to(notes, stage.id("赵敏"))
    assert matters.open_ones(stage.session, stage.story.school_id, kind="complaint")


def test_praise_is_nobodys_task(stage: Stage) -> None:
    notes = stage.say("王丽", "17:00", Act(Intent.FEEDBACK, tone="praise"), text="老师很负责")

    assert [note.to for note in notes] == [stage.id("王丽")]
    assert kept(stage, "feedback") == ["praise：老师很负责"]


def test_a_complaint_taken_back_is_nobodys_task_any_more(stage: Stage) -> None:
    stage.say("王丽", "17:00", Act(Intent.FEEDBACK, tone="complaint"), text="晚托太吵了")
    notes = stage.press("王丽", "17:01", "撤销")

    assert "不用再处理" in to(notes, stage.id("孙强"))
    assert not matters.open_ones(stage.session, stage.story.school_id, kind="complaint")
