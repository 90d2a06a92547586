"""Meld avvik, from the first line to the receipt and the cards of those who must know. Krav 6.3.4-1, 7-AL-7."""

import pytest

from tests.fakes.fjordvik import Fjordvik

OVERSIKT = """
    Kari: meld avvik: det er hull i gulvet på gangen ved rom 12
    Kari: [Bygg, utstyr, glatt underlag, orden]
    Kari: [Ingen skade]
    Kari: 1
    Varde: Se over … Alvorlighet: 1 Lav … Enhet: Avdeling Fjellbris … Sted: på gangen ved rom 12
"""
SPRAK = {
    "nb": """
        Kari: hei
        Varde: Hei, Kari. … [Meld avvik] [Mine avvik] [Hjelp]
        Kari: [Meld avvik]
        Varde: Er noen i fare nå, ring 113 … Hva skjedde, og hvor?
        Kari: skled på isen ved inngangen i går kl 8, slo hånda
        Varde: Jeg leste: … lørdag 21. november 2026 kl. 08.00 … Hva slags avvik er det? [Andre …]
        Kari: [Andre …]
        Kari: [Ytre miljø]
        Kari: [Førstehjelp på stedet]
        Kari: 2
        Varde: Se over før du sender … Tid: lørdag 21. november 2026 kl. 08.00 [Send] [Endre] [Legg til mer] [Avbryt]
        Kari: [Send]
        Varde: Meldingen er mottatt som sak AVV-2026-0001. Ola Brekke skal ha sett saken innen onsdag 25. november
        Varde: Verneombudet får også beskjed. … [Følg saken] [Legg til noe]
        Varde → Ola: Nytt avvik AVV-2026-0001 … Bekreft mottak innen onsdag 25. november. [Bekreft mottak]
    """,
    "nn": """
        Kari: hei
        Varde: Hei, Kari. … [Meld avvik] [Avvika mine] [Hjelp]
        Kari: [Meld avvik]
        Varde: Er nokon i fare no, ring 113 … Kva hende, og kvar?
        Kari: eg glei på isen ved inngangen i går kl 8, slo handa
        Varde: Eg las: … laurdag 21. november 2026 kl. 08.00 … Kva slags avvik er det? [Andre …]
        Kari: [Andre …]
        Kari: [Ytre miljø]
        Kari: [Førstehjelp på staden]
        Kari: 2
        Varde: Sjå over før du sender … Tid: laurdag 21. november 2026 kl. 08.00 [Send] [Endre] [Legg til meir] [Avbryt]
        Kari: [Send]
        Varde: Meldinga er motteken som sak AVV-2026-0001. Ola Brekke skal ha sett saka innan onsdag 25. november
        Varde → Ola: Nytt avvik AVV-2026-0001 … Stadfest mottak innan onsdag 25. november. [Stadfest mottak]
    """,
    "en": """
        Kari: hello
        Varde: Hello, Kari. … [Report an incident] [My incidents] [Help]
        Kari: [Report an incident]
        Varde: If anyone is in danger now, call 113 … What happened, and where?
        Kari: slipped on the ice by the entrance yesterday at 8, hurt my hand
        Varde: I read: … Saturday 21 November 2026 08:00 … What kind of incident (avvik) is it? [Others …]
        Kari: [Others …]
        Kari: [External environment]
        Kari: [First aid on the spot]
        Kari: 2
        Varde: Time: Saturday 21 November 2026 08:00 [Send] [Change] [Add more] [Cancel]
        Kari: [Send]
        Varde: AVV-2026-0001 … Ola Brekke … Wednesday 25 November
        Varde → Ola: AVV-2026-0001 … Wednesday 25 November [Confirm receipt]
    """,
}
NORSK = ("ikke", "hva", "hvor", "skade", "skjedde", "sak", "saken", "frist", "innen", "melding", "enhet", "lukk", "kl.")


