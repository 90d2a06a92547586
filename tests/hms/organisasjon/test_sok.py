"""How names are folded and compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hms.organisasjon.sok import best, brettet, fold, likhet


@pytest.mark.parametrize(
    ("en", "annen"),
    [
        ("Åse Bjørnø", "aase bjoernoe"),
        ("ÅSE", "A\u030ase"),
        ("Wiśniewska", "wisniewska"),
        ("Åsen  skole", "asen-skole"),
        ("Nygård", "Nygaard"),
        ("Sæther", "Saether"),
        ("Łukasz", "lukasz"),
    ],
)
def test_what_folds_alike(en, annen):
    assert fold(en) == fold(annen)


def test_what_does_not():
    assert fold("Bjørn") != fold("Bjarne")
    assert fold("日本 …") == ""


@given(st.text(max_size=30))
def test_folding_is_settled_and_ascii(tekst):
    foldet = fold(tekst)
    assert foldet.isascii()
    assert foldet == " ".join(foldet.split())
    assert best(foldet, brettet([(1, tekst)]), 1) == ([1] if foldet else [])


def test_the_nearest_name_comes_first():
    navn = brettet([(1, "Kari Strand"), (2, "Kari Nygård"), (3, "Ola Brekke"), (4, "Karin Nygaard")])
    assert best("kari nygard", navn, 5)[:2] == [2, 4]
    assert best("brekke", navn, 5) == [3]
    assert sorted(best("kari", navn, 2)) == [1, 2]


def test_likeness_is_by_the_words_that_were_written():
    assert likhet("solgata", "solgata sykehjem") == 100
    assert likhet("solgta", "solgata sykehjem") > 75
    assert likhet("", "solgata") == 0
    assert likhet("jeg skled pa isen", "solgata sykehjem") < 60
