"""Plays a script: minute by minute, each line at its phone, until the house is at rest, and then the next minute."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from datetime import time as day_time

from bot.rehearse import habits
from bot.rehearse.ending import Ending
from bot.rehearse.faults import Trouble
from bot.rehearse.rest import Rest
from bot.rehearse.script import Do, Line, What, changes, clock
from bot.rehearse.stage import Stage
from care.acts import CareSession
from care.calendar import SHANGHAI
from care.rules.custody import still_here
from playground.errors import NotPossible
from storage import ledger

CLOCKS_AGREE = 0.08  # seconds until every process has looked at the rehearsal clock again
PATIENCE = 8.0  # seconds for a minute's work
STUCK = 0.6  # the same while something waits for a lease that a killed process left
AT_LAST = 95.0  # leases of killed processes run out after a minute
BEATS = tuple(
    day_time(hour, minute)
    for hour, minutes in {
        7: (3,), 9: (30,), 11: (2, 26, 42), 13: (22, 35, 44), 15: (56,), 16: (12, 21, 36, 58),
        18: (2, 6, 11, 14, 21, 31, 48, 55),
    }.items()
    for minute in minutes
)  # fmt: skip
"""Minutes at which the agenda has something, whoever writes."""
CLOSING = clock("18:44")
STEP = timedelta(minutes=1)  # of the evening: the platform's minute is over with it
MOST_STEPS = 12  # at a moment of the evening, until the day is ended
LONGEST_WAIT = 15.0  # minutes that somebody waits for a card before going on
FEW = 4  # children who are fetched by name


@dataclass
class Played:
    """What became of the script, as the phones saw it."""

    done: list[Line] = field(default_factory=list)
    not_possible: list[Line] = field(default_factory=list)  # presses on cards that never came
    expected: set[str] = field(default_factory=set)  # notices of the agenda, at any minute
    strikes: list[str] = field(default_factory=list)
    fetched: list[int] = field(default_factory=list)  # children nobody's line took home
    quiet: bool = False
    seconds: float = 0.0


class Player:
    def __init__(
        self,
        stage: Stage,
        lines: Iterable[Line],
        troubles: dict[day_time, list[Trouble]],
        *,
        whole_day: bool = True,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._stage = stage
        self._lines = list(lines)
        self._troubles = troubles
        self._whole_day = whole_day
        self._tell = tell
        self._started = time.monotonic()
        self._stuck = False
        self._waiting: list[Line] = []
        self._telephoned: set[str] = set()  # of which absences
        self.played = Played()
        self._rest = Rest(stage, self.played.expected)

    def play(self) -> Played:
        ahead = list(self._lines)
        own = {*(line.at for line in ahead), *self._troubles}
        minutes = sorted({*own, *BEATS, CLOSING} if self._whole_day else own)
        for at in minutes:
            if at == CLOSING:
                self._close()
            else:
                self._minute(at, [*(line for line in ahead if line.at == at), *self._answers(at)])
        self._give_up()
        self.played.quiet = self._until_quiet()
        self.played.seconds = time.monotonic() - self._started
        return self.played

    def _minute(self, at: day_time, lines: list[Line]) -> None:
        self._tell(f"{at:%H:%M}  {len(lines):3} lines  {time.monotonic() - self._started:5.0f} s")
        self._set_clock(datetime.combine(self._stage.cast.day, at, SHANGHAI))
        troubles = self._troubles.get(at, [])
        self._strike([one for one in troubles if one.first])
        self._take_up()
        self._do(lines)
        self._strike([one for one in troubles if not one.first])
        self._stuck = not self._rest.settle(STUCK if self._stuck else PATIENCE)

    def _set_clock(self, at: datetime) -> None:
        """And the agenda is looked at now, not at the clock's next ring."""
        self._stage.platform.set_clock(at, 1.0)
        time.sleep(CLOCKS_AGREE)
        self._stage.bell.tick()

    def _do(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self._take(line)

    def _strike(self, troubles: Iterable[Trouble]) -> None:
        for trouble in troubles:
            self._tell(f"       {trouble.name}")
            trouble.strike(self._stage)
            self.played.strikes.append(trouble.name)

    # --- lines ---

    def _take_up(self) -> None:
        """What could not be done before, because its card had not come yet."""
        waiting, self._waiting = self._waiting, []
        for line in waiting:
            if line.waits and line.do is Do.PRESS and self._minutes_since(line) > LONGEST_WAIT:
                self.played.not_possible.append(line)
            else:
                self._take(line)

    def _minutes_since(self, line: Line) -> float:
        written = datetime.combine(self._stage.cast.day, line.at, SHANGHAI)
        return (self._stage.platform.clock.now() - written).total_seconds() / 60

    def _take(self, line: Line) -> None:
        """Now, or later: after what the same person waits for, or when the card is there."""
        if any(one.phone == line.phone and one.waits for one in self._waiting if one.do is Do.PRESS):
            self._waiting.append(line)
        elif (done := self._act(line)) is not None:
            self.played.done.append(done)
        else:
            self._waiting.append(line)

    def _act(self, line: Line) -> Line | None:
        """What was done; a press with the whole label. None where it is not possible yet."""
        people = self._stage.platform.people
        match line.do:
            case Do.SAY:
                return self._say(line)
            case Do.ENTER:
                people.enter(line.phone)
            case Do.VOICE:
                people.voice(line.phone)
            case Do.IMAGE:
                people.image(line.phone)
            case Do.PRESS:
                return self._press(line)
        return line

    def _say(self, line: Line) -> Line | None:
        """With the digits that another phone was told, where the line has a place for them."""
        if line.reads is not None:
            phone, child = line.reads
            told = habits.code_in(self._stage.platform.messages(phone), child)
            if told is None:
                return None
            line = replace(line, text=line.text.format(code=told, wrong=habits.other_than(told)))
        self._stage.platform.people.say(line.phone, line.text)
        return line

    def _press(self, line: Line) -> Line | None:
        for message in reversed(self._stage.platform.messages(line.phone)):
            if habits.is_open(message) and habits.tells(message, line.about):
                try:
                    bubble = self._stage.platform.people.press(line.phone, message.id, line.text)
                except NotPossible:
                    continue
                return replace(line, text=bubble.text if bubble else message.note)
        return None

    # --- the end of the day ---

    def _close(self) -> None:
        """Nobody waits for a card any more; whoever is still here is fetched by the family. (C48)"""
        self._rest.settle(AT_LAST if self._stuck else PATIENCE)
        for _ in range(2):
            self._take_up()
            self._rest.settle(PATIENCE)
        self._give_up()
        lines = list(self._fetch())
        self.played.fetched = [change.child for line in lines for change in line.asks if change.what == What.RELEASED]
        self._minute(CLOSING, lines)

    def _answers(self, at: day_time) -> list[Line]:
        """What people do whenever they are asked."""
        if at not in habits.CALLS:
            return []
        staff = [phone.id for phone in self._stage.cast.phones if phone.is_staff]
        cards = [card for phone in staff for card in self._stage.platform.messages(phone)]
        return [
            Line(0, at, card.phone, Do.PRESS, "absence", habits.SAFE, card.text, waits=False)
            for card in habits.news(cards, self._telephoned)
        ]

    def _give_up(self) -> None:
        """Cards that never came are waited for no longer; what people would have done after them, they do."""
        for line in self._waiting:
            done = self._act(line)
            (self.played.not_possible if done is None else self.played.done).append(done or line)
        self._waiting = []
        self._rest.settle(PATIENCE)

    def _until_quiet(self) -> bool:
        """The evening goes on by itself until nothing is left to send."""
        until = time.monotonic() + AT_LAST
        at, ending = self._stage.platform.clock.now(), Ending(self._stage)
        while True:
            quiet = self._rest.settle(max(1.0, until - time.monotonic()))
            for _ in range(MOST_STEPS if self._whole_day else 0):
                if not (lines := ending.next_lines(at.time())):
                    break
                self._do(lines)
                quiet = self._rest.settle(max(1.0, until - time.monotonic()))
            due = self._rest.held()
            if time.monotonic() > until or due is None:
                return quiet
            at = max(at + STEP, due.astimezone(SHANGHAI))
            self._set_clock(at)

    def _fetch(self) -> Iterable[Line]:
        """Each holder says who is fetched: a few by name, many together."""
        cast = self._stage.cast
        with self._stage.sessions.reading() as session:
            places = ledger.places(session, cast.school_id, cast.day, CareSession.EVENING)
        held: dict[int, list[int]] = {}
        for id_ in still_here(places):
            held.setdefault(places[id_].holder or 0, []).append(id_)
        phones = {phone.person_id: phone.id for phone in cast.phones if phone.is_staff}
        for holder, ids in held.items():
            for text, gone in self._goodbyes(ids):
                asks = changes(What.RELEASED, What.PRESENT, of=gone)
                yield Line(len(self._lines) + holder, CLOSING, phones[holder], Do.SAY, "release", text, asks=asks)

    def _goodbyes(self, ids: list[int]) -> Iterable[tuple[str, list[int]]]:
        if len(ids) > FEW:
            yield "都接走了", ids
            return
        children = {child.id: child for group in self._stage.cast.groups for child in group.children}
        for id_ in ids:
            child = children[id_]
            yield f"{child.called}{child.kin[0].relation if child.kin else '妈妈'}接走了", [id_]
