"""GET /fil/<id>?n=…: an attachment, to the one whom the address was made for, while that person may see it."""

import asyncio
from dataclasses import dataclass

from aiohttp import web
from sqlmodel import Session

from bot.fillenke import Fillenker
from hms.avvik import vedlegg
from hms.avvik.queries import Leser
from hms.ekstern import vedlegg as ekstern
from hms.fil import service as fil
from hms.kit.db import Database
from hms.kit.klokke import Klokke

ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}
# The picture is shown inside Teams, from another site; nothing in it may run, be kept, or tell where it was shown.
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Robots-Tag": "noindex",
}


@dataclass(frozen=True)
class Found:
    """A file that may be handed out."""

    data: bytes
    media: str


@dataclass(frozen=True)
class Fildor:
    """The route. `civil` decides who holds which role today."""

    db: Database
    lenker: Fillenker
    civil: Klokke

    def routes(self) -> list[web.RouteDef]:
        """What to mount."""
        return [web.get("/fil/{id}", self.handle)]

    async def handle(self, request: web.Request) -> web.Response:
        """The file, or 404: nobody learns whether the file, the right or only the time is missing."""
        asked = self.lenker.read(request.match_info["id"], request.query.get("n", ""))
        if asked is None:
            return web.Response(status=404, headers=HEADERS)
        fil_id, leser = asked
        found = await asyncio.wrap_future(self.db.submit_read(lambda session: self._find(session, fil_id, leser)))
        if found is None:
            return web.Response(status=404, headers=HEADERS)
        name = f'inline; filename="bilde-{fil_id}.{ENDINGS[found.media]}"'
        return web.Response(body=found.data, content_type=found.media, headers={**HEADERS, "Content-Disposition": name})

    def _find(self, session: Session, fil_id: int, leser: Leser) -> Found | None:
        now = self.civil.now()
        row = vedlegg.kan_se(session, now, leser, fil_id) or ekstern.kan_se(session, now, leser, fil_id)
        data = fil.innhold(session, fil_id) if row is not None else None
        return Found(data, row.medietype) if row is not None and data is not None else None
