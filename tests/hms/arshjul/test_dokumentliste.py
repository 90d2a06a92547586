"""Green, yellow, red: by the evidence, its link and its age."""

from datetime import date, timedelta

import pytest

from hms.arshjul import dokumentliste as d
from hms.arshjul.dokumentliste import Rad, Stand

PAA = date(2027, 6, 1)
LENKE = "https://x.example/a"


def rad(ar: int, status: str = "utfort", *, emne: str = "SOL", lenke: str = LENKE, kommer: bool = False) -> Rad:
    gjort = date(ar, 3, 1) if status == "utfort" else None
    return Rad("AH-06", emne, status, date(ar, 3, 31), date(ar, 1, 1), gjort, lenke if gjort else "", kommer)


@pytest.mark.parametrize(
    ("rader", "farge", "grunn"),
    [
        ([], d.ROD, d.MANGLER),
        ([rad(2027, "apen")], d.ROD, d.MANGLER),
        ([rad(2027)], d.GRONN, d.GJENNOMGATT),
        ([rad(2026), rad(2027, "apen")], d.GUL, d.GAMMEL),
        ([rad(2026), rad(2028, "apen")], d.GRONN, d.GJENNOMGATT),
        ([rad(2027, lenke="")], d.GUL, d.UTEN_LENKE),
        ([rad(2027, lenke="", kommer=True)], d.GUL, d.LENKE_KOMMER),
        ([rad(2027, "ikke_aktuelt")], d.UTEN, d.UAKTUELT),
        ([rad(2026, "ikke_aktuelt"), rad(2027)], d.GRONN, d.GJENNOMGATT),
        ([rad(2027, emne="a"), rad(2027, emne="b")], d.GRONN, d.GJENNOMGATT),
        ([rad(2027, emne="a"), rad(2027, "ikke_aktuelt", emne="b")], d.GRONN, d.GJENNOMGATT),
        ([rad(2027, emne="a"), rad(2027, "apen", emne="b")], d.GUL, d.DELVIS),
        ([rad(2027, "apen", emne="a"), rad(2027, "apen", emne="b")], d.ROD, d.MANGLER),
    ],
)
def test_what_duties_prove(rader: list[Rad], farge: str, grunn: str) -> None:
    stand = d.av_plikter(rader, PAA)
    assert (stand.farge, stand.grunn) == (farge, grunn)


def test_the_newest_evidence_is_shown_and_how_many_there_are() -> None:
    assert d.av_plikter([rad(2026, emne="a"), rad(2027, emne="b"), rad(2027, "apen", emne="c")], PAA) == Stand(
        d.GUL, d.DELVIS, LENKE, date(2027, 3, 1), 2, 3
    )


@pytest.mark.parametrize(
    ("gjennomgatt", "gjennomgang", "farge", "dato"),
    [
        (date(2027, 2, 1), [], d.GRONN, date(2027, 2, 1)),
        (date(2026, 5, 1), [rad(2027, "apen")], d.GUL, date(2026, 5, 1)),
        (date(2027, 2, 1), [rad(2027, "apen")], d.GRONN, date(2027, 2, 1)),
        (date(2025, 2, 1), [rad(2027)], d.GRONN, date(2027, 3, 1)),
        (PAA - d.ELDST, [], d.GRONN, PAA - d.ELDST),
        (PAA - d.ELDST - timedelta(days=1), [], d.GUL, PAA - d.ELDST - timedelta(days=1)),
    ],
)
def test_a_link_put_in_by_hand(gjennomgatt: date, gjennomgang: list[Rad], farge: str, dato: date) -> None:
    stand = d.av_lenke(LENKE, gjennomgatt, gjennomgang, PAA)
    assert (stand.farge, stand.dato, stand.lenke) == (farge, dato, LENKE)


def test_what_proves_most_counts_and_two_halves_make_a_whole() -> None:
    gul, gronn = Stand(d.GUL, d.GAMMEL, LENKE, date(2026, 1, 1)), Stand(d.GRONN, d.GJENNOMGATT, "x", date(2027, 1, 1))
    assert d.beste([d.INGEN, gul, gronn]) == gronn
    assert d.beste([]) == d.INGEN
    uten = Stand(d.GUL, d.UTEN_LENKE, dato=date(2027, 3, 1))
    assert d.beste([uten, gul]) == Stand(d.GRONN, d.GJENNOMGATT, LENKE, date(2027, 3, 1))
    assert d.beste([Stand(d.GUL, d.UTEN_LENKE, dato=date(2025, 3, 1)), gul]) == gul
