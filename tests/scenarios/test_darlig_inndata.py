"""Bad input at the bot's door: the right status or a clear answer, nothing lost, nothing doubled, no text in the logs."""

import asyncio
import json
from typing import Any

import pytest

from tests.fakes.fjordvik import Fjordvik, Post

KANARI = "Zorkmid"


def message(by: Fjordvik, **changed: Any) -> dict[str, Any]:
    """An activity of Kari's as the playground posts it, with changes; None takes a field away."""
    base = {
        "type": "message",
        "id": "x1",
        "channelId": "msteams",
        "serviceUrl": f"{by.url}/connector",
        "from": {"id": "29:kari", "name": "Kari Nygård", "aadObjectId": by.kari.aad},
        "recipient": {"id": "28:varde", "name": "Varde"},
        "conversation": {"id": "a:kari", "conversationType": "personal"},
        "text": f"hei {KANARI}",
    }
    return {key: value for key, value in {**base, **changed}.items() if value is not None}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{" + KANARI.encode(), 400),
        (b"[1, 2]", 400),
        (b"\xff\xfe" + KANARI.encode(), 400),
        (b'{"type": NaN, "text": "Zorkmid"}', 400),
        (b'{"a":' * 500 + b"1" + b"}" * 500, 400),
        (b'{"text": "' + b"Zorkmid" * 200_000 + b'"}', 413),
    ],
    ids=["empty", "cut", "list", "not utf-8", "nan", "deep", "large"],
)
async def test_bodies_that_are_no_activity(
    by: Fjordvik, body: bytes, status: int, capfd: pytest.CaptureFixture[str]
) -> None:
    got, answer = await by.post(body, **{"Content-Type": "application/json"})
    written = capfd.readouterr()
    assert got == status
    assert KANARI not in answer + written.out + written.err


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"type": "noeHeltNytt"}, 200),
        ({"type": "invoke", "name": "composeExtension/query"}, 501),
        ({"type": None}, 400),
        ({"id": None}, 400),
        ({"conversation": "Zorkmid"}, 400),
        ({"from": ["Zorkmid"]}, 400),
        ({"text": {"Zorkmid": 1}}, 400),
        ({"serviceUrl": "https://zorkmid.example/"}, 403),
        ({"serviceUrl": None}, 400),
    ],
    ids=["unknown type", "unknown invoke", "no type", "no id", "conversation", "from", "text", "foreign", "nowhere"],
)
async def test_activities_of_the_wrong_shape(
    by: Fjordvik, changed: dict[str, Any], status: int, capfd: pytest.CaptureFixture[str]
) -> None:
    got, answer = await by.post(message(by, **changed))
    written = capfd.readouterr()
    assert got == status, answer
    assert KANARI not in answer + written.out + written.err
    assert by.leter(KANARI) == []


async def in_review(by: Fjordvik) -> Post:
    """Kari's review, ready to be sent."""
    await by.spill("""
        Kari: meld avvik: hull i gulvet på gangen
        Kari: [Bygg, utstyr, glatt underlag, orden]
        Kari: [Ingen skade]
        Kari: 1
        Varde: Se over
    """)
    return await by.kari.kort("Se over")


async def test_two_clicks_at_the_same_moment_are_one_case(by: Fjordvik) -> None:
    card = await in_review(by)
    body = {"person": "P045", "conversation": card.conversation, "activity": card.id, "action": "Send", "inputs": {}}
    await asyncio.gather(*(by.call("POST", "/playground/click", body) for _ in range(2)))
    await by.rest()
    await by.kari.sier("mine avvik")
    (listed,) = await by.kari.nytt()
    assert listed.buttons == ("AVV-2026-0001",)
    assert len([post for post in await by.kari.alt() if "Meldingen er mottatt" in post.text]) == 1


async def test_the_same_message_twice_is_one(by: Fjordvik) -> None:
    await by.kari.sier("hei")
    (sent,) = [post for post in await by.kari.alt() if post.kind == "person"]
    assert (await by.post(dict(sent.activity)))[0] == 200
    await by.rest()
    assert len([post for post in await by.kari.alt() if "Hei, Kari." in post.text]) == 1


