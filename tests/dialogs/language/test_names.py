"""Names against a directory: folding, typos, roles, places, and never a guess between two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.language.names import Entry, Katalog, find, fold, resolve

FOLK = (
    Entry("p1", "Kari Lunde", "person", role="verneombud", where="Solgata sykehjem"),
    Entry("p2", "Kari Moen", "person", where="Renhold"),
    Entry("p3", "Bjørn Dahl", "person", role="vaktmester"),
    Entry("p4", "Siri Ødegård", "person", role="verneombud", where="Nordre skole"),
    Entry("p5", "Åse Grønli", "person", role="avdelingsleder"),
    Entry("p6", "Per Haugen", "person"),
    Entry("p7", "Liv Strand", "person"),
    Entry("p8", "Bjørn-Erik Aasen", "person"),
    Entry("p9", "Stein Vik", "person"),
)
STEDER = (
    Entry("n1", "Solgata sykehjem", "node"),
    Entry("n2", "Solgata barnehage", "node"),
    Entry("n3", "Renhold", "node"),
    Entry("n4", "Nordre skole", "node"),
    Entry("b1", "Rådhuset", "bygg", aliases=("Kommunehuset",)),
    Entry("n5", "Avdeling 2", "node"),
    Entry("n6", "Avdeling 3", "node"),
    Entry("b2", "Bygg B", "bygg"),
    Entry("v1", "Hjemmetjenesten nord", "verneomrade"),
)
ALLE = Katalog(FOLK + STEDER)


def ids(text: str) -> list[list[str]]:
    return [[e.id for e in m.entries] for m in find(text, ALLE)]


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("spør verneombudet på Solgata", [["p1"]]),
        ("verneombodet ved Nordre skule seier nei", [["p4"]]),
        ("Kari i renhold kommer", [["p2"]]),
        ("gi det til Kari", [["p1", "p2"]]),
        ("ring Aase Gronli", [["p5"]]),
        ("snakk med Bjørn-Erik", [["p8"]]),
        ("hei Liv, kan du komme", [["p7"]]),
        ("Kari Lundes bil", [["p1"]]),
        ("avd.lederen vet det", [["p5"]]),
        ("einingsleiaren veit det", []),
        ("på Rådhusett i morgen", [["b1"]]),
        ("kommunehuset", [["b1"]]),
        ("Solgata", [["n1", "n2"]]),
        ("Solgata barnehage", [["n2"]]),
        ("Solgata sjukeheimen", [["n1"]]),
        ("hjemmetjenesten nord", [["v1"]]),
        ("fall på avdeling 2 i går", [["n5"]]),
        ("lekkasje i bygg B", [["b2"]]),
        ("på avdelingen kl 2", []),
    ],
)
def test_find(text: str, expect: list[list[str]]) -> None:
    assert ids(text) == expect


@pytest.mark.parametrize(
    "text",
    [
        "det ligger stein og grus her",
        "en bjørn ble sett per dags dato",
        "Per i dag er det fint",
        "Liv og helse først",
        "Stein og grus i trappa",
        "hun er i liv",
        "Kari Hansen ringte",
        "det er vik og strand",
    ],
)
def test_ordinary_words_and_strangers_are_nobody(text: str) -> None:
    assert ids(text) == []


@pytest.mark.parametrize(
    ("text", "expect", "rule"),
    [
        ("Kari", ["p1", "p2"], "fornavn"),
        ("kari m.", ["p2"], "navn"),
        ("KL", ["p1"], "initialer"),
        ("verneombudet", ["p1", "p4"], "rolle"),
        ("verneombodet på Solgata", ["p1"], "rolle"),
        ("leiaren", ["p5"], "rolle"),
        ("jeg", ["p6"], "jeg"),
        ("eg", ["p6"], "jeg"),
        ("@Siri Ødegård", ["p4"], "navn"),
        ("<at>Per Haugen</at>", ["p6"], "navn"),
        ("per", ["p6"], "fornavn"),
        ("stein", ["p9"], "fornavn"),
        ("grønli", ["p5"], "etternavn"),
        ("Siiri", ["p4"], "skrivefeil"),
        ("rektor", None, ""),
        ("Karin", None, ""),
        ("", None, ""),
    ],
)
def test_resolve(text: str, expect: list[str] | None, rule: str) -> None:
    match = resolve(text, ALLE, me=FOLK[5])
    assert (None if match is None else [e.id for e in match.entries]) == expect
    assert match is None or match.rule == rule


def test_only_the_kinds_asked_for() -> None:
    assert [m.entries[0].kind for m in find("Siri på Rådhuset", ALLE, kinds=("bygg",))] == ["bygg"]


def test_span_is_where_it_stands() -> None:
    text = "da tar Åse Grønli det"
    (match,) = find(text, ALLE)
    assert text[slice(*match.span)] == "Åse Grønli"


@pytest.mark.parametrize(
    ("a", "b"), [("Aasen", "Åsen"), ("Oeyvind", "Øyvind"), ("Sæther", "Saether"), ("André", "andre")]
)
def test_fold(a: str, b: str) -> None:
    assert fold(a) == fold(b)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    for match in find(text, ALLE):
        assert match.entries
        assert 0 <= match.span[0] < match.span[1] <= len(text)
    resolve(text, ALLE)


@given(
    st.sampled_from(["Kari", "Åse", "Tomasz", "Ingrid", "Nils"]),
    st.sampled_from(["Moen", "Vik", "Li"]),
    st.sampled_from(["Aas", "Bø", "Dal"]),
)
def test_two_with_the_same_given_name_are_both_returned(fornavn: str, en: str, to: str) -> None:
    roster = (Entry("1", f"{fornavn} {en}", "person"), Entry("2", f"{fornavn} {to}", "person"))
    match = resolve(fornavn, roster)
    assert match is not None
    assert [e.id for e in match.entries] == ["1", "2"]
