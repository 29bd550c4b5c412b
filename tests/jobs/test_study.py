"""Evening study after evening care: who goes on to it waits for nobody at the end of the first. (C07; 002.04)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from care.acts import Act, CareSession, Intent
from care.policy.plain import plain
from care.rules.agenda import notices_of
from care.rules.closing import StillHere
from care.rules.notice import Kind
from handlers.custody import closing
from jobs.gather import facts
from storage import known, schools
from storage.db import Sessions
from storage.enrolment import bookings
from tests.stage import WEDNESDAY, Stage

EVENING, STUDY = CareSession.EVENING, CareSession.STUDY
START = date(2026, 2, 16)


@pytest.fixture
def stage(sessions: Sessions) -> Iterator[Stage]:
    """李小明 has a place in evening study, too; 王磊 has the group."""
    with sessions.writing() as session:
        stage = Stage(session)
        school = schools.get(session, stage.story.school_id)
        usual = [plain(one) for one in known.policy(session, school.id, WEDNESDAY).sessions]
        study = {"session": "study", "label": "晚自习", "start": "18:20", "end": "20:20", "lessons": 2}
        school.settings = {"sessions": [*usual, study]}
        session.flush()
        group = bookings.add_group(session, school.id, STUDY, "初中晚自习", teacher_id=stage.id("王磊"))
        bookings.book(
            session, school.id, stage.child("李小明").id, group, STUDY, weekdays=(1, 2, 3, 4, 5), since=START,
            now=datetime(2026, 2, 1, tzinfo=UTC),
        )  # fmt: skip
        yield stage


def called(stage: Stage, at: str) -> set[str]:
    """Pupils whose guardians are asked where they stay, by this moment."""
    desk = stage.turn("孙强", at)
    today = facts(desk, "demo", WEDNESDAY)
    due = [one for one in notices_of(today, desk.policy, desk.calendar) if one.due <= desk.now]
    ids = {id_ for one in due if one.kind is Kind.UNCOLLECTED for id_ in one.students}
    return {name for name, id_ in stage.story.pupils.items() if id_ in ids}


def test_nobody_is_called_for_a_child_that_goes_on_to_evening_study(stage: Stage) -> None:
    stage.say("赵敏", "16:27", Act(Intent.ROLL_CALL, absent=()))

    assert called(stage, "18:08") == {"张子涵", "王小红", "李子涵", "赵一诺"}


def test_once_the_study_has_called_its_roll_the_evening_waits_for_it_no_more(stage: Stage) -> None:
    stage.say("赵敏", "16:27", Act(Intent.ROLL_CALL, absent=()))
    stage.say("王磊", "18:21", Act(Intent.ROLL_CALL, sessions=(STUDY,), absent=()))

    assert "李小明" not in called(stage, "19:30")
    assert "李小明" in called(stage, "20:30")  # from the study's own end
    found = closing._decide(stage.turn("孙强", "19:00"), EVENING)
    assert isinstance(found, StillHere)
    assert stage.child("李小明").id not in {child for _, children in found.held for child in children}


def test_who_never_came_to_the_study_is_called_for(stage: Stage) -> None:
    stage.say("赵敏", "16:27", Act(Intent.ROLL_CALL, absent=()))

    assert "李小明" in called(stage, "20:50")