async def test_the_conversation_of_design_12(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik
        Varde: Er noen i fare nå, ring 113, 112 eller 110. … Hva skjedde, og hvor? … Ikke skriv navn på andre
        Kari: skled på isen ved inngangen i går kl 8, slo hånda
        Varde: Jeg leste: … tid: lørdag 21. november 2026 kl. 08.00 … skade: ja … Hva slags avvik er det?
        Varde: [Bygg, utstyr, glatt underlag, orden] [Ulykke eller personskade] [Andre …]
        Kari: [Bygg, utstyr, glatt underlag, orden]
        Varde: Kategori: Bygg, utstyr, glatt underlag, orden … Ble noen skadet?
        Kari: [Førstehjelp på stedet]
        Varde: Hvor alvorlig er det?
        Kari: [2 Middels – førstehjelp, eller det gjentar seg]
        Varde: Se over før du sender … Sted: ved inngangen … Behandler: Ola Brekke … Navn: Kari Nygård
        Varde: [Send] [Endre] [Legg til mer] [Avbryt]
        Varde → Ola: ingenting
        Kari: [Send]
        Varde: Meldingen er mottatt som sak AVV-2026-0001. Ola Brekke skal ha sett saken innen onsdag 25. november
        Varde: Verneombudet får også beskjed. … [Følg saken] [Legg til noe]
        Varde → Ola: Nytt avvik AVV-2026-0001 … Skade: Førstehjelp på stedet … Meldt av: Kari Nygård … skled på isen
        Varde → Ola: [Bekreft mottak] [Send til riktig person]
        Varde → Ingrid: Nytt avvik AVV-2026-0001 … skled på isen … fordi du er verneombud
    """)
    assert not await by.ingrid.har_sett("Førstehjelp")
    await by.spill("""
        Ola: [Bekreft mottak]
        Varde: Ola Brekke bekreftet mottak søndag 22. november … Takk. Mottak av sak AVV-2026-0001 er bekreftet
        Varde → Kari: Status: Mottatt … Ola Brekke har sett sak AVV-2026-0001
        Varde → Ingrid: Status: Mottatt
    """)
    assert "Bekreft mottak" not in (await by.ola.kort("Avvik AVV-2026-0001")).buttons


async def test_one_shot_in_three_taps(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: nesten falt på våt trapp ved kantina i dag kl 7, ingen ble skadet
        Varde: Hva slags avvik er det? [Nestenulykke]
        Kari: [Nestenulykke]
        Varde: Hvor alvorlig er det?
        Kari: [1 Lav – til irritasjon, ingen skade]
        Varde: Skade: Nesten, men det gikk bra … Tid: søndag 22. november 2026 kl. 07.00
        Kari: [Send]
        Varde: AVV-2026-0001
    """)


@pytest.mark.parametrize("sprak", SPRAK)
async def test_from_greeting_to_receipt(by: Fjordvik, sprak: str) -> None:
    words = {"nb": "bokmål", "nn": "nynorsk", "en": "english"}[sprak]
    for person in (by.kari, by.ola):
        await person.sier(words)
    for line in filter(None, (raw.strip() for raw in SPRAK[sprak].splitlines())):
        await by.spill(line)
        if sprak == "en" and not line.startswith("Varde"):
            for person in (by.kari, by.ola):
                _no_norwegian([post.text for post in await person.nytt()])


def _no_norwegian(shown: list[str]) -> None:
    words = {word.strip(".,:;«»?()").lower() for text in shown for word in text.split()}
    assert not words & set(NORSK), shown


