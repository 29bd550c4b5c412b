"""What goes wrong on the day, and when: always what the platform does to everybody, on demand what breaks houses."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time as day_time

from bot.rehearse.processes import wait_for_page, wait_for_port
from bot.rehearse.script import clock
from bot.rehearse.stage import Stage
from playground.faults import Fault

AWAY = 4.0  # seconds without Redis
IN_MID_WORK = 0.25  # seconds after the messages left the phones


@dataclass(frozen=True)
class Trouble:
    """`first`: before the minute's messages leave the phones, else right after."""

    name: str
    strike: Callable[[Stage], None]
    first: bool = False


def _platform(kind: str, times: int, seconds: float = 6.0) -> Trouble:
    def strike(stage: Stage) -> None:
        stage.platform.faults.set(Fault(kind, times, seconds))

    return Trouble(f"platform: {kind}, {times} times", strike, first=True)


def _kill_worker(stage: Stage) -> None:
    worker = stage.processes["worker-1"]
    time.sleep(IN_MID_WORK)
    worker.kill()
    worker.start()


def _stop_redis(stage: Stage) -> None:
    """Messages go on arriving; the clock makes the workers' round meanwhile."""
    redis = stage.processes["redis"]
    time.sleep(IN_MID_WORK)
    redis.kill()
    time.sleep(AWAY)
    redis.start()
    wait_for_port(stage.redis_port)


def _kill_clock(stage: Stage) -> None:
    """Nothing rings what a lost bell left until it is back."""
    clock_process = stage.processes["clock"]
    time.sleep(IN_MID_WORK)
    clock_process.kill()
    clock_process.start()


def _kill_web(stage: Stage) -> None:
    """The platform delivers again what found no door."""
    web = stage.processes["web"]
    time.sleep(IN_MID_WORK / 2)
    web.kill()
    web.start()
    wait_for_page(f"{stage.door}/readyz")


ALWAYS: tuple[tuple[day_time, Trouble], ...] = (
    (clock("07:40"), _platform("duplicate", 20)),
    (clock("14:30"), _platform("out_of_order", 6)),
    (clock("17:36"), _platform("door_retry", 10)),
)
HARD: tuple[tuple[day_time, Trouble], ...] = (
    (clock("08:00"), _platform("token_expired", 3)),
    (clock("08:20"), _platform("busy", 5)),
    (clock("11:33"), Trouble("a worker is killed", _kill_worker)),
    (clock("14:50"), _platform("slow", 6, 1.2)),
    (clock("15:10"), Trouble("Redis is gone for a while", _stop_redis)),
    (clock("16:45"), _platform("http_500", 4)),
    (clock("16:29"), Trouble("the clock is killed", _kill_clock)),
    (clock("17:22"), Trouble("web is killed", _kill_web)),
)


def planned(*, hard: bool) -> dict[day_time, list[Trouble]]:
    """By the minute."""
    found: dict[day_time, list[Trouble]] = {}
    for at, trouble in (*ALWAYS, *(HARD if hard else ())):
        found.setdefault(at, []).append(trouble)
    return found
