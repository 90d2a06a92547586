"""Keeps under a platform's limits: so many requests a second for a tenant, and a gap within one conversation."""

import asyncio
from collections import OrderedDict

from bot.channels.base import Limits
from hms.kit.klokke import Maskinklokke

BURST = 4
BULK_SHARE = 0.8
MOST_CONVERSATIONS = 20_000


class Pace:
    """One for each channel and tenant. `wait` returns when the next request may go."""

    def __init__(self, limits: Limits, clock: Maskinklokke) -> None:
        self._clock = clock
        self._step = 1.0 / limits.per_second
        self._gap = limits.conversation_gap
        self._next = 0.0
        self._next_bulk = 0.0
        self._conversations: OrderedDict[str, float] = OrderedDict()

    async def wait(self, conversation: str, *, bulk: bool = False) -> None:
        """Waits for the conversation's turn, then for the tenant's; bulk leaves a fifth of the rate to the others."""
        await self._conversation(conversation)
        now = self._clock.monotonic()
        slot = max(now, self._next, self._next_bulk if bulk else 0.0)
        self._next = slot + self._step
        if bulk:
            self._next_bulk = slot + self._step / BULK_SHARE
        if slot > now:
            await asyncio.sleep(slot - now)

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
            await asyncio.sleep(start - now)
