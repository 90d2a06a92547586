"""The case after it is sent: who sees what of it, who is chased, and what can be done with it. avvik.md 5 and 8."""

import pytest

from tests.fakes.fjordvik import Fjordvik

SENDT = """
    Kari: meld avvik: hull i gulvet på gangen ved rom 12
    Kari: [Bygg, utstyr, glatt underlag, orden]
    Kari: [Lege eller legevakt]
    Kari: {grad}
    {endre}
    Kari: [Send]
    {igjen}
    Varde: Meldingen er mottatt som sak AVV-2026-0001.
"""
FORTROLIG = "Kari: endre navn\nKari: [Fortrolig: bare behandleren ser navnet]"
GJELDER_LEDER = "Kari: endre behandler\nKari: [Ja, send saken til neste leder]"
LINJA = ("Randi Fjeld", "Solveig Aasen", "Rolf Magne Solli")
PURRING = "Mottak av sak AVV-2026-0001 i Avdeling Fjellbris er ikke bekreftet ennå."


def sendt(grad: int = 2, *endre: str) -> str:
    """The script of a case of this grade, with changes in the review."""
    igjen = "Kari: [Send]" if grad == 4 else ""
    return SENDT.format(grad=grad, endre="\n".join(endre), igjen=igjen)


async def receivers(by: Fjordvik) -> set[str]:
    """Who has got anything, since the last thing that happened."""
    return {person.name for person in by.people.values() if await person.nytt()}


async def test_a_case_about_the_leader_is_never_seen_by_the_leader(by: Fjordvik) -> None:
    await by.spill(sendt(3, GJELDER_LEDER))
    await by.spill("""
        Varde: Randi Fjeld skal ha sett saken
        Varde → Randi Fjeld: Nytt avvik AVV-2026-0001 [Bekreft mottak]
        Varde → Ola: ingenting
        Ola: mine avvik
        Varde: Du har ingen saker ennå.
        Ola: vis sak AVV-2026-0001
        Varde: Jeg fant ingen sak AVV-2026-0001 som du har tilgang til.
        Klokka: 2026-11-26 10:00
        Klokka: 2026-11-30 10:00
        Klokka: 2026-12-08 10:00
        Randi Fjeld: [Send til riktig person]
        Randi Fjeld: Ola Brekke
        Varde: Denne personen kan ikke behandle saken. Velg en annen.
        Randi Fjeld: Randi Fjeld
        Varde: Saken ligger allerede hos denne personen.
        Randi Fjeld: avbryt
    """)
    forged = {"action": "avvik", "do": "bekreft", "avvik": 1, "token": "avvik:1:bekreft:0"}
    await by.ola.trykker(
        {"type": "Action.Execute", "verb": "varde", "data": {"varde": forged}}, await by.ola.kort("ingen saker")
    )
    assert not await by.ola.har_sett("hull i gulvet")
    assert not await by.ola.har_sett("Lege eller legevakt")
    assert (await by.folk("Randi Fjeld").kort("AVV-2026-0001")).buttons


async def test_in_confidence_only_the_handler_sees_the_name(by: Fjordvik) -> None:
    await by.spill(sendt(2, FORTROLIG))
    await by.spill("""
        Varde → Ola: Nytt avvik AVV-2026-0001 … Meldt av: Kari Nygård
        Varde → Ingrid: Nytt avvik AVV-2026-0001 … hull i gulvet
        Klokka: 2026-11-27 10:00
        Klokka: 2026-12-04 10:00
        Varde → Randi Fjeld: ikke bekreftet ennå … Saken ligger hos Ola Brekke
        Randi Fjeld: [Se saken]
        Varde: AVV-2026-0001 … hull i gulvet
        Kari: [Legg til noe]
        Kari: det er verre i dag
    """)
    for name in ("Ingrid", *LINJA):
        assert not await by.folk(name).har_sett("Kari Nygård"), name
    assert "melder" in by.rader("revisjon", "avvik.meldt")
    assert f"person:{by.rader('person', 'Kari Nygård').split('|')[0]}|" not in by.rader("revisjon", "avvik:1")


