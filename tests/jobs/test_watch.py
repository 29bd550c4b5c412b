"""The watch: what is late, lost or set aside is raised once, to the duty leader and to IT. (promise 4)"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from care.acts import Act, Intent
from care.calendar import SHANGHAI
from care.messages import Inbound, Kind, Outgoing
from care.policy import Policy
from care.rules import survey as rules
from care.wording import notices as wording
from jobs import waits as steps
from jobs.watch import watch
from storage import inbox, outbox, waits
from storage.day import matters
from storage.db import Sessions
from storage.platform import sending
from storage.platform.sending import Receipt
from storage.school import surveys
from tests import story
from tests.jobs.test_tick import WEDNESDAY, School

SATURDAY = date(2026, 3, 7)


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"{SATURDAY}T{clock}").replace(tzinfo=SHANGHAI)


@pytest.fixture
def school(sessions: Sessions) -> School:
    return School(sessions)


def look(school: School) -> list[str]:
    return [cause.key for cause in watch(school.house, school.story.school_id, story.CODE)]


def put(school: School, key: str = "leave/1/2") -> int:
    with school.sessions.writing() as session:
        note = Outgoing(key, school.story.people["赵敏"], "李小明请假", about="leave")
        row_id = outbox.put(session, school.story.school_id, note, now=school.clock())
    assert row_id is not None
    return row_id


def test_a_message_that_did_not_leave_raises_one_alarm(school: School) -> None:
    row_id = put(school)
    assert look(school) == []
    school.clock.step(minutes=6)

    assert look(school) == [f"watch/unsent/{row_id}"]
    assert look(school) == []

    assert [len(school.told(name, "alarm")) for name in ("孙强", "钱进", "周建国")] == [1, 1, 0]
    with school.sessions.reading() as session:
        assert [m.kind for m in matters.open_ones(session, school.story.school_id)] == ["alarm"]


def test_a_message_that_no_channel_could_carry_is_an_alarm_too(school: School) -> None:
    row_id = put(school)
    with school.sessions.writing() as session:
        sending.record_failed(session, row_id, why="no channel")

    assert look(school) == [f"watch/failed/{school.clock():%Y-%m-%dT%H}"]


def test_an_unanswered_message_and_one_set_aside_are_alarms(school: School) -> None:
    for number in (1, 2):
        message = Inbound(story.CODE, "wecom_app", f"m{number}", "zhaomin", Kind.TEXT, "到齐")
        with school.sessions.writing() as session:
            inbox.receive(session, school.story.school_id, message, now=school.clock())
    with school.sessions.writing() as session:
        for _ in range(inbox.MAX_ATTEMPTS):
            inbox.mark_failed(session, 1, now=school.clock())
    school.clock.step(minutes=6)

    assert look(school) == ["watch/unanswered/2", "watch/aside/1"]


def survey(school: School) -> None:
    """Begun today, until Saturday; nobody answers."""
    with school.sessions.writing() as session:
        asked = rules.questions_of(Policy(), WEDNESDAY, [])
        surveys.begin(
            session, school.story.school_id, "意向调查", asked, school.story.pupils.values(), until=SATURDAY,
            by_id=school.story.people["孙强"], now=school.clock(),
        )  # fmt: skip


def test_a_survey_reminder_that_should_have_gone_and_has_not_is_an_alarm(school: School) -> None:
    """No tick came by: at 18:53 of the last day every slip is to be reminded of. (promise 4, C16)"""
    survey(school)
    school.clock.at = at("18:57")
    assert look(school) == []
    school.clock.at = at("18:59")

    assert look(school) == [f"watch/step/surveys/{SATURDAY}"]
    assert look(school) == []
    assert "“意向调查回执提醒”超过5分钟没有处理" in school.told("周建国", "alarm")[0].text


def test_reminders_that_went_are_no_alarm(school: School) -> None:
    survey(school)
    assert any(key.startswith("slip/") for key in school.tick("18:54", SATURDAY))
    school.clock.at = at("18:59")

    assert not [key for key in look(school) if key.startswith("watch/step")]


def test_a_step_that_breaks_keeps_no_other_from_its_work_and_is_an_alarm(school: School) -> None:
    """A wait of a kind that nobody knows cannot be passed on; the slips are reminded of all the same."""
    survey(school)
    with school.sessions.writing() as session:
        waits.add(
            session, school.story.school_id, "unheard", Act(Intent.LEAVE), asker_id=1, asked_id=1, until=at("18:40"),
            now=school.clock(),
        )  # fmt: skip
    keys = school.tick("18:54", SATURDAY)

    assert any(key.startswith("slip/") for key in keys)
    with school.sessions.reading() as session:
        assert matters.has(session, school.story.school_id, f"watch/step/waits/{SATURDAY}")


def test_every_step_outside_the_agenda_has_its_name_in_the_alarm() -> None:
    assert {step.name for step in steps.STEPS} == set(wording.STEPS)


def test_a_message_that_left_is_no_alarm(school: School) -> None:
    row_id = put(school)
    with school.sessions.writing() as session:
        sending.record_sent(session, [Receipt(row_id, "wecom_app", "zhaomin")], now=school.clock())
    school.clock.at += timedelta(minutes=30)

    assert look(school) == []
