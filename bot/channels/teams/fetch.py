"""Gets a file that somebody sent: from the chat with the bot's token, or from the tenant's own drive. Nowhere else."""

from collections.abc import Mapping
from typing import Any

import aiohttp
from yarl import URL

from bot.channels.base import FOREIGN, TOO_LARGE, Fetched, FetchResult, Gone, RetryAfter
from bot.channels.teams.answers import AGAIN, NOT_SIGNED_IN, wait_seconds
from bot.channels.teams.connector import CONNECT_SECONDS, Connector
from bot.channels.teams.files import CHAT, DRIVE
from bot.channels.teams.hosts import ServiceHosts
from bot.channels.teams.identity import NoTokenError

FETCH_SECONDS = 30.0
REDIRECTS = {301, 302, 303, 307, 308}
MAX_REDIRECTS = 3
MAX_URL = 4000
CHUNK = 65_536


async def fetch(connector: Connector, drives: ServiceHosts, source: Mapping[str, Any], most: int) -> FetchResult:
    """The file at `source`, as `files.py` made it. None of its failures raise, and none tells the address.

    Every hop of a redirect must be on the same list; the bot's token goes to the connector's own hosts only.
    """
    way, raw = source.get("way"), source.get("url")
    if way not in {CHAT, DRIVE} or not isinstance(raw, str) or len(raw) > MAX_URL:
        return Gone("bad_source")
    hosts = connector.hosts if way == CHAT else drives
    token: str | None = None
    try:
        if way == CHAT:
            token = await connector.tokens.token()
        result, status = await _follow(connector, hosts, URL(raw, encoded=True), token, most)
        if token is not None and status == NOT_SIGNED_IN:
            connector.tokens.reject(token)
            token = await connector.tokens.token()
            result, status = await _follow(connector, hosts, URL(raw, encoded=True), token, most)
    except NoTokenError:
        return RetryAfter(None, "no_token")
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        return RetryAfter(None, type(error).__name__)
    except ValueError:
        return Gone("bad_source")
    return RetryAfter(None, "http_401") if way == CHAT and status == NOT_SIGNED_IN else result


async def _follow(
    connector: Connector, hosts: ServiceHosts, url: URL, token: str | None, most: int
) -> tuple[FetchResult, int]:
    headers = {"Accept": "*/*", "Accept-Encoding": "identity"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    limit = aiohttp.ClientTimeout(total=FETCH_SECONDS, connect=CONNECT_SECONDS)
    for _ in range(MAX_REDIRECTS + 1):
        if not hosts.allows_file(url):
            return Gone(FOREIGN), 0
        async with connector.pool.session.get(url, headers=headers, timeout=limit, allow_redirects=False) as answer:
            if answer.status not in REDIRECTS:
                return await _read(connector, answer, most), answer.status
            url = url.join(URL(answer.headers.get("Location", ""), encoded=True))
    return Gone("too_many_redirects"), 0


async def _read(connector: Connector, answer: aiohttp.ClientResponse, most: int) -> FetchResult:
    if answer.status in AGAIN or answer.status >= 500:  # noqa: PLR2004 - HTTP's own
        wait = wait_seconds(answer.headers.get("Retry-After"), connector.clock.now())
        return RetryAfter(wait, f"http_{answer.status}")
    if answer.status != 200:  # noqa: PLR2004 - HTTP's own
        return Gone(f"http_{answer.status}")
    if (answer.content_length or 0) > most:
        return Gone(TOO_LARGE)
    data = bytearray()
    async for chunk in answer.content.iter_chunked(CHUNK):
        data += chunk
        if len(data) > most:
            return Gone(TOO_LARGE)
    return Fetched(bytes(data))
