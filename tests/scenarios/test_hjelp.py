"""«hjelp» names what this person can say: employee, leader, verneombud, HMS-ansvarlig; in the open nobody's roles. Krav 4.0-1."""

from typing import Any

import pytest

from tests.fakes.fjordvik import Fjordvik

FOR_LEDERE = {"saker å følge opp", "avvik over frist", "status avvik"}
FOR_VERNEOMBUD = {"stans arbeidet", "krev svar"}
FOR_NOEN = {*FOR_LEDERE, *FOR_VERNEOMBUD, "krav om svar", "avvik til MKS-møtet", "skaderegister"}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Kari", set()),
        ("Liv Torunn Engen", {*FOR_LEDERE, "krav om svar"}),
        ("Ola", {*FOR_LEDERE, "krav om svar", "avvik til MKS-møtet"}),
        ("Ingrid", {*FOR_LEDERE, *FOR_VERNEOMBUD, "krav om svar", "avvik til MKS-møtet", "skaderegister"}),
        ("Marianne Dahl", {*FOR_LEDERE, "krav om svar", "skaderegister"}),
        ("Britt Karin Melby", {*FOR_VERNEOMBUD, "saker å følge opp", "avvik over frist", "status avvik", "krav om svar", "skaderegister"}),
    ],
)  # fmt: skip
async def test_each_sees_what_the_roles_open(by: Fjordvik, name: str, wanted: set[str]) -> None:
    person = by.folk(name)
    await person.sier("hjelp")
    (card,) = await person.nytt()
    assert {words for words in FOR_NOEN if words in card.text} == wanted
    assert ("Saker å følge opp" in card.buttons) == ("saker å følge opp" in wanted)
    assert ("Stans arbeidet" in card.buttons) == ("stans arbeidet" in wanted)
    assert len(card.text.splitlines()) <= 9, "a phone shows it at once"
    await person.trykker("Forklar alt")
    explained = (await person.nytt())[-1]
    assert {words for words in FOR_NOEN if f"{words} – " in explained.text} == wanted


async def test_in_a_channel_nobodys_roles_are_shown(by: Fjordvik) -> None:
    room = next(
        r for r in await by.call("GET", "/playground/conversations", person=by.ingrid.id) if r["type"] != "personal"
    )
    await by.ingrid.sier("@Varde hjelp", conversation=room["id"])
    said = [post.text for post in await by.ingrid.nytt() if post.conversation == room["id"]]
    assert said
    assert not any(words in said[-1] for words in FOR_NOEN)


async def test_a_draft_is_taken_up_by_a_word(by: Fjordvik) -> None:
    await by.spill("""
        Kari: fortsett
        Varde: Du har ikke noe utkast å fortsette på.
        Kari: meld avvik: hull i gulvet på gangen
        Kari: fortsett
        Varde: Hva slags avvik er det?
        Kari: avbryt
        Varde: Utkastet ligger her i 24 timer.
        Kari: hald fram
        Varde: Hva slags avvik er det?
        Kari: [Bygg, utstyr, glatt underlag, orden]
        Kari: mine avvik
        Kari: [Ja, gå videre]
        Kari: resume
        Varde: Ble noen skadet?
    """)
    assert not await by.kari.har_sett("Det skjønte jeg ikke helt")


async def test_a_button_for_a_line_that_was_not_understood_carries_the_line(by: Fjordvik) -> None:
    """Whatever three buttons are offered: the command that is pressed reads the line that was written."""
    ola = by.folk("Ola")
    await ola.sier("xyzzy plugh over frist")
    (card,) = await ola.nytt()
    held = next(action["data"]["varde"]["about"] for action in actions(card.activity["attachments"][0]["content"]))
    pressed = {"action": "say", "value": "behandle_avvik", "about": held, "token": ""}
    await ola.trykker({"type": "Action.Execute", "verb": "varde", "data": {"varde": pressed}}, card)
    await ola.ser("Over frist … Ingen saker er over fristen.")


def actions(element: Any) -> list[dict[str, Any]]:
    """The buttons of a card."""
    if isinstance(element, list):
        return [action for one in element for action in actions(one)]
    if not isinstance(element, dict):
        return []
    if element.get("type") == "ActionSet":
        return list(element["actions"])
    return [action for value in element.values() for action in actions(value)]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("start mks-møte", "Møtereferat kan jeg ikke føre. [Mine oppgaver]"),
        ("vedtak: vi bytter teppet i gangen", "Møtereferat kan jeg ikke føre."),
        ("start vernerunde", "Skjemaet fyller dere ut i kvalitetssystemet, ikke her. [Mine oppgaver]"),
        ("egenevaluering", "Skjemaet fyller dere ut i kvalitetssystemet, ikke her."),
    ],
)
async def test_what_is_understood_and_not_done_here_is_said_so(by: Fjordvik, said: str, answer: str) -> None:
    await by.spill(f"Ola: {said}\nVarde: {answer}")
