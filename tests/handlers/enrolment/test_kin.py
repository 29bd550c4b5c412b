"""The other guardians of a child whose place is to end or change. (C28, C29; promises 3, 7, 10, 11)"""

from __future__ import annotations

from storage.db import Sessions
from tests.handlers.enrolment.school import School, to


def test_the_other_guardian_hears_once_that_a_child_is_to_leave(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions)

    assert "王丽（妈妈）申请了：三年级2班 李小明 退出晚托" in to(school.say("王丽", "小明退出晚托"), "刘桂芳")
    assert to(school.say("王丽", "小明退出晚托"), "刘桂芳") == ""
    assert to(school.say("陈静", "同意"), "刘桂芳") == ""


def test_a_place_that_ends_on_another_day_than_was_told_is_corrected(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions)
    school.say("王丽", "小明退出晚托")
    school.later(2, at=school.moment.time())

    assert "学校同意的是：三年级2班 李小明 退出晚托（从3月7日" in to(school.say("陈静", "同意"), "刘桂芳")


def test_a_wish_carried_out_at_once_is_told_as_done(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions, withdrawal={"needs_approval": False})

    assert "王丽（妈妈）已办好：三年级2班 李小明 退出晚托" in to(school.say("王丽", "小明退出晚托"), "刘桂芳")


def test_who_may_not_collect_the_child_hears_nothing(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions)
    school.say("孙强", "限制接送 三年级2班李小明 刘桂芳 奶奶 13800000002 至2026-06-30 依据：法院裁定书")
    school.press("周建国", "核对无误，同意")

    assert to(school.say("王丽", "小明退出晚托"), "刘桂芳") == ""
    assert to(school.say("王丽", "撤回申请"), "刘桂芳") == ""
