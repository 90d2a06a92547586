"""Somebody speaks of taking a life, his or her own: whom to call, kindness, and no form pushed (avvik.md 1)."""

import pytest

from tests.fakes.fjordvik import Fjordvik
from tests.scenarios.test_kortskjema import GODT, apne
from tests.scenarios.test_steder import room, said

FUGL = "kanarifuglen"
SPRAK = [
    ("bokmål", f"jeg vil ikke leve lenger, {FUGL}", "Det er bra at du sier det.", "Jeg har ikke lagret", "Det gjelder noe annet", "Det er greit."),
    ("nynorsk", f"eg vil ta livet mitt, {FUGL}", "Det er bra at du seier det.", "Eg har ikkje lagra", "Det gjeld noko anna", "Det er greitt."),
    ("english", f"I want to kill myself, {FUGL}", "It is good that you say so.", "I have not stored", "It is about something else", "That is fine."),
]  # fmt: skip


@pytest.mark.parametrize("ord_", SPRAK, ids=lambda ord_: ord_[0])
async def test_numbers_and_a_kind_word_and_no_form(by: Fjordvik, ord_: tuple[str, ...]) -> None:
    sprak, skrevet, godt, lagret, annet, greit = ord_
    await by.spill(f"""
        Kari: {sprak}
        Kari: {skrevet}
        Varde: 113 … {godt} … 116 117 … Mental Helse … 116 123 … Kirkens SOS … 22 40 00 40 … {lagret}
    """)
    (post,) = await by.kari.nytt()
    assert post.buttons == (annet,)
    await by.spill(f"Kari: [{annet}]\nVarde: {greit}")
    assert (await by.kari.nytt())[-1].buttons == ()
    assert by.spor(FUGL) == []


async def test_inside_a_form_and_beside_a_fire(by: Fjordvik) -> None:
    await by.spill(f"""
        Kari: meld avvik
        Kari: det brenner, og jeg vil ikke leve lenger, {FUGL}
        Varde: ring 113 … 116 123
        Kari: [Det gjelder noe annet]
        Varde: skriv det på nytt
        Kari: det brenner på lageret
        Varde: RING 113
    """)
    assert by.spor(FUGL) == []


async def test_on_the_card_it_is_emptied_and_the_last_line_stands(by: Fjordvik) -> None:
    await apne(by)
    card = await by.kari.dialog("Send", **{**GODT, "hva": f"eg vil ta livet mitt, {FUGL}"})
    assert "116 123" in card["text"]
    assert "Jeg har ikke lagret det du skrev." in card["text"]
    assert card["fields"]["hva"].get("value") is None


async def test_in_a_channel_the_numbers_come_in_private(by: Fjordvik) -> None:
    await by.spill("Ola: hei")
    channel = await room(by)
    await by.ola.sier(f"@Varde jeg vil ikke leve lenger, {FUGL}", conversation=channel)
    assert all("116 123" not in post.text for post in await said(by.ola, channel))
    assert await by.ola.har_sett("116 123")
    assert by.spor(FUGL) == []
