"""Who may not collect: two enter it, the asker hears nothing, each look is logged. (promises 10, 11)"""

from __future__ import annotations

from datetime import date

import pytest

from care.acts import Act, Intent
from care.people import Person
from care.reading.orders.commands import Command, Said
from handlers import table
from handlers.safety import blocks as errands
from handlers.school import broadcast
from storage import audit
from storage.day import blocks, matters, pickups
from storage.day.pickups import PlanKind
from tests.stage import WEDNESDAY, Stage, relation, to

NEVER = ("限制", "张三", "裁定")


def enter(
    stage: Stage, who: str = "孙强", words: str = "三年级2班李小明 张三 舅舅 至2026-06-30 依据：法院裁定书"
) -> None:
    stage.keep(errands.enter(Said(Command.BLOCK, words), stage.turn(who, "09:00")))


def bar(stage: Stage, **person: str) -> None:
    """In force since this morning."""
    id_ = blocks.propose(
        stage.session, stage.story.school_id, stage.story.pupils["李小明"], Person(**person), evidence="法院裁定书",
        until=date(2026, 6, 30), by_id=stage.id("孙强"), now=stage.turn("孙强", "08:00").now,
    )  # fmt: skip
    now = stage.turn("周建国", "08:10").now
    blocks.settle(stage.session, id_, blocks.State.IN_FORCE, by_id=stage.id("周建国"), now=now)


def called(stage: Stage) -> None:
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=()))


def test_it_holds_when_a_second_leader_has_confirmed_it(stage: Stage) -> None:
    enter(stage)
    child = stage.story.pupils["李小明"]
    assert blocks.in_force(stage.session, [child], WEDNESDAY) == {}

    notes = stage.press("周建国", "09:05", "核对无误，同意")

    assert "已生效" in to(notes, stage.id("孙强"))
    assert blocks.in_force(stage.session, [child], WEDNESDAY)[child][0].person == Person("张三", "舅舅")


def test_declined_it_never_held(stage: Stage) -> None:
    enter(stage)
    notes = stage.press("周建国", "09:05", "不同意")

    assert "没有生效" in to(notes, stage.id("孙强"))
    assert blocks.in_force(stage.session, [stage.story.pupils["李小明"]], WEDNESDAY) == {}


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("三年级2班李小明 张三 舅舅 至2026-06-30", "没有写依据"),
        ("三年级2班李小明 张三 舅舅 依据：裁定书", "没有写截止日期"),
        ("三年级2班李小明 至2026-06-30 依据：裁定书", "没有写是谁"),
        ("三年级2班李小天 张三 至2026-06-30 依据：裁定书", "没有找到这个孩子"),
        ("三年级2班李小明 张三 至2025-06-30 依据：裁定书", "截止日期已经过去"),
    ],
)
def test_an_entry_that_lacks_something_is_refused(stage: Stage, words: str, answer: str) -> None:
    enter(stage, words=words)

    assert answer in to(stage.notes, stage.id("孙强"))
    assert blocks.of_school(stage.session, stage.story.school_id, WEDNESDAY) == []


@pytest.mark.parametrize("person", [Person("张三", "舅舅"), relation("舅舅"), Person("李四", None, "13811112222")])
def test_a_release_to_the_person_becomes_a_silent_call(stage: Stage, person: Person) -> None:
    bar(stage, name="张三", relation="舅舅", phone="13811112222")
    called(stage)
    notes = stage.say("赵敏", "17:00", Act(Intent.RELEASE, students=stage.children("李小明"), person=person))

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert "先把孩子留在身边" in to(notes, stage.id("赵敏"))
    assert "限制" not in to(notes, stage.id("赵敏"))
    assert "限制接送登记" in to(notes, stage.id("孙强"))
    assert to(notes, stage.id("王丽")) == ""
    assert matters.open_ones(stage.session, stage.story.school_id, kind="blocked")


def test_a_plan_made_before_does_not_open_the_door(stage: Stage) -> None:
    pickups.add(
        stage.session, stage.story.school_id, stage.story.pupils["李小明"], [WEDNESDAY], PlanKind.PERSON,
        person=Person("张三", "舅舅"), by_id=stage.id("王丽"), inbox_id=None, now=stage.turn("王丽", "07:00").now,
    )  # fmt: skip
    bar(stage, name="张三", relation="舅舅")
    called(stage)
    stage.say("赵敏", "17:00", Act(Intent.RELEASE, students=stage.children("李小明")))

    assert stage.place("李小明").holder == stage.id("赵敏")


