"""What the second reader proposes is shown as buttons, and done only when one is pressed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from care.acts import Act, CareSession, Intent
from care.calendar import SHANGHAI
from care.people import Known
from care.reading.read import Reading
from care.reading.second.proposals import offered, wants_help
from storage.day import leaves
from storage.db import Sessions
from tests.talk import Straight

UNCLEAR = "小明那个事情跟上回一样办"


@dataclass
class FixedReader:
    """Proposes leave for the first child, whatever is said."""

    asked: list[str] = field(default_factory=list)

    def read_again(self, reading: Reading, text: str, known: Known, now: datetime, *, school: str) -> Reading:
        if not wants_help(reading):
            return reading
        self.asked.append(text)
        leave = Act(
            Intent.LEAVE, students=known.children[:1], dates=(date(2026, 3, 5),), sessions=(CareSession.EVENING,)
        )
        return offered(reading, (leave,))


def afternoon(sessions: Sessions) -> Straight:
    door = Straight(sessions)
    door.house.reader = FixedReader()
    door.at(datetime(2026, 3, 4, 15, tzinfo=SHANGHAI))
    return door


def leaves_of(door: Straight) -> int:
    with door.house.sessions.reading() as session:
        return len(leaves.of_student(session, door.story.pupils["李小明"]))


def test_a_proposal_is_a_question_and_nothing_is_done_before_the_press(sessions: Sessions) -> None:
    door = afternoon(sessions)

    door.say("王丽", UNCLEAR)

    (question,) = door.heard()
    assert "三年级2班 李小明" in question.text
    assert [label for label, _ in question.buttons] == ["是，请假", "不是"]
    assert leaves_of(door) == 0

    door.press("王丽", question.buttons[0][1])
    assert leaves_of(door) == 1


def test_no_to_a_proposal_changes_nothing(sessions: Sessions) -> None:
    door = afternoon(sessions)
    door.say("王丽", UNCLEAR)
    (question,) = door.heard()

    door.press("王丽", question.buttons[1][1])

    assert leaves_of(door) == 0
    assert "没有改动" in door.heard()[0].text


def test_what_the_own_reader_understands_is_not_proposed_again(sessions: Sessions) -> None:
    door = afternoon(sessions)

    door.say("王丽", "小明今天晚托请假")

    assert isinstance(door.house.reader, FixedReader)
    assert door.house.reader.asked == []
