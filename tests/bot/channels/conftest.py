"""What the channels' tests share: a clock that stands still, and a fake of the Bot Framework connector."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.teams.channel import TeamsChannel
from bot.channels.teams.connector import Connector
from bot.channels.teams.hosts import ServiceHosts
from bot.channels.teams.http import Pool
from bot.channels.teams.identity import NoToken

PAYLOADS = Path(__file__).parent / "payloads"
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class StillClock:
    """Both clocks in one; moves only when told."""

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment
        self.seconds = 1000.0

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.seconds

    def forward(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
        self.seconds += seconds


class FakeConnector:
    """The connector API on loopback. Keeps what it got; answers 201 with a new id unless `answers` holds another."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answers: list[Any] = []
        self.members: dict[str, Any] = {}
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.requests.append((request.method, request.raw_path, json.loads(body) if body else None))
        self.headers.append(dict(request.headers))
        if self.answers:
            answer = self.answers.pop(0)
            return await answer(request) if callable(answer) else answer
        if request.method == "GET":
            return web.json_response(self.members)
        return web.json_response({"id": f"id-{len(self.requests)}"}, status=201)

    async def start(self) -> TestServer:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self.handle)
        server = TestServer(app, host="127.0.0.1")
        await server.start_server()
        self.url = str(server.make_url("/emea/"))
        return server


def read_payload(name: str) -> dict[str, Any]:
    return json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def payload() -> Any:
    return read_payload


@pytest.fixture
async def connector():
    fake = FakeConnector()
    server = await fake.start()
    yield fake
    await server.close()


@pytest.fixture
async def teams(connector: FakeConnector, clock: StillClock):
    channel = TeamsChannel(Connector(Pool(), NoToken(), ServiceHosts(frozenset(), loopback=True), clock, 1.0))
    yield channel
    await channel.close()
