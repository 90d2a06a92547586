"""Brings activities to the bot, and waits no longer than Teams does."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import structlog

from bot.channels.playground.model import Json

log = structlog.get_logger()
PostActivity = Callable[[Json], Awaitable[tuple[int, Any]]]
TURN_SECONDS = 15.0
INVOKE_SECONDS = 5.0
TAKEN = range(200, 400)
REFUSED = range(400, 600)
NO_CONNECTION = 0
NO_ANSWER = 504


class Delivery:
    """`post_activity` sends one activity over HTTP and gives (status, JSON or None); it may raise OSError or ClientError."""

    def __init__(self, post_activity: PostActivity, turn_seconds: float, invoke_seconds: float) -> None:
        self.post_activity = post_activity
        self._turn_seconds = turn_seconds
        self._invoke_seconds = invoke_seconds

    async def send(self, activity: Json) -> tuple[int, Any]:
        """The bot's answer; status 0 when there was no connection, 504 when it took too long."""
        try:
            async with asyncio.timeout(self._invoke_seconds if activity["type"] == "invoke" else self._turn_seconds):
                return await self.post_activity(activity)
        except TimeoutError:
            return NO_ANSWER, None
        except (OSError, aiohttp.ClientError) as error:
            log.warning("playground_bot_unreachable", error=type(error).__name__)
            return NO_CONNECTION, None
