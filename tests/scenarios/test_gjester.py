"""Guests (BHT, hired in): they report, see their own, hold a tiltak, and see no internal list. Krav 3.0-2, T-03."""

from pathlib import Path

import pytest

from tests.fakes.fjordvik import Fjordvik, fjordvik
from tests.scenarios.test_behandling import meldt, tiltak, vurdert

GJEST = "Kristin Alver"
INGEN_LISTE = "Denne lista er for dem som behandler saker, ledere og verneombud."


async def test_a_guest_reports_and_sees_only_her_own(by: Fjordvik) -> None:
    await by.spill(f"""
        {GJEST}: meld avvik: hull i gulvet på gangen
        {GJEST}: [Bygg, utstyr, glatt underlag, orden]
        {GJEST}: [Ingen skade]
        {GJEST}: 2
        {GJEST}: Avdeling Fjellbris
        {GJEST}: [Send]
        Varde: Meldingen er mottatt som sak AVV-2026-0001. Ola Brekke
        Kari: meld avvik: løs hylle på kontoret
        Kari: [Bygg, utstyr, glatt underlag, orden]
        Kari: [Ingen skade]
        Kari: 2
        Kari: [Send]
        {GJEST}: mine avvik
        Varde: AVV-2026-0001: Meldt [AVV-2026-0001]
        {GJEST}: vis sak AVV-2026-0002
        Varde: Jeg fant ingen sak AVV-2026-0002 som du har tilgang til.
        {GJEST}: saker å følge opp
        Varde: {INGEN_LISTE}
        {GJEST}: avvik til MKS-møtet
        Varde: {INGEN_LISTE}
        {GJEST}: hjelp
        Varde: mine avvik · mine tiltak … hvem er hovedverneombud
        Ola: vis sak 1
        Varde: Meldt av: Kristin Alver
    """)
    told = (await by.folk(GJEST).alt())[-1].text
    assert not any(word in told for word in ("saker å følge opp", "MKS", "årshjul", "stans", "krev svar"))


async def test_a_guest_holds_a_tiltak(by: Fjordvik) -> None:
    await by.spill(meldt() + vurdert() + tiltak("måle støyen på vaskerommet", GJEST))
    await by.spill(f"""
        Varde: Kristin Alver, gjest er ansvarlig, med frist fredag 4. desember
        Klokka: 2026-11-23 09:00
        Varde → {GJEST}: Tiltak i sak AVV-2026-0001 … måle støyen på vaskerommet [Utført] [Be om ny frist]
        {GJEST}: vis sak 1
        Varde: Jeg fant ingen sak
        {GJEST}: mine tiltak
        Varde: måle støyen på vaskerommet: frist fredag 4. desember
        {GJEST}: [Be om ny frist]
        {GJEST}: 11. desember
        {GJEST}: måleren er på service
        {GJEST}: [Send]
        Ola: [Godkjenn]
        Varde: Fristen er nå fredag 11. desember 2026
        {GJEST}: mine tiltak
        {GJEST}: [Åpne tiltak 1]
        {GJEST}: [Utført]
        {GJEST}: målt til 71 dB
        Varde: utført
    """)


@pytest.mark.parametrize("said", ["meld avvik", "meld avvik: hull i gulvet"])
async def test_where_guests_do_not_report_they_are_told_whom_to_tell(
    data: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("VARDE_GJEST_KAN_MELDE", "false")
    async with fjordvik(data) as by:
        await by.spill(f"""
            {GJEST}: {said}
            Varde: Gjester melder ikke avvik her. Si fra til den du har avtale med i Fjordvik kommune
            Kari: {said}
        """)
        assert not await by.kari.har_sett("Gjester melder ikke")
        await by.spill(f"{GJEST}: hjelp")
        await by.folk(GJEST).trykker("Fyll ut alt på ett kort")
        assert by.folk(GJEST).kortet()["text"].startswith("Gjester melder ikke avvik her.")