async def test_grade_4_is_confirmed_reaches_all_and_is_chased_at_night(by: Fjordvik) -> None:
    await by.spill("""
        Klokka: 2026-11-22 23:50
        Kari: meld avvik: falt ned fra stigen på lageret
        Kari: [Ulykke eller personskade]
        Kari: [Alvorlig skade]
        Kari: 4
        Kari: [Send]
        Varde: Du har valgt kritisk. … Ring også beredskapstelefonen: 00 00 01 10. [Send] [Til oversikten]
        Varde → Ola: ingenting
        Kari: [Send]
        Varde: AVV-2026-0001. Ola Brekke skal ha sett saken innen mandag 23. november kl. 01.50
        Varde → Ola: Kritisk hendelse i Avdeling Fjellbris. … Arbeidstilsynet (73 19 97 00) og politiet (112) straks
        Varde → Randi Fjeld: AVV-2026-0001 … 4 Kritisk
        Varde → Solveig Aasen: AVV-2026-0001 … 4 Kritisk
        Varde → Rolf Magne Solli: AVV-2026-0001 … 4 Kritisk
        Varde → Marianne Dahl: AVV-2026-0001 … 4 Kritisk
        Varde → Britt Karin Melby: AVV-2026-0001 … 4 Kritisk
        Varde → Ingrid: AVV-2026-0001 … 4 Kritisk … falt ned fra stigen
    """)
    told = {"Kari Nygård", "Ola Brekke", "Ingrid Haugen", "Marianne Dahl", "Britt Karin Melby", *LINJA}
    assert await receivers(by) == told
    for name in ("Solveig Aasen", "Rolf Magne Solli", "Marianne Dahl", "Britt Karin Melby"):
        assert not await by.folk(name).har_sett("falt ned"), name
        assert not await by.folk(name).har_sett("Kari Nygård"), name
    await by.spill("Klokka: +29 min")
    assert await receivers(by) == set()
    await by.spill("""
        Klokka: +2 min
        Varde → Ola: Kritisk hendelse … ikke bekreftet ennå [Bekreft mottak]
        Varde → Randi Fjeld: Saken ligger hos Ola Brekke
        Klokka: +30 min
        Varde → Solveig Aasen: ikke bekreftet ennå
        Ola: [Bekreft mottak]
        Varde → Kari: Ola Brekke har sett sak AVV-2026-0001
    """)
    for hours in (1, 24):
        await by.spill(f"Klokka: +{hours} timer")
        assert await receivers(by) == set()
    await by.spill("""
        Klokka: +48 timer
        Varde → Ola: Kritisk hendelse … er ikke vurdert ennå
        Varde → Randi Fjeld: Saken ligger hos Ola Brekke
    """)
    assert await receivers(by) == {"Ola Brekke", "Randi Fjeld"}


@pytest.mark.parametrize(
    ("grad", "purret", "loftet"),
    [
        (1, "2026-11-26 09:00", "2026-12-02 09:00"),
        (2, "2026-11-26 09:00", "2026-12-02 09:00"),
        (3, "2026-11-24 09:00", "2026-11-26 09:00"),
    ],
)
async def test_chasing_comes_at_nine_on_working_days(by: Fjordvik, grad: int, purret: str, loftet: str) -> None:
    await by.spill(sendt(grad))
    await by.spill(f"Klokka: {purret.replace('09:00', '08:55')}")
    assert await receivers(by) == set()
    await by.spill(f"""
        Klokka: {purret}
        Varde → Ola: {PURRING} … Er det noe som hindrer deg
        Klokka: {loftet.replace("09:00", "08:55")}
    """)
    assert await receivers(by) == set()
    await by.spill(f"""
        Klokka: {loftet}
        Varde → {LINJA[grad == 3]}: {PURRING} … Saken ligger hos Ola Brekke
        {LINJA[grad == 3]}: [Bekreft mottak]
        Klokka: +30 dager
    """)
    assert await receivers(by) == set()


