"""The loop of the process: it outlives a fault, sleeps until it is woken, and ends in good order."""

import asyncio

from bot.lokke import Lokke

LONG = 3600.0


async def test_it_works_while_there_is_work_and_then_waits_to_be_woken() -> None:
    left, asleep = [3], asyncio.Event()

    async def work() -> bool:
        left[0] -= 1
        if left[0] <= 0:
            asleep.set()
        return left[0] > 0

    loop = Lokke("test", work, poll=LONG)
    loop.start()
    async with asyncio.timeout(10):
        await asleep.wait()
        asleep.clear()
        loop.wake()
        await asleep.wait()
        await loop.stop()
    assert left == [-1]


async def test_a_fault_is_outlived() -> None:
    turns, done = iter([OSError("away"), None]), asyncio.Event()

    async def work() -> bool:
        fault = next(turns, None)
        if fault is not None:
            loop.wake()
            raise fault
        done.set()
        return False

    loop = Lokke("test", work, poll=LONG)
    loop.start()
    async with asyncio.timeout(10):
        await done.wait()
        await loop.stop()


async def test_work_that_hangs_is_cancelled_when_patience_ends() -> None:
    begun = asyncio.Event()

    async def work() -> bool:
        begun.set()
        await asyncio.Event().wait()
        return False

    loop = Lokke("test", work, poll=LONG)
    await loop.stop()
    loop = Lokke("test", work, poll=LONG)
    loop.start()
    async with asyncio.timeout(10):
        await begun.wait()
        await loop.stop(0.0)
