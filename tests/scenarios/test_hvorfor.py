"""«Hvorfor får jeg dette», asked in words, and «jeg er borte til …»."""

from datetime import datetime
from pathlib import Path

from hms.kit.klokke import OSLO
from tests.fakes.fjordvik import fjordvik

MANDAG = datetime(2027, 4, 26, 8, tzinfo=OSLO)


async def test_why_is_answered_in_words_in_three_languages(data: Path) -> None:
    async with fjordvik(data, MANDAG, arshjul=True) as by:
        await by.spill("""
            Kari: hvorfor får jeg dette
            Varde: Jeg har ikke sendt deg noe fra årshjulet.
            Anne-Grethe Moen: hei
            Klokka: 2027-04-26 09:00
            Varde → Anne-Grethe Moen: HMS-lista di denne uka
            Anne-Grethe Moen: hvorfor får jeg dette?
            Varde: Sist du fikk HMS-lista di, var … Her er hvorfor: … Egenevaluering … kommer av HMS-dokumentet: krav … Den ligger hos deg fordi du har rollen: [Mine oppgaver]
            Anne-Grethe Moen: nynorsk
            Anne-Grethe Moen: kvifor får eg denne meldinga
            Varde: Sist du fekk HMS-lista di
            Anne-Grethe Moen: english
            Anne-Grethe Moen: why do I get this
            Varde: HSE list
        """)


async def test_who_is_away_is_asked_who_stands_in(data: Path) -> None:
    async with fjordvik(data, MANDAG, arshjul=True) as by:
        await by.spill("""
            Anne-Grethe Moen: jeg er borte til fredag
            Varde: mandag 26. april … fredag 30. april … Hvem er stedfortreder?
            Anne-Grethe Moen: avbryt
            Anne-Grethe Moen: engelsk
            Anne-Grethe Moen: I am away until Friday
            Varde: Who
            Kari: jeg er borte til fredag
            Varde: Du har ingen rolle som du kan velge stedfortreder for.
        """)
