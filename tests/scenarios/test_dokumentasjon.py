"""«dokumentasjon» over HTTP: the list of 6.3.2-3, its colours in words, and a link put in by hand."""

from datetime import datetime
from pathlib import Path

from hms.kit.klokke import OSLO
from tests.fakes.fjordvik import fjordvik

FOR = datetime(2027, 4, 26, 10, tzinfo=OSLO)


async def test_the_list_of_a_unit_and_of_all(data: Path) -> None:
    async with fjordvik(data, FOR) as by:
        await by.spill("""
            Kari: dokumentasjon
            Varde: Dokumentasjonslista er for ledere, verneombud og HMS-ansvarlig
            P043: dokumentasjon
            Varde: Dokumentasjon, Solgata sykehjem … 12 røde, 0 gule, 0 grønne … Rød: Sjekklister og skjemaer for HMS – mangler
            P043: [Legg inn lenke]
            P043: [Sjekklister og skjemaer for HMS]
            P043: det ligger i permen
            Varde: Det er ikke ei lenke
            P043: https://fjordvik.example/sol/sjekklister
            P043: [I dag]
            Varde: Lenka er lagt inn for «Sjekklister og skjemaer for HMS».
            P043: dokumentasjon
            Varde: 11 røde, 0 gule, 1 grønn … Grønn: Sjekklister og skjemaer for HMS – gjennomgått 26. april 2027 Åpne … Krav 6.3.2-3
            P043: dokumentasjon Fjordvik skole
            Varde: Fjordvik skole er ikke blant dem
            P005: dokumentasjon
            Varde: 20 enheter: 221 røde, 0 gule, 1 grønn
            P005: dokumentasjon solgta
            Varde: Dokumentasjon, Solgata sykehjem
            P005: dokumentasjon månen
            Varde: Jeg fant ingen enhet med det navnet
            P005: dokumentasjon skole
            Varde: Hvilken enhet mener du? [Åsen skole]
        """)
        kort = await by.kari.kort("Dokumentasjonslista er for")
        for forged in ({"do": "legg_inn", "node": 22}, {"do": "se", "node": 22}, {"do": "alle"}, {"node": "x"}):
            data_ = {"varde": {"action": "dokumentasjon", "token": "", **forged}}
            await by.kari.trykker({"type": "Action.Execute", "verb": "varde", "data": data_}, kort)
            await by.kari.ser("Dette har du ikke tilgang til")
