"""A local key server, tokens signed by its keys, and the whole endpoint behind an HTTP server."""

import asyncio
import io
import json
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.channels.base import TurnResult
from bot.channels.teams.adapter import TeamsAdapter
from bot.channels.teams.connector import Connector
from bot.channels.teams.endpoint import Deadlines, TeamsEndpoint
from bot.channels.teams.gate import LoopbackGate, TokenGate
from bot.channels.teams.hosts import ServiceHosts
from bot.channels.teams.http import Pool
from bot.channels.teams.identity import NoToken
from bot.channels.teams.keys import KeyRing
from bot.channels.teams.token import TokenVerifier

APP_ID = "11111111-2222-4333-8444-555566667777"
TENANT = "6f1c2d3e-4a5b-4c6d-8e7f-901234567890"
SERVICE_URL = f"https://smba.trafficmanager.net/emea/{TENANT}/"
HOSTS = ServiceHosts(frozenset({"smba.trafficmanager.net"}))


@pytest.fixture(scope="session")
def rsa_keys() -> dict[str, rsa.RSAPrivateKey]:
    return {name: rsa.generate_private_key(65537, 2048) for name in ("first", "second", "stranger")}


class KeyServer:
    """OpenID metadata and keys on loopback. `answer` replaces the keys' answer; `gate` holds it back."""

    def __init__(self, keys: dict[str, rsa.RSAPrivateKey]) -> None:
        self.private = keys
        self.shown = ["first"]
        self.endorsements: Any = ["msteams", "webchat"]
        self.answer: Callable[[], web.StreamResponse] | None = None
        self.metadata: Any = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.reached = asyncio.Event()
        self.fetches = 0
        self.url = ""

    def key(self, name: str) -> dict[str, Any]:
        data = RSAAlgorithm.to_jwk(self.private[name].public_key(), as_dict=True)
        return {**data, "kid": name, "use": "sig", "endorsements": self.endorsements}

    async def on_metadata(self, _request: web.Request) -> web.StreamResponse:
        self.fetches += 1
        self.reached.set()
        await self.gate.wait()
        if self.answer is not None:
            return self.answer()
        return web.json_response(self.metadata or {"issuer": "x", "jwks_uri": self.url.replace("/meta", "/keys")})

    async def on_keys(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response({"keys": [self.key(name) for name in self.shown]})

    async def start(self) -> TestServer:
        app = web.Application()
        app.router.add_get("/meta", self.on_metadata)
        app.router.add_get("/keys", self.on_keys)
        server = TestServer(app, host="127.0.0.1")
        await server.start_server()
        self.url = str(server.make_url("/meta"))
        return server


class Bot:
    """The endpoint as the platform sees it, and the events that its turn was run with."""

    def __init__(self, endpoint: TeamsEndpoint, url: str, http: ClientSession) -> None:
        self.endpoint = endpoint
        self.url = url
        self.http = http
        self.events: list[Any] = []
        self.result: Any = TurnResult()

    async def turn(self, event: Any) -> TurnResult:
        self.events.append(event)
        return await self.result(event) if callable(self.result) else self.result

    async def post(self, body: Any, token: str | None = None, **headers: str) -> ClientResponse:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", **{name.replace("_", "-"): one for name, one in headers.items()}}
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        async with self.http.post(self.url, data=io.BytesIO(data), headers=sent) as response:
            await response.read()
        return response


@pytest.fixture
async def key_server(rsa_keys):
    fake = KeyServer(rsa_keys)
    server = await fake.start()
    yield fake
    fake.gate.set()
    await server.close()


@pytest.fixture
async def key_ring(key_server, clock):
    pool = Pool()
    ring = KeyRing(pool, clock, key_server.url, fetch_seconds=2.0)
    yield ring
    await ring.close()


@pytest.fixture
def sign(rsa_keys, clock):
    """A token that is right in everything but what is changed; a claim changed to None is left out."""

    def sign(key: str = "first", *, kid: Any = "first", alg: str = "RS256", secret: Any = None, **changes: Any) -> str:
        now = int(clock.now().timestamp())
        claims = {
            "iss": "https://api.botframework.com",
            "aud": APP_ID,
            "serviceurl": SERVICE_URL,
            "nbf": now - 10,
            "exp": now + 3600,
            **changes,
        }
        claims = {name: one for name, one in claims.items() if one is not None}
        headers = {} if kid is None else {"kid": kid}
        body = json.dumps(claims).encode()
        return jwt.PyJWS().encode(body, rsa_keys[key] if secret is None else secret, alg, headers=headers)

    return sign


def _verifier(ring: KeyRing, clock: Any) -> TokenVerifier:
    return TokenVerifier(ring, clock, APP_ID, frozenset({TENANT}), HOSTS)


@pytest.fixture
def verifier(key_ring, clock) -> TokenVerifier:
    return _verifier(key_ring, clock)


async def _serve(gate: Any, clock: Any, deadlines: Deadlines | None = None):
    pool = Pool()
    adapter = TeamsAdapter(Connector(pool, NoToken(), HOSTS, clock))

    async def turn(event: Any) -> TurnResult:
        return await bot.turn(event)

    endpoint = TeamsEndpoint(gate=gate, turn=turn, adapter=adapter, clock=clock, tenant=TENANT, deadlines=deadlines)
    app = web.Application()
    app.router.add_post("/api/messages", endpoint.handle)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server(max_field_size=65_536, max_line_size=65_536)
    http = ClientSession()
    bot = Bot(endpoint, str(server.make_url("/api/messages")), http)
    yield bot
    await http.close()
    await server.close()
    await endpoint.close()
    await pool.close()


@pytest.fixture
async def guarded(verifier, clock):
    """In service: tokens are checked."""
    async for bot in _serve(TokenGate(verifier), clock):
        yield bot


@pytest.fixture
async def local(clock):
    """In the playground: no token, loopback only."""
    async for bot in _serve(LoopbackGate(), clock):
        yield bot


@pytest.fixture
async def hasty(clock):
    """Answers as soon as a turn does not finish at once."""
    async for bot in _serve(LoopbackGate(), clock, Deadlines(turn=0.05, invoke=0.05, body=0.2)):
        yield bot
