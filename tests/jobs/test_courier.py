"""The outbox is carried away beside the answering, and nothing that is called for is forgotten."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from jobs import courier
from jobs.courier import Courier

SOON = 5.0  # seconds


class Rounds:
    """An outbox with so many slices left; each round waits until it is let go."""

    def __init__(self, left: int = 0) -> None:
        self.left = left
        self.made = 0
        self.begun = threading.Semaphore(0)
        self.go = threading.Semaphore(0)
        self.broken = False

    def __call__(self) -> int:
        self.begun.release()
        assert self.go.acquire(timeout=SOON)
        self.made += 1
        if self.broken:
            self.broken = False
            raise RuntimeError("the database went away")
        sent, self.left = min(self.left, 1), max(self.left - 1, 0)
        return sent

    def pass_one(self) -> None:
        assert self.begun.acquire(timeout=SOON)
        self.go.release()


@pytest.fixture
def rounds() -> Rounds:
    return Rounds()


@pytest.fixture
def one(rounds: Rounds) -> Iterator[Courier]:
    carrying = Courier(rounds)
    yield carrying
    rounds.go.release()
    carrying.stop()


def test_a_call_returns_while_the_round_is_still_under_way(one: Courier, rounds: Rounds) -> None:
    one.call()
    assert rounds.begun.acquire(timeout=SOON)

    assert rounds.made == 0


def test_goes_round_until_nothing_is_due(one: Courier, rounds: Rounds) -> None:
    rounds.left = 2
    one.call()
    for _ in range(3):
        rounds.pass_one()

    assert not rounds.begun.acquire(timeout=0.05)


def test_many_calls_during_a_round_are_one_more_look(one: Courier, rounds: Rounds) -> None:
    one.call()
    assert rounds.begun.acquire(timeout=SOON)
    for _ in range(5):
        one.call()
    rounds.go.release()
    rounds.pass_one()

    assert not rounds.begun.acquire(timeout=0.05)


def test_a_round_that_breaks_does_not_end_the_carrying(
    one: Courier, rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "REST", 0.01)
    rounds.broken = True
    one.call()
    rounds.pass_one()
    one.call()
    rounds.pass_one()

    one.call()
    assert rounds.begun.acquire(timeout=SOON)
    assert rounds.made == 2


def test_stopping_waits_for_the_round_under_way(one: Courier, rounds: Rounds) -> None:
    one.call()
    assert rounds.begun.acquire(timeout=SOON)
    rounds.go.release()
    one.stop()

    assert rounds.made == 1
