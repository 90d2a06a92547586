"""Sends jobs, one conversation in its order and all within the platform's pace, and marks how it went."""

import asyncio
import contextlib
import functools
import random
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot.bridge import Bridge
from bot.channels.base import Channel, RetryAfter, SendResult, Unclear
from bot.compose import Job
from bot.metrics import Metrics
from bot.pace import Pace
from bot.retry import FAULT, Again, Delivered, decide
from hms.kit.klokke import Maskinklokke
from hms.outbox import adressering, service
from hms.outbox.model import Prioritet

log = structlog.get_logger(__name__)

SEND_SECONDS = 30.0
MARK_AGAIN_SECONDS = 1.0
MARK_TRIES = 5


class Sender:
    """Takes jobs whose rows this process holds as `owner`. `woken` is called when something new may be due."""

    def __init__(
        self,
        bridge: Bridge,
        channels: Mapping[str, Channel],
        owner: str,
        *,
        machine: Maskinklokke,
        metrics: Metrics,
        woken: Callable[[], None],
        point: Callable[[str], None],
    ) -> None:
        self.bridge = bridge
        self.channels = channels
        self.owner = owner
        self.machine = machine
        self.metrics = metrics
        self._woken = woken
        self._point = point
        self._paces: dict[tuple[str, str], Pace] = {}
        self._lanes: dict[int, deque[Job]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.Task[None]] = set()
        self._holding: set[int] = set()
        self._waiting: dict[int, int] = {}
        self._marks: list[_Mark] = []
        self._marking = False
        self._starts: dict[int, asyncio.Future[bool]] = {}
        self._starting = False
        self._stopping = asyncio.Event()

    @property
    def busy(self) -> bool:
        """Is anything on its way or not marked yet?"""
        return bool(self._tasks)

    @property
    def holding(self) -> frozenset[int]:
        """The rows that are in this sender's hands: to be sent, being sent, or not marked yet."""
        return frozenset(self._holding)

    def pace(self, channel: str, tenant: str) -> Pace:
        """The pace that everything to this tenant keeps. Raises KeyError for an unknown channel."""
        return self._paces.setdefault((channel, tenant), Pace(self.channels[channel].limits, self.machine))

    async def stop(self) -> None:
        """Lets what is being sent come to its end and be marked."""
        self._stopping.set()
        while self._tasks or self._timers:
            await asyncio.wait(self._tasks | self._timers)

    def deliver(self, jobs: Iterable[Job]) -> None:
        """Sends what this process holds; each row is in `sending` before its POST."""
        for job in jobs:
            self._holding.add(job.row_id)
            lane = self._lanes.get(job.conversation_id)
            if lane is None:
                self._lanes[job.conversation_id] = deque([job])
                self._spawn(self._drive(job.conversation_id))
            else:
                lane.append(job)

    async def _drive(self, conversation_id: int) -> None:
        """Sends a conversation's jobs one after the other. What stands behind one that must wait goes back to its row."""
        lane = self._lanes[conversation_id]
        while lane:
            job = lane.popleft()
            if conversation_id in self._waiting and job.priority > Prioritet.NOD:
                self._mark(job, functools.partial(service.legg_tilbake, row_id=job.row_id))
            else:
                await self._send(job)
        del self._lanes[conversation_id]

    async def _send(self, job: Job) -> None:
        channel = self.channels.get(job.channel)
        if channel is None:
            self._mark(job, lambda session: service.dod(session, job.row_id, self.machine.now(), "ukjent_kanal"))
            return
        await self.pace(job.channel, job.target.tenant).wait(job.target.conversation, job.priority)
        if not await self._begin(job):
            self._holding.discard(job.row_id)
            return
        self._point("before_post")
        result = await self._post(channel, job)
        self._point("after_post")
        if job.repeat:
            self.metrics.repeats.inc()
        decision = decide(result, job.attempts, random.random(), job.unclear)  # noqa: S311 - jitter, not a secret
        now = self.machine.now()
        match decision:
            case Delivered(platform_id=platform_id):
                self.metrics.sent.labels("sent").inc()
                self._marks.append(_Mark(job.row_id, None, platform_id=platform_id))
                self._mark_soon()
            case Again(wait=wait, why=why, unclear=unclear):
                self.metrics.sent.labels("again").inc()
                due = now + wait
                self._mark(
                    job, lambda session: service.prov_igjen(session, job.row_id, due, why, uklart=unclear), waits=True
                )
                self._spawn(self._poke_in(wait), self._timers)
            case _:
                self.metrics.sent.labels("gone").inc()
                log.warning("relay.gone", row=job.row_id, why=decision.why)
                self._mark(job, lambda session: self._gone(session, job, decision.why))

    async def _begin(self, job: Job) -> bool:
        """Marks a leased row as being sent, now that its moment has come; with the others whose moment came meanwhile.

        Not earlier: a row that only waits for the platform's pace is not ambiguous when the process stops.
        """
        if job.begun:
            return True
        ours: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._starts[job.row_id] = ours
        if not self._starting:
            self._starting = True
            self._spawn(self._write_starts())
        return await ours

    async def _write_starts(self) -> None:
        while self._starts:
            starts, self._starts = self._starts, {}
            self._point("before_sending")
            begin = functools.partial(service.sendes, ider=tuple(starts), eier=self.owner, now=self.machine.now())
            ours: set[int] = set()
            try:
                ours = await self.bridge.write(begin)
            except Exception as error:  # noqa: BLE001 - they stay leased, and are taken back when the lease is over
                log.error("relay.not_begun", rows=len(starts), error=type(error).__name__)  # noqa: TRY400 - as above
            for row_id, future in starts.items():
                future.set_result(row_id in ours)
        self._starting = False

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
            return RetryAfter(None, FAULT)

    def _gone(self, session: Session, job: Job, why: str) -> None:
        if why == FAULT:
            adressering.til_side(session, job.row_id, self.machine.now(), why)
        elif job.card_id is None:
            adressering.klatre(session, job.row_id, self.machine.now(), why)
        else:
            service.dod(session, job.row_id, self.machine.now(), why)

    def _mark(self, job: Job, work: Callable[[Session], None], *, waits: bool = False) -> None:
        """How a job's row ends, written soon. `waits`: until that is on disk, its conversation lets nothing pass it."""
        if waits:
            self._waiting[job.conversation_id] = self._waiting.get(job.conversation_id, 0) + 1
        self._marks.append(_Mark(job.row_id, job.conversation_id if waits else None, work))
        self._mark_soon()

    def _mark_soon(self) -> None:
        if not self._marking:
            self._marking = True
            self._spawn(self._write_marks())

    async def _write_marks(self) -> None:
        """Writes the marks that have gathered, in one unit; those that come meanwhile go with the next."""
        while self._marks:
            marks, self._marks = self._marks, []
            self._point("before_mark")
            await self._write_surely(marks)
            self._let_go(marks)
            self._woken()
        self._marking = False

    async def _write_surely(self, marks: Sequence["_Mark"]) -> None:
        """A database that is away for a moment must not make a message ambiguous that is known to have come."""

        def unit(session: Session) -> None:
            for mark in marks:
                if mark.work is None:
                    service.sendt(session, mark.row_id, self.machine.now(), mark.platform_id)
                    continue
                try:
                    with session.begin_nested():
                        mark.work(session)
                except OperationalError:
                    raise
                except Exception as error:  # noqa: BLE001 - one mark that fails must not take the others with it
                    log.error("relay.mark_failed", row=mark.row_id, error=type(error).__name__)  # noqa: TRY400 - as above

        for attempt in range(1, MARK_TRIES + 1):
            try:
                await self.bridge.write(unit)
            except Exception as error:  # noqa: BLE001 - in the end the rows stay in `sending`, and are ambiguous later
                log.error("relay.not_marked", rows=len(marks), attempt=attempt, error=type(error).__name__)  # noqa: TRY400 - as above
                if attempt < MARK_TRIES:
                    await self._pause(MARK_AGAIN_SECONDS)
            else:
                return

    def _let_go(self, marks: Sequence["_Mark"]) -> None:
        for mark in marks:
            self._holding.discard(mark.row_id)
            if mark.waits is not None:
                self._waiting[mark.waits] -= 1
                if not self._waiting[mark.waits]:
                    del self._waiting[mark.waits]

    async def _poke_in(self, wait: timedelta) -> None:
        await self._pause(wait.total_seconds())
        self._woken()

    async def _pause(self, seconds: float) -> None:
        """Waits, but not when the process is about to stop."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()

    def _spawn(self, work: Any, kept: "set[asyncio.Task[None]] | None" = None) -> None:
        kept = self._tasks if kept is None else kept
        task = asyncio.create_task(work)
        kept.add(task)
        task.add_done_callback(kept.discard)


@dataclass(frozen=True)
class _Mark:
    """What is to be written about a row; no `work` means that it was delivered, and is `platform_id` there."""

    row_id: int
    waits: int | None
    work: Callable[[Session], None] | None = None
    platform_id: str = ""
