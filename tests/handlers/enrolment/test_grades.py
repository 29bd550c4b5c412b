"""A session that the plan holds for some grades is not given to others, and is not offered to them. (004-4.04)"""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from care.acts import Act, CareSession, Intent
from care.policy import SessionPlan
from handlers.enrolment import enrolment
from handlers.turn import Turn
from storage.enrolment import approvals
from tests.stage import Stage, labels, to

STUDY = SessionPlan(CareSession.STUDY, "晚自习", time(18, 20), time(20, 20), grades=(1,))


def turn_of(stage: Stage, who: str, *, text: str = "") -> Turn:
    turn = stage.turn(who, "10:00", text=text)
    turn.policy = replace(turn.policy, sessions=(*turn.policy.sessions, STUDY))
    return turn


def asks(stage: Stage, who: str, *sessions: CareSession) -> Turn:
    turn = turn_of(stage, who)
    stage.keep(enrolment.enroll(Act(Intent.ENROLL, sessions=sessions or None), turn))
    return turn


def test_it_is_refused_with_the_reason_and_what_the_child_can_have(stage: Stage) -> None:
    asks(stage, "陈刚", CareSession.STUDY)

    told = to(stage.notes, stage.id("陈刚"))
    assert told == "晚自习按本校方案只对一年级开放，没有提交。三年级2班 陈晨可以报午托、晚托。"
    assert approvals.of_student(stage.session, stage.story.pupils["陈晨"]) == []


def test_a_child_of_the_grade_gets_its_application(stage: Stage) -> None:
    asks(stage, "刘敏", CareSession.STUDY)

    assert "没有提交" not in to(stage.notes, stage.id("刘敏"))
    assert len(approvals.of_student(stage.session, stage.story.pupils["刘洋"])) == 1


def test_only_the_grades_own_sessions_are_offered(stage: Stage) -> None:
    asks(stage, "陈刚")
    assert "晚自习" not in labels(stage.notes, stage.id("陈刚"))
    assert "晚托" in labels(stage.notes, stage.id("陈刚"))


def test_a_change_to_it_is_refused_as_well(stage: Stage) -> None:
    turn = stage.turn("李娜", "10:00", text="晚托换成午托")
    noon, evening = turn.policy.sessions
    turn.policy = replace(turn.policy, sessions=(replace(noon, grades=(1, 2)), evening))
    notes = enrolment.typed(turn)

    assert notes is not None
    assert "午托按本校方案只对一年级、二年级开放，没有提交" in notes[0].text
