"""The summary that is asked for: figures of the record, for those who may see them. (C57; promise 8, 11)"""

from __future__ import annotations

from datetime import date, timedelta

from care.acts import Act, Intent
from handlers.record import summary
from tests.stage import WEDNESDAY, Stage, to


def ask(stage: Stage, who: str, *days: date) -> str:
    return to(summary.ask_summary(Act(Intent.ASK_SUMMARY, dates=days or None), stage.turn(who, "17:55")), stage.id(who))


def call_roll(stage: Stage) -> None:
    stage.say("赵敏", "16:30", Act(Intent.ROLL_CALL, expected=5, present=5))


def test_the_principal_sees_the_equations_and_what_is_unknown(stage: Stage) -> None:
    call_roll(stage)

    text = ask(stage, "周建国", WEDNESDAY)

    assert "【晚托】应到9 = 到5 + 请假0 + 缺勤0 + 未点名4" in text
    assert "接手5 = 仍在校5 + 已离校0" in text
    assert "· 一年级1班 应到4，未点名4，情况不明" in text


def test_a_teacher_sees_the_own_group_only(stage: Stage) -> None:
    call_roll(stage)

    text = ask(stage, "赵敏", WEDNESDAY)

    assert "应到5 = 到5" in text
    assert "一年级1班" not in text
    assert "待处理" not in text


def test_who_has_no_group_sees_nothing(stage: Stage) -> None:
    assert "看不到汇总" in ask(stage, "何芳")


def test_a_week_is_a_line_a_day_and_days_without_a_record_say_so(stage: Stage) -> None:
    call_roll(stage)
    week = tuple(WEDNESDAY + timedelta(days=n) for n in range(-2, 3))

    lines = ask(stage, "周建国", *week).splitlines()

    assert lines[0] == "3月2日（周一）至3月6日（周五）托管汇总"
    assert lines[1] == "· 3月2日（周一） 没有记录"
    assert lines[3] == "· 3月4日（周三） 应到9 = 到5 + 请假0 + 缺勤0 + 未点名4；仍在校5"


def test_a_day_without_care_has_no_figures(stage: Stage) -> None:
    assert ask(stage, "周建国", date(2026, 3, 7)) == "3月7日（周六）没有托管，没有数据。"
