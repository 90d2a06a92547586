"""A door holds the form until it is answered, whatever is written, pressed or sent meanwhile (avvik.md 1, design 1, rule 5)."""

import pytest

from tests.fakes import bilder
from tests.fakes.fjordvik import Fjordvik
from tests.scenarios.test_kortskjema import GODT, KORT
from tests.scenarios.test_saken import sendt

FUGL = "kanarifuglen"
FOTO = ("IMG_2041.jpg", "image/jpeg", bilder.jpeg())
FORST = "Velg en av knappene først. Det du skrev nå, er ikke lagret."
# what opens the door, what its card says, and the way on
DORER = [
    ("det brenner på lageret", "RING 113", "Fortsett"),
    ("jeg er bekymret for et barn", "barneverntjenesten", "Det gjelder noe annet"),
    ("lederen min underslår penger", "varsel om kritikkverdige forhold", "Dette er et vanlig avvik"),
    ("en kollega trakasserer meg", "lederen din, verneombudet", "Dette er et vanlig avvik"),
    ("eleven blir mobbet i klassen", "Si fra til rektor", "Dette er et vanlig avvik"),
    ("pasienten fikk feil medisin og døde", "Helsetilsynet", "Meld avvik om systemet"),
]
BEHOLDER = [
    ("fikk støt av lysbryteren", "Gå alltid til lege", "Meld avvik"),
    ("jeg trykket på en lenke i en falsk e-post", "Ring IKT-vakta nå", "Meld avvik"),
    ("sendte journalen til feil person", "Stans spredningen", "Meld avvik"),
    ("en innbygger klager på vedtaket", "klageordningen i kommunen", "Dette er et vanlig avvik"),
    ("jeg har et forslag: sett opp speil i svingen", "forslag til forbedring", "Dette er et vanlig avvik"),
]
SKJEMA = {
    "meld_avvik": ("Kari: meld avvik", "Hva skjedde"),
    "legg_til": (f"{sendt()}\nKari: [Legg til noe]", "Hva vil du legge til"),
    "forslag": ("Kari: forbedringsforslag", "Hva vil du forbedre"),
}


@pytest.mark.parametrize("skjema", SKJEMA)
@pytest.mark.parametrize(("skrevet", "sett", "knapp"), DORER)
async def test_what_is_written_meanwhile_is_no_answer(
    by: Fjordvik, skjema: str, skrevet: str, sett: str, knapp: str
) -> None:
    apnet, _ = SKJEMA[skjema]
    await by.spill(f"{apnet}\nKari: {skrevet}\nVarde: {sett}")
    await by.kari.sier(f"hullet er større, {FUGL}")
    seen = "\n".join(post.text for post in await by.kari.nytt())
    assert FORST in seen
    assert sett in seen
    assert by.spor(FUGL) == []
    await by.spill(f"Kari: [{knapp}]")
    if skrevet == DORER[0][0]:
        assert by.leter(skrevet) != []  # the emergency card holds what it was shown for
        return
    await by.spill("Kari: hullet er større i dag")
    assert by.leter("hullet er større i dag") != []


@pytest.mark.parametrize(("skrevet", "sett", "knapp"), BEHOLDER)
async def test_doors_that_keep_the_text_hold_too(by: Fjordvik, skrevet: str, sett: str, knapp: str) -> None:
    await by.spill(f"""
        Kari: meld avvik
        Kari: {skrevet}
        Varde: {sett}
        Kari: ja nå er det ordnet, {FUGL}
        Varde: {FORST} … {sett} … [{knapp}]
        Kari: hjelp
        Varde: {FORST}
        Kari: tilbake
        Varde: {FORST}
        Kari: [{knapp}]
    """)
    assert by.spor(FUGL) == []
    assert by.leter(skrevet.rpartition(": ")[2]) == ["samtale"]


async def test_in_a_handlers_form(by: Fjordvik) -> None:
    await by.spill(sendt())
    await by.spill(f"""
        Ola: [Bekreft mottak]
        Ola: [Spør melderen]
        Ola: lederen min underslår penger
        Varde: varsel om kritikkverdige forhold
        Ola: hvor stort er hullet, {FUGL}
        Varde: {FORST}
        Varde → Kari: ingenting
        Ola: [Dette er et vanlig avvik]
        Ola: hvor stort er hullet
        Varde → Kari: hvor stort er hullet
    """)
    assert by.spor(FUGL) == []


