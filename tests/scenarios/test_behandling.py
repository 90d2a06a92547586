"""The handling of a case, from the report to «Løste det problemet?»: assessment, causes, tiltak, the thread, closing. avvik.md 4–6."""

import asyncio
from pathlib import Path

import pytest

from tests.fakes.fjordvik import Fjordvik, fjordvik

MELDT = """
    {hvem}: meld avvik: {hva}
    {hvem}: [{kategori}]
    {hvem}: [{skade}]
    {hvem}: {grad}
    {endre}
    {hvem}: [Send]
    {igjen}
    Varde: Meldingen er mottatt som sak AVV-2026-0001.
"""
FORTROLIG = "Kari: endre navn\nKari: [Fortrolig: bare behandleren ser navnet]"
VURDERT = """
    Ola: [Vurder saken]
    Ola: {grad}
    Ola: {sannsynlig}
    Ola: {faktisk}
    Ola: {mulig}
    Ola: [Lagre vurderingen]
"""
TILTAK = """
    Ola: [Legg til tiltak]
    Ola: {hva}
    Ola: {hvem}
    Ola: {frist}
    Ola: [Legg inn tiltaket]
"""
LUKKET = """
    Ola: [Lukk saken]
    Ola: gulvet er lagt om
"""


def meldt(
    grad: int = 2,
    *,
    hvem: str = "Kari",
    skade: str = "Førstehjelp på stedet",
    endre: str = "",
    kategori: str = "Bygg, utstyr, glatt underlag, orden",
) -> str:
    """The script of a report."""
    igjen = f"{hvem}: [Send]" if grad == 4 else ""
    hva = "hull i gulvet på gangen ved rom 12"
    return MELDT.format(hvem=hvem, hva=hva, grad=grad, endre=endre, igjen=igjen, skade=skade, kategori=kategori)


def vurdert(grad: int = 2, sannsynlig: int = 2, faktisk: int = 2, mulig: int = 2) -> str:
    """The script of an assessment."""
    return VURDERT.format(grad=grad, sannsynlig=sannsynlig, faktisk=faktisk, mulig=mulig)


def tiltak(hva: str = "legge om gulvet", hvem: str = "Ingrid Haugen", frist: str = "fredag 4. desember") -> str:
    """The script of a new tiltak."""
    return TILTAK.format(hva=hva, hvem=hvem, frist=frist)


async def trykk(by: Fjordvik, navn: str, value: dict[str, object], pa: str) -> None:
    """Presses a forged or old button on the newest card with these words."""
    person = by.folk(navn)
    await person.trykker({"type": "Action.Execute", "verb": "varde", "data": {"varde": value}}, await person.kort(pa))


