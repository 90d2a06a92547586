"""The årshjul over HTTP, in the playground: the clock is moved, and the reminders of that time arrive."""

import json
from datetime import datetime
from pathlib import Path

from hms.kit.klokke import OSLO
from tests.fakes.fjordvik import fjordvik

FOR = datetime(2027, 4, 25, 10, tzinfo=OSLO)


async def test_reminders_come_when_the_clock_is_moved_and_are_answered(data: Path) -> None:
    async with fjordvik(data, FOR, arshjul=True) as by:
        await by.spill("""
            Klokka: 2027-04-26 09:00
            Varde → Anne-Grethe Moen: Dette står på HMS-lista di denne uka
            Anne-Grethe Moen: hva må jeg gjøre
            Varde → Anne-Grethe Moen: Dette ligger hos deg nå
            Anne-Grethe Moen: hva skjer i mai
            Varde → Anne-Grethe Moen: Egenevaluering av kvalitets- og HMS-arbeidet
        """)
        kort = await by.folk("Anne-Grethe Moen").kort("Dette står på HMS-lista")
        assert {"Utført", "Trenger mer tid", "Deleger", "Ikke aktuelt", "Hvorfor får jeg dette?"} <= set(kort.buttons)
        assert "Gjennomføre vernerunde, Fjordvik skole" in json.dumps(kort.activity, ensure_ascii=False)


async def test_the_wheel_of_ones_own_unit_is_a_picture_with_words(data: Path) -> None:
    async with fjordvik(data, FOR, arshjul=True) as by:
        await by.spill("""
            Klokka: 2027-04-26 09:00
            Kari: årshjul
            Varde: Årshjul 2027, Solgata sykehjem … Egenevaluering av kvalitets- og HMS-arbeidet: åpen, frist 31. mai
            Kari: årshjul Fjordvik skole
            Varde: Du ser årshjulet for din egen enhet og dem under. Fjordvik skole er ikke blant dem.
            Kari: årshjul månen
            Varde: Jeg fant ingen enhet med det navnet
            Kari: hva skjer i mai
            Varde: Årshjulet for Solgata sykehjem … mandag 31. mai: Gjennomføre vernerunde
            P005: årshjul solgta
            Varde: Årshjul 2027, Solgata sykehjem
            P005: årshjul skole
            Varde: Hvilken enhet mener du? [Fjordvik skole] [Åsen skole]
            P005: [Åsen skole]
            Varde: Årshjul 2027, Åsen skole
        """)
        kort = await by.kari.kort("Årshjul 2027")
        async with by.http.get(kort.pictures[0]) as svar:
            assert (svar.status, svar.content_type) == (200, "image/png")
        async with by.http.get(kort.pictures[0] + "x") as svar:
            assert svar.status == 404
        bilde = next(e for e in kort.activity["attachments"][0]["content"]["body"] if e["type"] == "Image")
        assert "Gjennomføre vernerunde: 0 av 2 ferdige, neste frist 31. mai." in bilde["altText"]
        forged = {"action": "arshjulet", "node": 1, "ar": 2027, "token": ""}
        await by.kari.trykker({"type": "Action.Execute", "verb": "varde", "data": {"varde": forged}}, kort)
        await by.kari.ser("Denne enheten er ikke blant dem")
