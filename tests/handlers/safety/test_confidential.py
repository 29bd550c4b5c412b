"""Priority and its evidence are for whoever decides: over all answers, lists and exports. (C12, C108)"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from care.acts import Act, Intent
from care.messages import Outgoing
from care.people import Role
from care.policy.enrolment import PriorityGroup
from care.reading.orders.commands import read_command
from handlers import commands, table
from handlers.enrolment import course
from handlers.people import people_orders
from storage import audit
from storage.enrolment import approvals
from storage.workbook.current import book_of
from storage.workbook.lines import lines_of
from tests import story
from tests.stage import WEDNESDAY, Stage, to

SECRET = ("留守", "村委会", "leftbehind", "left_behind")
FAMILY = {"王丽", "刘桂芳"}
STAFF_ASKS = (
    Intent.ASK_ROSTER, Intent.ASK_SUMMARY, Intent.ASK_UNPICKED, Intent.ASK_DUTY, Intent.HELP, Intent.SMALLTALK,
)  # fmt: skip
PARENT_ASKS = (
    Intent.ASK_WHEREABOUTS, Intent.ASK_PROGRESS, Intent.ASK_SCHEDULE, Intent.ASK_CLUBS, Intent.ASK_FEE, Intent.HELP,
)  # fmt: skip
COMMANDS = (
    "打印 点名表 三年级2班",
    "谁能办 李小明",
    "查看护记录",
    "事件报告",
    "还原 08:00-18:00 三年级2班",
    "限制接送名单",
)
ORDERS = ("义工名单", "家委会名单", "家委会决议", "机构名单", "互不可见名单")


@pytest.fixture
def applied(stage: Stage) -> Stage:
    """李小明's family applied as left behind (留守), with a paper; 陈静 decides."""
    stage.day = WEDNESDAY
    approvals.add(
        stage.session, stage.story.school_id, "enroll", student_id=stage.story.pupils["李小明"], by_id=stage.id("王丽"),
        decider_id=stage.id("陈静"), now=stage.turn("王丽", "08:00").now,
        detail={"priority": PriorityGroup.LEFT_BEHIND.value, "evidence": "村委会证明"},
    )  # fmt: skip
    return stage


def asked(stage: Stage, who: str, intent: Intent) -> Sequence[Outgoing]:
    turn = stage.turn(who, "12:00")
    return table.carry_out(Act(intent), turn) if turn.known.role in table.ERRANDS[intent].roles else []


@pytest.mark.parametrize("who", list(story.STAFF))
def test_no_answer_to_staff_shows_it(applied: Stage, who: str) -> None:
    notes = [note for intent in STAFF_ASKS for note in asked(applied, who, intent)]
    for words in COMMANDS:
        if (said := read_command(words)) is not None:
            notes += commands.carry_out(said, applied.turn(who, "12:10"))
    for words in ORDERS:
        notes += people_orders.told(applied.turn(who, "12:20", text=words)) or []

    assert notes
    assert not [note.text for note in notes if any(word in note.text for word in SECRET)]


@pytest.mark.parametrize("who", sorted(set(story.GUARDIANS) - FAMILY))
def test_no_answer_to_another_family_shows_it(applied: Stage, who: str) -> None:
    notes = [note for intent in PARENT_ASKS for note in asked(applied, who, intent)]

    assert notes
    assert not [note.text for note in notes if any(word in note.text for word in SECRET)]


def test_no_line_of_the_exported_workbook_shows_it(applied: Stage) -> None:
    book = book_of(applied.session, applied.story.school_id, today=WEDNESDAY)
    written = "\n".join("|".join(line) for lines in lines_of(book).values() for line in lines)

    assert "李小明" in written
    assert not [word for word in SECRET if word in written]


def test_who_decides_sees_it_and_that_they_did_is_written_down(applied: Stage) -> None:
    application = approvals.waiting_for(applied.session, applied.id("陈静"))[0]
    turn = applied.turn("王丽", "12:00")
    assert turn.known.role is Role.PARENT
    notes = course.cards(turn, application, [applied.id("陈静")], 1)

    assert "留守" in to(notes, applied.id("陈静"))
    assert {note.to for note in notes} == {applied.id("陈静")}
    looks = [(entry.what, entry.person_id) for entry in audit.entries(applied.session, applied.story.school_id)]
    assert ("read priority", applied.id("陈静")) in looks