async def test_nobody_is_chased_in_july(by: Fjordvik) -> None:
    await by.spill("Klokka: 2027-06-28 12:00")
    await by.spill(sendt(2).replace("2026", "2027"))
    for day in ("2027-07-01 09:30", "2027-07-15 10:00", "2027-07-30 14:00"):
        await by.spill(f"Klokka: {day}")
        assert await receivers(by) == set()
    await by.spill("""
        Klokka: 2027-08-02 09:00
        Varde → Ola: ikke bekreftet ennå
    """)


async def test_sent_to_the_right_person(by: Fjordvik) -> None:
    await by.spill(sendt())
    await by.spill("""
        Ola: [Send til riktig person]
        Varde: Hvem skal behandle saken?
        Ola: Xyzzy Qwrt
        Varde: Jeg fant ingen med det navnet.
        Ola: Liv Torunn
        Ola: [Liv Torunn Engen, Avdeling Sjøbris]
        Varde: Hvorfor sender du den videre?
        Ola: hun har ansvaret for gangen
        Varde: Ny behandler: Liv Torunn Engen, Avdeling Sjøbris … hun har ansvaret [Send saken videre] [Avbryt]
        Ola: [Send saken videre]
        Varde: er sendt til Liv Torunn Engen
        Varde → Kari: Sak AVV-2026-0001 er sendt videre til Liv Torunn Engen
        Varde → Liv Torunn Engen: Nytt avvik AVV-2026-0001 … hull i gulvet [Bekreft mottak]
        Liv Torunn Engen: [Bekreft mottak]
        Varde → Kari: Liv Torunn Engen har sett sak AVV-2026-0001
    """)


async def test_something_is_added_and_the_list_of_cases(by: Fjordvik) -> None:
    await by.spill(sendt())
    await by.spill("""
        Kari: [Følg saken]
        Varde: Skade: Lege eller legevakt … hull i gulvet
        Kari: [Legg til noe]
        Varde: Hva vil du legge til i saken?
        Kari: nå er hullet større
        Varde: Det er lagt til i sak AVV-2026-0001.
        Varde → Ola: Melderen har lagt til noe i sak AVV-2026-0001: … nå er hullet større
        Kari: mine avvik
        Varde: Saker du har meldt … AVV-2026-0001: Meldt [AVV-2026-0001]
        Kari: [AVV-2026-0001]
        Varde: nå er hullet større [Legg til noe]
        Ola: mine avvik
        Varde: Saker du behandler … AVV-2026-0001
        Ingrid: vis sak 1
        Varde: Nytt avvik AVV-2026-0001 … hull i gulvet
        Mohammed Rahimi: vis sak AVV-2026-0001
        Varde: Jeg fant ingen sak AVV-2026-0001 som du har tilgang til.
        Mohammed Rahimi: vis sak AVV-2026-0099
        Varde: Jeg fant ingen sak AVV-2026-0099 som du har tilgang til.
    """)
    assert not await by.ingrid.har_sett("Lege eller legevakt")


async def test_numbers_follow_the_year_in_oslo(by: Fjordvik) -> None:
    await by.spill("Klokka: 2026-12-31 23:40")
    await by.spill(sendt())
    await by.spill("""
        Klokka: 2027-01-01 00:10
        Kari: meld avvik: lampe som ikke virker
        Kari: [Bygg, utstyr, glatt underlag, orden]
        Kari: [Ingen skade]
        Kari: 1
        Kari: [Send]
        Varde: AVV-2027-0001
    """)


@pytest.mark.parametrize("ord_", ["sak 1", "vis sak AVV-2026-0001", "avvik 1"])
async def test_the_short_words_for_a_case_open_it(by: Fjordvik, ord_: str) -> None:
    await by.spill(sendt())
    await by.spill(f"""
        Kari: {ord_}
        Varde: AVV-2026-0001 … hull i gulvet
        Ingrid: sak 7
        Varde: Jeg fant ingen sak AVV-2026-0007 som du har tilgang til.
    """)
