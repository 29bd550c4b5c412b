"""What the bell may ring, two lines each: fetch the house, call the work."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.channels import kf_pull
from bot.house import House, build
from bot.settings import Settings
from jobs import answer as answering
from jobs import deliver as delivering
from jobs import tick as ticking
from jobs.courier import Courier


@lru_cache(maxsize=1)
def house() -> House:
    """The house of this worker process."""
    return build(Settings())


@lru_cache(maxsize=1)
def courier() -> Courier:
    """Who carries away what this worker's answers put into the outbox."""
    return Courier(lambda: delivering.deliver(house()))


def answer(senders: Sequence[str]) -> None:
    for sender in senders:
        answering.answer(sender, house())
        courier().call()


def deliver() -> None:
    courier().call()


def pull(account: str) -> None:
    answer(kf_pull.pull(account, house()))


def tick() -> None:
    ticking.tick(house())
