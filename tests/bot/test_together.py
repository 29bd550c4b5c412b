from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest

from bot.together import MOST, Together


def test_what_comes_during_one_commit_goes_into_the_next_together() -> None:
    groups: list[list[int]] = []
    free = threading.Event()

    def write(items: Sequence[int]) -> list[int]:
        groups.append(list(items))
        free.wait(2)
        return [item * 10 for item in items]

    async def run() -> list[int]:
        together = Together(write)
        puts = [asyncio.ensure_future(together.put(number)) for number in range(1)]
        await asyncio.sleep(0.05)
        puts += [asyncio.ensure_future(together.put(number)) for number in range(1, 10)]
        await asyncio.sleep(0.05)
        free.set()
        return await asyncio.gather(*puts)

    assert asyncio.run(run()) == [number * 10 for number in range(10)]
    assert groups == [[0], list(range(1, 10))]


def test_a_group_has_an_end() -> None:
    sizes: list[int] = []

    def write(items: Sequence[int]) -> list[int]:
        sizes.append(len(items))
        return list(items)

    async def run() -> list[int]:
        together = Together(write)
        return await asyncio.gather(*(together.put(number) for number in range(3 * MOST)))

    assert asyncio.run(run()) == list(range(3 * MOST))
    assert max(sizes) == MOST


def test_an_error_reaches_each_of_its_group_and_the_next_group_is_written() -> None:
    broken = [True]

    def write(items: Sequence[int]) -> list[int]:
        if broken.pop() if broken else False:
            raise OSError("disk full")
        return list(items)

    async def run() -> int:
        together = Together(write)
        results = await asyncio.gather(together.put(1), together.put(2), return_exceptions=True)
        assert [type(result) for result in results] == [OSError, OSError]
        return await together.put(3)

    assert asyncio.run(run()) == 3


def test_a_caller_that_goes_away_does_not_disturb_the_others() -> None:
    async def run() -> int:
        together: Together[int, int] = Together(lambda items: list(items))
        leaving = asyncio.ensure_future(together.put(1))
        await asyncio.sleep(0)
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        return await together.put(2)

    assert asyncio.run(run()) == 2
