"""From the event loop to the database's threads and back. Answers that come together wake the loop once.

The writer answers up to 64 units after one COMMIT. Waking the loop for each of them is a system call each, and each lets
the other thread in: that cost more than most of the statements.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlmodel import Session

from hms.kit.db import Database

T = TypeVar("T")


class Bridge:
    """Awaits units of work."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._answers: deque[tuple[asyncio.Future[Any], Future[Any]]] = deque()
        self._woken = False

    async def write(self, work: Callable[[Session], T]) -> T:
        """What `work` returned or raised, after its commit."""
        return await self._answer(self._db.submit(work))

    async def read(self, work: Callable[[Session], T]) -> T:
        """The same on a read-only session."""
        return await self._answer(self._db.submit_read(work))

    async def _answer(self, unit: "Future[T]") -> T:
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[T] = loop.create_future()
        unit.add_done_callback(lambda done: self._arrived(loop, waiter, done))
        return await waiter

    def _arrived(self, loop: asyncio.AbstractEventLoop, waiter: asyncio.Future[T], done: "Future[T]") -> None:
        """On the database's thread. Whoever finds the loop awake already may rely on it: it looks after it has said so."""
        self._answers.append((waiter, done))
        if not self._woken and not loop.is_closed():
            self._woken = True
            loop.call_soon_threadsafe(self._hand_over)

    def _hand_over(self) -> None:
        self._woken = False
        while self._answers:
            waiter, done = self._answers.popleft()
            if waiter.done():
                continue  # nobody waits for it any more
            error = done.exception()
            if error is not None:
                waiter.set_exception(error)
            else:
                waiter.set_result(done.result())
