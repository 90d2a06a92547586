"""A loop that works as long as there is something to do, and then waits to be woken, or a while."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

log = structlog.get_logger(__name__)


class Lokke:
    """Calls `work` again and again; it says whether there was anything. A fault in it is logged, and it goes on.

    `poll` is how many seconds it sleeps at most when there was nothing.
    """

    def __init__(self, name: str, work: Callable[[], Awaitable[bool]], *, poll: float) -> None:
        self.name = name
        self._work = work
        self._poll = poll
        self._wake = asyncio.Event()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins, in the running event loop."""
        self._task = asyncio.create_task(self._run(), name=self.name)

    def wake(self) -> None:
        """There may be something to do."""
        self._wake.set()

    async def stop(self, patience: float | None = None) -> None:
        """Lets the work at hand come to its end; what has not ended after `patience` seconds is cancelled."""
        self._stopping = True
        self._wake.set()
        if self._task is None:
            return
        _, left = await asyncio.wait({self._task}, timeout=patience)
        if left:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                busy = await self._work()
            except Exception as error:  # noqa: BLE001 - the loop must outlive a database that is away for a while
                log.error("loop.failed", loop=self.name, error=type(error).__name__)  # noqa: TRY400 - a trace may quote a row
                busy = False
            if not busy and not self._stopping:
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._poll):
                        await self._wake.wait()