async def test_the_forms_own_buttons_wait_as_well(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: hull i gulvet på gangen
        Kari: [Bygg, utstyr, glatt underlag, orden]
        Kari: [Ingen skade]
        Kari: 1
        Varde: Se over før du sender
        Kari: lederen min underslår penger
        Kari: [Send]
        Varde: Velg en av knappene her først. Ingenting er sendt. … varsel om kritikkverdige forhold
        Kari: [Dette er et vanlig avvik]
        Varde: Se over før du sender
        Kari: [Send]
        Varde: AVV-2026-0001
    """)


async def test_a_picture_waits_and_so_does_the_card(by: Fjordvik) -> None:
    await by.spill("Kari: meld avvik\nKari: lederen min underslår penger")
    await by.kari.sender(FOTO)
    await by.kari.ser("Velg en av knappene først. Bildet er ikke tatt med, og ikke lagret. … kritikkverdige forhold")
    await by.kari.sender(FOTO, text="dette er hullet")
    await by.kari.ser("Bildet er ikke tatt med, og ikke lagret. … Velg en av knappene først.")
    assert by.rader("fil", "") == ""
    await by.kari.trykker(KORT)
    card = await by.kari.dialog("Send", **GODT)
    assert "Svar først på det jeg spør om i samtalen. Dette er ikke sendt ennå." in card["text"]
    assert card["fields"]["hva"]["value"] == GODT["hva"]
    await by.spill("Kari: [Dette er et vanlig avvik]\nVarde: Hva skjedde")


async def test_a_picture_with_words_for_another_door_is_not_kept(by: Fjordvik) -> None:
    await by.spill("Kari: meld avvik")
    await by.kari.sender(FOTO, text="jeg er bekymret for et barn")
    await by.kari.ser("Bildet er ikke tatt med, og ikke lagret. … barneverntjenesten")
    assert by.rader("fil", "") == ""


async def test_leaving_is_asked_about_and_then_the_door_is_there_still(by: Fjordvik) -> None:
    await by.spill(f"""
        Kari: meld avvik
        Kari: sendte journalen til feil person
        Varde: Stans spredningen
        Kari: mine avvik
        Varde: Du er midt i et skjema.
        Kari: {FUGL} på isen
        Varde: Du er midt i et skjema.
        Kari: nei
        Varde: Stans spredningen
        Kari: {FUGL} på isen
        Varde: {FORST}
        Kari: meld avvik
        Varde: Ble noen skadet?
    """)
    assert by.spor(FUGL) == []


async def test_danger_over_a_door_that_holds_a_text_loses_neither(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik
        Kari: sendte journalen til feil person
        Varde: Stans spredningen
        Kari: nå brenner det på lageret
        Varde: RING 113
        Kari: vi er ute
        Varde: RING 113 … Velg en av knappene først.
        Kari: [Fortsett]
        Varde: Stans spredningen
        Kari: [Meld avvik]
        Varde: Ble noen skadet?
        Kari: [Ingen skade]
        Kari: 2
        Varde: Hva skjedde: sendte journalen til feil person
    """)


async def test_the_ways_can_be_written_and_a_yes_is_no_way_at_this_door(by: Fjordvik) -> None:
    await by.spill(f"""
        Kari: meld avvik
        Kari: lederen min underslår penger
        Kari: ok
        Varde: {FORST}
        Kari: nei
        Varde: {FORST}
        Kari: vis verneombudets
        Varde: Verneombud: Ingrid Haugen
        Kari: dette er et vanlig avvik
        Varde: Hva skjedde
        Kari: jeg er bekymret for et barn
        Kari: avbryt
        Varde: Avbrutt.
    """)


async def test_a_masked_text_waits_for_the_door_as_well(by: Fjordvik) -> None:
    await by.spill(f"""
        Kari: meld avvik
        Kari: lederen min underslår penger
        Kari: {FUGL} har 14851361228 på arket
        Varde: Jeg stoppet meldingen
        Kari: [Send uten dette]
        Varde: {FORST}
    """)
    assert by.spor(FUGL) == []


# --- a no answers what is asked -------------------------------------------------------------------------------------------


