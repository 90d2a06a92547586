"""Fetching what people attach: from listed hosts only, with the token where it belongs, bounded, and never raising."""

import asyncio
from typing import Any

import pytest
from aiohttp import web
from yarl import URL

from bot.channels.base import FOREIGN, TOO_LARGE, Fetched, Gone, RetryAfter
from bot.channels.teams import fetch as fetching
from bot.channels.teams.connector import Connector
from bot.channels.teams.fetch import fetch
from bot.channels.teams.hosts import ServiceHosts
from bot.channels.teams.http import Pool
from bot.channels.teams.identity import NoTokenError

HERE = ServiceHosts(frozenset(), loopback=True)
CHAT = ServiceHosts(frozenset({"smba.trafficmanager.net"}))
DRIVES = ServiceHosts(frozenset({"fjordvik-my.sharepoint.com"}))
MOST = 1000


class Tokens:
    """Hands out tokens one after the other; «-» is that none can be had."""

    def __init__(self, *tokens: str) -> None:
        self.left = list(tokens)
        self.rejected: list[str] = []

    async def token(self) -> str | None:
        if self.left[0] == "-":
            raise NoTokenError("none")
        return self.left[0]

    def reject(self, token: str) -> None:
        self.rejected.append(token)
        self.left.pop(0)


class Place:
    """The fake connector as a place with files, and a fetch from it."""

    def __init__(self, fake: Any, clock: Any, pool: Pool) -> None:
        self.fake, self.clock, self.pool = fake, clock, pool
        self.tokens = Tokens("t-1", "t-2")

    async def get(self, way: str = "chat", url: str | None = None, hosts: ServiceHosts = HERE) -> Any:
        connector = Connector(self.pool, self.tokens, hosts, self.clock)
        return await fetch(connector, hosts, {"way": way, "url": url or f"{self.fake.url}file"}, MOST)


@pytest.fixture
async def place(connector, clock):
    pool = Pool()
    yield Place(connector, clock, pool)
    await pool.close()


@pytest.mark.parametrize(("way", "sent"), [("chat", "Bearer t-1"), ("drive", None)])
async def test_the_token_goes_to_the_connector_only(place, way, sent):
    place.fake.answers = [web.Response(body=b"bytes")]
    assert await place.get(way) == Fetched(b"bytes")
    assert place.fake.headers[0].get("Authorization") == sent


async def test_a_token_that_is_not_taken_is_renewed_once(place):
    place.fake.answers = [web.Response(status=401), web.Response(body=b"x"), web.Response(status=401)]
    assert await place.get() == Fetched(b"x")
    assert place.tokens.rejected == ["t-1"]
    place.tokens = Tokens("a", "b", "c")
    place.fake.answers = [web.Response(status=401), web.Response(status=401)]
    assert await place.get() == RetryAfter(None, "http_401")
    place.fake.answers = [web.Response(status=401)]
    assert await place.get("drive") == Gone("http_401")
    place.tokens = Tokens("-")
    assert await place.get() == RetryAfter(None, "no_token")


@pytest.mark.parametrize(
    "url",
    [
        "http://smba.trafficmanager.net/x",
        "https://smba.trafficmanager.net.evil.example/x",
        "https://evil.example/smba.trafficmanager.net",
        "https://smba.trafficmanager.net@evil.example/x",
        "https://user:word@smba.trafficmanager.net/x",
        "https://smba.trafficmanager.net:8443/x",
        "https://169.254.169.254/latest/meta-data",
        "http://127.0.0.1/x",
        "https://fjordvik-my.sharepoint.com/x",
        "file:///etc/passwd",
        "//smba.trafficmanager.net/x",
        "/x",
        "",
    ],
)
async def test_other_hosts_are_not_asked(place, url):
    result = await place.get(url=url or " ", hosts=CHAT)
    assert isinstance(result, Gone)
    assert place.fake.requests == []


@pytest.mark.parametrize(("hosts", "host"), [(CHAT, "smba.trafficmanager.net"), (DRIVES, "FJORDVIK-my.sharepoint.com")])
def test_the_listed_hosts(hosts, host):
    assert hosts.allows_file(URL(f"https://{host}/v3/a?tempauth=x%20y"))
    assert hosts.allows_file(URL(f"https://{host}:443/v3/a"))
    assert not hosts.allows_file(URL(f"https://{host}:80/v3/a"))


async def test_redirects_stay_on_the_list(place):
    place.fake.answers = [web.Response(status=302, headers={"Location": "next?a=%2F"}), web.Response(body=b"x")]
    assert await place.get("drive") == Fetched(b"x")
    assert [path for _, path, _ in place.fake.requests] == ["/emea/file", "/emea/next?a=%2F"]
    place.fake.answers = [web.Response(status=307, headers={"Location": "http://evil.example/x"})]
    assert await place.get("drive") == Gone(FOREIGN)
    place.fake.answers = [web.Response(status=301, headers={"Location": "/again"}) for _ in range(4)]
    assert await place.get("drive") == Gone("too_many_redirects")
    place.fake.answers = [web.Response(status=302, headers={"Location": "http://[bad"})]
    assert await place.get("drive") == Gone("bad_source")


async def test_the_bound_holds_without_a_length_and_with_a_false_one(place):
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"x" * 10_000)
                sent += 10_000
        except ConnectionError:
            return response

    place.fake.answers = [endless]
    assert await place.get() == Gone(TOO_LARGE)
    assert sent < 100_000_000
    place.fake.answers = [web.Response(body=b"x" * (MOST + 1))]
    assert await place.get() == Gone(TOO_LARGE)


async def test_a_packed_answer_counts_unpacked(place):
    async def packed(_request: web.Request) -> web.StreamResponse:
        response = web.Response(body=b"\x00" * 5_000_000)
        response.enable_compression(web.ContentCoding.gzip)
        return response

    place.fake.answers = [packed]
    assert await place.get() == Gone(TOO_LARGE)


@pytest.mark.parametrize(
    ("status", "header", "result"),
    [
        (429, "7", RetryAfter(7.0, "http_429")),
        (503, None, RetryAfter(None, "http_503")),
        (404, None, Gone("http_404")),
        (204, None, Gone("http_204")),
    ],
)
async def test_statuses(place, status, header, result):
    place.fake.answers = [web.Response(status=status, headers={"Retry-After": header} if header else {})]
    assert await place.get() == result


async def test_a_broken_connection_and_a_silent_one(place, monkeypatch):
    async def reset(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    place.fake.answers = [reset, reset]  # a GET on a kept connection is asked once more by the library
    assert isinstance(await place.get(), RetryAfter)
    held = asyncio.Event()

    async def silent(_request: web.Request) -> web.StreamResponse:
        await held.wait()
        return web.Response()

    monkeypatch.setattr(fetching, "FETCH_SECONDS", 0.05)
    place.fake.answers = [silent]
    assert isinstance(await place.get(), RetryAfter)
    held.set()


@pytest.mark.parametrize(
    "source", [{}, {"way": "chat"}, {"way": "other", "url": "https://x"}, {"way": "chat", "url": 5}]
)
async def test_a_source_of_another_shape(place, source):
    connector = Connector(place.pool, place.tokens, HERE, place.clock)
    assert await fetch(connector, HERE, source, MOST) == Gone("bad_source")
    assert await fetch(connector, HERE, {"way": "chat", "url": "https://" + "x" * 5000}, MOST) == Gone("bad_source")
