"""Faults that can be switched on, so that tests and demos see how the bot stands a bad day at Microsoft's side."""

import asyncio
from dataclasses import asdict, dataclass
from typing import Literal, cast

from bot.channels.playground.body import number_field, optional_text
from bot.channels.playground.ids import split_thread
from bot.channels.playground.model import Json, Refused

MOST = 1_000_000


@dataclass
class Fault:
    """What happens to the next `times` posts, updates and deletes (of one conversation, or of all).

    First it hangs, then the connection is dropped before or after the work, or else `status` is answered.
    """

    status: int | None = None
    retry_after: float | None = None
    times: int = 1
    conversation: str | None = None
    hang_seconds: float = 0
    drop: Literal["before", "after"] | None = None


class Faults:
    """The faults that are switched on, oldest first."""

    def __init__(self) -> None:
        self._active: list[Fault] = []

    def to_json(self) -> list[Json]:
        """As `GET /playground/faults` lists them."""
        return [asdict(fault) for fault in self._active]

    def add(self, body: Json) -> Fault:
        """Switches one on from its JSON. Refused (400) when it asks for nothing or a value is out of range."""
        status = number_field(body, "status", least=400, most=599)
        drop = body.get("drop")
        if drop not in (None, "before", "after"):
            raise Refused(400, "BadArgument", "«drop» must be before or after")
        fault = Fault(
            status=None if status is None else int(status),
            retry_after=number_field(body, "retryAfter", least=0, most=86_400),
            times=int(number_field(body, "times", least=1, most=MOST) or 1),
            conversation=optional_text(body, "conversation"),
            hang_seconds=number_field(body, "hangSeconds", least=0, most=3_600) or 0,
            drop=cast('Literal["before", "after"] | None', drop),
        )
        if fault.status is None and not fault.hang_seconds and fault.drop is None:
            raise Refused(400, "BadArgument", "give «status» (400 to 599), «hangSeconds» or «drop»")
        self._active.append(fault)
        return fault

    def clear(self) -> None:
        """Switches all of them off."""
        self._active.clear()

    async def meet(self, conversation: str) -> Fault | None:
        """The fault that strikes this request, counted down and hung through; None on a good day."""
        base, _ = split_thread(conversation)
        for fault in self._active:
            if fault.conversation in (None, base, conversation):
                fault.times -= 1
                if not fault.times:
                    self._active.remove(fault)
                if fault.hang_seconds:
                    await asyncio.sleep(fault.hang_seconds)
                return fault
        return None
