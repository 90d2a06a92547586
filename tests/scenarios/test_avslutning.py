"""How a case ends without being solved: rejected, withdrawn, restricted, and who is out of it. avvik.md 5 and 8."""

from collections import Counter

import pytest

from tests.fakes.fjordvik import Fjordvik
from tests.scenarios.test_saken import FORTROLIG, sendt


async def test_rejected_with_a_reason_and_looked_at_anew_by_the_next_leader(by: Fjordvik) -> None:
    await by.spill(sendt())
    await by.spill("""
        Ola: [Flere valg]
        Varde: Dette kan du også gjøre med sak AVV-2026-0001: [Avslutt uten tiltak] [Skjerm felt] [Meld noen inhabil] [Dette ser ut som et varsel]
        Ola: [Avslutt uten tiltak]
        Varde: Hvorfor avslutter du saken uten tiltak?
        Ola: gulvet skal rives neste uke
        Varde: Sak AVV-2026-0001 er avsluttet uten tiltak. Melderen får begrunnelsen din.
        Varde → Kari: Sak AVV-2026-0001 er avsluttet uten tiltak. Begrunnelse fra Ola Brekke: … gulvet skal rives … kan du be Randi Fjeld [Be om ny vurdering]
        Kari: [Be om ny vurdering]
        Varde: Vil du be Randi Fjeld se på sak AVV-2026-0001 på nytt?
        Kari: [Nei, ikke gjør noe]
        Varde: Ingenting er endret.
        Kari: [Be om ny vurdering]
        Kari: [Ja, be om ny vurdering]
        Varde: Randi Fjeld ser på sak AVV-2026-0001 på nytt.
        Varde → Randi Fjeld: Avvik AVV-2026-0001 … Gjenåpnet [Bekreft mottak]
        Ola: vis sak AVV-2026-0001
        Varde: Jeg fant ingen sak AVV-2026-0001 som du har tilgang til.
        Randi Fjeld: [Bekreft mottak]
        Varde → Kari: Randi Fjeld har sett sak AVV-2026-0001
    """)


async def test_withdrawn_before_anybody_has_received_it(by: Fjordvik) -> None:
    await by.spill(sendt())
    await by.spill("""
        Kari: [Flere valg]
        Varde: [Trekk meldingen]
        Kari: [Trekk meldingen]
        Varde: Vil du trekke sak AVV-2026-0001?
        Kari: ja
        Varde: Sak AVV-2026-0001 er trukket.
        Varde → Ola: Status: Trukket
        Kari: [Trekk meldingen]
        Varde: Dette kan ikke gjøres med sak AVV-2026-0001 slik den står nå.
        Klokka: +20 dager
        Varde → Ola: ingenting
    """)


async def test_received_reports_are_not_withdrawn(by: Fjordvik) -> None:
    await by.spill(sendt())
    await by.spill("""
        Kari: [Flere valg]
        Ola: [Bekreft mottak]
        Kari: [Trekk meldingen]
        Varde: Dette kan ikke gjøres med sak AVV-2026-0001 slik den står nå.
    """)


async def test_a_case_that_looks_like_whistleblowing_is_closed_to_all_but_the_reception(by: Fjordvik) -> None:
    await by.spill(sendt(3))
    await by.spill("""
        Ingrid: vis sak AVV-2026-0001
        Varde: hull i gulvet
        Ola: [Flere valg]
        Ola: [Dette ser ut som et varsel]
        Varde: Ser sak AVV-2026-0001 ut som et varsel om kritikkverdige forhold? … også du mister tilgangen
        Ola: [Ja, skjerm saken]
        Varde: Sak AVV-2026-0001 er skjermet og overført til varslingsmottaket.
        Varde → Kari: Sak AVV-2026-0001 ser ut som et varsel om kritikkverdige forhold. … vern mot gjengjeldelse [Til varslingskanalen]
        Varde → Ingrid: Sak AVV-2026-0001 er skjermet.
        Varde → Randi Fjeld: Sak AVV-2026-0001 er skjermet.
    """)
    for name in ("Ola", "Ingrid", "Randi Fjeld", "Kari"):
        shown = "\n".join(post.text for post in await by.folk(name).alt() if "Nytt avvik" in post.text)
        assert "hull i gulvet" not in shown, name
    mottak = [person for person in by.people.values() if await person.har_sett("Har hatt innsyn")]
    assert len(mottak) == 2
    (card,) = [post for post in await mottak[0].alt() if "Har hatt innsyn" in post.text]
    assert "hull i gulvet" in card.text
    assert "Ingrid Haugen" in card.text
    assert "Ola Brekke" in card.text
    await by.spill("""
        Kari: mine avvik
        Kari: [AVV-2026-0001]
        Varde: Status: Skjermet … Meldt: søndag 22. november … bare varslingsmottaket ser den nå … 32 00 00 00
        Kari: vis sak AVV-2026-0001
        Varde: Status: Skjermet
    """)
    assert all("hull i gulvet" not in post.text for post in (await by.kari.alt())[-2:])
    for name in ("Ola", "Ingrid"):
        await by.folk(name).sier("vis sak AVV-2026-0001")
        await by.folk(name).ser("Jeg fant ingen sak AVV-2026-0001 som du har tilgang til.")
    await by.spill("""
        Klokka: +60 dager
        Varde → Ola: ingenting
    """)


