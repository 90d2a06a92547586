"""Meld avvik as one card in a dialog, over HTTP: opened, sent back, sent. Requirement 6.3.4-1, design 4."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.fakes.fjordvik import Fjordvik, Folk

KORT = "Fyll ut alt på ett kort"
NUMMER = "13097248022"
GODT = {
    "hva": "det er hull i gulvet",
    "kategori": '="orden_fysisk"',
    "skade": '="ingen"',
    "grad": "=1",
}
SPRAK = {
    "nb": ("bokmål", "Meld avvik", KORT, "Send", "Hva skjedde, og hvor?", "Svar på dette.", "Sendt. Kvitteringen"),
    "nn": ("nynorsk", "Meld avvik", "Fyll ut alt på eitt kort", "Send", "Kva hende, og kvar?", "Svar på dette.", "Sendt. Kvitteringa"),
    "en": ("english", "Report an incident", "Fill in everything on one card", "Send", "What happened, and where?", "Answer this.", "Sent. The receipt"),
}  # fmt: skip


async def apne(by: Fjordvik) -> Mapping[str, Any]:
    """Kari opens the card at the first question."""
    await by.spill("Kari: meld avvik")
    await by.kari.trykker(KORT)
    return by.kari.kortet()


async def fyll(kari: Folk, button: str = "Send", **inputs: str) -> Mapping[str, Any]:
    """Presses a button with the usual answers, and these instead or beside."""
    return await kari.dialog(button, **{**GODT, **inputs})


async def test_from_the_button_to_the_receipt(by: Fjordvik) -> None:
    card = await apne(by)
    assert card["title"] == "Meld avvik"
    assert "Er noen i fare nå, ring 113" in card["text"]
    assert "Ikke skriv navn på andre" in card["text"]
    fields = card["fields"]
    assert list(fields) == [
        "hva", "kategori", "skade", "grad", "node", "sted", "nar_dato", "nar_tid", "gjelder_leder", "fortrolig",
        "strakstiltak", "forslag", "gjentakelse",
    ]  # fmt: skip
    assert fields["hva"]["label"].startswith("Hva skjedde, og hvor?")
    assert fields["hva"]["isMultiline"]
    assert fields["nar_dato"] == {"id": "nar_dato", "label": "Når skjedde det? Dato", "type": "Input.Date"}
    assert fields["node"]["value"] == "Avdeling Fjellbris"
    assert fields["fortrolig"]["type"] == "Input.Toggle"
    assert [one["id"] for one in fields.values() if one.get("isRequired")] == [
        "hva", "kategori", "skade", "grad", "node", "gjelder_leder",
    ]  # fmt: skip
    card = await fyll(by.kari, sted="ved rom 12", nar_dato="2026-11-21", nar_tid="08:00", fortrolig="false")
    assert card["text"] == "Sendt. Kvitteringen står i samtalen."
    await by.spill("""
        Varde → Kari: Meldingen er mottatt som sak AVV-2026-0001. Ola Brekke skal ha sett saken innen onsdag 25. november
        Varde → Kari: [Følg saken] [Legg til noe]
        Varde → Ola: Nytt avvik AVV-2026-0001 … Tid: lørdag 21. november 2026 kl. 08.00 … Sted: ved rom 12 … hull i gulvet
        Kari: hei
        Varde: Hei, Kari.
    """)


@pytest.mark.parametrize("sprak", SPRAK)
async def test_the_card_speaks_the_readers_language(by: Fjordvik, sprak: str) -> None:
    word, title, button, send, question, missing, done = SPRAK[sprak]
    await by.kari.sier(word)
    await by.kari.sier("hjelp")
    await by.kari.trykker(button)
    card = by.kari.kortet()
    assert card["title"] == title
    assert card["fields"]["hva"]["label"].startswith(question)
    assert card["fields"]["hva"]["errorMessage"] == missing
    assert (await by.kari.dialog(send, **GODT))["text"].startswith(done)
    assert await by.kari.har_sett("AVV-2026-0001")


async def test_all_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost(by: Fjordvik) -> None:
    await apne(by)
    card = await fyll(
        by.kari, hva="12", node="Tøysestedet", sted="x" * 201, nar_dato="2026-12-24", forslag="sett opp et skilt"
    )
    assert list(card["wrong"]) == ["hva", "node", "sted", "nar_dato"]
    assert "4 felt må rettes." in card["text"]
    typed = {key: one.get("value") for key, one in card["fields"].items()}
    assert typed["hva"] == "12"
    assert typed["node"] == "Tøysestedet"
    assert typed["sted"] == "x" * 201
    assert typed["nar_dato"] == "2026-12-24"
    assert typed["grad"] == "=1"
    assert typed["forslag"] == "sett opp et skilt"
    assert by.leter("sett opp et skilt") == []
    card = await by.kari.dialog("Send", hva=GODT["hva"], node="Fjell", sted="", nar_dato="", nar_tid="08:00")
    assert card["wrong"]["nar_dato"] == "Velg datoen også."
    assert card["wrong"]["node"].startswith("Velg den du mente")
    titles = [one["title"] for one in card["fields"]["node"]["choices"]]
    assert titles[-1] == "Noe annet, som jeg skriver selv"
    chosen = next(one["value"] for one in card["fields"]["node"]["choices"] if one["title"] == "Avdeling Fjellbris")
    card = await by.kari.dialog("Send", node=chosen, nar_tid="")
    assert card["text"].startswith("Sendt.")
    assert await by.ola.har_sett("sett opp et skilt")


async def test_another_unit_than_those_offered_is_written(by: Fjordvik) -> None:
    await apne(by)
    await fyll(by.kari, node="Fjell")
    card = await by.kari.dialog("Send", node="=@annen")
    assert card["wrong"] == {"node": "Skriv navnet her."}
    assert card["fields"]["node"]["type"] == "Input.Text"
    assert (await by.kari.dialog("Send", node="Avdeling Fjellbris"))["text"].startswith("Sendt.")


async def test_what_is_missing_is_said_where_the_client_let_it_through(by: Fjordvik) -> None:
    card = await apne(by)
    card = await by.kari.dialog({"type": "Action.Submit", "data": card["data"]["Send"]})
    assert card["wrong"] == dict.fromkeys(
        ("hva", "kategori", "skade", "grad", "node", "gjelder_leder"), "Svar på dette."
    )


async def test_what_the_text_tells_is_shown_and_not_silently_taken(by: Fjordvik) -> None:
    await apne(by)
    card = await fyll(by.kari, hva="skled på isen ved inngangen i går kl 8")
    assert "Jeg leste: sted: ved inngangen · tid: lørdag 21. november 2026 kl. 08.00." in card["text"]
    assert card["wrong"] == {}
    assert card["fields"]["nar_dato"]["value"] == "2026-11-21"
    card = await by.kari.dialog("Send", sted="")
    assert card["text"].startswith("Sendt.")
    await by.ola.ser("Nytt avvik AVV-2026-0001 … lørdag 21. november 2026 kl. 08.00")


async def test_a_text_about_ones_leader_has_its_handler_chosen(by: Fjordvik) -> None:
    await apne(by)
    card = await fyll(by.kari, hva="sjefen min låste nødutgangen på gangen")
    assert list(card["wrong"]) == ["gjelder_leder"]
    assert "value" not in card["fields"]["gjelder_leder"]
    card = await by.kari.dialog("Send", gjelder_leder="=true", sted="")
    assert card["text"].startswith("Sendt.")
    assert not await by.ola.har_sett("AVV-2026-0001")


async def test_grade_4_is_asked_about_once_more(by: Fjordvik) -> None:
    await apne(by)
    card = await fyll(by.kari, grad="=4")
    assert "Du har valgt kritisk." in card["text"]
    assert card["fields"]["hva"]["value"] == GODT["hva"]
    await by.ola.ser("ingenting")
    assert (await by.kari.dialog("Send"))["text"].startswith("Sendt.")
    await by.ola.ser("AVV-2026-0001")


async def test_a_card_starts_with_the_answers_so_far_and_closing_it_keeps_them(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik
        Kari: det er hull i gulvet på gangen
        Kari: [Bygg, utstyr, glatt underlag, orden]
    """)
    await by.kari.trykker(KORT)
    card = by.kari.kortet()
    assert card["fields"]["hva"]["value"] == "det er hull i gulvet på gangen"
    assert card["fields"]["kategori"]["value"] == '="orden_fysisk"'
    await by.call("POST", "/playground/dialog", {"person": by.kari.id, "close": True})
    await by.spill("""
        Kari: [Ingen skade]
        Varde: Hvor alvorlig er det?
    """)


