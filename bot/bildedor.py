"""GET /bilde/<chart>: a bar chart, drawn from what its signed address says. Nothing is read, and nothing is kept."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.bilder import tegn
from bot.fildor import HEADERS
from bot.signatur import Signatur
from dialogs.soyler import Soyler, from_json
from hms.kit.klokke import Klokke

SALT = "varde.bilde"
MAX_TOKEN = 4000


@dataclass(frozen=True)
class Bildedor:
    """Makes the addresses under `base` and answers them. `clock` is the machine's."""

    base: str
    key: bytes
    clock: Klokke
    lifetime: timedelta

    def make(self, chart: Mapping[str, Any]) -> str:
        """The address of a chart; empty where no public address is set. What it says can be read by whoever has it."""
        if not self.base:
            return ""
        until = int((self.clock.now() + self.lifetime).timestamp())
        return f"{self.base}/bilde/{self._signatur.skriv([chart, until])}"

    def read(self, token: str) -> Soyler | None:
        """The chart of an address; None for a false or old one."""
        found = self._signatur.les(token)
        if found is None:
            return None
        chart, until = found
        try:
            return from_json(chart) if until >= self.clock.now().timestamp() else None
        except (KeyError, TypeError, ValueError):
            return None

    def routes(self) -> list[web.RouteDef]:
        """What to mount."""
        return [web.get("/bilde/{chart}", self.handle)]

    async def handle(self, request: web.Request) -> web.Response:
        """The picture, or 404."""
        chart = self.read(request.match_info["chart"])
        if chart is None:
            return web.Response(status=404, headers=HEADERS)
        data = await asyncio.to_thread(tegn, chart)
        return web.Response(body=data, content_type="image/png", headers=HEADERS)

    @property
    def _signatur(self) -> Signatur:
        return Signatur(SALT, self.key, MAX_TOKEN)
