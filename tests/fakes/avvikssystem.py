"""Another avvik system on loopback: it checks signatures by itself, keeps what it is given, and answers as a test has told it to."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

KEY = b"en hemmelig nokkel paa 32 bytes!"
SECRET = "whsec_" + base64.b64encode(KEY).decode()


@dataclass(frozen=True)
class Svar:
    """One answer. `henger`: none comes at all; `drypper`: the status comes, the body never ends."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    henger: bool = False
    drypper: bool = False


@dataclass
class Avvikssystem:
    """`svar` are the next answers; when there are none it is 200 with a number."""

    url: str = ""
    svar: deque[Svar] = field(default_factory=deque)
    mottatt: list[dict[str, Any]] = field(default_factory=list)
    ider: list[str] = field(default_factory=list)
    forfalsket: int = 0
    fulgt: int = 0

    async def tar_imot(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        if not self._ekte(request, body):
            self.forfalsket += 1
            return web.Response(status=401)
        self.ider.append(request.headers["webhook-id"])
        self.mottatt.append(json.loads(body))
        answer = self.svar.popleft() if self.svar else Svar(body=b'{"number": "2026/77"}')
        if answer.henger:
            await asyncio.sleep(60)
        if answer.drypper:
            stream = web.StreamResponse(headers={"Content-Length": "1000"})
            await stream.prepare(request)
            await stream.write(b"{")
            await asyncio.sleep(60)
        return web.Response(status=answer.status, body=answer.body, headers=answer.headers)

    async def et_annet_sted(self, _request: web.Request) -> web.Response:
        self.fulgt += 1
        return web.Response()

    def _ekte(self, request: web.Request, body: bytes) -> bool:
        signed = f"{request.headers['webhook-id']}.{request.headers['webhook-timestamp']}.".encode() + body
        wanted = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
        return request.headers["webhook-signature"] == f"v1,{wanted}"


@asynccontextmanager
async def avvikssystem() -> AsyncIterator[Avvikssystem]:
    """A running one."""
    system = Avvikssystem()
    app = web.Application()
    app.router.add_post("/hook", system.tar_imot)
    app.router.add_route("*", "/annet", system.et_annet_sted)
    server = TestServer(app)
    await server.start_server(shutdown_timeout=0)
    system.url = str(server.make_url("/hook"))
    try:
        yield system
    finally:
        await server.close()