async def test_a_no_answers_the_question_and_leaves_nothing(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik
        Kari: nei
        Varde: Skriv svaret med noen ord. Vil du ut av skjemaet, så skriv avbryt.
        Kari: hull i gulvet der lederen min satt
        Kari: [Bygg, utstyr, glatt underlag, orden]
        Kari: nei
        Varde: Hvor alvorlig er det?
        Kari: 4
        Varde: Gjelder saken lederen din?
        Kari: nei
        Varde: Se over før du sender
        Kari: nei
        Varde: Ingenting er sendt. … Se over før du sender
        Kari: [Send]
        Varde: Vil du sende saken som kritisk?
        Kari: nei takk
        Varde: Se over før du sender
        Kari: avbryt
        Varde: Avbrutt. Ingenting er sendt.
    """)


async def test_a_no_in_english_and_at_a_question_that_may_be_left_out(by: Fjordvik) -> None:
    await by.spill("""
        Kari: english
        Kari: report an incident
        Kari: no
        Varde: Write the answer in words. To leave the form, write cancel.
        Kari: cancel
        Kari: bokmål
    """)
    await by.spill(sendt())
    await by.spill("""
        Ola: [Bekreft mottak]
        Ola: [Spør melderen]
        Ola: nei
        Varde: Skriv svaret med noen ord.
    """)


async def test_words_with_a_not_in_them_are_an_answer(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik
        Kari: avbrutt arbeid i kjelleren
        Varde: Hva slags avvik er det?
        Kari: avbryt
        Kari: meld avvik
        Kari: [Start på nytt]
        Kari: kan du avbryte
        Varde: Avbrutt.
    """)
    await by.spill(sendt())
    await by.spill("""
        Ola: [Flere valg]
        Ola: [Avslutt uten tiltak]
        Ola: ikke meldepliktig
        Varde: Sak AVV-2026-0001 er avsluttet uten tiltak.
    """)


# --- an old button ---------------------------------------------------------------------------------------------------------


async def test_an_old_button_answers_for_its_own_card_only(by: Fjordvik) -> None:
    await by.spill("Kari: meld avvik\nKari: lederen min underslår penger")
    old = await by.kari.kort("varsel om kritikkverdige forhold")
    await by.spill("Kari: [Dette er et vanlig avvik]\nKari: eleven blir mobbet i klassen\nVarde: Si fra til rektor")
    await by.kari.trykker("Dette er et vanlig avvik", old)
    await by.kari.ser("Velg en av knappene her først. … Si fra til rektor")
    await by.kari.trykker("Vis verneombudets telefon", old)
    await by.kari.ser("Verneombud: Ingrid Haugen")
    await by.spill("Kari: [Dette er et vanlig avvik]\nVarde: Hva skjedde")
    await by.kari.trykker("Det var en bruker, elev eller pårørende", old)
    await by.kari.ser("Det spørsmålet er vi ferdige med. Her er vi nå: … Hva skjedde")


async def test_an_old_button_after_the_form_is_gone_opens_its_way_again(by: Fjordvik) -> None:
    await by.spill("Kari: sendte journalen til feil person\nVarde: Stans spredningen")
    old = await by.kari.kort("Stans spredningen")
    await by.spill("Kari: [Meld avvik]\nKari: avbryt\nKari: [Slett utkastet]")
    await by.kari.trykker("Meld avvik", old)
    await by.kari.ser("Jeg har ikke lenger det du skrev da, så skriv det på nytt. … Hva skjedde")
    await by.spill("""
        Kari: sendte journalen til feil adresse
        Kari: [Ingen skade]
        Kari: 2
        Varde: Kategori: Personopplysninger
        Kari: [Send]
        Varde: AVV-2026-0001
    """)
    await by.kari.trykker("Meld avvik", old)
    await by.kari.ser("Du har sendt AVV-2026-0001 etter at du fikk det kortet. [Se saken] [Meld avvik]")


async def test_an_old_stop_card_never_sends_another_text(by: Fjordvik) -> None:
    await by.spill("Kari: meld avvik\nKari: ring 912 34 567 om hullet i gangen\nVarde: et telefonnummer")
    old = await by.kari.kort("Jeg stoppet meldingen")
    await by.spill("Kari: ring 987 65 432 om hullet i trappa\nVarde: et telefonnummer")
    await by.kari.trykker("Send som den er", old)
    await by.kari.ser("Hva slags avvik er det?")
    assert by.leter("i gangen") == ["samtale"]
    await by.spill("Kari: [Send som den er]\nVarde: Det spørsmålet er vi ferdige med.")
    assert by.leter("987 65 432") == []


async def test_an_old_question_about_leaving_is_no_answer_to_danger(by: Fjordvik) -> None:
    await by.spill("Kari: meld avvik\nKari: mine avvik\nVarde: Du er midt i et skjema.")
    old = await by.kari.kort("Du er midt i et skjema.")
    await by.spill("Kari: nei\nKari: det brenner på lageret\nVarde: RING 113")
    await by.kari.trykker("Ja, gå videre", old)
    await by.kari.ser("RING 113")
    await by.spill("Kari: [Fortsett]\nVarde: Hva slags avvik er det?")
