"""Sends jobs, one conversation in its order and all within the platform's pace, and marks how it went."""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

import structlog
from sqlmodel import Session

from bot.channels.base import Channel, RetryAfter, SendResult, Unclear
from bot.compose import Job
from bot.metrics import Metrics
from bot.pace import Pace
from bot.retry import Again, Delivered, decide
from hms.kit.db import Database
from hms.kit.klokke import Maskinklokke
from hms.outbox import adressering, service

log = structlog.get_logger(__name__)

SEND_SECONDS = 30.0


class Sender:
    """Takes jobs whose rows this process has marked as being sent. `woken` is called when something new may be due."""

    def __init__(
        self,
        db: Database,
        channels: Mapping[str, Channel],
        *,
        machine: Maskinklokke,
        metrics: Metrics,
        woken: Callable[[], None],
        point: Callable[[str], None],
    ) -> None:
        self.db = db
        self.channels = channels
        self.machine = machine
        self.metrics = metrics
        self._woken = woken
        self._point = point
        self._paces: dict[tuple[str, str], Pace] = {}
        self._lanes: dict[int, deque[Job]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._marks: list[Callable[[Session], None]] = []
        self._plain_marks: list[int] = []
        self._marking = False
        self._stopping = asyncio.Event()

    @property
    def busy(self) -> bool:
        """Is anything on its way or not marked yet?"""
        return bool(self._tasks)

    async def stop(self) -> None:
        """Lets what is being sent come to its end and be marked."""
        self._stopping.set()
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    def deliver(self, jobs: Iterable[Job]) -> None:
        """Sends replies whose rows this process has already marked as being sent."""
        for job in jobs:
            lane = self._lanes.get(job.conversation_id)
            if lane is None:
                self._lanes[job.conversation_id] = deque([job])
                self._spawn(self._drive(job.conversation_id))
            else:
                lane.append(job)

    async def _drive(self, conversation_id: int) -> None:
        """Sends a conversation's jobs one after the other."""
        lane = self._lanes[conversation_id]
        while lane:
            job = lane.popleft()
            await self._send(job)
        del self._lanes[conversation_id]

    async def _send(self, job: Job) -> None:
        channel = self.channels.get(job.channel)
        if channel is None:
            self._mark(lambda session: service.dod(session, job.row_id, self.machine.now(), "ukjent_kanal"))
            return
        pace = self._paces.setdefault((job.channel, job.target.tenant), Pace(channel.limits, self.machine))
        await pace.wait(job.target.conversation, bulk=job.bulk)
        self._point("before_post")
        result = await self._post(channel, job)
        self._point("after_post")
        if job.repeat:
            self.metrics.repeats.inc()
        decision = decide(result, job.attempts, random.random())  # noqa: S311 - jitter, not a secret
        now = self.machine.now()
        match decision:
            case Delivered(platform_id=platform_id):
                self.metrics.sent.labels("sent").inc()
                if job.card is None:
                    self._mark_plain(job.row_id)
                else:
                    self._mark(lambda session: service.sendt(session, job.row_id, now, platform_id))
            case Again(wait=wait, why=why, unclear=unclear):
                self.metrics.sent.labels("again").inc()
                due = now + wait
                self._mark(lambda session: service.prov_igjen(session, job.row_id, due, why, uklart=unclear))
                self._spawn(self._poke_in(wait))
            case _:
                self.metrics.sent.labels("gone").inc()
                log.warning("relay.gone", row=job.row_id, why=decision.why)
                self._mark(lambda session: self._gone(session, job, decision.why))

    async def _post(self, channel: Channel, job: Job) -> SendResult:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                if job.card_id is not None:
                    return await channel.update(job.target, job.card_id, job.message)
                return await channel.send(job.target, job.message)
        except TimeoutError:
            return Unclear("timeout")
        except Exception as error:  # noqa: BLE001 - a channel's bug must not stop the conversation's other messages
            log.error("relay.channel_failed", channel=job.channel, error=type(error).__name__)  # noqa: TRY400 - as above
            return RetryAfter(None, "channel_failed")

    def _gone(self, session: Session, job: Job, why: str) -> None:
        if job.notice and job.card_id is None:
            adressering.klatre(session, job.row_id, self.machine.now(), why)
            self._woken()
        else:
            service.dod(session, job.row_id, self.machine.now(), why)

    def _mark_plain(self, row_id: int) -> None:
        self._plain_marks.append(row_id)
        self._start_marking()

    def _mark(self, work: Callable[[Session], None]) -> None:
        self._marks.append(work)
        self._start_marking()

    def _start_marking(self) -> None:
        if not self._marking:
            self._marking = True
            self._spawn(self._write_marks())

    async def _write_marks(self) -> None:
        """Writes the marks that have gathered, in one unit; those that come meanwhile go with the next."""
        while self._marks or self._plain_marks:
            marks, self._marks = self._marks, []
            plain, self._plain_marks = self._plain_marks, []
            self._point("before_mark")

            def unit(session: Session, marks: Any = marks, plain: Any = plain) -> None:
                service.sendt_uten_kort(session, plain, self.machine.now())
                for mark in marks:
                    mark(session)

            try:
                await self._write(unit)
            except Exception as error:  # noqa: BLE001 - the rows stay in `sending`, and are ambiguous later
                log.error("relay.not_marked", rows=len(marks) + len(plain), error=type(error).__name__)  # noqa: TRY400 - as above
            self._woken()
        self._marking = False

    async def _poke_in(self, wait: timedelta) -> None:
        try:
            async with asyncio.timeout(wait.total_seconds()):
                await self._stopping.wait()
        except TimeoutError:
            self._woken()

    async def _write(self, work: Callable[[Session], Any]) -> Any:
        return await asyncio.wrap_future(self.db.submit(work))

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
