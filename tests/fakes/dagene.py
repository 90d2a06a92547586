"""Days that go by in Fjordvik, and what somebody means to do in them: the calendar of the years that people live through."""

import heapq
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hms.kit.klokke import oslo
from tests.fakes.fjordvik import Fjordvik
from tests.fakes.skjerm import Skjerm, Utfyller


@dataclass(order=True)
class Avtale:
    """Something that somebody means to do, with a case or a duty."""

    naar: datetime
    nr: int
    hva: str = field(compare=False)
    om: Any = field(compare=False, default=None)


class Dagene:
    """A life for so many days: each morning at 09.05, and the appointments in their order."""

    def __init__(self, by: Fjordvik, dager: int) -> None:
        self.by = by
        self.skjerm = Skjerm(by)
        self.utfyller = Utfyller(self.skjerm)
        self.start = oslo(by.varde.civil.now())
        self.slutt = self.start + timedelta(days=dager)
        self.kalender: list[Avtale] = []
        self._nr = itertools.count()

    async def lev(self, etterpaa: Callable[[datetime], Awaitable[None]]) -> None:
        """Lets the days go by; `etterpaa(now)` is awaited each time the clock has been moved."""
        morgen = self.start.replace(hour=9, minute=5, second=0, microsecond=0) + timedelta(days=1)
        while morgen <= self.slutt:
            while self.kalender and self.kalender[0].naar <= morgen:
                one = heapq.heappop(self.kalender)
                await self._klokka(one.naar, etterpaa)
                await self._gjor(one)
            await self._klokka(morgen, etterpaa)
            morgen += timedelta(days=1)

    async def _gjor(self, avtale: Avtale) -> None:
        raise NotImplementedError

    def _avtal(self, naar: datetime, hva: str, om: Any = None) -> None:
        heapq.heappush(self.kalender, Avtale(naar, next(self._nr), hva, om))

    async def _klokka(self, moment: datetime, etterpaa: Callable[[datetime], Awaitable[None]]) -> None:
        if moment > oslo(self.by.varde.civil.now()):
            await self.by.call("POST", "/playground/clock", {"to": moment.isoformat()})
            await self.skjerm.hviler()
        await etterpaa(self.by.varde.civil.now())