async def test_every_answer_can_be_changed_in_the_review(by: Fjordvik) -> None:
    await by.spill(OVERSIKT)
    await by.spill("""
        Kari: [Endre]
        Varde: Hva vil du endre? [Hva skjedde] [Kategori] [Skade] [Alvorlighet] [Enhet] [Sted] [Tid] [Behandler] [Navn]
        Kari: [Hva skjedde]
        Kari: hull i gulvet på kjøkkenet i går kl 15
        Varde: Hva skjedde: hull i gulvet på kjøkkenet … Sted: på kjøkkenet … Tid: lørdag 21. november 2026 kl. 15.00
        Kari: [Endre]
        Kari: [Kategori]
        Kari: [Andre …]
        Kari: [Ytre miljø]
        Varde: Kategori: Ytre miljø
        Kari: endre skade
        Kari: [Lege eller legevakt]
        Varde: Skade: Lege eller legevakt
        Kari: [Endre]
        Kari: [Alvorlighet]
        Kari: 3
        Varde: Alvorlighet: 3 Høy
        Kari: endre enhet
        Kari: Avdeling Sjøbris
        Varde: Enhet: Avdeling Sjøbris
        Kari: endre sted
        Kari: bak disken
        Varde: Sted: bak disken
        Kari: endre tid
        Varde: Når skjedde det?
        Kari: blå kopp
        Varde: Jeg fant ikke noe tidspunkt.
        Kari: fredag kl 10
        Varde: Tid: fredag 20. november 2026 kl. 10.00
        Kari: [Endre]
        Kari: [Til oversikten]
        Varde: Se over
        Kari: [Send]
        Varde: AVV-2026-0001
        Varde → Liv Torunn Engen: Kategori: Ytre miljø … Alvorlighet: 3 Høy … fredag 20. november … bak disken
    """)


async def test_more_can_be_added_before_sending(by: Fjordvik) -> None:
    await by.spill(OVERSIKT)
    await by.spill("""
        Kari: [Legg til mer]
        Varde: Hva vil du legge til? [Strakstiltak] [Forslag til tiltak] [Kan skje igjen] [Til oversikten]
        Kari: [Strakstiltak]
        Kari: sperret av med bånd
        Kari: [Legg til mer]
        Kari: [Forslag til tiltak]
        Kari: bytt gulvet
        Kari: [Legg til mer]
        Kari: [Kan skje igjen]
        Kari: [Ja]
        Varde: Strakstiltak: sperret av med bånd … Forslag til tiltak: bytt gulvet … Kan skje igjen: Ja
        Kari: send
        Varde → Ola: sperret av med bånd … bytt gulvet
    """)


async def test_back_and_back_again(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik
        Kari: tilbake
        Varde: Dette er det første spørsmålet. … Hva skjedde
        Kari: falt på isen ved inngangen i går kl 8, fikk førstehjelp
        Varde: Jeg leste: … lørdag 21. november
        Kari: tilbake
        Varde: Hva skjedde
        Kari: hull i gulvet på gangen
        Varde: Jeg leste: sted: på gangen
        Kari: [Bygg, utstyr, glatt underlag, orden]
        Varde: Ble noen skadet?
        Kari: tilbake
        Varde: Hva slags avvik er det?
        Kari: [Kvalitet i tjenesten]
        Kari: [Ingen skade]
        Kari: 1
        Varde: Kategori: Kvalitet i tjenesten … Skade: Ingen skade … Sted: på gangen … Tid: ikke oppgitt
        Kari: tilbake
        Varde: Hvor alvorlig er det?
    """)


async def test_a_draft_waits_a_day(by: Fjordvik) -> None:
    await by.spill(OVERSIKT)
    await by.spill("""
        Kari: [Avbryt]
        Varde: Avbrutt. Ingenting er sendt. Utkastet ligger her i 24 timer. [Fortsett på utkastet] [Slett utkastet]
        Klokka: +20 timer
        Kari: meld avvik
        Varde: Du har et utkast fra før. [Fortsett på utkastet] [Start på nytt] [Slett utkastet]
        Kari: [Fortsett på utkastet]
        Varde: Se over … hull i gulvet
        Kari: avbryt
        Klokka: +23 timer
        Klokka: +2 timer
        Kari: meld avvik
        Varde: Hva skjedde
    """)
    assert by.leter("hull i gulvet") == []


async def test_a_draft_can_be_deleted(by: Fjordvik) -> None:
    await by.spill(OVERSIKT)
    await by.spill("""
        Kari: avbryt
        Kari: [Slett utkastet]
        Varde: Utkastet er slettet.
        Kari: meld avvik
        Varde: Hva skjedde
        Kari: avbryt
        Varde: Avbrutt. Ingenting er sendt.
        Kari: avbryt
        Varde: ikke noe å avbryte
    """)


async def test_another_command_in_the_middle(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: hull i gulvet
        Kari: mine avvik
        Varde: Du er midt i et skjema. … [Ja, gå videre] [Nei, tilbake til skjemaet]
        Kari: [Nei, tilbake til skjemaet]
        Varde: Hva slags avvik er det?
        Kari: mine avvik
        Varde: Du er midt i et skjema.
        Kari: bygg, utstyr
        Varde: Ble noen skadet?
        Kari: mine avvik
        Kari: nei takk
        Varde: Ble noen skadet?
        Kari: hvem er verneombud på Solgata
        Varde: Du er midt i et skjema.
        Kari: [Ja, gå videre]
        Varde: Ingrid Haugen
        Kari: fortsett
        Varde: Ble noen skadet?
        Kari: personvern
        Kari: ja takk.
        Varde: Hvem ser et avvik?
        Kari: meld avvik
        Varde: Du har et utkast fra før.
        Kari: [Fortsett på utkastet]
        Varde: Ble noen skadet?
    """)


