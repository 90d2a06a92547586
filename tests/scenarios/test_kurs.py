"""Courses in chat: one's own, the unit's, registering and planning, with rights."""

from datetime import datetime
from pathlib import Path

from hms.kit.klokke import OSLO
from tests.fakes.fjordvik import fjordvik

NAA = datetime(2027, 1, 11, 10, tzinfo=OSLO)


async def test_a_leader_registers_a_course_and_everybody_sees_ones_own(data: Path) -> None:
    async with fjordvik(data, NAA) as by:
        await by.spill("""
            Leyla Yilmaz: kurs
            Varde: Kursene dine … Grunnkurs i arbeidsmiljø … ukjent
            Leyla Yilmaz: registrer kurs
            Varde: Du kan føre kurs for dem du leder
            Anne-Grethe Moen: kurs
            Varde: Kurs i enheten din … Ikke tatt eller ukjent … Leyla Yilmaz
            Anne-Grethe Moen: [Registrer kurs]
            Varde: Hvem har tatt kurset?
            Anne-Grethe Moen: Leyla Yilmaz
            Varde: Hvilket kurs er det?
            Anne-Grethe Moen: [Grunnkurs i arbeidsmiljø]
            Varde: Når ble kurset tatt?
            Anne-Grethe Moen: 5. mai 2027
            Varde: Datoen kan ikke være fram i tid
            Anne-Grethe Moen: 4. mai 2020
            Varde: Hvor mange timer var kurset?
            Anne-Grethe Moen: tusen
            Varde: Skriv et tall mellom 0,5 og 400
            Anne-Grethe Moen: 38 timer
            Varde: Hvor er avtalen om kortere kurs?
            Anne-Grethe Moen: i skuffen
            Varde: Det er ikke ei lenke
            Anne-Grethe Moen: https://kvalitet.fjordvik.example/avtale/7
            Varde: Leyla Yilmaz … Grunnkurs i arbeidsmiljø … mandag 4. mai 2020 … 38
            Anne-Grethe Moen: [Før opp kurset]
            Varde: Ført: Grunnkurs i arbeidsmiljø, Leyla Yilmaz
            Leyla Yilmaz: kurs
            Varde: tatt mandag 4. mai 2020, 38 timer
        """)


async def test_nobody_registers_for_those_one_does_not_lead_and_hms_ansvarlig_plans(data: Path) -> None:
    async with fjordvik(data, NAA) as by:
        await by.spill("""
            Anne-Grethe Moen: registrer kurs
            Varde: Hvem har tatt kurset?
            Anne-Grethe Moen: Randi Fjeld
            Varde: Du kan føre kurs for dem du leder
            Anne-Grethe Moen: avbryt
            Anne-Grethe Moen: planlegg kurs
            Varde: Det er HMS-ansvarlig som planlegger kurs her
            Marianne Dahl: kurs
            Varde: Kurs i kommunen … Ingen grunnkurs er planlagt
            Marianne Dahl: [Planlegg kurs]
            Varde: Hvilket kurs er det?
            Marianne Dahl: grunnkurs
            Varde: Når holdes kurset?
            Marianne Dahl: 12. april
            Marianne Dahl: [Før opp kurset]
            Varde: Planlagt: Grunnkurs i arbeidsmiljø, mandag 12. april 2027
            Marianne Dahl: kurs
            Varde: Planlagte grunnkurs: mandag 12. april 2027
        """)