def test_where_somebody_is_barred_a_release_says_who_collects(stage: Stage) -> None:
    bar(stage, name="张三", relation="舅舅")
    called(stage)
    notes = stage.say("赵敏", "17:00", Act(Intent.RELEASE, all=True))

    assert stage.place("李小明").holder == stage.id("赵敏")
    assert stage.place("王小红").gone is not None
    assert "请写明是谁接的" in to(notes, stage.id("赵敏"))


@pytest.mark.parametrize("intent", [Intent.ARRIVE, Intent.ASK_WHEREABOUTS, Intent.CONFIRM_PICKUP, Intent.WALK_HOME])
def test_a_barred_sender_hears_a_neutral_answer_and_nothing_is_done(stage: Stage, intent: Intent) -> None:
    bar(stage, relation="奶奶")
    called(stage)
    before = stage.place("李小明")
    act = Act(intent, students=stage.children("李小明"), dates=(WEDNESDAY,))
    notes = stage.keep(table.carry_out(act, stage.turn("刘桂芳", "17:00")))

    assert to(notes, stage.id("刘桂芳")) == (
        "收到，三年级2班 李小明的接送安排要由老师核对，核对好之前先不变。急事请直接电话联系学校。"
    )
    assert to(notes, stage.id("赵敏")) == ""
    assert "请勿转发" in to(notes, stage.id("孙强"))
    assert stage.place("李小明") == before


def test_who_is_barred_hears_nothing_of_the_way_home(stage: Stage) -> None:
    bar(stage, relation="奶奶")
    called(stage)
    release = Act(Intent.RELEASE, students=stage.children("李小明"), person=relation("妈妈"))
    notes = stage.say("赵敏", "17:00", release)

    assert to(notes, stage.id("刘桂芳")) == ""
    assert "由妈妈接走" in to(notes, stage.id("王丽"))


def test_a_delegate_who_is_barred_is_not_planned(stage: Stage) -> None:
    bar(stage, name="张三", relation="舅舅")
    act = Act(Intent.DELEGATE_PICKUP, students=stage.children("李小明"), dates=(WEDNESDAY,), person=Person("张三"))
    notes = stage.keep(table.carry_out(act, stage.turn("王丽", "14:00")))

    assert not any(word in to(notes, stage.id("王丽")) for word in NEVER)
    assert pickups.plans(stage.session, [stage.story.pupils["李小明"]], WEDNESDAY) == {}


def test_lifting_needs_two_as_well(stage: Stage) -> None:
    bar(stage, name="张三", relation="舅舅")
    child = stage.story.pupils["李小明"]
    stage.keep(errands.lift(Said(Command.LIFT, "三年级2班李小明 张三"), stage.turn("孙强", "09:00")))
    assert blocks.in_force(stage.session, [child], WEDNESDAY)

    stage.press("周建国", "09:05", "核对无误，同意")
    assert blocks.in_force(stage.session, [child], WEDNESDAY) == {}


def test_each_look_is_in_the_audit_log(stage: Stage) -> None:
    bar(stage, name="张三", relation="舅舅")
    notes = stage.keep(errands.show(Said(Command.BLOCKS), stage.turn("孙强", "09:00")))

    assert "三年级2班 李小明：张三（舅舅），至2026-06-30（有效）" in to(notes, stage.id("孙强"))
    logged = audit.entries(stage.session, stage.story.school_id)
    assert [(entry.what, entry.person_id) for entry in logged] == [("block shown", stage.id("孙强"))]
    assert audit.verify(stage.session, stage.story.school_id) == []


def test_the_end_is_told_once_a_week_before(stage: Stage) -> None:
    bar(stage, name="张三", relation="舅舅")
    stage.day = date(2026, 6, 24)

    assert "到期" in to(errands.remind(stage.turn("孙强", "09:00")), stage.id("周建国"))
    assert errands.remind(stage.turn("孙强", "09:01")) == []


def test_a_barred_guardian_gets_no_notice_of_the_childs_class(stage: Stage) -> None:
    bar(stage, name="刘桂芳", relation="奶奶")
    args = {"audience": "parents", "body": "今天17:30在东门放学"}
    notes = broadcast.press_send(args, stage.turn("赵敏", "12:00"))

    assert stage.id("王丽") in {note.to for note in notes}
    assert stage.id("刘桂芳") not in {note.to for note in notes}


def test_a_barred_guardian_hears_neither_of_the_search_nor_of_its_end(stage: Stage) -> None:
    bar(stage, name="刘桂芳", relation="奶奶")
    called(stage)
    notes = stage.say("赵敏", "17:00", Act(Intent.INCIDENT, students=stage.children("李小明"), kind="missing"))
    notes += stage.press("孙强", "17:10", "已找到")

    assert stage.id("刘桂芳") not in {note.to for note in notes}
