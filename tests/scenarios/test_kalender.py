"""The personal calendar feed over HTTP: one's own, revocable, and nobody else's."""

import json
import re
from datetime import datetime
from pathlib import Path

from hms.kit.klokke import OSLO
from tests.fakes.fjordvik import Post, fjordvik

FOR = datetime(2027, 4, 25, 10, tzinfo=OSLO)
LENKE = re.compile(r"http://\S+/kalender/\S+\.ics")


async def test_the_feed_is_ones_own_and_can_be_revoked(data: Path) -> None:
    async with fjordvik(data, FOR, arshjul=True) as by:
        leder = by.folk("P043")
        await by.spill("""
            Klokka: 2027-04-26 09:00
            P043: slett kalenderlenken
            Varde: Du har ingen kalenderlenke.
            P043: kalender
            Varde: Adressen er bare din [Slett kalenderlenken]
        """)
        lenke = LENKE.search((await leder.kort("Kalenderen din")).text)
        assert lenke is not None

        async def hent(url: str = lenke[0], **hode: str) -> tuple[int, str, str]:
            async with by.http.get(url, headers=hode) as svar:
                return svar.status, svar.headers.get("ETag", ""), await svar.text()

        status, merke, fil = await hent()
        assert status == 200
        flat = fil.replace("\r\n ", "")
        assert "SUMMARY:Frist: Egenevaluering av kvalitets- og HMS-arbeidet\\, Solgata sykehjem\r\n" in flat
        assert fil.startswith("BEGIN:VCALENDAR\r\n")
        for andre in by.people.values():
            assert andre.name not in flat
        assert (await hent(**{"If-None-Match": merke}))[0] == 304
        assert (await hent(lenke[0].replace(".ics", "x.ics")))[0] == 404
        assert (await hent(lenke[0].replace("/kalender/", "/kalender/x")))[0] == 404
        await leder.sier("hva må jeg gjøre")
        kort = await leder.kort("Dette ligger hos deg nå")
        await leder.trykker("Ikke aktuelt", kort, **{_forste_kryss(kort): "true"})
        await by.spill("""
            Varde: Hvorfor er det ikke aktuelt?
            P043: Ikke i år
            P043: [Før som ikke aktuelt]
            Varde: Det er ført som ikke aktuelt
        """)
        status, nytt, fil = await hent(**{"If-None-Match": merke})
        assert (status, nytt != merke) == (200, True)
        assert by.leter(lenke[0].rsplit("/", 1)[1]) == []
        await by.spill("""
            P043: [Slett kalenderlenken]
            Varde: Kalenderlenken er slettet
        """)
        assert (await hent())[0] == 404


def _forste_kryss(kort: Post) -> str:
    return re.findall(r'"id": "(o\d+)"', json.dumps(kort.activity))[0]
