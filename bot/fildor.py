"""GET /fil/<id>?n=…: an attachment, to the one whom the address was made for, while that person may see it."""

import asyncio
from dataclasses import dataclass, field

from aiohttp import web
from sqlmodel import Session

from bot.fillenke import Fillenker
from hms.arshjul import vedlegg as arshjul
from hms.avvik import vedlegg
from hms.avvik.queries import Leser
from hms.ekstern import vedlegg as ekstern
from hms.fil import dokument
from hms.fil import service as fil
from hms.kit.db import Database
from hms.kit.klokke import Klokke
from hms.regelverk.aksjon import Regelverk
from hms.regelverk.last import standard

PICTURES = {"image/jpeg": "jpg", "image/png": "png"}
DOCUMENTS = {
    dokument.PDF: "pdf",
    dokument.DOCX: "docx",
    dokument.XLSX: "xlsx",
    dokument.PPTX: "pptx",
    dokument.ODT: "odt",
    dokument.ODS: "ods",
}
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
    regelverk: Regelverk = field(default_factory=standard)

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
        headers = {**HEADERS, "Content-Disposition": _disposition(fil_id, found.media)}
        return web.Response(body=found.data, content_type=found.media, headers=headers)

    def _find(self, session: Session, fil_id: int, leser: Leser) -> Found | None:
        now = self.civil.now()
        row = vedlegg.kan_se(session, now, leser, fil_id)
        row = row or arshjul.kan_se(session, now, self.regelverk, leser, fil_id)
        row = row or ekstern.kan_se(session, now, leser, fil_id)
        data = fil.innhold(session, fil_id) if row is not None else None
        return Found(data, row.medietype) if row is not None and data is not None else None


def _disposition(fil_id: int, media: str) -> str:
    """A picture is shown; a document is saved, and opened by what the person has for it."""
    if media in PICTURES:
        return f'inline; filename="bilde-{fil_id}.{PICTURES[media]}"'
    return f'attachment; filename="dokument-{fil_id}.{DOCUMENTS[media]}"'