async def test_a_question_already_left(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: hull i gulvet på gangen
        Kari: endre kategori
    """)
    old = (await by.kari.alt())[1]
    await by.kari.trykker("Bygg, utstyr, glatt underlag, orden", old)
    await by.kari.ser("Det spørsmålet er vi ferdige med. Her er vi nå: … Hva slags avvik er det?")


@pytest.mark.parametrize(
    "forged",
    [
        {"action": "form", "token": "falsk:9", "do": "go", "value": "send"},
        {"action": "avvik", "do": "bekreft", "avvik": 1, "token": "avvik:1:bekreft:0"},
        {"action": "avvik", "do": "se", "avvik": 1, "token": ""},
        {"action": "avvik", "do": "se", "avvik": "1; drop table avvik", "token": ""},
        {"action": "noe_annet", "token": "", "value": [[[[[[]]]]]]},
        {"action": ["liste"]},
        {},
    ],
)
async def test_a_forged_button_changes_nothing(by: Fjordvik, forged: dict[str, Any]) -> None:
    await in_review(by)
    await by.kari.trykker("Send")
    other = by.folk("Mohammed Rahimi")
    await other.sier("hei")
    card = await other.kort("Hei, Mohammed.")
    await other.trykker({"type": "Action.Execute", "verb": "varde", "data": {"varde": forged}}, card)
    assert [post for post in await other.nytt() if post.text] != []
    assert not await other.har_sett("hull i gulvet")
    await by.spill("Ola: mine avvik\nVarde: AVV-2026-0001: Meldt")


async def test_ten_thousand_characters(by: Fjordvik) -> None:
    await by.kari.sier("meld avvik")
    await by.kari.sier(f"{KANARI} " * 1250)
    await by.kari.ser("Teksten er på … det er plass til 1500 … Kort den ned")
    await by.spill("Kari: hull i gulvet på gangen\nVarde: Hva slags avvik er det?")


@pytest.mark.parametrize(
    "odd",
    [
        "\u202egnolk\u202c i gulvet \u200bpå\u200d gangen",
        "<at>Varde</at> **hull** [her](https://x.example) i gulvet",
        "# hull\n\n- i `gulvet` <b>nå</b> {{DATE(2026-01-01)}} &amp; {x}",
    ],
)
async def test_odd_text_stays_text(by: Fjordvik, odd: str, capfd: pytest.CaptureFixture[str]) -> None:
    await by.spill("Kari: meld avvik")
    await by.kari.sier(f"{odd} {KANARI}")
    await by.spill("""
        Varde: Hva slags avvik er det?
        Kari: endre kategori
        Kari: Annet
        Kari: [Ingen skade]
        Kari: 1
        Kari: [Send]
        Varde: AVV-2026-0001
    """)
    card = await by.ola.kort("Nytt avvik AVV-2026-0001")
    assert KANARI in card.text
    shown = json.dumps(card.activity["attachments"], ensure_ascii=False)
    assert not any(mark in shown for mark in ("\u202e", "\u202c"))
    assert "entities" not in card.activity
    assert KANARI not in "".join(_texts(card.activity["attachments"][0]["content"]))
    written = capfd.readouterr()
    assert KANARI not in written.out + written.err


def _texts(element: Any) -> list[str]:
    """What stands in TextBlocks, the only place where a card reads markdown."""
    if isinstance(element, list):
        return [text for one in element for text in _texts(one)]
    if not isinstance(element, dict):
        return []
    own = [element["text"]] if element.get("type") == "TextBlock" else []
    return own + [text for value in element.values() for text in _texts(value)]


@pytest.mark.parametrize(
    ("sprak", "sagt"),
    [
        ("bokmål", "Jeg kunne ikke bruke «31. november» som tidspunkt"),
        ("nynorsk", "Eg kunne ikkje bruke «31. november» som tidspunkt"),
        ("english", "I could not use “31. november” as the time"),
    ],
)
async def test_a_date_that_does_not_exist_is_said_and_not_guessed(by: Fjordvik, sprak: str, sagt: str) -> None:
    await by.spill(f"""
        Kari: {sprak}
        Kari: meld avvik: skled på isen ved inngangen 31. november
        Varde: {sagt}
        Kari: endre tid
        Kari: 30. februar
        Varde: 30. februar
    """)


async def test_thanks_get_a_short_answer(by: Fjordvik) -> None:
    await by.spill("""
        Kari: hei
        Varde: Hei, Kari.
        Kari: tusen takk for hjelpen
        Varde: Bare hyggelig.
    """)
