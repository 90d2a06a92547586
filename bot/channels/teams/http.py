"""One pooled aiohttp session for everything the Teams channel sends, and bounded reading of what comes back."""

import json
from typing import Any

import aiohttp

MAX_ANSWER = 256_000
# Shorter than the platform's own idle time: a reused connection that the other end has closed makes a POST unclear.
KEEP_ALIVE_SECONDS = 15
CONNECTIONS = 100


class Pool:
    """Makes its session when it is first used, inside the running loop. Close it to end it."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session. It follows no proxy settings or netrc of the environment, and keeps no cookies."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEP_ALIVE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session

    async def close(self) -> None:
        """Ends the session and its connections."""
        if self._session is not None:
            await self._session.close()


async def read_json(response: aiohttp.ClientResponse) -> Any:
    """The answer's JSON, or None for an empty, oversized, broken off or unreadable one: the status is known by then."""
    raw = bytearray()
    try:
        async for chunk in response.content.iter_any():
            raw += chunk
            if len(raw) > MAX_ANSWER:
                return None
        return json.loads(bytes(raw))
    except (aiohttp.ClientError, TimeoutError, ValueError, RecursionError):
        return None
