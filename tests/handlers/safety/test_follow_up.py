"""After an incident: how grave, what was done, who hears it, and a report that says what is not known. (C58; L-19)"""

from __future__ import annotations

from care.acts import Act, Intent
from care.reading.orders.commands import read_command
from handlers import commands
from tests.stage import Stage, labels, to


def fall(stage: Stage, who: str = "赵敏", at: str = "17:00") -> str:
    act = Act(Intent.INCIDENT, students=stage.children("李小明"), kind="injury")
    return to(stage.say(who, at, act, text="李小明摔倒了，膝盖擦破皮"), stage.id(who))


def say(stage: Stage, who: str, at: str, text: str) -> list:  # type: ignore[type-arg]
    said = read_command(text)
    assert said is not None
    notes = commands.carry_out(said, stage.turn(who, at, text=text))
    stage.notes += notes
    return notes


def test_whoever_reports_is_asked_how_grave_it_is(stage: Stage) -> None:
    text = fall(stage)

    assert "程度请点“轻”“中”“重”。" in text
    assert labels(stage.notes, stage.id("赵敏")) == ["轻", "中", "重", "撤销"]


def test_what_is_grave_reaches_the_principal_at_once(stage: Stage) -> None:
    fall(stage)

    notes = stage.press("赵敏", "17:01", "重")

    assert "紧急·程度重（赵敏老师 17:01）：受伤：三年级2班 李小明" in to(notes, stage.id("周建国"))
    assert "程度重" in to(notes, stage.id("孙强"))
    assert "已马上告诉校长" in to(notes, stage.id("赵敏"))


def test_what_is_light_leaves_the_principal_in_peace(stage: Stage) -> None:
    fall(stage)

    notes = stage.press("赵敏", "17:01", "轻")

    assert not to(notes, stage.id("周建国"))
    assert "程度轻" in to(notes, stage.id("孙强"))


def test_of_a_parents_report_the_leader_says_how_grave_it_is(stage: Stage) -> None:
    fall(stage, "王丽")

    assert {"轻", "中", "重"} <= set(labels(stage.notes, stage.id("孙强")))
    assert "轻" not in labels(stage.notes, stage.id("王丽"))


def test_measures_are_added_and_the_leader_hears_them(stage: Stage) -> None:
    fall(stage)

    notes = say(stage, "赵敏", "17:10", "补充 已冰敷，校医看过")

    assert "补充（赵敏老师 17:10）：已冰敷，校医看过" in to(notes, stage.id("孙强"))
    assert labels(notes, stage.id("赵敏")) == ["补充经过"]


def test_with_two_incidents_it_is_asked_which(stage: Stage) -> None:
    fall(stage)
    second = Act(Intent.INCIDENT, students=stage.children("张子涵"), kind="illness")
    stage.say("赵敏", "17:02", second, text="张子涵发烧了")

    asked = say(stage, "赵敏", "17:10", "补充 体温38度")
    notes = stage.press("赵敏", "17:11", "身体不适 张子涵")

    assert labels(asked, stage.id("赵敏")) == ["受伤 李小明", "身体不适 张子涵"]
    assert "身体不适：三年级2班 张子涵" in to(notes, stage.id("孙强"))


def test_who_has_nothing_to_do_with_it_adds_nothing(stage: Stage) -> None:
    fall(stage)

    assert "没有您报告或负责的突发情况" in to(say(stage, "王磊", "17:10", "补充 没事了"), stage.id("王磊"))


def test_the_report_prints_what_is_on_record_and_says_what_is_not(stage: Stage) -> None:
    fall(stage)
    before = to(say(stage, "孙强", "17:02", "事件报告"), stage.id("孙强"))
    stage.deliver()
    stage.press("赵敏", "17:05", "中")
    say(stage, "赵敏", "17:10", "补充 已冰敷")
    stage.press("孙强", "17:30", "已处理")

    after = to(say(stage, "孙强", "17:31", "事件报告"), stage.id("孙强"))

    assert "程度：没有记录" in before
    assert "王丽 消息还没有送到" in before
    assert "结果：还没有结束" in before
    assert "实验小学 突发情况报告\n时间：3月4日（周三） 17:00\n类型：受伤" in after
    assert "报告人：赵敏\n程度：中\n告知家长：王丽 " in after
    assert "处理：\n· 17:10 赵敏：已冰敷\n结果：已结束（孙强 17:30）" in after


def test_a_teacher_does_not_print_reports(stage: Stage) -> None:
    assert "要由值班领导或校长来办" in to(say(stage, "赵敏", "17:10", "事件报告"), stage.id("赵敏"))


def test_a_day_without_incidents_says_so(stage: Stage) -> None:
    assert "这一天没有突发情况" in to(say(stage, "孙强", "17:10", "事件报告 昨天"), stage.id("孙强"))
