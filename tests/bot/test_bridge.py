"""Units awaited from the event loop: answers and errors reach whoever waits, and one wake-up serves many."""

import asyncio

import pytest

from bot.bridge import Bridge
from hms.kit.db import Database
from hms.samtale.model import Samtale


def _fail(_session):
    raise ArithmeticError


async def test_answers_and_errors_reach_their_own(database: Database) -> None:
    bridge = Bridge(database)
    found = await asyncio.gather(
        *(bridge.write(lambda _s, n=n: n) for n in range(50)), bridge.read(lambda _s: "lest"), bridge.write(_fail),
        return_exceptions=True,
    )  # fmt: skip
    assert found[:51] == [*range(50), "lest"]
    assert isinstance(found[51], ArithmeticError)


async def test_somebody_who_no_longer_waits_is_passed_over(database: Database) -> None:
    bridge, release = Bridge(database), asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(session) -> None:
        session.add(Samtale(kanal="k", leietaker="t", ekstern_id="a", omfang="personal"))
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(5)

    impatient = asyncio.create_task(bridge.write(slow))
    await asyncio.sleep(0)
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    release.set()
    async with asyncio.timeout(10):  # what was begun is done all the same
        while not await bridge.read(lambda s: s.get(Samtale, 1) is not None):
            await asyncio.sleep(0.005)