async def test_two_positions_give_a_choice(by: Fjordvik) -> None:
    await by.spill("""
        Tuva Lie: meld avvik: dør som ikke lukker seg på vaskerommet
        Tuva Lie: [Bygg, utstyr, glatt underlag, orden]
        Tuva Lie: [Ingen skade]
        Tuva Lie: 1
        Varde: Hvilken av arbeidsplassene dine gjelder det? [Avdeling Sjøbris] [Legevakta]
        Tuva Lie: [Legevakta]
        Varde: Enhet: Legevakta
        Tuva Lie: [Send]
        Varde: AVV-2026-0001. Johannes Wold skal ha sett saken
    """)


async def test_what_happened_did_not_happen_in_the_future(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: hull i gulvet ved rom 12
        Kari: [Bygg, utstyr, glatt underlag, orden]
        Kari: [Ingen skade]
        Kari: 1
        Kari: endre tid
        Kari: i overmorgen
        Varde: Det er fram i tid. Skriv når det skjedde
        Kari: i går kl 14
        Varde: Tid: lørdag 21. november 2026 kl. 14.00
    """)


async def test_what_happens_again_is_reported_as_last_time(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: hull i gulvet på gangen ved rom 12
        Kari: som sist
        Varde: Hva slags avvik er det?
        Kari: [Bygg, utstyr, glatt underlag, orden]
        Kari: [Førstehjelp på stedet]
        Kari: 2
        Kari: [Send]
        Kari: meld avvik: gulvet ga etter igjen
        Varde: Hva slags avvik er det?
        Kari: som sist
        Varde: Jeg leste: … kategori: Bygg … alvorlighet: 2 Middels … Ble noen skadet?
        Kari: [Ingen skade]
        Varde: Kategori: Bygg, utstyr, glatt underlag, orden … Alvorlighet: 2 Middels … Sted:
        Kari: endre alvorlighet
        Kari: 1
        Kari: [Legg til mer]
        Kari: [Som sist]
        Varde: Sist meldte du AVV-2026-0001: Bygg, utstyr, glatt underlag, orden · 2 Middels … [Ja, som sist] [Nei]
        Kari: [Ja, som sist]
        Varde: Alvorlighet: 2 Middels
        Kari: [Send]
        Varde: AVV-2026-0002
    """)
