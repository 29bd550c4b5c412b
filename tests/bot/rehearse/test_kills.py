"""Each process is killed in the middle of traffic and started again: no message is lost, none is answered twice."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time as day_time
from pathlib import Path

import pytest

from bot.rehearse import checks, record
from bot.rehearse.cast import Child
from bot.rehearse.faults import Trouble
from bot.rehearse.player import Player
from bot.rehearse.processes import wait_for_page, wait_for_port
from bot.rehearse.script import Do, Line, What, changes
from bot.rehearse.stage import Stage, set_up
from care.acts import CareSession
from storage.demo.shape import shape_of
from tests import servers

VICTIMS = ("web", "worker-1", "clock", "redis")
MOMENTS = (0.02, 0.15, 0.4)  # seconds after the first messages left the phones
AWAY = 1.5  # seconds
EACH = 24  # messages before a kill; half as many while the process is gone


@dataclass
class Traffic:
    """Parents who write: a leave once, then where the child is."""

    stage: Stage
    draw: random.Random = field(default_factory=lambda: random.Random(7))
    lines: list[Line] = field(default_factory=list)
    on_leave: set[int] = field(default_factory=set)

    def burst(self, at: day_time, count: int) -> list[Line]:
        new = [self._line(at, child) for child in self.draw.sample(self._children, count)]
        self.lines += new
        return new

    @property
    def _children(self) -> list[Child]:
        every = (child for group in self.stage.cast.of(CareSession.EVENING) for child in group.children)
        away = {id_ for id_, _ in self.stage.cast.away}
        return [child for child in every if child.kin and child.only and not child.namesake and child.id not in away]

    def _line(self, at: day_time, child: Child) -> Line:
        number, phone = len(self.lines) + 1, child.kin[0].phone
        if child.id in self.on_leave:
            return Line(number, at, phone, Do.SAY, "question", f"{child.name}在哪")
        self.on_leave.add(child.id)
        asks = changes(What.LEAVE, of=[child.id])
        return Line(number, at, phone, Do.SAY, "leave", f"{child.called}今天晚托请假", asks=asks)


@dataclass
class Kill:
    """SIGKILL, messages while the process is gone, and a new start."""

    victim: str
    moment: float
    meanwhile: list[Line]

    def strike(self, stage: Stage) -> None:
        process = stage.processes[self.victim]
        time.sleep(self.moment)
        process.kill()
        for line in self.meanwhile:
            stage.platform.people.say(line.phone, line.text)
        time.sleep(AWAY)
        process.start()
        if self.victim == "redis":
            wait_for_port(stage.redis_port)
        if self.victim == "web":
            wait_for_page(f"{stage.door}/readyz")


@pytest.fixture(params=["sqlite", "postgres"])
def stage(tmp_path: Path, run_folder: Path, request: pytest.FixtureRequest) -> Iterator[Stage]:
    url = servers.postgres_url(run_folder / "postgres", "sandianban_kills") if request.param == "postgres" else ""
    with set_up(tmp_path, shape_of(160, 16, 11), database=url) as stage:
        yield stage


@pytest.mark.slow
def test_nothing_is_lost_or_said_twice_whichever_process_is_killed(stage: Stage) -> None:
    traffic = Traffic(stage)
    lines: list[Line] = []
    meanwhile: list[Line] = []
    troubles: dict[day_time, list[Trouble]] = {}
    for place, (victim, moment) in enumerate((victim, moment) for victim in VICTIMS for moment in MOMENTS):
        at = day_time(9, 2 * place + 1)
        lines += traffic.burst(at, EACH)
        kill = Kill(victim, moment, traffic.burst(at, EACH // 2))
        meanwhile += kill.meanwhile
        troubles[at] = [Trouble(f"{victim} is killed after {moment} s", kill.strike)]

    played = Player(stage, lines, troubles, whole_day=False).play()

    with stage.sessions.reading() as session:
        kept = record.gather(session, stage.cast, stage.platform, stage.logs)
    done = [*played.done, *meanwhile]
    counted = f"{len(kept.received)} of {len(done)} messages, {len(troubles)} kills, {played.seconds:.0f} s"
    (stage.folder / "kills.txt").write_text(counted)
    listed = frozenset(child.id for group in stage.cast.groups for child in group.children)
    away = frozenset(child for child, _ in stage.cast.away)
    assert len(kept.received) == len(done) == len(troubles) * (EACH + EACH // 2)
    assert checks.arrived_once(done, kept.received) == []
    assert checks.answered_once(kept.received, kept.put) == []
    assert checks.seen_once(kept.put, kept.shown, kept.dropped) == []
    assert checks.left_behind(kept.put) == []
    assert checks.dangerous(kept.made, kept.received, done, listed, away) == []
    assert kept.chain == []
    assert played.quiet