async def test_a_draft_that_was_laid_aside_is_taken_up_by_the_card(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: det er hull i gulvet på gangen
        Kari: avbryt
        Kari: hjelp
    """)
    await by.kari.trykker(KORT)
    assert by.kari.kortet()["fields"]["hva"]["value"] == "det er hull i gulvet på gangen"
    assert (await fyll(by.kari))["text"].startswith("Sendt.")
    await by.spill("""
        Kari: meld avvik
        Varde: Hva skjedde
    """)


async def test_sent_twice_it_is_one_avvik(by: Fjordvik) -> None:
    card = await apne(by)
    forged = {
        "type": "Action.Submit",
        "data": {**card["data"]["Send"], **GODT, "node": "Avdeling Fjellbris", "gjelder_leder": "=false"},
    }
    first = await by.kari.dialog(forged)
    assert first["text"].startswith("Sendt.")
    assert (await by.kari.dialog(forged))["text"] == first["text"]
    assert by.rader("avvik", "hull i gulvet").count("\n") == 0
    await by.kari.sier("mine avvik")
    assert not await by.kari.har_sett("AVV-2026-0002")


async def test_a_card_whose_form_was_sent_by_questions_sends_nothing_by_itself(by: Fjordvik) -> None:
    await apne(by)
    await by.spill("""
        Kari: det er hull i gulvet på gangen
        Kari: [Bygg, utstyr, glatt underlag, orden]
        Kari: [Ingen skade]
        Kari: 1
        Kari: [Send]
        Varde: AVV-2026-0001
    """)
    card = await fyll(by.kari, hva="lyset i trappa er gått")
    assert "Dette er ikke sendt." in card["text"]
    assert card["fields"]["hva"]["value"] == "lyset i trappa er gått"
    assert not await by.kari.har_sett("AVV-2026-0002")
    assert (await by.kari.dialog("Send"))["text"].startswith("Sendt.")
    assert await by.kari.har_sett("AVV-2026-0002")


@pytest.mark.parametrize("felt", ["hva", "sted", "strakstiltak", "forslag", "node"])
async def test_a_personal_number_is_masked_in_every_field_and_kept_nowhere(by: Fjordvik, felt: str) -> None:
    await apne(by)
    card = await fyll(by.kari, **{felt: f"gulvet hos {NUMMER} er vått"})
    assert "et fødselsnummer" in card["wrong"][felt]
    assert NUMMER not in json.dumps(card)
    assert card["fields"][felt]["value"] == "gulvet hos [fjernet] er vått"
    assert by.spor(NUMMER) == []
    await by.ola.ser("ingenting")


async def test_a_telephone_number_is_asked_about(by: Fjordvik) -> None:
    await apne(by)
    card = await fyll(by.kari, forslag="ring vaktmesteren på 91 23 45 67")
    assert "et telefonnummer" in card["wrong"]["forslag"]
    assert card["fields"]["forslag"]["value"] == "ring vaktmesteren på 91 23 45 67"
    assert by.leter("91 23 45 67") == []
    assert (await by.kari.dialog("Send som den er"))["text"].startswith("Sendt.")


async def test_varsling_empties_the_field_and_keeps_the_others(by: Fjordvik) -> None:
    await apne(by)
    said = "lederen vår underslår penger fra kassa"
    card = await fyll(by.kari, hva=said, sted="på kontoret")
    assert "varsel om kritikkverdige forhold" in card["text"]
    assert "Verneombud: Ingrid Haugen" in card["text"]
    assert card["fields"]["sted"]["value"] == "på kontoret"
    assert "value" not in card["fields"]["hva"]
    assert said not in json.dumps(card)
    assert by.spor("underslår") == []
    card = await by.kari.dialog("Dette er et vanlig avvik", hva="det er hull i gulvet på gangen")
    assert card["text"].startswith("Sendt.")


async def test_danger_shows_the_numbers_first_and_goes_on_when_all_are_safe(by: Fjordvik) -> None:
    await apne(by)
    card = await fyll(by.kari, hva="det brenner i kjelleren nå")
    assert card["text"].startswith("RING 113 ved skade, 112 ved vold eller trusler, 110 ved brann.")
    assert card["fields"]["hva"]["value"] == "det brenner i kjelleren nå"
    assert by.leter("brenner i kjelleren") == []
    card = await by.kari.dialog("Fortsett")
    assert not card["wrong"]


@pytest.mark.parametrize(
    "sendt",
    [
        {},
        {"varde": {"action": "skjemakort", "value": "meld_avvik", "do": "send", "token": "", "run": ["x"], "spurt": 7}},
        {"varde": {"action": "skjemakort", "value": "send_videre", "token": ""}},
        {"varde": {"action": "skjemakort", "value": {"a": 1}, "token": ""}},
        {"varde": {"action": "tull", "value": "x", "token": ""}},
        {"varde": "tull"},
    ],
)  # fmt: skip
async def test_forged_and_unknown_shapes_are_answered_politely(by: Fjordvik, sendt: Mapping[str, Any]) -> None:
    await by.spill("Kari: hei")
    card = await by.kari.dialog({"type": "Action.Submit", "data": dict(sendt)})
    assert by.kari.answer["ok"]
    assert card["text"]
    assert not await by.ola.har_sett("AVV")


@pytest.mark.parametrize("verdi", ['="tull"', "=[[[[[[[[", "=" + "[" * 5000, "=1e999", "=null", "noe helt annet"])
async def test_forged_choices_are_not_taken(by: Fjordvik, verdi: str) -> None:
    card = await apne(by)
    data = {**card["data"]["Send"], **GODT, "node": verdi, "skade": verdi, "gjelder_leder": verdi}
    card = await by.kari.dialog({"type": "Action.Submit", "data": data})
    assert {"node", "skade", "gjelder_leder"} <= set(card["wrong"])


async def test_a_channel_offers_no_card(by: Fjordvik) -> None:
    rooms = await by.call("GET", "/playground/conversations", person=by.ola.id)
    channel = next(room["id"] for room in rooms if room["type"] == "channel")
    await by.ola.sier("@Varde hjelp", conversation=channel)
    post = [one for one in await by.ola.alt() if one.kind == "bot" and one.conversation == channel][-1]
    assert "Meld avvik" in post.buttons
    assert KORT not in post.buttons


@pytest.mark.parametrize(
    ("hva", "sagt", "vei", "tomt"),
    [
        ("jeg er bekymret for et barn som blir slått hjemme", "Meld fra til barneverntjenesten", "Det gjelder noe annet", True),
        ("en pasient fikk feil medisin og døde", "Helsetilsynet", "Meld avvik om systemet", True),
        ("jeg fikk støt fra en lampe", "lege", "Meld avvik", False),
    ],
)  # fmt: skip
async def test_the_other_doors_are_shown_in_the_card(
    by: Fjordvik, hva: str, sagt: str, vei: str, *, tomt: bool
) -> None:
    await apne(by)
    card = await fyll(by.kari, hva=hva, sted="på kjøkkenet")
    assert sagt in card["text"]
    assert list(card["wrong"]) == ["hva"]
    assert card["fields"]["hva"].get("value") == (None if tomt else hva)
    assert card["fields"]["sted"]["value"] == "på kjøkkenet"
    assert by.leter(hva) == []
    changed = {"hva": GODT["hva"]} if tomt else {}
    assert (await by.kari.dialog(vei, **changed))["text"].startswith("Sendt.")


async def test_a_way_on_fills_in_its_category(by: Fjordvik) -> None:
    await apne(by)
    await fyll(by.kari, hva="lederen trakasserer meg og truer meg")
    card = await by.kari.dialog("Det var en bruker, elev eller pårørende", hva="en bruker dyttet en stol")
    assert card["text"].startswith("Sendt.")
    await by.ola.ser("Kategori: Vold eller trusler")


async def test_a_number_that_is_split_over_two_fields_is_masked(by: Fjordvik) -> None:
    await apne(by)
    card = await fyll(by.kari, strakstiltak=f"ringte {NUMMER[:6]}", forslag=f"{NUMMER[6:]} bør følges opp")
    assert "et fødselsnummer" in card["wrong"]["forslag"]
    assert NUMMER[6:] not in card["fields"]["forslag"]["value"]


async def test_a_number_over_two_fields_goes_from_both(by: Fjordvik) -> None:
    await apne(by)
    card = await fyll(by.kari, hva="på arket sto 148513", sted="61228 i gangen")
    assert card["fields"]["hva"]["value"] == "på arket sto [fjernet]"
    assert card["fields"]["sted"]["value"] == "[fjernet] i gangen"
    assert set(card["wrong"]) == {"hva", "sted"}
    await by.kari.dialog("Send", **{**GODT, "hva": "på arket sto noe", "sted": "i gangen"})
    assert by.leter("148513") == by.leter("61228") == []
