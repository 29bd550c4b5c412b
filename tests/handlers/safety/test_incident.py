"""Incidents: told at once, ended by a person, and not before the family knows. (C58; L-19)"""

from __future__ import annotations

from care.acts import Act, Intent
from care.messages import Urgency
from care.people import Student
from storage import people
from storage.day import matters
from tests.stage import Stage, labels, to


def hurt(stage: Stage, *names: str, kind: str = "injury") -> Act:
    return Act(Intent.INCIDENT, students=stage.children(*names), kind=kind)


def test_family_class_teacher_and_leader_hear_at_once(stage: Stage) -> None:
    notes = stage.say("赵敏", "17:00", hurt(stage, "李小明"), text="小明磕破膝盖了")

    for who in ("王丽", "刘桂芳", "陈静", "孙强"):
        assert "三年级2班 李小明" in to(notes, stage.id(who))
        assert all(note.urgency is Urgency.URGENT for note in notes if note.to == stage.id(who))
    assert labels(notes, stage.id("孙强")) == ["已处理"]
    assert matters.open_ones(stage.session, stage.story.school_id, kind="incident")


def test_it_cannot_be_ended_before_the_family_knows(stage: Stage) -> None:
    stage.say("赵敏", "17:00", hurt(stage, "李小明"))
    notes = stage.press("孙强", "17:05", "已处理")

    assert "还不能结束" in to(notes, stage.id("孙强"))
    assert matters.open_ones(stage.session, stage.story.school_id, kind="incident")

    stage.press("孙强", "17:06", "已电话告知家长")
    assert not matters.open_ones(stage.session, stage.story.school_id, kind="incident")


def test_the_leader_ends_it_and_everybody_hears_who_did(stage: Stage) -> None:
    stage.say("赵敏", "17:00", hurt(stage, "李小明"))
    stage.deliver()
    notes = stage.press("孙强", "17:20", "已处理")

    for who in ("王丽", "赵敏", "陈静"):
        assert "孙强老师 17:20" in to(notes, stage.id(who))
    assert not matters.open_ones(stage.session, stage.story.school_id, kind="incident")


def test_a_family_reads_nothing_of_the_other_child(stage: Stage) -> None:
    text = "李小明和张子涵打起来了"
    notes = stage.say("赵敏", "17:00", hurt(stage, "李小明", "张子涵", kind="conflict"), text=text)

    assert "张子涵" not in to(notes, stage.id("王丽"))
    assert "李小明" not in to(notes, stage.id("张伟"))
    assert text in to(notes, stage.id("孙强"))


def test_a_missing_child_calls_everybody_on_duty(stage: Stage) -> None:
    notes = stage.say("赵敏", "17:00", hurt(stage, "李小明", kind="missing"))

    for who in ("孙强", "陈静", "王磊", "何芳", "王丽"):
        assert "李小明" in to(notes, stage.id(who))
    assert labels(notes, stage.id("孙强")) == ["已找到"]


def test_a_parents_report_reaches_the_staff(stage: Stage) -> None:
    notes = stage.say("王丽", "17:00", Act(Intent.INCIDENT, kind="illness"), text="孩子打电话说肚子疼得厉害")

    for who in ("赵敏", "陈静", "孙强"):
        assert "肚子疼" in to(notes, stage.id(who))


def test_a_broken_lamp_is_the_leaders(stage: Stage) -> None:
    notes = stage.say("赵敏", "17:00", Act(Intent.INCIDENT, kind="facility"), text="三楼灯坏了")

    assert {note.to for note in notes} == {stage.id("赵敏"), stage.id("孙强")}


def test_a_report_by_mistake_is_corrected_with_everybody(stage: Stage) -> None:
    stage.say("赵敏", "17:00", hurt(stage, "李小明"))
    notes = stage.press("赵敏", "17:01", "撤销")

    assert "作废" in to(notes, stage.id("王丽"))
    assert "作废" in to(notes, stage.id("孙强"))
    assert not matters.open_ones(stage.session, stage.story.school_id, kind="incident")


def test_a_report_in_the_morning_opens_no_list(stage: Stage) -> None:
    notes = stage.say("陈静", "09:00", hurt(stage, "李小明"))

    assert "李小明" in to(notes, stage.id("赵敏"))
    assert stage.balance().expected == 0


def test_of_two_pupils_of_one_name_the_right_family_is_told_at_the_press_of_a_button(stage: Stage) -> None:
    classes = {row.name: row.id for row in people.classes(stage.session, stage.story.school_id)}
    people.add_student(stage.session, stage.story.school_id, classes["一年级1班"], "李小明")
    unknown = Act(Intent.INCIDENT, students=(Student(0, "李小明", ""),), kind="injury")

    first = stage.say("何芳", "17:00", unknown, text="李小明摔了")
    assert "摔了" in to(first, stage.id("孙强"))
    assert not to(first, stage.id("王丽"))

    second = stage.press("何芳", "17:01", "三年级2班李小明")
    assert "李小明摔了" in to(second, stage.id("王丽"))
