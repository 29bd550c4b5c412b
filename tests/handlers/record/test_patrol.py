"""A patrol is kept with its findings until they are fixed, and its counts are held against the ledger. (C51)"""

from __future__ import annotations

from care.acts import Act, Intent
from handlers.record import patrol
from storage.day import matters, records
from storage.day.matters import Matter
from tests.stage import WEDNESDAY, Stage, labels, to

PATROL = Act(Intent.PATROL)


def open_(stage: Stage, kind: str) -> list[Matter]:
    return matters.open_ones(stage.session, stage.story.school_id, kind=kind)


def test_a_finding_goes_to_whoever_is_responsible_and_stays_open_until_it_is_fixed(stage: Stage) -> None:
    notes = stage.say("孙强", "17:00", PATROL, text="三楼灯坏了，责任人王磊，未整改")

    assert "发现1项：三楼灯坏了，责任人王磊老师（未整改）" in to(notes, stage.id("孙强"))
    assert labels(notes, stage.id("王磊")) == ["已整改"]
    assert "1. 三楼灯坏了" in patrol.open_findings(stage.turn("孙强", "18:13"))[0]

    done = stage.press("王磊", "17:30", "已整改")

    assert "三楼灯坏了，责任人王磊老师" in to(done, stage.id("孙强"))
    assert open_(stage, "finding") == []
    assert patrol.open_findings(stage.turn("孙强", "18:13")) == ("", [])


def test_what_was_fixed_on_the_spot_is_kept_and_nobodys_task(stage: Stage) -> None:
    stage.say("孙强", "17:00", PATROL, text="走廊积水已拖干")

    assert open_(stage, "finding") == []
    assert len(matters.of_day(stage.session, stage.story.school_id, WEDNESDAY, kind="finding")) == 1


def test_a_count_that_agrees_is_said(stage: Stage) -> None:
    stage.say("赵敏", "16:30", Act(Intent.ROLL_CALL, expected=5, present=5))

    notes = stage.say("孙强", "17:00", PATROL, text="三年级2班5人，秩序好")

    assert "三年级2班5人，和台账一致" in to(notes, stage.id("孙强"))
    assert open_(stage, "discrepancy") == []


def test_a_count_that_differs_names_whom_to_check_and_calls_the_leader(stage: Stage) -> None:
    stage.say("赵敏", "16:30", Act(Intent.ROLL_CALL, expected=5, present=5))

    notes = stage.say("赵敏", "17:00", PATROL, text="三年级2班4人")

    assert "清点4人，台账在班5人，少1人。请逐个核对：三年级2班 李小明、张子涵" in to(notes, stage.id("孙强"))
    assert labels(notes, stage.id("孙强")) == ["已核对"]
    assert [matter.text for matter in open_(stage, "discrepancy")] == [to(notes, stage.id("孙强"))]


def test_before_the_roll_nothing_is_compared(stage: Stage) -> None:
    notes = stage.say("孙强", "16:26", PATROL, text="三年级2班5人")

    assert "还没有点名，没法和台账核对" in to(notes, stage.id("孙强"))
    assert open_(stage, "discrepancy") == []


def test_taking_it_back_ends_what_came_of_it(stage: Stage) -> None:
    stage.say("孙强", "17:00", PATROL, text="三楼灯坏了，请王磊处理")

    notes = stage.press("孙强", "17:01", "撤销巡查")

    assert "不用处理了：三楼灯坏了" in to(notes, stage.id("王磊"))
    assert open_(stage, "finding") == []
    assert records.of_day(stage.session, stage.story.school_id, WEDNESDAY, "patrol") == []
