"""The sender: Bot Framework's connector API over one pooled session. One request, one answer, no retry of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from bot.channels.base import Gone, RetryAfter, SendResult, Sent, Unclear
from bot.channels.teams.answers import NOT_SIGNED_IN, judge
from bot.channels.teams.hosts import ServiceHosts
from bot.channels.teams.http import Pool, read_json
from bot.channels.teams.identity import NoTokenError, TokenSource
from bot.channels.teams.render import to_bytes
from hms.kit.klokke import Klokke

SEND_SECONDS = 10.0
CONNECT_SECONDS = 5.0


@dataclass(frozen=True)
class Answer:
    """What came of a request: the verdict, the answer's JSON, and its HTTP status (None: there was no answer)."""

    result: SendResult
    body: Any = None
    status: int | None = None


@dataclass(frozen=True)
class Connector:
    """Posts to service addresses that `hosts` allows, with the bot's token. None of its methods raise."""

    pool: Pool
    tokens: TokenSource
    hosts: ServiceHosts
    clock: Klokke
    send_seconds: float = SEND_SECONDS

    async def post(self, service_url: str, conversation: str, activity: Mapping[str, Any]) -> SendResult:
        """Posts an activity to a conversation."""
        path = f"/v3/conversations/{_quoted(conversation)}/activities"
        return (await self._ask("POST", service_url, path, activity)).result

    async def put(
        self, service_url: str, conversation: str, activity_id: str, activity: Mapping[str, Any]
    ) -> SendResult:
        """Replaces an activity. It may be done twice, so it is never Unclear."""
        answer = await self._ask("PUT", service_url, _activity_path(conversation, activity_id), activity)
        return Sent(activity_id) if isinstance(answer.result, Sent) else answer.result

    async def delete(self, service_url: str, conversation: str, activity_id: str) -> SendResult:
        """Takes an activity away. It may be done twice, so it is never Unclear."""
        answer = await self._ask("DELETE", service_url, _activity_path(conversation, activity_id))
        return Sent(activity_id) if isinstance(answer.result, Sent) else answer.result

    async def create(self, service_url: str, parameters: Mapping[str, Any]) -> Answer:
        """Opens a conversation; opening the same one again gives the same one."""
        return await self._ask("POST", service_url, "/v3/conversations", parameters, repeatable=True)

    async def member(self, service_url: str, conversation: str, user_id: str) -> Answer:
        """Looks a member of a conversation up."""
        path = f"/v3/conversations/{_quoted(conversation)}/members/{_quoted(user_id)}"
        return await self._ask("GET", service_url, path)

    async def _ask(
        self, method: str, base: str, path: str, body: Mapping[str, Any] | None = None, *, repeatable: bool = False
    ) -> Answer:
        if not self.hosts.allows(base):
            return Answer(Gone("foreign_service_url"))
        url = URL(base.rstrip("/") + path, encoded=True)
        data = None if body is None else to_bytes(body)
        repeatable = repeatable or method != "POST"
        answer, token = await self._once(method, url, data, repeatable=repeatable)
        if token is not None and answer.status == NOT_SIGNED_IN:
            self.tokens.reject(token)
            answer, _ = await self._once(method, url, data, repeatable=repeatable)
        return answer

    async def _once(self, method: str, url: URL, data: bytes | None, *, repeatable: bool) -> tuple[Answer, str | None]:
        """One request, and the token that it used."""
        try:
            token = await self.tokens.token()
        except NoTokenError:
            return Answer(RetryAfter(None, "no_token")), None
        try:
            return await self._exchange(method, url, data, token, repeatable=repeatable), token
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            return Answer(RetryAfter(None, type(error).__name__)), token
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            why = type(error).__name__
            return Answer(RetryAfter(None, why) if repeatable else Unclear(why)), token

    async def _exchange(
        self, method: str, url: URL, data: bytes | None, token: str | None, *, repeatable: bool
    ) -> Answer:
        headers = {"Content-Type": "application/json"} if data is not None else {}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        limit = aiohttp.ClientTimeout(total=self.send_seconds, connect=min(CONNECT_SECONDS, self.send_seconds))
        session = self.pool.session
        async with session.request(
            method, url, data=data, headers=headers, timeout=limit, allow_redirects=False
        ) as response:
            body = await read_json(response)
            wait = response.headers.get("Retry-After")
            result = judge(response.status, body, retry_after=wait, now=self.clock.now(), repeatable=repeatable)
            return Answer(result, body, response.status)


def _activity_path(conversation: str, activity_id: str) -> str:
    return f"/v3/conversations/{_quoted(conversation)}/activities/{_quoted(activity_id)}"


def _quoted(identifier: str) -> str:
    """The id as one path segment; «.» and «..» would otherwise climb."""
    quoted = quote(identifier, safe="", errors="replace")
    return quoted.replace(".", "%2E") if set(quoted) == {"."} else quoted
