"""Chains, silence, and who sees what. (C21, C12; L-02, L-15)"""

from __future__ import annotations

import logging
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from care.acts import CareSession
from care.rules.enrolment.course import Stage
from storage import audit
from storage.db import Sessions
from storage.enrolment import agreements, courses
from storage.outbox import OutboxRow
from tests.handlers.enrolment.school import School, labels, to

THREE = [{"actor": "class_teacher"}, {"actor": "principal"}, {"actor": "committee"}]


def test_each_step_tells_the_family_once_and_keeps_who_decided(sessions: Sessions) -> None:
    school = School(sessions, chain=THREE)
    school.say("周建国", "审核人 家委会 赵洁")
    school.say("陈刚", "给陈晨报晚托")

    for who in ("陈静", "周建国", "赵洁"):
        heard = school.press(who, "同意")
        assert len([one for one in heard if one.who == "陈刚"]) == 1, who

    with sessions.reading() as session:
        people = school.door.story.people
        events = courses.of_application(session, school.application("陈晨").id)
        assert [one.by_id for one in events] == [people[who] for who in ("陈静", "周建国", "赵洁")]
    assert "陈晨" in school.expected(CareSession.EVENING, date(2026, 3, 5))


def test_nobody_else_can_decide_a_step(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions, chain=THREE)
    school.say("陈刚", "给陈晨报晚托")
    school.press("陈静", "同意")

    school.say("陈静", "同意陈晨的")

    course = school.application("陈晨").course
    assert (course.stage, course.step) == (Stage.STEP, 1)


def test_silence_that_agrees_goes_on_to_the_next_and_says_so(sqlite_sessions: Sessions) -> None:
    school = School(
        sqlite_sessions, chain=[{"actor": "class_teacher", "on_silence": "approve", "days": 1}, {"actor": "principal"}]
    )
    school.say("陈刚", "给陈晨报晚托")

    heard = school.later(1)

    assert "视为同意" in to(heard, "陈刚")
    assert labels(heard, "周建国") == ["同意", "不同意"]


def test_silence_that_only_reminds_asks_again_and_tells_the_family_nothing(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions, chain=[{"actor": "class_teacher", "days": 1}])
    school.say("陈刚", "给陈晨报晚托")

    heard = school.later(1)

    assert "还没有处理" in to(heard, "陈静")
    assert to(heard, "陈刚") == ""
    assert school.later(0) == []
    assert school.application("陈晨").course.stage is Stage.STEP


def test_a_priority_is_seen_by_who_decides_and_by_nobody_else(
    sqlite_sessions: Sessions, caplog: pytest.LogCaptureFixture
) -> None:
    """C12: visible to few; never in a public list, never in the log; each look is kept."""
    caplog.set_level(logging.DEBUG)
    school = School(
        sqlite_sessions, chain=THREE, priority=["low_income"], publication={"scope": "school", "days": 1, "hide": []}
    )
    school.say("周建国", "审核人 家委会 赵洁")
    school.say("陈刚", "给陈晨报晚托")
    school.press("陈刚", "低保")
    heard = school.say("陈刚", "证明：低保证350102")
    assert "低保证350102" in to(heard, "陈静")

    assert "低保" in to(school.press("陈静", "同意"), "周建国")
    to_committee = to(school.press("周建国", "同意"), "赵洁")
    assert "优先条件" in to_committee
    assert "低保" not in to_committee
    school.press("赵洁", "同意")
    school.say("周建国", "公示")
    shown = school.press("周建国", "公示")

    assert "陈晨" in to(shown, "王丽")
    assert all("低保" not in one.text for one in shown)
    assert "低保" not in caplog.text
    with sqlite_sessions.reading() as session:
        rows = session.scalars(select(audit.AuditRow.what)).all()
        assert list(rows) == ["read priority"] * 3


def test_the_roll_does_not_show_the_unsigned(sqlite_sessions: Sessions) -> None:
    """L-15: 签订服务协议后方可参加."""
    school = School(sqlite_sessions, agreement={"required": True})
    school.say("陈刚", "给陈晨报晚托")
    school.press("陈静", "同意")
    tomorrow = date(2026, 3, 5)
    assert "陈晨" not in school.expected(CareSession.EVENING, tomorrow)

    assert "还差签" in to(school.say("陈刚", "同意协议"), "陈刚")
    assert "陈晨" not in school.expected(CareSession.EVENING, tomorrow)
    school.press("陈刚", "同意并签名")

    assert "陈晨" in school.expected(CareSession.EVENING, tomorrow)
    with sqlite_sessions.reading() as session:
        (signed,) = agreements.of_student(session, school.door.story.pupils["陈晨"])
    assert (signed.channel, signed.account, signed.signer) == ("wecom_kf", "wm_chengang", "parent")
    assert "陈晨自愿参加" in signed.text


