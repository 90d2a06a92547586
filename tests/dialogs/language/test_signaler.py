"""Emergency and varsling: what must be heard, what must not, and that the lists are in order."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.language.guards import emergency, of_own_life, own_life, personal, varsling
from dialogs.language.lexicon import load

BANKS = Path(__file__).resolve().parents[3] / "bench" / "banks"
OPEN = json.loads((BANKS / "open" / "intents.json").read_text(encoding="utf-8"))["open"]
REPORTS = json.loads((BANKS / "open" / "avvik_oneshot.json").read_text(encoding="utf-8"))["open"]
NASTY = [
    "brenner " * 1250,
    "a" * 10_000,
    "ikke " * 2000,
    "han ikke får ikke puste ikke " * 350,
    "1 " * 5000,
    "<at>" * 2500,
    "é" * 10_000,
]


def heard(text: str) -> str | None:
    return "nod" if emergency(text) else "varsling" if varsling(text) else None


@pytest.mark.parametrize("text", [r["text"] for r in OPEN if r["intent"] == "nodsituasjon"])
def test_every_open_emergency_is_heard(text: str) -> None:
    assert heard(text) == "nod"


@pytest.mark.parametrize("text", [r["text"] for r in OPEN if r["intent"] == "varsling"])
def test_every_open_varsling_is_heard(text: str) -> None:
    assert heard(text) == "varsling"


@pytest.mark.parametrize(
    "report",
    [r for r in REPORTS if r["expect"]["emergency"] or r["expect"]["whistleblow"]],
    ids=lambda r: r["text"][:30],
)
def test_every_open_report_with_a_signal_is_heard(report: dict) -> None:
    assert heard(report["text"]) == ("nod" if report["expect"]["emergency"] else "varsling")


def test_our_own_bank_from_other_voices_is_heard() -> None:
    lines = json.loads((BANKS / "own" / "guards.json").read_text(encoding="utf-8"))["own"]
    emergencies = [line for line in lines if line["signal"] == "nod"]
    reports = [line for line in lines if line["signal"] == "varsling"]
    quiet = [line for line in lines if line["signal"] is None]
    assert sum(heard(line["text"]) == "nod" for line in emergencies) >= 0.98 * len(emergencies)
    assert sum(heard(line["text"]) is not None for line in reports) >= 0.95 * len(reports)
    assert sum(heard(line["text"]) is None for line in quiet) >= 0.95 * len(quiet)


@pytest.mark.parametrize(
    ("text", "subkind"),
    [
        ("DET BRENNER I KJELLEREN", "brann"),
        ("d brenn i søppelcontaineren", "brann"),
        ("det brinn på lageret", "brann"),
        ("brannn", "brann"),
        ("branm i 3 etg, det brenenr", "brann"),
        ("det bre\u200bnner her", "brann"),
        ("beboer puster ikke", "skade"),
        ("ho er medvitslaus", "skade"),
        ("bevistlsø mann", "skade"),
        ("en mann truer oss med øks", "vold"),
        ("barnet er borte fra barnehagen", "savnet"),
        ("ring 113", "hjelp"),
        ("på kurset falt en dame om og puster ikke", "skade"),
        ("det brenner under øvelsen, på ordentlig", "brann"),
        ("is on fire", "brann"),
        ("pożar w kuchni", "hjelp"),
    ],
)
def test_emergencies(text: str, subkind: str) -> None:
    signal = emergency(text)
    assert signal is not None
    assert signal.subkind == subkind
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "det brenner på dassen",
        "vi slukker branner i budsjettet hele dagen",
        "jeg brenner for faget",
        "jeg er utbrent",
        "når er neste brannøvelse",
        "Brann vant i går",
        "jeg dør av latter",
        "skyt inn et forslag",
        "fire stoler mangler",
        "skled på isen i går og slo hånda",
        "varsle om møtet på torsdag",
        "varsle brannvesenet om øvelsen",
        "varsle leder om glatt gulv",
        "bytt språk",
        "snø raste fra taket ned på fortauet, ingen i nærheten",
        "jeg ble stukket av en veps ute",
        "en elev truet med å slå meg i gangen",
        "kan du gjøre klar skjema",
        "hjelp",
        "mistet en boks på foten",
        "mista kassa rett på handa",
        "mannen heter Ola Nordmann og bor i Storgata 4",
        "en mann som heter Per Hansen var på besøk i dag",
        "lyset er helt borte på lageret",
        "alle lysene er borte i skolegården",
        "nøkkelen til medisinrommet er borte",
        "programmet henger seg",
        "pc-en henger seg opp hele tiden",
        "vi skal henge opp skilt i gangen",
        "kuttet ledningen over",
        "plantene vil dø",
        "ta livet med ro",
        "jeg orker ikke mer støy på kontoret",
    ],
)
def test_idioms_and_everyday_words(text: str) -> None:
    assert heard(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "jeg vil varsle",
        "varlse",
        "leiaren min trugar meg til å teie",
        "my boss is harassing me",
        "trakasert",
        "noen tar bestikkelser",
        "leiaren tek imot bestikkingar",
    ],
)
def test_varsling(text: str) -> None:
    assert heard(text) == "varsling"


def test_a_report_of_the_past_is_no_emergency_unless_it_goes_on_now() -> None:
    assert emergency("det var røyk i kjelleren forrige tirsdag") is None
    assert emergency("det var røyk i kjelleren forrige tirsdag, og nå igjen") is not None
    assert emergency("han var bevisstløs i går") is not None


def test_a_neighbour_with_a_gun_is_an_emergency() -> None:
    assert heard("nabo til brukaren står med hagle i tunet no") == "nod"


@pytest.mark.parametrize(
    "text",
    [
        "mistet en finger i saga",
        "mista to fingrar",
        "mistet tuppen av tommelen",
        "har mistet en tå",
        "lost part of his thumb",
    ],
)
def test_a_lost_limb_is_an_emergency(text: str) -> None:
    assert emergency(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "jeg vil ta livet mitt",
        "eg orkar ikkje å leve lenger",
        "jeg vil bare dø",
        "en kollega har tatt livet av seg",
        "brukeren skader seg selv",
        "det hadde vært bedre om jeg var død",
        "jeg orker ikke mer",
        "I don't want to live anymore",
        "she says she will kill herself",
    ],
)
def test_ones_own_life_is_heard_for_itself(text: str) -> None:
    assert own_life(text) is not None
    assert emergency(text) is not None
    assert emergency(text, without=of_own_life()) is None


@pytest.mark.parametrize("name", ["nod", "varsling"])
def test_every_entry_says_why_and_names_guards_that_exist(name: str) -> None:
    data = load(name)
    guards = [g["id"] for g in data["demping"]]
    rules = [r["id"] for r in data["regler"]]
    assert len(set(guards)) == len(guards)
    assert len(set(rules)) == len(rules)
    assert all(entry["hvorfor"] and entry["si"] for entry in [*data["demping"], *data["regler"]])
    assert {g for r in data["regler"] for g in r.get("demp", data["vanlig_demping"])} <= set(guards)


@given(st.text())
def test_never_raises(text: str) -> None:
    emergency(text)
    varsling(text)


@pytest.mark.parametrize("text", NASTY, ids=lambda t: t[:12])
def test_long_and_nasty_texts_are_read(text: str) -> None:
    emergency(text)
    varsling(text)
    assert all(0 <= finding.span[0] < finding.span[1] <= len(text) for finding in personal(text))
