"""The demo's afternoon (playground/afternoon.toml), played to the house without a platform between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest

from bot.house import House
from care.acts import CareSession
from care.calendar import SHANGHAI
from care.messages import Inbound, Kind, Outgoing
from handlers.custody import closing
from jobs.agenda import desk_of
from jobs.answer import answer
from jobs.deliver import deliver
from jobs.tick import tick
from playground.config import AFTERNOON
from playground.script import GROUPS, Step, read_script
from storage import inbox, ledger
from storage.db import Sessions
from storage.demo.load import CODE, OPEN_KFID, Phone, load_demo, phones
from storage.demo.shape import Shape
from tests.fakes import FakeBell, FakeChannels, SteppedClock

DAY = date(2026, 3, 4)
TWO_CLASSES = Shape(("一年级1班", "三年级2班"), (5, 6), 1530)


class Afternoon:
    def __init__(self, sessions: Sessions) -> None:
        self.school = load_demo(sessions, day=DAY, shape=TWO_CLASSES)
        self.clock = SteppedClock(datetime.combine(DAY, time(14, 50), SHANGHAI))
        self.channels = FakeChannels()
        self.house = House(sessions, self.channels, FakeBell(), now=self.clock, wall=self.clock)
        with sessions.reading() as session:
            self.phones = phones(session, day=DAY)
        self._count = 0
        self.troubles: list[str] = []

    def play(self) -> None:
        self._tick()
        for step in read_script(AFTERNOON):
            if step.at is not None:
                self.clock.at = datetime.combine(DAY, step.at, SHANGHAI)
                self._tick()
            for phone in self._actors(step):
                self._act(phone, step)
            self._look_for(step)

    def _actors(self, step: Step) -> Iterator[Phone]:
        word = GROUPS.get(step.everyone, step.everyone)
        for phone in self.phones:
            if phone.name == step.who or (word and word in phone.title and phone.name != step.skip):
                yield phone

    def _act(self, phone: Phone, step: Step) -> None:
        if step.say:
            self._in(phone, Kind.TEXT, text=step.say)
        if step.press:
            shown = [button for message in reversed(self._screen(phone)) for button in message.buttons]
            key = next((button.key for button in shown if button.label == step.press), None)
            if key is None:
                self.troubles.append(f"{step.caption}: no button {step.press}")
                return
            self._in(phone, Kind.PRESS, button=key)

    def _look_for(self, step: Step) -> None:
        if not step.wait_for:
            return
        phone = next(one for one in self.phones if one.name == step.wait_for["who"])
        if not any(step.wait_for["text"] in message.text for message in self._screen(phone)):
            self.troubles.append(f"{step.caption}: {step.wait_for['text']} does not come")

    def _screen(self, phone: Phone) -> list[Outgoing]:
        return [
            message for message, address, _ in self.channels.sent if address.value in (phone.id, phone.parent_userid)
        ]

    def _in(self, phone: Phone, kind: Kind, *, text: str = "", button: str = "") -> None:
        self._count += 1
        channel = "wecom_app" if phone.is_staff else "wecom_kf"
        detail = {} if phone.is_staff else {"open_kfid": OPEN_KFID}
        message = Inbound(CODE, channel, f"m{self._count}", phone.id, kind, text, button, detail=detail)
        with self.house.sessions.writing() as session:
            inbox.receive(session, self.school, message, now=self.clock())
        answer(inbox.sender_key(self.school, channel, phone.id), self.house)
        self._deliver()

    def _tick(self) -> None:
        tick(self.house)
        self._deliver()

    def _deliver(self) -> None:
        while deliver(self.house):
            pass


@pytest.fixture
def afternoon(sqlite_sessions: Sessions) -> Afternoon:
    afternoon = Afternoon(sqlite_sessions)
    afternoon.play()
    return afternoon


def test_the_demos_afternoon_ends_with_every_child_gone_and_the_session_ended(afternoon: Afternoon) -> None:
    assert afternoon.troubles == []
    with afternoon.house.sessions.reading() as session:
        places = ledger.places(session, afternoon.school, DAY, CareSession.EVENING)
        assert len(places) >= 5
        assert not [place for place in places.values() if place.at_school]
        assert closing.is_closed(desk_of(session, afternoon.school, afternoon.clock()), CareSession.EVENING)
