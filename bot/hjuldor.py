"""GET /hjul/<token>: the wheel of a unit as a picture, to the one whom the address was made for, while that person may see it."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web
from sqlmodel import Session

from bot.bilder import png
from bot.fildor import HEADERS
from bot.signatur import Signatur
from dialogs import arsring_svg
from dialogs.hjulbilde import hjulbilde
from dialogs.i18n import translator
from hms.arshjul import innsyn
from hms.kit.db import Database
from hms.kit.klokke import Klokke, oslo_date
from hms.organisasjon import queries as org
from hms.regelverk.aksjon import Regelverk

SALT = "varde.hjul"


@dataclass(frozen=True)
class Spurt:
    """What an address asks for: a unit, a year, for whom, in which language."""

    node_id: int
    ar: int
    person_id: int
    locale: str


@dataclass(frozen=True)
class Hjuldor:
    """Makes the addresses under `base` and answers them. `clock` is the machine's, `civil` decides what day it is."""

    db: Database
    regelverk: Regelverk
    base: str
    key: bytes
    clock: Klokke
    civil: Klokke
    lifetime: timedelta

    def make(self, node_id: int, ar: int, person_id: int, locale: str) -> str:
        """The address of a wheel for one reader; empty where no public address is set."""
        if not self.base:
            return ""
        until = int((self.clock.now() + self.lifetime).timestamp())
        return f"{self.base}/hjul/{self._signatur.skriv([node_id, ar, person_id, locale, until])}"

    def read(self, token: str) -> Spurt | None:
        """What an address was made for; None for a false or old one."""
        found = self._signatur.les(token)
        if found is None:
            return None
        node_id, ar, person_id, locale, until = found
        return Spurt(node_id, ar, person_id, locale) if until >= self.clock.now().timestamp() else None

    def routes(self) -> list[web.RouteDef]:
        """What to mount."""
        return [web.get("/hjul/{token}", self.handle)]

    async def handle(self, request: web.Request) -> web.Response:
        """The picture, or 404: nobody learns whether the unit, the right or only the time is missing."""
        spurt = self.read(request.match_info["token"])
        svg = None
        if spurt is not None:
            svg = await asyncio.wrap_future(self.db.submit_read(lambda session: self._tegn(session, spurt)))
        if svg is None:
            return web.Response(status=404, headers=HEADERS)
        data = await asyncio.to_thread(png, svg, arsring_svg.BREDDE, arsring_svg.HOYDE)
        return web.Response(body=data, content_type="image/png", headers=HEADERS)

    def _tegn(self, session: Session, spurt: Spurt) -> str | None:
        paa = oslo_date(self.civil.now())
        node, person = org.node(session, spurt.node_id), org.person(session, spurt.person_id)
        if node is None or person is None or not org.er_gyldig(person, paa):
            return None
        if node.id not in innsyn.arshjulet(session, spurt.person_id, paa):
            return None
        bilde = hjulbilde(session, translator(spurt.locale), self.regelverk, node, ar=spurt.ar, paa=paa)
        return arsring_svg.tegn(bilde)

    @property
    def _signatur(self) -> Signatur:
        return Signatur(SALT, self.key)
