"""A receipt names a role only where somebody holds it or stands in (rule 1.3)."""

from collections.abc import Collection
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from hms.kit.klokke import oslo_date
from hms.organisasjon.model import Rolle
from tests.fakes.fjordvik import Fjordvik
from tests.scenarios.test_behandling import meldt
from tests.scenarios.test_saken import GJELDER_LEDER, sendt

LEDERE = ("avdelingsleder", "enhetsleder", "stabsleder", "kommunalsjef", "kommunedirektor")
HMS, VO, HVO = "hms_ansvarlig", "verneombud", "hovedverneombud"


def ledig(by: Fjordvik, roller: Collection[str]) -> None:
    """Nobody holds these roles, or stands in, from yesterday."""

    def unit(session: Session) -> None:
        for rolle in session.exec(select(Rolle).where(col(Rolle.rolle).in_(roller))):
            rolle.gyldig_fra = None
            rolle.gyldig_til = oslo_date(by.varde.civil.now()) - timedelta(days=1)
            session.add(rolle)

    by.varde.db.write(unit)


@pytest.mark.parametrize(
    ("borte", "sagt"),
    [
        ((), "Hele lederlinja, verneombudet, hovedverneombudet og HMS-ansvarlig får også beskjed nå."),
        ((HMS,), "Hele lederlinja, verneombudet og hovedverneombudet får også beskjed nå."),
        ((HMS, HVO), "Hele lederlinja og verneombudet får også beskjed nå."),
        ((VO,), "Hele lederlinja, hovedverneombudet og HMS-ansvarlig får også beskjed nå."),
        ((VO, HVO, HMS), "Hele lederlinja får også beskjed nå."),
    ],
)
async def test_a_critical_receipt(by: Fjordvik, borte: tuple[str, ...], sagt: str) -> None:
    ledig(by, borte)
    await by.spill(sendt(4))
    receipt = await by.kari.kort("Meldingen er mottatt")
    assert f"{sagt} Du får vite" in receipt.text


@pytest.mark.parametrize(
    ("borte", "sagt"),
    [
        ((), "Verneombudet får også beskjed. Du får vite"),
        ((VO,), "Hovedverneombudet får også beskjed. Du får vite"),
        ((VO, HVO), "innen søndag 6. desember.\nDu får vite"),
    ],
)
async def test_an_ordinary_receipt(by: Fjordvik, borte: tuple[str, ...], sagt: str) -> None:
    ledig(by, borte)
    await by.spill(sendt(2))
    assert sagt in (await by.kari.kort("Meldingen er mottatt")).text


async def test_nobody_leads_and_nobody_is_hms_ansvarlig(by: Fjordvik) -> None:
    ledig(by, (*LEDERE, HMS))
    await by.spill("""
        Kari: forslag
        Kari: en lampe til i gangen
        Varde: Ingen har rollen som skal lese det ennå.
    """)
    await by.spill(sendt(2).replace("Kari: [Send]", "Varde: ingen ennå\nKari: [Send]"))
    assert "HMS-ansvarlig" not in (await by.kari.kort("Meldingen er mottatt")).text
    await by.kari.ser("Ingen har rollen som behandler den ennå.")


async def test_the_hms_ansvarlig_has_what_no_leader_has(by: Fjordvik) -> None:
    ledig(by, LEDERE)
    await by.spill(sendt(2).replace("Kari: [Send]", "Varde: HMS-ansvarlig finner en behandler\nKari: [Send]"))
    await by.spill("""
        Varde: HMS-ansvarlig skal ha sett saken
        Kari: forslag
        Kari: en lampe til i gangen
        Varde: Forslaget er sendt til Marianne Dahl.
        Varde → Marianne Dahl: en lampe til i gangen
    """)


@pytest.mark.parametrize(
    ("borte", "sagt"),
    [
        ((), "Lederen og HMS-ansvarlig får beskjed"),
        ((HMS,), "Lederen får beskjed"),
        (LEDERE, "HMS-ansvarlig får beskjed"),
        ((*LEDERE, HMS), None),
    ],
)
async def test_stopped_work(by: Fjordvik, borte: tuple[str, ...], sagt: str | None) -> None:
    ledig(by, borte)
    await by.spill("Ingrid: stans arbeidet")
    for line in ("[Avdeling Fjellbris]", "i gangen", "åpen sjakt", "nå"):
        await by.spill(f"Ingrid: {line}")
    await by.ingrid.ser(f"{sagt} med en gang." if sagt else "Arbeidstilsynet har telefon")
    await by.spill(f"Ingrid: [Meld stansen]\nVarde: Stansen er ført opp. … {f'{sagt} nå.' if sagt else ''}")
    if sagt is None:
        assert not await by.ingrid.har_sett("får beskjed")


async def test_a_rejected_case_with_nobody_above(by: Fjordvik) -> None:
    await by.spill(meldt(skade="Ingen skade"))
    ledig(by, (*LEDERE, HMS))
    await by.spill("""
        Ola: [Flere valg]
        Ola: [Avslutt uten tiltak]
        Ola: gulvet er bare slitt
        Varde → Kari: Begrunnelse fra Ola Brekke … be om at en annen ser på saken på nytt
        Kari: [Be om ny vurdering]
        Varde: Vil du be om at en annen ser på sak AVV-2026-0001 på nytt?
        Kari: [Ja, be om ny vurdering]
        Varde: Sak AVV-2026-0001 er åpnet igjen. Ingen har rollen som behandler den ennå.
    """)


async def test_a_leader_whom_the_case_is_about_is_not_in_the_line_that_is_told(by: Fjordvik) -> None:
    """Ola is out of it, and the others are told still."""
    await by.spill(sendt(4, GJELDER_LEDER))
    assert "Hele lederlinja" in (await by.kari.kort("Meldingen er mottatt")).text
