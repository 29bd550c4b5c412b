"""还原: who may look, and that each look at a message is kept. (issue 4.10; promises 11 and 15)"""

from __future__ import annotations

from datetime import datetime

from care.acts import Act, Intent
from care.calendar import SHANGHAI
from care.messages import Inbound, Kind
from care.reading.orders.commands import Command, Said
from handlers.commands import carry_out
from storage import audit, inbox
from tests.stage import Stage, relation, to


def released_by(stage: Stage, text: str) -> None:
    """赵敏 lets 李小明 go, by a message that lies in the inbox."""
    at = datetime(2026, 3, 4, 17, 5, tzinfo=SHANGHAI)
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=()))
    stage._messages = 0
    message = Inbound("demo", "wecom_app", "m1", "zhaomin", Kind.TEXT, text)
    inbox.receive(stage.session, stage.story.school_id, message, now=at)
    act = Act(Intent.RELEASE, students=stage.children("李小明"), person=relation("奶奶"))
    stage.say("赵敏", "17:05", act, text=text)


def looked(stage: Stage, who: str, rest: str) -> str:
    return to(carry_out(Said(Command.REPLAY, rest), stage.turn(who, "17:40")), stage.id(who))


def entries(stage: Stage) -> list[audit.Entry]:
    return audit.entries(stage.session, stage.story.school_id)


def test_the_leader_reads_the_words_and_the_look_is_kept(stage: Stage) -> None:
    released_by(stage, "李小明奶奶接走了")
    told = looked(stage, "孙强", "17:00-17:20 三年级2班")

    assert "17:05 赵敏老师放行李小明，奶奶接走" in told
    assert "原话：“李小明奶奶接走了”" in told
    assert [(entry.what, entry.person_id) for entry in entries(stage)] == [("replay message", stage.id("孙强"))]
    assert audit.verify(stage.session, stage.story.school_id) == []


def test_another_groups_teacher_sees_nothing_and_nothing_is_looked_at(stage: Stage) -> None:
    released_by(stage, "李小明奶奶接走了")
    told = looked(stage, "王磊", "17:00-17:20 三年级2班")

    assert "李小明" not in told
    assert entries(stage) == []


def test_a_torn_stretch_is_answered_with_an_example(stage: Stage) -> None:
    assert "还原 17:05-17:20 三年级2班" in looked(stage, "孙强", "三年级2班")
