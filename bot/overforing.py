"""Reports that are due → webhook → mark. Claimed in a transaction, posted outside it, with the same id at every try."""

import asyncio
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from sqlmodel import Session

from bot.channels.base import Gone, RetryAfter
from bot.lokke import Lokke
from bot.metrics import Metrics
from bot.retry import Again, GiveUp, decide
from bot.webhook import Accepted, Webhook
from hms.ekstern import service
from hms.ekstern.service import Sending
from hms.kit.db import Database
from hms.kit.klokke import Klokke, Maskinklokke

log = structlog.get_logger(__name__)

POLL_SECONDS = 1.0
CLAIM = 5


class Overforing:
    """Carries reports over until it is stopped. `changed` is called when messages may have come of it."""

    def __init__(
        self,
        db: Database,
        webhook: Webhook,
        *,
        machine: Maskinklokke,
        civil: Klokke,
        metrics: Metrics,
        changed: Callable[[], None],
    ) -> None:
        self.db = db
        self.webhook = webhook
        self.machine = machine
        self.civil = civil
        self.metrics = metrics
        self._changed = changed
        self._passing = asyncio.Lock()
        self._loop = Lokke("overforing", self.run_once, poll=POLL_SECONDS)

    def start(self) -> None:
        """Begins."""
        self._loop.start()

    async def stop(self) -> None:
        """Lets what is being posted come to its end and be marked."""
        await self._loop.stop()
        await self.webhook.close()

    async def idle(self) -> None:
        """Returns when nothing is due (for tests and for the moved clock)."""
        while await self.run_once():
            pass

    async def run_once(self) -> bool:
        """Claims and posts what is due. True if there was anything."""
        async with self._passing:
            claimed = await self._write(lambda session: service.lei(session, self.machine.now(), CLAIM))
            await asyncio.gather(*(self._carry(one) for one in claimed))
        if claimed:
            self._changed()
        return bool(claimed)

    async def _carry(self, one: Sending) -> None:
        result = await self.webhook.post(one, self.machine.now())
        now = self.civil.now()
        if isinstance(result, Accepted):
            self.metrics.carried.labels("accepted").inc()
            number = result.number
            await self._write(lambda session: service.overfort(session, now, one.sak_id, number))
            return
        await self._not_delivered(one, result)

    async def _not_delivered(self, one: Sending, result: RetryAfter | Gone) -> None:
        decision = decide(result, one.forsok, random.random())  # noqa: S311 - jitter, not a secret
        match decision:
            case Again(wait=wait, why=why):
                self.metrics.carried.labels("again").inc()
                due: Any = self.machine.now() + max(wait, timedelta())
                await self._write(lambda session: service.prov_igjen(session, one.sak_id, due, why))
            case GiveUp(why=why):
                self.metrics.carried.labels("given_up").inc()
                log.warning("overforing.given_up", sak=one.sak_id, why=why)
                await self._write(lambda session: service.gi_opp(session, self.civil.now(), one.sak_id, why))

    async def _write(self, work: Callable[[Session], Any]) -> Any:
        return await asyncio.wrap_future(self.db.submit(work))
