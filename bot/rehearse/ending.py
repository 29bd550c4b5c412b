"""The end of the evening: the forms of children collected late, and the duty leader who ends the day. (C48, promise 1)

How many forms there are, and when their cards come, the day decides; so this is no part of the script.
"""

from __future__ import annotations

from datetime import time
from typing import NamedTuple

from bot.rehearse import habits
from bot.rehearse.script import Do, Line, What, changes
from bot.rehearse.stage import Stage
from care.acts import CareSession
from playground.chats import Message
from storage.day import closings

KIND = "the duty leader ends the day"
ASKED = "确认结束"  # the button; a long summary stands in a message of its own before the card


class Habit(NamedTuple):
    """A button that is pressed on every open card with these words."""

    about: str
    label: str


FORM = (Habit("）。1/3 ", "没有第二位"), Habit("）。2/3 ", "认识本人"), Habit("）。3/3 ", "路上堵车"))
FILL = Habit("请点“填登记表”", "填登记表")  # by the leader, where the card has not come to who let the child go


class Ending:
    """What is to be done next, until the day is ended and one teacher has tried to move somebody all the same."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._asked: set[time] = set()
        self._filled: set[time] = set()
        self._seen_to: set[int] = set()  # cards
        self.over = False

    def next_lines(self, at: time) -> list[Line]:
        if self.over:
            return []
        if lines := self._forms(at):
            return lines
        if self._is_closed():
            self.over = True
            teacher = self._stage.cast.of(CareSession.EVENING)[0].teacher
            return [Line(0, at, teacher.phone, Do.SAY, KIND, "都接走了")]
        return self._leader(at)

    def _forms(self, at: time) -> list[Line]:
        staff = [phone.id for phone in self._stage.cast.phones if phone.is_staff]
        return [line for phone in staff for habit in FORM for line in self._pressed(at, phone, habit)]

    def _pressed(self, at: time, phone: str, habit: Habit) -> list[Line]:
        new = [card for card in self._cards_of(phone) if card.id not in self._seen_to]
        cards = habits.open_cards(new, habit.about)
        self._seen_to |= {card.id for card in cards}
        return [Line(0, at, phone, Do.PRESS, "form", habit.label, card.text, waits=False) for card in cards]

    def _leader(self, at: time) -> list[Line]:
        """Confirms what is shown; else asks, and asks again later."""
        leader = self._stage.cast.leader.phone
        shown = [card for card in self._cards_of(leader) if habits.tells(card, ASKED)]
        if shown:
            asks = changes(What.CLOSED, of=[0])
            return [Line(0, at, leader, Do.PRESS, KIND, ASKED, shown[-1].text, asks)]
        if at not in self._asked:
            self._asked.add(at)
            return [Line(0, at, leader, Do.SAY, KIND, "结束今天")]
        if at not in self._filled:
            self._filled.add(at)
            return self._pressed(at, leader, FILL)[-1:]
        return []

    def _cards_of(self, phone: str) -> list[Message]:
        return [message for message in self._stage.platform.messages(phone) if habits.is_open(message)]

    def _is_closed(self) -> bool:
        cast = self._stage.cast
        with self._stage.sessions.reading() as session:
            return closings.last(session, cast.school_id, cast.day, CareSession.EVENING) is not None
