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
        assert {"Utført for de valgte", "Trenger mer tid", "Deleger", "Ikke aktuelt", "Hvorfor får jeg dette?"} <= set(
            kort.buttons
        )
        assert "Gjennomføre vernerunde, Fjordvik skole" in json.dumps(kort.activity, ensure_ascii=False)
