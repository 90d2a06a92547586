"""A vernerunde is not held by 31 May: the leader above is asked whether it shall be reported, and the verneombud sees it (T-47)."""

from datetime import datetime
from pathlib import Path

from hms.kit.klokke import OSLO
from tests.fakes.fjordvik import fjordvik

FOR = datetime(2027, 4, 25, 10, tzinfo=OSLO)


async def test_the_leader_above_is_asked_and_says_yes(data: Path) -> None:
    async with fjordvik(data, FOR, arshjul=True) as by:
        sjef, rektor, ombud = (by.people[id_].name for id_ in ("P002", "P006", "P011"))
        await by.spill(f"""
            Klokka: 2027-04-26 09:00
            {ombud}: språk
            {ombud}: [Nynorsk]
            Klokka: 2027-05-31 10:00
            Klokka: 2027-06-01 09:00
            Varde → {ombud}: Til orientering: Desse vernerundane er ikkje førte som haldne innan fristen. Leiaren er spurd om det skal meldast som avvik. … Fjordvik skole, frist måndag 31. mai … Krav 6.3.5-1.
        """)
        kort = await by.folk(sjef).kort(
            "Disse vernerundene er ikke ført som holdt innen fristen. Skal det meldes som avvik?"
        )
        assert "Meld som avvik: Fjordvik skole" in kort.buttons
        await by.spill(f"""
            {sjef}: [Meld som avvik: Fjordvik skole]
            Varde: Det er meldt som avvik at vernerunden ikke er holdt: Fjordvik skole. … Verneombudet får beskjed.
            Varde → {sjef}: Nytt avvik AVV-2027-0001 … Meldt av: Varde … Meldt av Varde etter ja fra lederen, på grunnlag av punkt 6.3.5 i HMS-dokumentet: Vernerunden var ikke ført som holdt innen fristen mandag 31. mai. … Gjennomføre vernerunde: Fjordvik skole [Bekreft mottak]
            Varde → {ombud}: AVV-2027-0001
            {sjef}: [Meld som avvik: Fjordvik skole]
            Klokka: 2027-06-02 09:00
        """)
        assert not await by.folk(sjef).har_sett("AVV-2027-0002")
        assert not await by.folk(rektor).har_sett("Skal det meldes som avvik?")
        await by.spill(f"""
            {rektor}: vernerunden på Fjordvik skole er gjort i dag
            Varde: Deltok verneombudet?
            {rektor}: [Ja, Leyla Yilmaz]
            {rektor}: https://kvalitet.example/runde
            {rektor}: [Før som utført]
            Varde: ført som utført
            Varde → {sjef}: Vernerunden er ført som holdt nå: … Fjordvik skole. Det er det sak AVV-2027-0001 gjelder. Vurder om saken kan lukkes. [Se saken]
        """)
