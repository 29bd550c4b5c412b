"""Meetings and their minutes; a volunteer calls off; an institution is evaluated. (C19, C98, C99)"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from care.policy.people import Helping
from care.reading.orders.commands import read_command
from care.reading.orders.people_orders import read_call_off
from handlers import commands
from handlers.people import people_orders
from storage.staff import vettings, volunteers
from tests.stage import EVENING, WEDNESDAY, Stage, labels, to

FRIDAY = WEDNESDAY + timedelta(days=2)


def say(stage: Stage, who: str, text: str) -> str:
    said = read_command(text)
    assert said is not None, text
    return to(stage.keep(commands.carry_out(said, stage.turn(who, "10:00", text=text))), stage.id(who))


def order(stage: Stage, who: str, text: str) -> list[str] | None:
    notes = people_orders.told(stage.turn(who, "10:00", text=text))
    return None if notes is None else [note.text for note in stage.keep(notes)]


def called(stage: Stage) -> None:
    say(stage, "孙强", "会议通知 全体老师：周五16:30开课后服务会")
    stage.press("孙强", "10:01", "发送")


def test_a_call_to_a_meeting_asks_who_comes_and_the_count_balances(stage: Stage) -> None:
    called(stage)
    assert labels(stage.notes, stage.id("赵敏")) == ["参加", "不能参加"]
    stage.press("赵敏", "10:05", "参加")
    stage.press("何芳", "10:06", "不能参加")

    state = say(stage, "孙强", "会议情况")
    assert "通知7人 = 参加1 + 不能参加1 + 没答复5" in state
    assert "不能参加：何芳" in state


def test_minutes_reach_everybody_who_was_called_and_stay_with_the_meeting(stage: Stage) -> None:
    called(stage)
    assert "正在发给7人" in say(stage, "孙强", "会议纪要 一、点名要准时；二、放学走东门。")

    assert "一、点名要准时；二、放学走东门。" in to(stage.notes, stage.id("王磊"))
    assert labels(stage.notes, stage.id("王磊"))[-1] == "已阅"
    assert "会议纪要：一、点名要准时" in say(stage, "周建国", "会议情况")
    assert "还没有发过会议通知" in say(stage, "赵敏", "会议纪要 我来写")


def helping(stage: Stage, *days: date) -> None:
    school, parent, by = stage.story.school_id, stage.id("王丽"), stage.id("孙强")
    now = stage.turn("孙强", "08:00").now
    volunteers.sign_up(stage.session, school, parent, "书法", now=now)
    for day in days:
        volunteers.arrange(
            stage.session, school, parent, day, EVENING, Helping.BESIDE,
            group_id=stage.story.groups["三年级2班", EVENING], by_id=by, now=now,
        )  # fmt: skip


def test_a_volunteer_calls_off_and_teacher_and_leader_hear_it(stage: Stage) -> None:
    helping(stage, FRIDAY)
    assert order(stage, "王丽", "3月6日义工来不了") is not None

    assert "已取消您3月6日（周五）晚托" in to(stage.notes, stage.id("王丽"))
    assert "家长义工王丽3月6日（周五）晚托来不了" in to(stage.notes, stage.id("赵敏"))
    assert "来不了" in to(stage.notes, stage.id("孙强"))
    assert volunteers.on(stage.session, stage.story.school_id, FRIDAY) == []
    assert order(stage, "王丽", "义工来不了") == ["以后没有您的义工安排，没有改动。"]


def test_of_several_days_it_is_asked_which(stage: Stage) -> None:
    helping(stage, WEDNESDAY, FRIDAY)
    order(stage, "王丽", "义工请假")
    assert len(volunteers.ahead(stage.session, stage.story.school_id, stage.id("王丽"), WEDNESDAY)) == 2

    stage.press("王丽", "10:05", "取消3月6日（周五）晚托")
    left = volunteers.ahead(stage.session, stage.story.school_id, stage.id("王丽"), WEDNESDAY)
    assert [one.day for one in left] == [WEDNESDAY]


@pytest.mark.parametrize("text", ["义工来了吗", "小明来不了", "不想当义工", "老师请假了吗"])
def test_nothing_else_calls_a_help_off(text: str) -> None:
    assert read_call_off(text) is None


def test_an_evaluation_stays_with_the_institution_when_it_is_entered_anew(stage: Stage) -> None:
    order(stage, "孙强", "登记机构 星光艺术中心 非学科 名单内")
    assert order(stage, "孙强", "评价机构 星光艺术中心：教学认真，家长满意") == [
        "已登记对星光艺术中心的评价：教学认真，家长满意。要改请再写一次。"
    ]
    order(stage, "孙强", "登记机构 星光艺术中心 非学科 名单内 有偿")

    assert vettings.evaluations(stage.session, stage.story.school_id) == {"星光艺术中心": "教学认真，家长满意"}
    assert "；评价：教学认真" in (order(stage, "孙强", "机构名单") or [""])[0]
    assert "没有登记" in (order(stage, "孙强", "评价机构 没有的：好好") or [""])[0]
