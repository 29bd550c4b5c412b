"""The resource survey and early arrivals, on both databases. (C17, C08)"""

from __future__ import annotations

from dataclasses import replace

import pytest

from care.acts import CareSession
from care.policy import Policy
from care.policy.service import Service
from care.reading.orders.commands import read_command
from handlers import commands
from handlers.custody import early_arrivals
from handlers.enrolment import places
from handlers.turn import Turn
from storage import known, ledger
from storage.day import early_arrivals as kept
from storage.day import records
from storage.school import resources
from tests.stage import WEDNESDAY, Stage, to


def say(stage: Stage, who: str, text: str) -> str:
    said = read_command(text)
    assert said is not None, text
    return to(stage.keep(commands.carry_out(said, stage.turn(who, "10:00", text=text))), stage.id(who))


def policy(stage: Stage) -> Policy:
    school = stage.story.school_id
    return known.policy_at_work(stage.session, school, WEDNESDAY)


def test_colleagues_are_asked_and_who_is_silent_is_named(stage: Stage) -> None:
    assert "正在询问7位老师" in say(stage, "孙强", "资源调查")
    assert "登记特长" in to(stage.notes, stage.id("何芳"))

    assert "您的特长：书法" in say(stage, "何芳", "登记特长 书法 周一、周三有空")
    assert "赵敏老师的特长：合唱" in say(stage, "孙强", "登记特长 赵敏 合唱 每天")
    state = say(stage, "孙强", "资源情况")

    assert "· 何芳老师：书法；每周一、三有空" in state
    assert "周一2人，周二1人" in state
    assert "还没回复5人" in state
    assert "何芳老师" not in state.split("还没回复")[1]


def test_a_colleague_does_not_say_what_another_can_do(stage: Stage) -> None:
    assert "没有改动" in say(stage, "何芳", "登记特长 赵敏 合唱 每天")
    assert resources.told(stage.session, stage.story.school_id) == []


def test_rooms_are_the_places_where_the_plan_names_none(stage: Stage) -> None:
    assert policy(stage).enrolment.capacity == ()
    say(stage, "孙强", "登记教室 三年级2班教室 50平方米 容纳30人 设备：投影")
    say(stage, "孙强", "登记教室 书法教室 容纳20人 用于：书法社团")
    assert "容纳人数还算不出（有教室没有登记）：晚托" in say(stage, "周建国", "资源情况")

    say(stage, "孙强", "登记教室 一年级1班教室 容纳28人")
    state = say(stage, "周建国", "资源情况")

    assert "书法教室：容纳20人；用于：书法社团" in state
    assert "晚托58人" in state
    counted = {one.session or one.club: one.places for one in policy(stage).enrolment.capacity}
    assert counted == {"evening": 58, "noon": 58, "书法社团": 20}


def test_a_full_room_takes_no_further_child(stage: Stage) -> None:
    """C17 into C23: without a survey there is no limit."""
    say(stage, "孙强", "登记教室 书法教室 容纳1人 用于：书法社团")
    turn = replace(stage.turn("孙强", "10:30"), policy=policy(stage))

    assert places.left(turn, "书法社团") == 1
    assert places.left(stage.turn("孙强", "10:31"), "书法社团") is None


def test_a_room_out_of_use_no_longer_counts(stage: Stage) -> None:
    say(stage, "孙强", "登记教室 书法教室 容纳20人 用于：书法社团")
    assert "已更新教室" in say(stage, "孙强", "登记教室 书法教室 容纳25人 用于：书法社团")
    assert resources.places_of(stage.session, stage.story.school_id)["书法社团"] == 25
    assert "已停用" in say(stage, "孙强", "停用教室 书法教室")
    assert "没有登记教室" in say(stage, "孙强", "停用教室 书法教室")
    assert resources.places_of(stage.session, stage.story.school_id) == {}


def test_goods_are_kept_as_said_last(stage: Stage) -> None:
    say(stage, "孙强", "登记物资 宣纸 200张")
    say(stage, "孙强", "登记物资 宣纸 150张")
    assert "物资：宣纸 150张" in say(stage, "孙强", "资源情况")


# --- early arrivals ---


def early(stage: Stage, who: str, text: str, **service: bool) -> str | None:
    turn: Turn = stage.turn(who, "07:30", text=text)
    turn.policy = replace(turn.policy, service=Service(early_care=True, **service))
    notes = early_arrivals.told(turn)
    return None if notes is None else to(stage.keep(notes), stage.id(who))


def test_heads_are_counted_as_a_patrol_and_nothing_is_booked_or_charged(stage: Stage) -> None:
    assert "早到12人。不收费" in (early(stage, "孙强", "早到12人，在一楼大厅") or "")

    school = stage.story.school_id
    assert [one.text for one in records.of_day(stage.session, school, WEDNESDAY, "patrol")] == ["早到12人，在一楼大厅"]
    assert ledger.events(stage.session, school, WEDNESDAY, CareSession.MORNING) == []
    assert "07:30 12人，孙强老师登记" in (early(stage, "周建国", "早到情况") or "")


def test_names_are_kept_where_they_are_named_and_a_wrong_one_stops_all(stage: Stage) -> None:
    assert "没有登记" in (early(stage, "赵敏", "早到：李小明、王小虎") or "")
    assert "早到2人：三年级2班 李小明、三年级2班 王小红" in (early(stage, "赵敏", "早到：李小明、王小红") or "")


def test_taken_back_it_leaves_the_patrol_log_too(stage: Stage) -> None:
    early(stage, "孙强", "早到12人")
    stage.press("孙强", "07:35", "撤销")

    school = stage.story.school_id
    assert kept.of_day(stage.session, school, WEDNESDAY) == []
    assert records.of_day(stage.session, school, WEDNESDAY, "patrol") == []


@pytest.mark.parametrize("text", ["早到12人吗？", "李小明今天早到了"])
def test_a_question_counts_nobody(stage: Stage, text: str) -> None:
    assert early(stage, "孙强", text) is None


def test_a_plan_without_early_care_says_so(stage: Stage) -> None:
    notes = early_arrivals.told(stage.turn("孙强", "07:30", text="早到12人"))
    assert notes is not None
    assert "没有早到看护" in notes[0].text
    assert early_arrivals.told(stage.turn("王丽", "07:30", text="早到12人")) is None
