"""Intents: the banks, the order of design 8, the rest of the text, the kommune's own words, and that nothing is raised."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.language.intents import read
from dialogs.language.lexicon import load
from dialogs.language.phrases import clashes, intents

BANKS = Path(__file__).resolve().parents[3] / "bench" / "banks"
OPEN = json.loads((BANKS / "open" / "intents.json").read_text(encoding="utf-8"))["open"]
OWN = json.loads((BANKS / "own" / "intents.json").read_text(encoding="utf-8"))["own"]


@pytest.mark.parametrize(("records", "enough"), [(OPEN, 0.98), (OWN, 0.95)], ids=["open", "own"])
def test_the_banks_are_read(records: list[dict], enough: float) -> None:
    results = [(r["intent"], read(r["text"]).intent) for r in records]
    right = sum((got or "none") == wanted for wanted, got in results)
    wrong = sum(got not in (None, "none", wanted) for wanted, got in results)
    assert right >= enough * len(records)
    assert wrong <= 0.01 * len(records)


@pytest.mark.parametrize(
    ("text", "intent", "rest"),
    [
        ("meld avvik: skled på isen", "meld_avvik", "skled på isen"),
        ("Hei! Jeg vil melde et avvik om glatt gulv", "meld_avvik", "glatt gulv"),
        ("<at>Varde</at> meld avvik – søl på gulvet", "meld_avvik", "søl på gulvet"),
        ("jeg ble slått av en elev i dag", "meld_avvik", "jeg ble slått av en elev i dag"),
        ("vedtak: vi kjøper hansker", "vedtak", "vi kjøper hansker"),
        ("Vedtak 3/26: planen tas til etterretning", "vedtak", "3/26: planen tas til etterretning"),
        ("tiltak: Kari ordner lyset", "tiltak", "Kari ordner lyset"),
        ("AVV-2026-0042", "vis_avvik", "AVV-2026-0042"),
        ("behandle AVV-2026-0042", "behandle_avvik", "AVV-2026-0042"),
        ("mine avvik", "mine_avvik", ""),
        ("?", "hjelp", ""),
    ],
)
def test_the_rest_is_what_is_said_beside_the_command(text: str, intent: str, rest: str) -> None:
    reading = read(text)
    assert (reading.intent, reading.rest) == (intent, rest)
    assert 0.6 <= reading.confidence <= 1


@pytest.mark.parametrize(
    "address",
    ["kvalitet.fjordvik.example/kom", "kvalitet.example/utført", "x.example/avvik/fall", "x.example/egenevaluering"],
)
@pytest.mark.parametrize("said", ["her er lenka", "her er lenka:", "lenka er", "lenka til referatet:"])
def test_what_stands_in_an_address_is_not_read(said: str, address: str) -> None:
    assert read(f"{said} https://{address}").intent == "lenke"
    assert read(f"https://{address}").intent is None


@pytest.mark.parametrize(
    "text",
    [
        "meld avvik: det brenner i kjelleren",
        "vedtak: det brenner i gangen",
        "mine avvik, nei vent, han puster ikke",
        "fikk strøm i meg og hjertet slår uregelmessig",
    ],
)
def test_danger_comes_before_every_command(text: str) -> None:
    assert read(text).intent == "nodsituasjon"


@pytest.mark.parametrize("text", ["hvem er Terje Nilsen", "Kven er Åse-Marie Li Dahl?", "who is Jan O'Hara"])
def test_who_somebody_is(text: str) -> None:
    assert read(text).rule == "hvem:navn"


@pytest.mark.parametrize(
    "text",
    [
        "er vernerunden gjennomført?",
        "når er møtet slutt",
        "vi har ikke gjennomført brannøvelsen",
        "møtet er ikke ferdig",
        "ikke lukk tiltak 9",
        "tiltak 9 er ikke ferdig",
        "kan noen ta vakta mi",
        "hvem er statsminister",
        "blabla bla",
        "",
        "🙂",
        "1",
    ],
)
def test_when_in_doubt_nothing_is_done(text: str) -> None:
    assert read(text).intent in (None, "none", "avbryt")


@pytest.mark.parametrize("text", ["noe om et tiltak kanskje", "det var noe med fristen", "xyz", "", "🙂"])
def test_asking_offers_three_buttons(text: str) -> None:
    reading = read(text)
    assert reading.intent is None
    assert len(reading.suggestions) == 3
    assert set(reading.suggestions) <= set(intents())
    assert reading.confidence < 0.6


def test_the_kommunes_own_words() -> None:
    assert read("kvikkmelding: hylla er løs på kopirommet").intent != "vis_avvik"
    reading = read("Kvikkmelding: kopirommet er rotete", extra_phrases={"meld_avvik": ["kvikkmelding"]})
    assert (reading.intent, reading.rest) == ("meld_avvik", "kopirommet er rotete")


def test_phrases_belong_to_one_command_and_clashes_are_told() -> None:
    assert clashes({}) == ()
    assert clashes({"hjelp": ["mine saker"]}) == ("mine saker: hjelp, mine_avvik",)
    assert clashes({"fly_til_manen": ["rakett"]}) == ("fly_til_manen: ukjent kommando",)


def test_the_phrase_file_is_in_order() -> None:
    data = load("phrases")
    places = {"hele", "prefiks", "starter", "kort", "i"}
    assert all(set(languages) == {"nb", "nn", "en"} for languages in data["kommandoer"].values())
    assert all(set(by_place) <= places for languages in data["kommandoer"].values() for by_place in languages.values())
    known = set(intents())
    assert {i for word, some in data["ord"].items() if word != "hvorfor" for i in some} <= known
    assert {i for winner, some in data["vinner"].items() if winner != "hvorfor" for i in (winner, *some)} <= known
    wanted = {r["intent"] for r in OPEN} - {"none", "nodsituasjon", "varsling"}
    assert wanted <= known


@given(st.text(), st.sampled_from(["nb", "nn", "en", None]))
def test_never_raises_and_either_acts_or_offers(text: str, lang: str | None) -> None:
    reading = read(text, lang)
    assert reading.intent is not None or len(reading.suggestions) == 3


@given(
    st.lists(
        st.sampled_from(
            [
                "meld",
                "avvik",
                "ikke",
                "tiltak",
                "3",
                "er",
                "ferdig",
                "møtet",
                "vernerunde",
                ":",
                "?",
                "hvem",
                "AVV-2026-1",
            ]
        ),
        max_size=30,
    )
)
def test_any_mix_of_its_own_words(words: list[str]) -> None:
    assert read(" ".join(words)).rule


@pytest.mark.parametrize(
    "text",
    ["meld " * 2000, "a" * 10_000, "ikke meld avvik " * 600, ": - " * 2500, "avvik-" * 1600, "1/2 " * 2500],
    ids=lambda t: t[:8],
)
def test_long_texts_are_read(text: str) -> None:
    assert read(text).rule
