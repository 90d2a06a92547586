"""Categories: the right one among three, silence when nothing is told, and the shipped file is what the phrases give."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.language import records
from dialogs.language.categories import SHOWN, categories
from dialogs.language.categories.model import FILE, load

ROOT = Path(__file__).resolve().parents[3]

TOLD = [
    ("gled i dusjen og slo albuen", "arbeidsulykke"),
    ("hylla ramla ned rett ved sida av meg, ingen skadd", "nestenulykke"),
    ("ein bebuar slo og spytta under kveldsstellet", "vold_trusler"),
    ("pasientane må løftast for hand, ryggen er heilt øydelagd", "ergonomi"),
    ("vi rekk ikkje pausane, altfor få på vakt", "psykososialt"),
    ("steikvarmt og innestengt på kontoret", "inneklima"),
    ("etsende middel uten datablad på kjøkkenet", "kjemikalier"),
    ("nødutgangen på scenen er sperret av kulisser", "brann_el"),
    ("fant en sprøyte i sofaen og stakk meg", "smitte"),
    ("isete bakke ned til søppelbua, ingen har strødd", "orden_fysisk"),
    ("sendte journalnotat til feil fastlege", "personvern_infosikkerhet"),
    ("brukaren fekk ikkje kveldsmedisinen sin", "tjenestekvalitet"),
    ("hydraulikkslangen røk og oljen rant ut i bekken", "ytre_miljo"),
    ("har ikke fått opplæring i det nye lønnssystemet", "annet"),
    ("somebody left hazardous waste by the river", "ytre_miljo"),
    ("æ blei sparka tå en elev i går", "vold_trusler"),
]
UNTOLD = [
    "",
    "a",
    "hei",
    "👍🔥",
    "12345",
    "takk for hjelpen",
    "hvem er verneombudet",
    "det skjedde noe i dag",
    "مرحبا بالعالم",
]


@pytest.mark.parametrize(("text", "category"), TOLD)
def test_the_category_is_among_the_three(text, category):
    assert category in [guess.id for guess in categories(text)]


@pytest.mark.parametrize("text", UNTOLD)
def test_silent_when_nothing_is_told(text):
    assert categories(text) == ()


def test_a_sign_is_named_as_the_rule():
    first = categories("MRSA på avdelingen, ingen smittefrakker")[0]
    assert (first.id, first.rule) == ("smitte", "smitte")


@given(st.text(max_size=300))
def test_at_most_three_in_order_and_never_an_error(text):
    guesses = categories(text)
    assert len(guesses) in {0, SHOWN}
    scores = [guess.score for guess in guesses]
    assert scores == sorted(scores, reverse=True)
    assert categories(text) == guesses


@pytest.mark.parametrize("piece", ["a", "i ", "brann ", "løft alene ", "ø" * 300 + " "])
def test_ten_thousand_characters(piece):
    assert len(categories(piece * (10_000 // len(piece)))) in {0, SHOWN}


def test_the_fourteen_ids():
    assert [c for c in load().categories if c != "ingen"] == [
        "arbeidsulykke", "nestenulykke", "vold_trusler", "ergonomi", "psykososialt", "inneklima", "kjemikalier", "brann_el",
        "smitte", "orden_fysisk", "personvern_infosikkerhet", "tjenestekvalitet", "ytre_miljo", "annet",
    ]  # fmt: skip


def test_the_file_is_what_the_phrases_give(tmp_path):
    target = tmp_path / "kategorier.json"
    command = [sys.executable, str(ROOT / "scripts/build_categories.py"), "--out", str(target)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own script
    assert json.loads(target.read_text(encoding="utf-8")) == json.loads(FILE.read_text(encoding="utf-8"))


def test_no_line_of_a_bank_teaches_the_model():
    taught = {
        line.strip().lower() for line in (FILE.parent / "kategorier.yaml").read_text(encoding="utf-8").splitlines()
    }
    banks = list((ROOT / "bench/banks").glob("*/avvik*.json"))
    assert banks
    for bank in banks:
        lines = {record["text"].lower().strip(" .") for record in records(bank, None)}
        assert not lines & taught
