"""The words of a case as it moves: nothing is asked for that is over, no deadline that has passed is promised, years are told."""

from tests.fakes.fjordvik import Fjordvik
from tests.scenarios.test_behandling import LUKKET, vurdert
from tests.scenarios.test_saken import sendt


async def test_a_withdrawn_case_waits_for_no_receipt(by: Fjordvik) -> None:
    await by.spill(sendt())
    await by.spill("""
        Kari: [Flere valg]
        Kari: [Trekk meldingen]
        Kari: [Ja, trekk meldingen]
        Varde → Ola: Status: Trukket
    """)
    card = await by.ola.kort("AVV-2026-0001")
    assert "Bekreft mottak innen" not in card.text
    assert "Frist for mottak" not in card.text


async def test_a_rejected_case_waits_for_no_receipt(by: Fjordvik) -> None:
    await by.spill(sendt())
    await by.spill("""
        Ola: [Flere valg]
        Ola: [Avslutt uten tiltak]
        Ola: dette er meldt før
    """)
    card = await by.ola.kort("Avvik AVV-2026-0001")
    assert "Status: Avvist" in card.text
    assert "Bekreft mottak innen" not in card.text
    assert "Frist for mottak" not in card.text


async def test_closed_where_there_was_nothing_to_do(by: Fjordvik) -> None:
    await by.spill(sendt(1))
    await by.spill(vurdert(1, 1, 1, 1))
    await by.spill(LUKKET)
    await by.spill("""
        Ola: vaktmesteren har lagt en plate over
        Ola: [Lukk saken]
        Varde → Kari: Sak AVV-2026-0001 er lukket. … Lukket uten tiltak, fordi … vaktmesteren
        Ola: vis sak AVV-2026-0001
        Varde: Lukket uten tiltak, fordi … vaktmesteren
    """)


async def test_a_deadline_that_has_passed_is_not_promised(by: Fjordvik) -> None:
    await by.spill(sendt())
    await by.spill("""
        Klokka: 2026-12-10 10:00
        Ola: [Bekreft mottak]
        Varde: Fristen for å vurdere saken var søndag 6. desember. Vurder den så snart du kan.
        Varde → Kari: Ola Brekke har sett sak AVV-2026-0001. Fristen for å vurdere den var søndag 6. desember.
    """)


async def test_another_year_is_told(by: Fjordvik) -> None:
    await by.spill(sendt())
    await by.spill("""
        Ola: [Bekreft mottak]
        Ola: [Spør melderen]
        Ola: hvor stort er hullet
        Klokka: 2027-01-04 10:00
        Ola: vis sak AVV-2026-0001
        Varde: Ola Brekke bekreftet mottak søndag 22. november 2026 kl. 10.00. … Behandleren, søndag 22. november 2026:
    """)
