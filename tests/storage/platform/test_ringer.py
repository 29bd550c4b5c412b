from __future__ import annotations

import time
from collections.abc import Sequence

from storage.platform.ringer import MOST_SENDERS, Ringer


class SlowBell:
    """Notes when it was rung for whom; each ring takes its time, and may fail."""

    def __init__(self, *, takes: float = 0.0, fails: int = 0) -> None:
        self.rings: list[tuple[float, list[str]]] = []
        self.accounts: list[str] = []
        self.deliveries = 0
        self._takes = takes
        self._fails = fails

    def answer(self, senders: Sequence[str]) -> None:
        self.rings.append((time.monotonic(), list(senders)))
        time.sleep(self._takes)
        if self._fails:
            self._fails -= 1
            raise OSError("no bell")

    def pull(self, account: str) -> None:
        self.accounts.append(account)

    def deliver(self) -> None:
        self.deliveries += 1

    def alive(self) -> bool:
        return True


def eventually(reached: object, *, seconds: float = 3.0) -> None:
    until = time.monotonic() + seconds
    while not reached() and time.monotonic() < until:  # type: ignore[operator]
        time.sleep(0.002)
    assert reached()  # type: ignore[operator]


def test_a_message_at_rest_is_rung_for_at_once() -> None:
    bell = SlowBell()
    ringer = Ringer(bell)
    ringer.answer(["warm"])
    eventually(lambda: bell.rings)
    time.sleep(0.05)
    started = time.monotonic()
    ringer.answer(["1/wecom_app/lihua"])
    eventually(lambda: len(bell.rings) == 2)

    assert bell.rings[1][0] - started < 0.02
    assert bell.rings[1][1] == ["1/wecom_app/lihua"]


def test_a_burst_is_gathered_into_a_few_rings_and_nobody_is_forgotten() -> None:
    bell = SlowBell(takes=0.005)
    ringer = Ringer(bell)
    for number in range(300):
        ringer.answer([f"sender-{number}"])
        time.sleep(0.0005)
    eventually(lambda: sum(len(senders) for _, senders in bell.rings) == 300)

    assert len(bell.rings) < 30
    assert {sender for _, senders in bell.rings for sender in senders} == {f"sender-{n}" for n in range(300)}


def test_no_ring_is_too_long_for_one_worker() -> None:
    bell = SlowBell()
    Ringer(bell).answer([f"sender-{number}" for number in range(2 * MOST_SENDERS + 1)])
    eventually(lambda: len(bell.rings) == 3)

    assert max(len(senders) for _, senders in bell.rings) == MOST_SENDERS


def test_a_bell_that_hangs_never_holds_the_door() -> None:
    ringer = Ringer(SlowBell(takes=0.5))
    started = time.monotonic()
    for number in range(100):
        ringer.answer([str(number)])

    assert time.monotonic() - started < 0.1


def test_a_ring_that_fails_does_not_end_all_ringing() -> None:
    bell = SlowBell(fails=1)
    ringer = Ringer(bell)
    ringer.answer(["first"])
    eventually(lambda: bell.rings)
    ringer.answer(["second"])
    ringer.pull("1/wk")
    ringer.deliver()
    eventually(lambda: bell.deliveries)

    assert bell.rings[-1][1] == ["second"]
    assert bell.accounts == ["1/wk"]
    assert ringer.alive()
