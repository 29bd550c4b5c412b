"""Guardians kept apart: no notice, answer or list shows one to the other. (C10; promise 11)"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import pytest

from care.acts import Act, Intent
from care.messages import Outgoing
from care.people import Person
from care.reading.orders.people_orders import read_order
from handlers import table
from handlers.people import people_orders
from handlers.posting import post
from handlers.safety import apart as errands
from handlers.wayhome import planned
from storage import apart, audit, outbox, people
from tests.stage import WEDNESDAY, Stage, relation, to

SHOWN = ("王丽", "妈妈", "13800000001", "138****0001")


def keep(stage: Stage, who: str = "孙强") -> str:
    """王丽 and 刘桂芳, mother and grandmother of 李小明."""
    turn = stage.turn(who, "09:00", text="互不可见 三年级2班李小明 王丽 刘桂芳 依据：法院判决书")
    notes = people_orders.told(turn)
    assert notes is not None
    return to(stage.keep(notes), stage.id(who))


def veiled(stage: Stage, notes: Sequence[Outgoing], who: str) -> str:
    return to(errands.veiled(stage.turn("钱进", "18:00"), list(notes)), stage.id(who))


def test_a_leader_enters_it_with_evidence_and_it_is_logged(stage: Stage) -> None:
    assert "已登记" in keep(stage)
    assert apart.of_school(stage.session, stage.story.school_id, WEDNESDAY)
    assert "apart entered" in [entry.what for entry in audit.entries(stage.session, stage.story.school_id)]
    assert to(stage.notes, stage.id("王丽")) == to(stage.notes, stage.id("刘桂芳")) == ""


def test_a_teacher_may_neither_enter_nor_read_it(stage: Stage) -> None:
    assert "没有改动" in keep(stage, "赵敏")
    assert apart.of_school(stage.session, stage.story.school_id, WEDNESDAY) == []


def test_without_evidence_nothing_is_kept(stage: Stage) -> None:
    said = read_order("互不可见 三年级2班李小明 王丽 刘桂芳")
    assert said is not None
    errands.enter(said, stage.turn("孙强", "09:00"))

    assert apart.of_school(stage.session, stage.story.school_id, WEDNESDAY) == []


@pytest.mark.parametrize("person", [relation("妈妈"), Person("王丽", "妈妈"), Person("王丽")])
def test_a_release_to_the_one_does_not_name_her_to_the_other(stage: Stage, person: Person) -> None:
    keep(stage)
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=()))
    notes = stage.say("赵敏", "17:00", Act(Intent.RELEASE, students=stage.children("李小明"), person=person))

    other = veiled(stage, notes, "刘桂芳")
    assert "接走" in other
    assert not [word for word in SHOWN if word in other]
    assert "妈妈" in veiled(stage, notes, "王丽") or "王丽" in veiled(stage, notes, "王丽"), "her own is hers"


def test_every_message_goes_through_the_last_door(stage: Stage) -> None:
    keep(stage)
    turn = stage.turn("孙强", "12:00")
    post(turn, turn.tell_all([stage.id("刘桂芳"), stage.id("王建")], "王丽（妈妈）说", "any/1", about="leave"))

    rows = {row.to_id: json.loads(row.body)["text"] for row in outbox.get(stage.session, range(1, 9))}
    assert rows[stage.id("刘桂芳")] == "另一位监护人说"
    assert rows[stage.id("王建")] == "王丽（妈妈）说"


def test_a_notice_to_all_parents_keeps_its_words(stage: Stage) -> None:
    keep(stage)
    turn = stage.turn("孙强", "12:00")
    notes = turn.tell_all([stage.id("刘桂芳")], "各位爸爸妈妈好", "any/2", about="broadcast")

    assert veiled(stage, notes, "刘桂芳") == "各位爸爸妈妈好"


def test_a_plan_of_the_one_is_not_shown_to_the_other(stage: Stage) -> None:
    keep(stage)
    child = stage.children("李小明")
    act = Act(Intent.DELEGATE_PICKUP, students=child, dates=(WEDNESDAY,), person=Person("张三", "舅舅"))
    stage.keep(table.carry_out(act, stage.turn("王丽", "14:00")))

    assert "舅舅" in veiled(stage, planned.ask(stage.turn("王丽", "14:05"), child), "王丽")
    assert "舅舅" not in veiled(stage, planned.ask(stage.turn("刘桂芳", "14:05"), child), "刘桂芳")
    assert to(stage.notes, stage.id("刘桂芳")) == ""


def test_staff_see_both_because_they_answer_for_the_child(stage: Stage) -> None:
    keep(stage)
    notes = planned.ask(stage.turn("赵敏", "14:05"), stage.children("李小明"))

    assert "王丽" in veiled(stage, notes, "赵敏")


def test_it_ends_by_its_date_and_by_a_leader(stage: Stage) -> None:
    keep(stage)
    said = read_order("解除互不可见 三年级2班李小明 王丽 刘桂芳")
    assert said is not None
    errands.lift(said, stage.turn("周建国", "10:00"))
    assert apart.hidden_from(stage.session, [stage.id("王丽")], WEDNESDAY) == {}

    school, child = stage.story.school_id, stage.story.pupils["李小明"]
    apart.keep(
        stage.session, school, child, stage.id("王丽"), stage.id("刘桂芳"), evidence="裁定书", until=date(2026, 3, 5),
        by_id=stage.id("孙强"), now=stage.turn("孙强", "10:05").now,
    )  # fmt: skip
    assert apart.hidden_from(stage.session, [stage.id("王丽")], date(2026, 3, 5))
    assert apart.hidden_from(stage.session, [stage.id("王丽")], date(2026, 3, 6)) == {}


def test_each_look_at_the_list_is_logged(stage: Stage) -> None:
    keep(stage)
    said = read_order("互不可见名单")
    assert said is not None
    errands.show(said, stage.turn("孙强", "09:10"))

    assert audit.entries(stage.session, stage.story.school_id)[-1].what == "apart shown"
    assert people.name_of(stage.session, stage.id("王丽")) == "王丽"
