"""Tells every open page that something changed. A page that falls behind is told to read everything again."""

import asyncio

from bot.channels.playground.model import Json

ROOM = 200


class Events:
    """A bounded queue for each listener; None in a queue is the end of the stream."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Json | None]] = set()

    def listen(self) -> asyncio.Queue[Json | None]:
        """A new listener's queue."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue(ROOM)
        self._listeners.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[Json | None]) -> None:
        """The listener is gone."""
        self._listeners.discard(queue)

    def tell(self, event: Json) -> None:
        """Gives every listener the event, without waiting for anyone."""
        for queue in self._listeners:
            if queue.qsize() >= ROOM - 2:
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait({"type": "resync"})
            else:
                queue.put_nowait(event)

    def close(self) -> None:
        """Ends every stream."""
        for queue in self._listeners:
            while queue.full():
                queue.get_nowait()
            queue.put_nowait(None)
