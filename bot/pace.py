"""Keeps under a platform's limits: so many requests a second for a tenant, and a gap within one conversation."""

import asyncio
import heapq
import itertools
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from bot.channels.base import Limits
from hms.kit.klokke import Maskinklokke

BURST = 4
BULK_SHARE = 0.8
MOST_CONVERSATIONS = 20_000
BULK = 3


class Pace:
    """One for each channel and tenant. `wait` returns when the next request may go; `sleep` is handed in for tests."""

    def __init__(
        self, limits: Limits, clock: Maskinklokke, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._step = 1.0 / limits.per_second
        self._gap = limits.conversation_gap
        self._next = 0.0
        self._next_bulk = 0.0
        self._waiting: list[tuple[int, int]] = []
        self._order = itertools.count()
        self._conversations: OrderedDict[str, float] = OrderedDict()

    async def wait(self, conversation: str, priority: int = 1) -> None:
        """Waits for the conversation's turn, then for the tenant's: the lowest priority number goes first.

        From BULK on, requests leave a fifth of the rate to the others.
        """
        await self._conversation(conversation)
        me = (priority, next(self._order))
        heapq.heappush(self._waiting, me)
        try:
            while (left := self._left(priority)) > 0 or self._waiting[0] != me:
                await self._sleep(max(left, 0.0))
        except asyncio.CancelledError:
            self._waiting.remove(me)
            heapq.heapify(self._waiting)
            raise
        heapq.heappop(self._waiting)
        self._take(priority)

    def _left(self, priority: int) -> float:
        """Seconds until a request of this priority may go, if nothing goes before it."""
        due = max(self._next, self._next_bulk) if priority >= BULK else self._next
        return due - self._clock.monotonic()

    def _take(self, priority: int) -> None:
        """One request goes now. A late waker catches up by one step at most, so that the rate is neither lost nor passed."""
        now = self._clock.monotonic()
        self._next = max(self._next, now - self._step) + self._step
        if priority >= BULK:
            step = self._step / BULK_SHARE
            self._next_bulk = max(self._next_bulk, now - step) + step

    async def _conversation(self, conversation: str) -> None:
        """A few messages may follow each other closely; in the long run each waits its gap."""
        now = self._clock.monotonic()
        earliest = self._conversations.get(conversation, 0.0)
        start = max(earliest, now - BURST * self._gap)
        self._conversations[conversation] = start + self._gap
        self._conversations.move_to_end(conversation)
        while len(self._conversations) > MOST_CONVERSATIONS:
            self._conversations.popitem(last=False)
        if start > now:
            await self._sleep(start - now)
