"""One person, several roles; one telephone, two people: asked where it is open, both menus shown. (C10; promise 2)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from care.acts import Act, Intent
from care.messages import Inbound, Kind, Outgoing
from care.people import Role
from handlers import serve, smalltalk
from handlers.people import as_role, binding
from storage import apart, people
from storage.day import leaves
from tests.stage import WEDNESDAY, Stage, labels, to


def parent_too(stage: Stage, who: str = "赵敏", child: str = "刘洋") -> None:
    people.add_guardian(stage.session, stage.story.pupils[child], stage.id(who), "妈妈", rank=2)


def text(stage: Stage, who: str, said: str) -> Sequence[Outgoing]:
    turn = stage.turn(who, "12:00", text=said)
    return serve.serve(Inbound("demo", "wecom_app", "x", "x", Kind.TEXT, said), turn, None).messages


def test_an_open_request_for_leave_is_asked_about_and_changes_nothing(stage: Stage) -> None:
    parent_too(stage)
    notes = text(stage, "赵敏", "今天晚托请假")

    assert labels(notes, stage.id("赵敏")) == ["我是家长", "我是老师"]
    assert "一年级1班 刘洋" in to(notes, stage.id("赵敏"))


def test_as_a_parent_it_is_the_childs_leave(stage: Stage) -> None:
    parent_too(stage)
    turn = stage.turn("赵敏", "12:00")
    stage.keep(serve.press_role({"text": "今天晚托请假", "role": "parent"}, turn))

    away = leaves.of_day(stage.session, stage.story.school_id, WEDNESDAY)
    assert {child for ids in away.values() for child in ids} == {stage.story.pupils["刘洋"]}


def test_as_a_teacher_it_is_the_own_leave_from_duty(stage: Stage) -> None:
    parent_too(stage)
    turn = stage.turn("赵敏", "12:00")
    notes = stage.keep(serve.press_role({"text": "今天晚托请假", "role": "teacher"}, turn))

    assert leaves.of_day(stage.session, stage.story.school_id, WEDNESDAY) == {}
    assert to(notes, stage.id("赵敏"))


def test_a_teacher_without_a_child_here_is_not_asked(stage: Stage) -> None:
    assert as_role.ask(stage.turn("赵敏", "12:00"), "今天晚托请假", Role.TEACHER) is None


def test_the_own_child_in_the_own_group_is_asked_about(stage: Stage) -> None:
    parent_too(stage, child="王小红")

    assert as_role.ask(stage.turn("赵敏", "12:00"), "王小红妈妈接走了", Role.TEACHER) is not None
    assert as_role.ask(stage.turn("赵敏", "12:00"), "李小明妈妈接走了", Role.TEACHER) is None


def test_help_shows_both_menus(stage: Stage) -> None:
    parent_too(stage)
    said = to(smalltalk.help_(Act(Intent.HELP), stage.turn("赵敏", "12:00")), stage.id("赵敏"))

    assert "点名" in said
    assert "换人接" in said


# --- one telephone ---


def shared(stage: Stage) -> int:
    """王丽 and the grandfather have one telephone."""
    old = people.add_person(stage.session, stage.story.school_id, "王大山", phone="13800000001")
    people.add_guardian(stage.session, stage.story.pupils["李小明"], old, "外公", rank=3)
    return old


def bind(stage: Stage, relation: str | None = None) -> Sequence[Outgoing]:
    stage.story.people["访客"] = people.add_person(stage.session, stage.story.school_id, "")
    act = Act(Intent.BIND, student="李小明", class_name="三年级2班", phone="13800000001", relation=relation)
    turn = stage.turn("访客", "12:00")
    turn.channel, turn.address = "wecom_kf", "wm_visitor"
    return binding.bind(act, turn)


def at(stage: Stage) -> int | None:
    return people.person_at(stage.session, stage.story.school_id, "wecom_kf", "wm_visitor")


def test_a_shared_telephone_is_asked_about(stage: Stage) -> None:
    shared(stage)

    assert labels(bind(stage), stage.id("访客")) == ["我是妈妈", "我是外公"]
    assert at(stage) is None


def test_the_relation_that_was_written_answers_it(stage: Stage) -> None:
    old = shared(stage)
    bind(stage, "外公")

    assert at(stage) == old


def test_who_are_kept_apart_are_told_apart_by_the_class_teacher(stage: Stage) -> None:
    from_, old = stage.turn("孙强", "08:00"), shared(stage)
    keep_apart(stage, stage.id("王丽"), old, from_.now)
    notes = bind(stage)

    assert labels(notes, stage.id("访客")) == []
    assert labels(notes, stage.id("陈静")) == ["同意", "不同意"]


def keep_apart(stage: Stage, one: int, other: int, now: datetime) -> None:
    apart.keep(
        stage.session, stage.story.school_id, stage.story.pupils["李小明"], one, other, evidence="判决书", until=None,
        by_id=stage.id("孙强"), now=now,
    )  # fmt: skip


def test_nobody_becomes_somebody_whose_phone_differs(stage: Stage) -> None:
    assert binding.switched(stage.turn("王丽", "12:00", text="我是奶奶")) is None
