"""The year as arcs: states, alike duties as one, tracks."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hms.arshjul import ring
from hms.arshjul.ring import Plikt

PAA = date(2027, 5, 12)


@pytest.mark.parametrize(
    ("status", "apner", "frist", "ventet"),
    [
        ("utfort", date(2027, 1, 1), date(2027, 2, 1), ring.FERDIG),
        ("ikke_aktuelt", date(2027, 1, 1), date(2027, 12, 1), ring.UAKTUELL),
        ("apen", date(2027, 1, 1), date(2027, 5, 11), ring.OVER),
        ("apen", date(2027, 1, 1), PAA, ring.AKTIV),
        ("apen", PAA, date(2027, 12, 1), ring.AKTIV),
        ("apen", date(2027, 5, 13), date(2027, 12, 1), ring.KOMMER),
    ],
)
def test_how_a_duty_stands(status: str, apner: date, frist: date, ventet: str) -> None:
    assert ring.tilstand(status, apner, frist, PAA) == ventet


def test_alike_duties_are_one_arc_in_the_state_that_asks_most() -> None:
    like = [
        Plikt("AH-08", "", "enhet", date(2027, 2, 1), date(2027, 5, 1), s, n) for s, n in (("utfort", 3), ("apen", 1))
    ]
    utenfor = Plikt("AH-08", "", "enhet", date(2028, 2, 1), date(2028, 5, 1))
    over_nyttar = Plikt("TX-14", "", "enhet", date(2027, 11, 15), date(2028, 1, 31))
    funnet = ring.buer([over_nyttar, *like, utenfor], lambda en: en.aksjon, 2027, PAA)
    assert [(en.navn, en.alle, en.tilstand) for en in funnet] == [("AH-08", 4, ring.OVER), ("TX-14", 1, ring.KOMMER)]
    assert dict(funnet[0].antall) == {ring.FERDIG: 3, ring.OVER: 1}


def test_an_owner_keeps_its_track_where_there_is_room() -> None:
    assert ring.spor([("a", 0, 30), ("b", 0, 365), ("a", 40, 60), ("c", 61, 90), ("a", 70, 99)], 9) == [0, 1, 0, 2, 0]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 364), st.integers(1, 200)), max_size=60))
def test_arcs_never_meet(alle: list[tuple[int, int, int]]) -> None:
    spenn = sorted(((eier, fra, fra + lengde) for eier, fra, lengde in alle), key=lambda en: en[1])
    valgt = ring.spor(spenn, 9)
    for n in set(valgt):
        mine = [en for en, her in zip(spenn, valgt, strict=True) if her == n]
        assert all(en[2] + 9 <= neste[1] for en, neste in pairwise(mine))
    assert set(valgt) == set(range(max(valgt, default=-1) + 1))
