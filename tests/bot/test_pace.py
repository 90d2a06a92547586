"""The pace, on a clock that only sleeping moves."""

import asyncio
import heapq

from bot.channels.base import Limits
from bot.pace import BULK, Pace


class VirtualTime:
    """A monotonic clock and its sleep: time jumps to the next sleeper when everybody sleeps."""

    def __init__(self) -> None:
        self.at = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    def monotonic(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        done = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(self._sleepers, (self.at + seconds, self._count, done))
        await done

    async def run(self, *work: asyncio.Task[None]) -> None:
        while not all(task.done() for task in work):
            for _ in range(5):
                await asyncio.sleep(0)
            if self._sleepers:
                at, _, done = heapq.heappop(self._sleepers)
                self.at = max(self.at, at)
                done.set_result(None)


async def when(limits: Limits, *wanted: tuple[str, int]) -> list[tuple[int, float]]:
    """(index, moment) of each request in the order they went; all ask at time 0."""
    time, went = VirtualTime(), []
    pace = Pace(limits, time, time.sleep)  # type: ignore[arg-type]

    async def one(index: int, conversation: str, priority: int) -> None:
        await pace.wait(conversation, priority)
        went.append((index, round(time.at, 6)))

    await time.run(*(asyncio.create_task(one(n, c, p)) for n, (c, p) in enumerate(wanted)))
    return went


async def test_the_tenant_s_rate_is_kept_and_used() -> None:
    went = await when(Limits(10, 0.0), *((str(n), 1) for n in range(31)))
    assert [moment for _, moment in went] == [round(n / 10, 6) for n in range(31)]


async def test_bulk_leaves_a_fifth_to_others_and_lets_them_pass() -> None:
    went = await when(Limits(10, 0.0), *((str(n), BULK) for n in range(41)), ("urgent", 0))
    assert [index for index, _ in went].index(41) <= 2
    assert went[-1][1] >= 38 * 0.125


async def test_the_more_urgent_goes_first() -> None:
    went = await when(Limits(10, 0.0), ("a", 2), ("b", 2), ("c", 2), ("d", 2), ("e", 0))
    assert [index for index, _ in went].index(4) <= 2


async def test_one_conversation_waits_its_gap_after_a_few() -> None:
    went = await when(Limits(1000, 1.0), *(("same", 1) for _ in range(8)))
    assert went[-1][1] >= 3.0
