"""Guard rails where they are tried: refused, kept, overridden with a reason where the plan allows. (C13)"""

from __future__ import annotations

import pytest

from care.acts import Act, Intent
from handlers import sayings
from handlers.school import broadcast, rails
from storage import audit, schools
from storage.school import rails as kept
from tests.stage import Stage, labels, to

HOMEWORK = "今晚作业：语文练习册第12页"
CLOTHES = "演出的同学必须统一购买服装"


def make_act(body: str) -> Act:
    return Act(Intent.BROADCAST, audience="parents", body=body)


def allow(stage: Stage, **people: object) -> None:
    row = stage.session.get_one(schools.SchoolRow, stage.story.school_id)
    row.settings = {**row.settings, "people": people}


def test_homework_is_not_offered_for_sending_and_the_try_is_kept(stage: Stage) -> None:
    notes = broadcast.preview(make_act(HOMEWORK), stage.turn("赵敏", "12:00"))

    assert "L-17" in to(notes, stage.id("赵敏"))
    assert "作业公示栏" in to(notes, stage.id("赵敏")), "what to do instead"
    assert labels(notes, stage.id("赵敏")) == []
    assert [(hit.limit, hit.reason) for hit in kept.of_school(stage.session, stage.story.school_id)] == [("L-17", None)]


def test_a_notice_that_asks_for_no_homework_goes(stage: Stage) -> None:
    notes = broadcast.preview(make_act("请不要给孩子布置作业"), stage.turn("赵敏", "12:00"))

    assert labels(notes, stage.id("赵敏")) == ["发送", "取消"]


def test_for_the_youngest_written_homework_is_refused_by_its_own_limit(stage: Stage) -> None:
    allow(stage, homework_by_chat=True)

    assert "L-05" in to(broadcast.preview(make_act("回家抄写生字"), stage.turn("王磊", "12:00")), stage.id("王磊"))
    assert labels(broadcast.preview(make_act("回家抄写生字"), stage.turn("赵敏", "12:00")), stage.id("赵敏"))


def test_nobody_overrides_what_the_plan_does_not_name(stage: Stage) -> None:
    assert labels(broadcast.preview(make_act(CLOTHES), stage.turn("孙强", "12:00")), stage.id("孙强")) == []


def test_a_leader_overrides_with_a_reason_and_it_is_kept_with_the_name(stage: Stage) -> None:
    allow(stage, overridable=["L-14"])
    stage.keep(broadcast.preview(make_act(CLOTHES), stage.turn("孙强", "12:00")))
    shown = sayings.told(stage.turn("孙强", "12:01", text="理由：区里艺术节统一着装，费用由学校承担"))
    assert shown is not None
    stage.keep(shown)
    notes = stage.press("孙强", "12:02", "发送")

    assert CLOTHES in to(notes, stage.id("王丽"))
    last = kept.of_school(stage.session, stage.story.school_id)[-1]
    assert (last.limit, last.by_id, last.reason) == ("L-14", stage.id("孙强"), "区里艺术节统一着装，费用由学校承担")
    assert "overrode L-14" in [entry.what for entry in audit.entries(stage.session, stage.story.school_id)]


def test_a_teacher_may_not_override(stage: Stage) -> None:
    allow(stage, overridable=["L-14"])
    notes = broadcast.preview(make_act(CLOTHES), stage.turn("赵敏", "12:00"))

    assert labels(notes, stage.id("赵敏")) == []
    assert rails.told(stage.turn("赵敏", "12:01", text="理由：统一着装")) is None


def test_the_button_without_a_reason_sends_nothing(stage: Stage) -> None:
    allow(stage, overridable=["L-14"])
    stage.keep(broadcast.preview(make_act(CLOTHES), stage.turn("孙强", "12:00")))
    notes = stage.press("孙强", "12:01", "写明理由再发")

    assert "理由：" in to(notes, stage.id("孙强"))
    assert to(notes, stage.id("王丽")) == ""


@pytest.mark.parametrize("text", ["三年级2班全班都报上", "今天晚托上新课", "晚托集体补课"])
def test_a_colleagues_plan_that_breaks_a_limit_is_not_noted(stage: Stage, text: str) -> None:
    notes = rails.hold_content(stage.turn("赵敏", "12:00", text=text), [Act(Intent.CLARIFY)])

    assert notes is not None
    assert "没有登记" in to(notes, stage.id("赵敏"))


def test_what_a_care_log_tells_is_kept_and_put_before_the_leader(stage: Stage) -> None:
    turn = stage.turn("赵敏", "17:40", text="今日记录：上新课两页")

    assert rails.hold_content(turn, [Act(Intent.LOG)]) is None
    assert "上新课" in to(rails.look_at_log(turn, [Act(Intent.LOG)]), stage.id("孙强"))


def test_a_parents_words_are_no_plan_of_care(stage: Stage) -> None:
    turn = stage.turn("王丽", "12:00", text="听说晚托上新课？")

    assert rails.hold_content(turn, [Act(Intent.CLARIFY)]) is None
