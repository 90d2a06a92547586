"""In a channel nothing of a case is shown, whoever asks and however: the answer comes in the personal conversation (avvik.md 8)."""

from typing import Any

import pytest

from dialogs.commands.register import COMMANDS
from hms.avvik import queries
from hms.avvik.model import Avvik
from tests.fakes.fjordvik import Fjordvik, Post
from tests.scenarios.test_behandling import MED_TILTAK
from tests.scenarios.test_saken import sendt
from tests.scenarios.test_steder import room, said

FLYTTET = "Jeg har skrevet til deg i en privat samtale."
BARE_PRIVAT = "Den knappen virker bare i den private samtalen."
AAPENT = {"hjelp", "hilsen"}
SAGT = (
    "mine avvik", "avvik til behandling", "saker som er over fristen", "lukkede saker", "avvik til MKS-møtet", "status avvik",
    "status for hele kommunen", "vis sak 1", "sak AVV-2026-0001", "avvik 1", "mine tiltak", "hvem er verneombud", "hvem er lederen til Kari Nygård",
    "hvem er lederen min", "krav om svar", "skaderegister", "hva må jeg gjøre", "årshjulet", "dokumentasjon", "kurs", "vernedag",
    "stedfortreder", "personvern", "meld avvik", "my incidents", "mine avvik og vis sak 1",
)  # fmt: skip
# What only a case, a tiltak or the directory can have put there.
SPOR = (
    "AVV-2026-0001: ",
    "Alvorlighet",
    "hull i gulvet",
    "legge om gulvet",
    "Nygård",
    "Brekke",
    "Haugen",
    "Fjellbris",
    "nov. 26",
    "telefon",
)


def spor_av_saken(posts: list[Post]) -> list[str]:
    """What the posts tell of a case, of people, or of figures, in words, buttons and pictures."""
    shown = "\n".join(f"{post.text}\n{post.activity}" for post in posts)
    return [words for words in SPOR if words in shown]


async def i_kanalen(by: Fjordvik, channel: str) -> list[Post]:
    """All that the bot has said in the channel."""
    return [post for post in await by.ola.alt() if post.conversation == channel and post.kind == "bot"]


async def test_no_command_answers_about_a_case_in_the_channel(by: Fjordvik) -> None:
    await by.spill(f"{MED_TILTAK}\nIngrid: hei")
    channel = await room(by)
    for name in ("Ola", "Ingrid"):
        for line in SAGT:
            person = by.folk(name)
            await person.sier(f"@Varde {line}", conversation=channel)
            here = await said(person, channel)
            assert [post.text.split(" Står")[0] for post in here] == [FLYTTET], (name, line)
            assert [post for post in await person.nytt() if post.conversation != channel], (name, line)
            await person.sier("avbryt")
    assert spor_av_saken(await i_kanalen(by, channel)) == []


async def test_no_command_s_button_answers_about_a_case_in_the_channel(by: Fjordvik) -> None:
    await by.spill(MED_TILTAK)
    channel = await room(by)
    await by.ola.sier("@Varde hjelp", conversation=channel)
    (card,) = await said(by.ola, channel)
    for command in COMMANDS:
        await trykk(by, card, {"action": "say", "value": command.intent, "text": "vis sak 1", "token": ""})
        here = [post for post in await said(by.ola, channel) if post.id != card.id]
        assert len(here) == 1, command.intent
        assert here[0].text.startswith(FLYTTET) == (command.intent not in AAPENT), command.intent
        await by.ola.sier("avbryt")
    assert spor_av_saken(await i_kanalen(by, channel)) == []


async def trykk(by: Fjordvik, card: Post, value: dict[str, Any]) -> None:
    await by.ola.trykker({"type": "Action.Execute", "verb": "varde", "data": {"varde": value}}, card)


async def test_a_button_of_a_case_that_was_copied_to_the_channel_shows_nothing_there(by: Fjordvik) -> None:
    """The first press, in private, is kept for a repeated click; the channel is no place to give it again."""
    await by.spill(sendt(2))
    await by.spill("Ola: [Bekreft mottak]\nVarde: Mottak av sak AVV-2026-0001 er bekreftet")
    channel = await room(by)
    await by.ola.sier("@Varde hjelp", conversation=channel)
    (card,) = await said(by.ola, channel)
    stamp = by.varde.db.read(_stempel)
    forged = {"action": "avvik", "do": "bekreft", "avvik": 1, "token": f"avvik:1:bekreft:{stamp}"}
    for value in (forged, {"action": "avvik", "do": "se", "avvik": 1, "token": ""}):
        await trykk(by, card, value)
        assert any(post.text == BARE_PRIVAT for post in await said(by.ola, channel)), value
    assert spor_av_saken(await i_kanalen(by, channel)) == []
    for one in by.people.values():
        assert (
            spor_av_saken([post for post in await one.alt() if post.conversation == channel and post.kind == "bot"])
            == []
        )


def _stempel(session: Any) -> str:
    return queries.stempel(session.get_one(Avvik, 1))


@pytest.mark.parametrize("uten", [("conversationType",), ("conversationType", "isGroup")])
async def test_a_thread_that_does_not_say_what_it_is_is_no_personal_conversation(
    by: Fjordvik, uten: tuple[str, ...]
) -> None:
    """Taken for one, it would get the notices of all the cases of whoever wrote there."""
    await by.spill("Ola: hei")
    channel = await room(by)
    await by.ola.sier("@Varde hei", conversation=channel)
    (sent,) = [post for post in await by.ola.alt() if post.kind == "person" and post.conversation == channel]
    where = {key: value for key, value in sent.activity["conversation"].items() if key not in uten}
    body = {**sent.activity, "id": "x77", "text": "<at>Varde</at> hei", "conversation": where}
    assert (await by.post(body))[0] == 200
    await by.rest()
    await by.spill(sendt(2))
    assert spor_av_saken(await i_kanalen(by, channel)) == []
    await by.spill("Varde → Ola: Nytt avvik AVV-2026-0001")
