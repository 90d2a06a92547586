"""The window of the egenevaluering (AH-01) from its opening to the summaries, over HTTP with the clock moved (T-10)."""

from datetime import datetime
from pathlib import Path

from hms.kit.klokke import OSLO
from tests.fakes.fjordvik import fjordvik

FOR = datetime(2027, 3, 31, 16, tzinfo=OSLO)
APNING = (
    "Egenevaluering av kvalitets- og HMS-arbeidet, Fjordvik skole – helst innen lørdag 15. mai, frist mandag 31. mai"
)


async def test_the_window_from_its_opening_to_the_review(data: Path) -> None:
    async with fjordvik(data, FOR, arshjul=True) as by:
        await by.spill(f"""
            Klokka: 2027-03-31 17:00
            Klokka: 2027-04-01 08:00
            Varde → Anne-Grethe Moen: ingenting
            Klokka: 2027-04-05 09:00
            Varde → Anne-Grethe Moen: HMS-lista di denne uka … Åpnet siden sist … {APNING} … Sammen med MKS Fjordvik skole (Anne-Grethe Moen, Leyla Yilmaz, Sondre Tveit): … Egenevaluering
            Klokka: 2027-05-14 09:00
            Anne-Grethe Moen: hva må jeg gjøre
            Anne-Grethe Moen: hva skjer i mai
            Varde → Anne-Grethe Moen: mandag 31. mai: Egenevaluering
        """)
        rektor = by.folk("Anne-Grethe Moen")
        oppgaver = await rektor.kort("Dette ligger hos deg nå")
        felt = [
            e for a in oppgaver.activity["attachments"] for e in a["content"]["body"] if e["type"] == "Input.Toggle"
        ]
        egen = next(e["id"] for e in felt if e["title"].startswith("Egenevaluering"))
        await rektor.trykker("Utført for de valgte", oppgaver, **{egen: "true"})
        await by.spill("""
            Anne-Grethe Moen: i dag
            Anne-Grethe Moen: 12. mai
            Anne-Grethe Moen: https://kvalitet.example/egenevaluering
            Anne-Grethe Moen: [Før som utført]
            Varde: 1 oppgave er ført som utført
            Klokka: 2027-05-20 09:00
            Varde → P002: Status i Oppvekst … 1 av 5 er ferdige. Ikke ferdig ennå: Åsen skole, … Avvik hittil i år
            Varde → P005: Ledelsens gjennomgang … kan holdes fra nå til mandag 31. mai … 1 av 15 er ferdige. Ikke ferdig ennå: … Oppvekst 4
            Varde → P001: ingenting
            Klokka: 2027-06-01 09:00
            Varde → P002: Status i Oppvekst … 1 av 5 er ferdige. Mangler: Åsen skole
            Varde → P001: Månedsoversikt … Oversikt over oppgaver … Oppvekst
        """)
        direktor = [post.text for post in await by.folk("P001").alt() if post.kind == "bot"]
        lov = (
            "Månedsoversikt",
            "Kvartalsrapport",
            "er ikke ført som holdt",
        )  # AMU too; a proposal is asked, not chased (T-47)
        assert [tekst for tekst in direktor if not any(ord_ in tekst for ord_ in lov)] == []
