"""Where it happened: the phrase as written, with its place in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.language.places import place

SAID = [
    ("heis på bad 2 stoppet", "på bad 2"),
    ("Støyen på metallsløyden er vill", "på metallsløyden"),
    ("diesel på grusen ved brakka", "på grusen ved brakka"),
    ("rett etter at Tor klatra opp på Fossveien", "på Fossveien"),
    ("When I clean room 5 there was blood", "room 5"),
    ("falt ved inngangen i går", "ved inngangen"),
    ("lekkasje på vaskerommet i 2. etasje", "på vaskerommet i 2. etasje"),
    ("rom 214 lukter mugg", "rom 214"),
    ("parkeringsplassen er speilblank", "parkeringsplassen"),
    ("skled på parkeringsplassen 10. mars", "på parkeringsplassen"),
    ("datt i trappa 5/5 kl 10", "i trappa"),
    ("brann i gymsalen på Elvebakken skole", "i gymsalen på Elvebakken skole"),
    ("utafor hovuddøra på sjukeheimen", "utafor hovuddøra på sjukeheimen"),
    ("hos bruker i Fossveien 12", "hos bruker i Fossveien 12"),
    ("på avd. Furu sist natt", "på avd. Furu"),
    ("kjørte av på fv. 42 ved Moen", "på fv. 42 ved Moen"),
    ("slipped in the parking lot today", "in the parking lot"),
    ("på grupperommet var det kaldt", "på grupperommet"),
    ("kuttet meg på kjøkkenet, sydd på legevakta", "på kjøkkenet"),
]
NOT_SAID = [
    "at Yngvild falt av krakken",
    "my back hurt when I lift him",
    "den havna på tåa",
    "på mandag", "sak 214", "jeg er på vei", "satt i gang", "slo kneet", "ble sparket av elev", "dro til legevakta", "", "i mai", "fikk vondt i ryggen",
    "på plass igjen", "skrev på Teams",
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase"), SAID)
def test_the_phrase_and_its_span(text, phrase):
    found = place(text)
    assert found is not None
    assert found.text == phrase
    assert text[slice(*found.span)] == phrase


@pytest.mark.parametrize("text", NOT_SAID)
def test_no_place(text):
    assert place(text) is None


@given(st.text(max_size=300))
def test_never_raises_and_the_span_is_the_text(text):
    found = place(text)
    assert found is None or text[slice(*found.span)] == found.text


@pytest.mark.parametrize("piece", ["på det store ", "rom ", "i ", "ved Åsen ", "a", "2. etasje "])
def test_ten_thousand_characters(piece):
    text = piece * (10_000 // len(piece))
    found = place(text)
    assert found is None or text[slice(*found.span)] == found.text
