"""Two pupils of one name in one class get labels that one can tell apart. (promise 9)"""

from __future__ import annotations

from datetime import UTC, datetime

from care.acts import Act, CareSession, Intent
from handlers import labels
from storage import people
from storage.enrolment import bookings
from storage.people import StudentRow
from storage.questions import Choice
from tests.stage import Stage, relation, to
from tests.stage import labels as buttons


def namesake(stage: Stage, number: str = "20230233") -> int:
    """A second 李小明 in 三年级2班, in the same care group."""
    first = stage.session.get_one(StudentRow, stage.story.pupils["李小明"])
    first.number, first.second_detail = ("20230201" if number else ""), True
    id_ = people.add_student(stage.session, stage.story.school_id, first.class_id, "李小明", number=number)
    stage.session.get_one(StudentRow, id_).second_detail = True
    bookings.book(
        stage.session, stage.story.school_id, id_, stage.story.groups["三年级2班", CareSession.EVENING],
        CareSession.EVENING, weekdays=(1, 2, 3, 4, 5), since=stage.day, now=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    return id_


def test_a_release_asks_which_of_two_by_number_and_lets_go_only_that_one(stage: Stage) -> None:
    other = namesake(stage)
    stage.say("赵敏", "16:27", Act(Intent.ROLL_CALL, absent=()))
    act = Act(Intent.RELEASE, students=stage.children("李小明"), person=relation("妈妈"))
    notes = stage.say("赵敏", "17:30", act, text="李小明妈妈接走了")

    assert "三年级2班 李小明（学号20230201）、三年级2班 李小明（学号20230233）" in to(notes, stage.id("赵敏"))
    assert buttons(notes, stage.id("赵敏")) == ["0201号三年级2班李小明", "0233号三年级2班李小明", "都不是"]

    stage.press("赵敏", "17:31", "0201号三年级2班李小明")
    assert stage.place("李小明").gone is not None
    stage.story.pupils["另一个"] = other
    assert stage.place("另一个").holder == stage.id("赵敏")


def test_without_numbers_they_are_counted(stage: Stage) -> None:
    other = namesake(stage, number="")
    first = stage.story.pupils["李小明"]
    choices = [Choice("李小明", "x", {"student": first}), Choice("李小明", "x", {"student": other})]

    assert [choice.label for choice in labels.told_apart(stage.session, choices)] == ["1.李小明", "2.李小明"]


def test_labels_that_differ_stay_as_they_are(stage: Stage) -> None:
    choices = [Choice("同意", "x", {}), Choice("不同意", "x", {"student": 1})]

    assert labels.told_apart(stage.session, choices) == choices