async def test_the_whole_way_from_report_to_did_it_help(by: Fjordvik) -> None:
    await by.spill(meldt())
    await by.spill("""
        Varde → Ola: Nytt avvik AVV-2026-0001 … Frist for vurdering: søndag 6. desember … Frist for lukking eller plan: tirsdag 22. desember
        Ola: [Bekreft mottak]
        Ola: [Vurder saken]
        Varde: Hvor alvorlig er det? [2 Middels – førstehjelp, eller det gjentar seg (melderens forslag)]
        Ola: [3 Høy – lege, fravær eller alvorlig trussel]
        Varde: Hvor sannsynlig er det at det skjer igjen? [3 Mulig]
        Ola: [3 Mulig]
        Varde: Hvor stor ble konsekvensen? [2 Liten]
        Ola: [2 Liten]
        Varde: Hvor stor kunne konsekvensen ha blitt? … større enn det som skjedde. [2 Liten] [5 Svært alvorlig]
        Ola: [4 Alvorlig]
        Varde: Rød: risikoen kan ikke stå slik. Tiltak kreves. … Alvorlighet: 3 Høy … Mulig konsekvens: 4 Alvorlig … Kategori: Bygg [Lagre vurderingen] [Legg til underkategori]
        Ola: [Legg til underkategori]
        Varde: Hvilken underkategori? [Glatt eller ujevnt underlag] [Blokkert rømningsvei]
        Ola: [Glatt eller ujevnt underlag]
        Ola: [Lagre vurderingen]
        Varde: Sak AVV-2026-0001 er vurdert. Hva vil du gjøre nå? [Legg til tiltak] [Legg inn årsak] [Lukk saken]
        Varde → Kari: Ola Brekke har vurdert sak AVV-2026-0001. Alvorligheten er 3 høy. Du foreslo 2 middels. … lukket eller ha en plan innen tirsdag 22. desember
        Ola: [Lukk saken]
        Varde: Risikoen i sak AVV-2026-0001 krever minst ett tiltak [Legg til tiltak]
        Ola: [Legg inn årsak]
        Varde: Hva var den direkte årsaken?
        Ola: en planke var råtten
        Varde: Hva lå bak? [Hopp over]
        Ola: ingen kontroll etter vannskaden
        Varde: Årsaken er lagt inn i sak AVV-2026-0001. [Legg til tiltak]
        Ola: [Legg til tiltak]
        Varde: Hva skal gjøres?
        Ola: legge om gulvet ved rom 12
        Varde: Hvem skal gjøre det? [Jeg gjør det selv]
        Ola: verneombudet
        Varde: Når skal det være gjort? [tirsdag 24. november 2026] [mandag 30. november 2026] [mandag 7. desember 2026]
        Ola: innen 4. desember
        Varde: Hva: legge om gulvet ved rom 12 … Ansvarlig: Ingrid Haugen … Frist: fredag 4. desember 2026 [Legg inn tiltaket] [Endre] [Avbryt]
        Ola: [Legg inn tiltaket]
        Varde: Tiltaket er lagt inn i sak AVV-2026-0001. Ingrid Haugen … er ansvarlig, med frist fredag 4. desember 2026.
        Varde → Kari: Nytt tiltak i sak AVV-2026-0001: … legge om gulvet ved rom 12 … Ingrid Haugen · frist fredag 4. desember · ikke utført
    """)
    assert not await by.ingrid.har_sett("Tiltak i sak AVV-2026-0001\nlegge om")
    await by.spill("""
        Klokka: 2026-11-23 09:00
        Varde → Ingrid: Tiltak i sak AVV-2026-0001 … legge om gulvet … Ansvarlig: Ingrid Haugen … Frist: fredag 4. desember 2026 … ikke utført … Krav 6.3.4-2 [Utført] [Be om ny frist]
        Ola: mine avvik
        Ola: [AVV-2026-0001]
        Varde: Tiltak pågår … Kategori: Bygg, utstyr, glatt underlag, orden: Glatt eller ujevnt underlag … Vurdering … Sannsynlighet: 3 Mulig … Direkte årsak … en planke var råtten … ingen kontroll … Tiltak … legge om gulvet [Lukk saken] [Se tiltakene]
        Ingrid: [Utført]
        Varde: Hvordan ble det gjort? [Hopp over]
        Ingrid: nytt belegg er lagt
        Varde: Takk. Tiltaket er meldt utført.
        Varde → Ola: Ingen tiltak gjenstår i sak AVV-2026-0001. [Lukk saken] [Legg til tiltak] [Se saken]
        Ola: [Lukk saken]
        Varde: Hva er gjort? Skriv det melderen skal få vite.
        Ola: vi har lagt nytt belegg ved rom 12
        Varde: Hvor ble saken drøftet? [I et MKS-møte] [Med verneombudet] [Ikke drøftet]
        Ola: [Med verneombudet]
        Varde: Hvilken dag? [mandag 23. november 2026] [søndag 22. november 2026]
        Ola: [mandag 23. november 2026]
        Varde: Tilbakemelding: vi har lagt nytt belegg … Drøftet: Med verneombudet … Dag: mandag 23. november 2026 [Lukk saken]
        Ola: [Lukk saken]
        Varde: Sak AVV-2026-0001 er lukket. Melderen får tilbakemeldingen din.
        Varde → Kari: Sak AVV-2026-0001 er lukket. Dette er gjort: … vi har lagt nytt belegg ved rom 12 … Løste det problemet? [Ja] [Nei, åpne saken igjen]
        Kari: [Ja]
        Varde: Takk for svaret.
        Ola: vis sak 1
        Varde: Lukket … Drøftet: Med verneombudet, mandag 23. november … utført … Lukket mandag 23. november av Ola Brekke. … Problemet er løst.
    """)
    assert "avvik.lukket" in by.rader("revisjon", "avvik:1")
