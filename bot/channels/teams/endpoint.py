"""POST /api/messages: check who asks, read the event, run the turn, answer as the protocol wants."""

import asyncio
from dataclasses import dataclass

import structlog
from aiohttp import web
from botbuilder.core import TurnContext
from botbuilder.schema import Activity

from bot.channels.base import Turn, TurnResult
from bot.channels.teams.activity import read_activity
from bot.channels.teams.adapter import TeamsAdapter
from bot.channels.teams.body import MAX_BYTES, BadBodyError
from bot.channels.teams.gate import Gate
from bot.channels.teams.parse import Nothing, parse
from bot.channels.teams.response import (
    dialog_answer,
    error_answer,
    invoke_answer,
    message_answer,
    refusal_answer,
    slow_invoke,
)
from bot.channels.teams.token import RefusedError
from dialogs.contract import Inbound
from hms.kit.klokke import Klokke

log = structlog.get_logger(__name__)

# The platform waits 15 and 5 seconds (design 7); the answer itself needs a little of that.
TURN_SECONDS = 14.0
INVOKE_SECONDS = 4.5
BODY_SECONDS = 10.0


@dataclass(frozen=True)
class Deadlines:
    """Seconds from the request's arrival to its answer, whether or not the turn is done."""

    turn: float = TURN_SECONDS
    invoke: float = INVOKE_SECONDS
    body: float = BODY_SECONDS


class TeamsEndpoint:
    """`handle` is the route's handler. `turn` is run once for each event and goes on when its deadline has passed.

    `clock` gives `received_at`. `tenant` stands in where an activity names none.
    """

    def __init__(
        self, *, gate: Gate, turn: Turn, adapter: TeamsAdapter, clock: Klokke, tenant: str = "",
        deadlines: Deadlines | None = None,
    ) -> None:  # fmt: skip
        self.gate = gate
        self.turn = turn
        self.adapter = adapter
        self.clock = clock
        self.tenant = tenant
        self.deadlines = deadlines or Deadlines()
        self._running: set[asyncio.Task[TurnResult]] = set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One activity. 401, 403, 503 by the gate; 400, 408, 413 for the body; else what the turn says."""
        started = asyncio.get_running_loop().time()
        try:
            opened = await self.gate.open(request)
            raw = await self._body(request)
            activity = read_activity(raw)
            self.gate.pass_activity(opened, activity)
            event = parse(activity, raw=raw, received_at=self.clock.now(), tenant=self.tenant)
        except RefusedError as refusal:
            log.warning("teams.refused", status=refusal.status, code=refusal.code)
            return refusal_answer(refusal)
        except BadBodyError as bad:
            log.warning("teams.bad_body", status=bad.status, code=bad.code)
            return error_answer(bad.status, bad.code)
        if event is Nothing.IGNORED:
            return web.Response()
        if event is Nothing.NOT_OFFERED:
            return web.json_response({"statusCode": 501}, status=501)
        assert isinstance(event, Inbound)  # noqa: S101 - tells mypy that both ways of being nothing are dealt with
        return await self._answer(activity, event, started)

    async def close(self) -> None:
        """Waits for turns that outlived their request, and closes the gate."""
        if self._running:
            await asyncio.wait(self._running)
        await self.gate.close()

    async def _body(self, request: web.Request) -> bytes:
        if (request.content_length or 0) > MAX_BYTES:
            raise BadBodyError("too_large", status=413)
        raw = bytearray()
        try:
            async with asyncio.timeout(self.deadlines.body):
                async for chunk in request.content.iter_any():
                    raw += chunk
                    if len(raw) > MAX_BYTES:
                        raise BadBodyError("too_large", status=413)
        except TimeoutError:
            raise BadBodyError("slow_body", status=408) from None
        except (web.RequestPayloadError, OSError):
            raise BadBodyError("broken_body") from None
        return bytes(raw)

    async def _answer(self, activity: Activity, event: Inbound, started: float) -> web.StreamResponse:
        task = asyncio.create_task(self._run(activity, event))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        waits = event.wants_card or event.wants_dialog
        limit = self.deadlines.invoke if waits else self.deadlines.turn
        left = started + limit - asyncio.get_running_loop().time()
        done, _ = await asyncio.wait({task}, timeout=max(left, 0.0))
        if not done:
            log.warning("teams.slow_turn", kind=event.kind)
            return slow_invoke(event) if waits else error_answer(504, "slow")
        result = task.result()
        if event.wants_dialog:
            return dialog_answer(event, result)
        return invoke_answer(event, result) if event.wants_card else message_answer(result)

    async def _run(self, activity: Activity, event: Inbound) -> TurnResult:
        """The turn, through the SDK's pipeline. A turn answers its own failures; one that does not is a 500."""
        results: list[TurnResult] = []

        async def logic(_context: TurnContext) -> None:
            results.append(await self.turn(event))

        try:
            await self.adapter.process(activity, logic)
        except Exception as error:  # noqa: BLE001 - the last one who can answer the platform
            log.error("teams.turn_failed", error=type(error).__name__)  # noqa: TRY400 - a trace may quote the text
            return TurnResult(status=500)
        return results[0] if results else TurnResult()