def test_a_pickup_undertaking_is_signed_before_the_first_day(sqlite_sessions: Sessions) -> None:
    """课后服务安全接送承诺书 by itself, where the plan has no other agreement. (003-10.13; C26)"""
    school = School(sqlite_sessions, pickup={"undertaking": "课后服务安全接送承诺书"})
    school.say("陈刚", "给陈晨报晚托")
    asked = to(school.press("陈静", "同意"), "陈刚")
    assert "课后服务安全接送承诺书" in asked
    assert "承诺人：陈晨（三年级2班）的监护人 陈刚" in asked
    assert "甲方" not in asked

    assert "陈晨" not in school.expected(CareSession.EVENING, date(2026, 3, 6))
    school.press("陈刚", "同意并签名")
    assert "陈晨" in school.expected(CareSession.EVENING, date(2026, 3, 6))


def test_beside_an_agreement_the_undertaking_stands_in_its_text(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions, pickup={"undertaking": "接送承诺书"}, agreement={"required": True})
    school.say("陈刚", "给陈晨报晚托")
    asked = to(school.press("陈静", "同意"), "陈刚")

    assert "甲方：实验小学" in asked
    assert asked.index("甲方：实验小学") < asked.index("接送承诺书\n\n学校：实验小学")


def test_a_place_that_nobody_signs_for_is_given_up_after_a_reminder(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions, agreement={"required": True, "days": 2})
    school.say("陈刚", "给陈晨报晚托")
    school.press("陈静", "同意")

    assert "签协议" in to(school.later(1), "陈刚")
    assert "已结束" in to(school.later(1), "陈刚")
    assert school.application("陈晨").course.stage is Stage.GIVEN_UP


def test_w_21_the_pupil_stays_enrolled_until_the_week_is_over(sqlite_sessions: Sessions) -> None:
    """004-2.07: asked on Wednesday 03-04, approved two days later: out from 03-11."""
    school = School(sqlite_sessions, withdrawal={"notice_days": 7})
    school.say("李娜", "子涵要退掉晚托")
    school.later(2)
    told = to(school.say("陈静", "同意"), "李娜")

    assert "从3月11日（周三）起" in told
    assert "李子涵" in school.expected(CareSession.EVENING, date(2026, 3, 10))
    assert "李子涵" not in school.expected(CareSession.EVENING, date(2026, 3, 11))


def test_a_message_that_comes_twice_is_told_once(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions)
    school.say("陈刚", "给陈晨报晚托")
    school.say("陈刚", "给陈晨报晚托")
    school.press("陈静", "同意")
    assert school.press("陈静", "同意")[0].text.startswith("这件事已经处理过了")

    with sqlite_sessions.reading() as session:
        told = session.scalars(select(OutboxRow.key).where(OutboxRow.key.like("course/%"))).all()
    assert len(told) == 1


def test_outside_the_window_nobody_applies(sqlite_sessions: Sessions) -> None:
    """D-11."""
    shut = School(sqlite_sessions, window={"opens": "2026-03-09", "closes": "2026-03-13"})

    assert "3月9日（周一）开始报名" in to(shut.say("陈刚", "给陈晨报晚托"), "陈刚")
    shut.moment += timedelta(days=12)
    assert "报名已经结束" in to(shut.say("陈刚", "给陈晨报晚托"), "陈刚")


def test_one_message_holds_session_weekdays_and_club(sqlite_sessions: Sessions) -> None:
    """C20."""
    school = School(sqlite_sessions)

    told = to(school.say("陈刚", "给陈晨报晚托，周一三五，再报个足球"), "陈刚")

    assert "晚托（每周一、三、五，从3月5日（周四）起）和足球社团" in told


def test_one_place_is_asked_for_once(sqlite_sessions: Sessions) -> None:
    school = School(sqlite_sessions)
    school.say("陈刚", "给陈晨报晚托")

    heard = school.say("陈刚", "给陈晨报晚托，再报个足球")

    assert "还在办" in to(heard, "陈刚")
    assert to(heard, "陈静") == ""