async def test_every_card_of_a_case_that_came_back_and_was_raised_is_rewritten(by: Fjordvik) -> None:
    await by.spill(sendt(2))
    await by.spill("""
        Ola: [Send til riktig person]
        Ola: Liv Torunn Engen
        Ola: hører til der
        Ola: [Send saken videre]
        Liv Torunn Engen: [Send til riktig person]
        Liv Torunn Engen: Ola Brekke
        Liv Torunn Engen: nei, den er hans
        Liv Torunn Engen: [Send saken videre]
        Ola: [Vurder saken]
        Ola: 3
        Ola: 2
        Ola: 2
        Ola: 2
        Ola: [Lagre vurderingen]
        Randi Fjeld: vis sak 1
    """)
    people = [by.folk(name) for name in ("Ola", "Liv Torunn Engen", "Ingrid", "Randi Fjeld")]
    cards = [(one, post.id) for one in people for post in await one.alt() if "hull i gulvet" in post.text]
    assert Counter(one.name for one, _ in cards) == {"Ola Brekke": 2, "Ingrid Haugen": 2, "Randi Fjeld": 2}
    await by.spill("""
        Ola: [Flere valg]
        Ola: [Dette ser ut som et varsel]
        Ola: [Ja, skjerm saken]
    """)
    for one, post_id in cards:
        (text,) = [post.text for post in await one.alt() if post.id == post_id]
        assert text == "Sak AVV-2026-0001 er skjermet.", one.name
    assert not [one.name for one in people if await one.har_sett("hull i gulvet")]


async def test_an_open_form_about_a_restricted_case_is_dropped(by: Fjordvik) -> None:
    await by.spill(sendt(2))
    await by.spill("""
        Kari: [Legg til noe]
        Ola: [Flere valg]
        Ola: [Dette ser ut som et varsel]
        Ola: [Ja, skjerm saken]
        Kari: dette hører til saken, kanarifuglen
        Varde: Det skjønte jeg ikke helt.
    """)
    assert "kanarifuglen" not in by.rader("samtale", "")


async def test_the_one_whom_it_is_about_is_out_and_the_next_leader_takes_it(by: Fjordvik) -> None:
    await by.spill(sendt(2))
    await by.spill("""
        Ingrid: [Flere valg]
        Varde: [Meld noen inhabil]
        Ingrid: [Meld noen inhabil]
        Varde: Hvem gjelder saken?
        Ingrid: Ola Brekke
        Varde: Ola Brekke er ført opp som inhabil i sak AVV-2026-0001
        Varde → Ola: Sak AVV-2026-0001 er ikke lenger åpen for deg.
        Varde → Randi Fjeld: AVV-2026-0001 … hull i gulvet [Bekreft mottak]
        Varde → Kari: Sak AVV-2026-0001 er sendt videre til Randi Fjeld
        Ola: vis sak AVV-2026-0001
        Varde: Jeg fant ingen sak
        Ingrid: [Meld noen inhabil]
        Ingrid: Ola Brekke
        Varde: Personen er allerede ført opp som inhabil.
        Randi Fjeld: [Flere valg]
        Randi Fjeld: [Meld noen inhabil]
        Randi Fjeld: Kari Nygård
        Varde: Personen har selv meldt saken
        Klokka: +30 dager
        Varde → Ola: ingenting
    """)


async def test_a_restricted_field_is_gone_from_the_verneombuds_card(by: Fjordvik) -> None:
    await by.spill(sendt(2, FORTROLIG))
    await by.spill("""
        Varde → Ingrid: hull i gulvet
        Ola: [Flere valg]
        Ola: [Skjerm felt]
        Varde: Hva skal bare du, lederen din og melderen se? [Skjerm: Beskrivelsen] [Skjerm: Tiltakene]
        Ola: [Skjerm: Beskrivelsen]
        Varde: Beskrivelsen i sak AVV-2026-0001 er skjermet.
    """)
    assert not await by.ingrid.har_sett("hull i gulvet")
    await by.spill("""
        Ola: [Skjerm felt]
        Varde: [Åpne: Beskrivelsen]
        Ola: beskrivelsen
        Varde: Beskrivelsen i sak AVV-2026-0001 er ikke lenger skjermet.
        Varde → Ingrid: hull i gulvet
    """)


@pytest.mark.parametrize(
    "do", ["avvis", "varsel", "inhabil", "skjerm_felt", "vurder", "lukk", "tiltak", "effekt", "flere", "xyz"]
)
async def test_a_forged_button_of_a_stranger_does_nothing(by: Fjordvik, do: str) -> None:
    await by.spill(sendt(2))
    stranger = by.folk("Mohammed Rahimi")
    await stranger.sier("hjelp")
    card = (await stranger.nytt())[-1]
    before = by.rader("avvik", "AVV-2026-0001")
    forged = {"action": "avvik", "do": do, "avvik": 1, "value": "ja", "token": ""}
    await stranger.trykker({"type": "Action.Execute", "verb": "varde", "data": {"varde": forged}}, card)
    await stranger.ser("Dette har du ikke tilgang til, eller saken finnes ikke.")
    assert by.rader("avvik", "AVV-2026-0001") == before
