"""GET /kalender/<token>.ics: somebody's own duties as a calendar, read afresh each time. The address is never logged."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import ETag, web
from sqlmodel import Session

from bot.fildor import HEADERS
from bot.signatur import Signatur
from dialogs.context import Kommune, Reader
from dialogs.i18n import N_, translator
from dialogs.ics import kalender
from dialogs.kalenderfil import hendelser
from hms.arshjul import kalender as lenker
from hms.avvik.queries import Leser
from hms.kit.db import Database
from hms.kit.klokke import Klokke, oslo_date
from hms.organisasjon import queries as org

SALT = "varde.kalender"
MAX_TOKEN = 300
HVER = timedelta(hours=6)
# A calendar is fetched again and again by a program: it may be kept, if it is asked after each time.
KALENDER = {**HEADERS, "Cache-Control": "private, no-cache"}


@dataclass(frozen=True)
class Kalenderfil:
    """The file, and a mark that changes only when what it tells does."""

    tekst: str
    merke: str


@dataclass(frozen=True)
class Kalenderdor:
    """Makes the addresses under `base` and answers them. `civil` decides what day it is."""

    db: Database
    kommune: Kommune
    base: str
    key: bytes
    civil: Klokke

    def make(self, nokkel: str) -> str:
        """The address for the secret of a feed."""
        return f"{self.base}/kalender/{self._signatur.skriv(nokkel)}.ics"

    def routes(self) -> list[web.RouteDef]:
        """What to mount."""
        return [web.get("/kalender/{token}.ics", self.handle)]

    async def handle(self, request: web.Request) -> web.Response:
        """The calendar; 304 to somebody who has it; 404 for what is revoked, forged, or of somebody who has left."""
        nokkel = self._read(request.match_info["token"])
        fil = None
        if nokkel is not None:
            fil = await asyncio.wrap_future(self.db.submit_read(lambda session: self._lag(session, nokkel)))
        if fil is None:
            return web.Response(status=404, headers=HEADERS)
        headers = {**KALENDER, "ETag": f'"{fil.merke}"'}
        if any(kjent in (ETag(fil.merke), ETag(fil.merke, is_weak=True)) for kjent in request.if_none_match or ()):
            return web.Response(status=304, headers=headers)
        headers["Content-Disposition"] = 'inline; filename="varde.ics"'
        return web.Response(text=fil.tekst, content_type="text/calendar", charset="utf-8", headers=headers)

    def _read(self, token: str) -> str | None:
        found = self._signatur.les(token)
        return found if isinstance(found, str) else None

    def _lag(self, session: Session, nokkel: str) -> Kalenderfil | None:
        now = self.civil.now()
        person_id = lenker.eier(session, nokkel, oslo_date(now))
        person = org.person(session, person_id) if person_id is not None else None
        if person is None or person_id is None:
            return None
        t = translator(person.sprak, self.kommune.malform)
        mine = hendelser(Reader(session, now, t, self.kommune, Leser(person_id, None)), person_id)
        navn = t.text(N_("HMS-frister"))
        merke = hashlib.sha256(repr((navn, mine)).encode()).hexdigest()[:32]
        return Kalenderfil(kalender(navn, mine, now, hver=HVER), merke)

    @property
    def _signatur(self) -> Signatur:
        return Signatur(SALT, self.key, MAX_TOKEN)
