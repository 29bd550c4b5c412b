"""What is remembered on the way into care, on both databases. (C20-C27)"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from care.acts import CareSession
from care.rules.draw import commitment, faults, order
from care.rules.enrolment.course import Course, Event, Stage
from care.rules.enrolment.days import LOOK_AFTER
from care.rules.enrolment.wish import Ask, Wish
from storage.db import Sessions
from storage.enrolment import agreements, approvals, courses, drafts, draws
from storage.enrolment.agreements import Signature
from storage.enrolment.approvals import ApplicationState
from storage.enrolment.courses import Happened
from tests import story

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)
EVENING = (CareSession.EVENING,)


def test_an_application_waits_for_each_of_its_deciders_and_only_while_it_is_theirs(sessions: Sessions) -> None:
    with sessions.writing() as session:
        house = story.build(session)
        sun, zhou = house.people["孙强"], house.people["周建国"]
        id_ = approvals.add(
            session, house.school_id, "enroll", student_id=house.pupils["陈晨"], by_id=house.people["陈刚"],
            decider_id=sun, deciders=(sun, zhou), now=NOW, sessions=EVENING, detail={"reason": "加班"},
        )  # fmt: skip
        approvals.change(session, id_, detail={"priority": "left_behind"})

        assert [one.id for person in (sun, zhou) for one in approvals.waiting_for(session, person)] == [id_, id_]
        assert approvals.get(session, id_).detail == {"reason": "加班", "priority": "left_behind"}

        approvals.place(session, id_, Course(Stage.IN_CARE, NOW))

        assert approvals.waiting_for(session, sun) == []
        assert approvals.get(session, id_).state is ApplicationState.APPROVED


def test_an_application_is_looked_at_when_its_time_has_come(sessions: Sessions) -> None:
    with sessions.writing() as session:
        house = story.build(session)
        until = NOW + timedelta(days=1)
        id_ = approvals.add(
            session, house.school_id, "enroll", student_id=house.pupils["陈晨"], by_id=house.people["陈刚"],
            decider_id=house.people["陈静"], now=NOW, course=Course(Stage.STEP, NOW, 0, until),
        )  # fmt: skip

        assert approvals.due(session, house.school_id, now=NOW) == []
        assert [one.id for one in approvals.due(session, house.school_id, now=until + LOOK_AFTER)] == [id_]


def test_what_happened_stays_in_order(sessions: Sessions) -> None:
    with sessions.writing() as session:
        house = story.build(session)
        id_ = approvals.add(
            session, house.school_id, "enroll", student_id=house.pupils["陈晨"], by_id=house.people["陈刚"],
            decider_id=house.people["陈静"], now=NOW,
        )  # fmt: skip
        first = Happened(Event.AGREED, Stage.STEP, 0, house.people["陈静"], "", NOW)
        last = Happened(Event.SILENT, Stage.STEP, 1, None, "", NOW)

        assert [courses.add(session, id_, one, inbox_id=None) for one in (first, last)] == [1, 2]
        assert courses.of_application(session, id_) == [first, last]


def test_a_draft_is_one_for_each_child_and_is_found_days_later(sessions: Sessions) -> None:
    with sessions.writing() as session:
        house = story.build(session)
        chen, child = house.people["陈刚"], house.pupils["陈晨"]
        drafts.start(session, house.school_id, chen, child, Wish(EVENING), Ask.WEEKDAYS, now=NOW)
        newer = drafts.start(session, house.school_id, chen, child, Wish(EVENING), Ask.WEEKDAYS, now=NOW)
        drafts.ask(session, newer, Wish(EVENING, (1, 3)), Ask.REASON, now=NOW)

        (open_,) = drafts.open_of(session, chen)
        assert (open_.id, open_.wish, open_.asked) == (newer, Wish(EVENING, (1, 3)), Ask.REASON)
        assert [one.id for one in drafts.older_than(session, house.school_id, NOW + timedelta(days=9))] == [newer]


def test_a_signature_keeps_text_hash_and_account(sessions: Sessions) -> None:
    with sessions.writing() as session:
        house = story.build(session)
        child, parent = house.pupils["陈晨"], house.people["陈刚"]
        kept = Signature(
            0, None, child, parent, "parent", "课后服务协议", "t" * 64, "m" * 64, "全文", "wecom_kf", "wm_1", NOW
        )
        agreements.keep_text(session, house.school_id, "课后服务协议", "{child}", "t" * 64, now=NOW)
        agreements.keep_text(session, house.school_id, "课后服务协议", "{child}", "t" * 64, now=NOW)
        id_ = agreements.sign(session, house.school_id, kept, inbox_id=7)
        agreements.insure(session, house.school_id, child, number="P1", until=date(2026, 8, 31), by_id=parent, now=NOW)

        (signed,) = agreements.of_student(session, child)
        assert (signed.id, signed.text, signed.mark, signed.account) == (id_, "全文", "m" * 64, "wm_1")
        assert agreements.insured_until(session, child) == date(2026, 8, 31)


def test_the_seed_is_not_told_before_the_draw(sessions: Sessions) -> None:
    with sessions.writing() as session:
        house = story.build(session)
        id_ = draws.commit(
            session, house.school_id, what="evening", commitment=commitment("seed"), seed="seed",
            entries={"1": 0, "2": 0}, places=1, by_id=house.people["周建国"], now=NOW,
        )  # fmt: skip
        before = draws.open_one(session, house.school_id, "evening")
        draws.drawn(session, id_, order("seed", {"1": 0, "2": 0}), now=NOW)
        (after,) = draws.of_school(session, house.school_id)

        assert before is not None
        assert before.told.seed == ""
        assert faults(after.told) == []
        assert draws.open_one(session, house.school_id, "evening") is None
