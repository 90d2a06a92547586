"""Random damage to a good file: the mistakes are listed or the file is applied whole, never anything between."""

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from bot.cli.org_tekst import TEKST, beskriv
from hms.organisasjon import tjeneste
from hms.organisasjon.importer.differanse import Valg
from hms.organisasjon.importer.feil import KODER, OrgImportError
from hms.organisasjon.importer.tilstand import hent
from tests.fakes.organisasjon import liten, skriv_csv, skriv_xlsx

PAA = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

ORDENE = ["", " ", "K", "S", "E1", "A1", "A2", "E9", "V1", "B1", "M1", "1", "2", "3", "ja", "nei", "kommune", "avdeling",
          "enhetsleder", "verneombud", "amu_medlem", "a_side", "2026-11-21", "2026-11-22", "01.01.2027", "46000", "31.02.2026",
          "E1;A1", "=1+1", "#REF!", "ase@liten.example", "100", "62,5", "\u202e", "<b>x</b>", "[red]x[/]"]  # fmt: skip
VERDI = st.one_of(st.sampled_from(ORDENE), st.text(max_size=12))
STED = st.tuples(st.sampled_from(sorted(liten())), st.integers(0, 12), st.integers(0, 10))
MILD = st.sampled_from(
    [
        ("Noder", 5, 2, "Avdeling Vest"), ("Noder", 5, 3, "E2"), ("Noder", 4, 1, "stab"), ("Noder", 6, 8, "2027-06-30"),
        ("Personer", 3, 1, "Mona Lisa"), ("Personer", 4, 8, "2026-11-01"), ("Personer", 5, 4, "00000000-0000-4000-8000-000000000009"),
        ("Stillinger", 3, 2, "A2"), ("Stillinger", 5, 4, "50"), ("Stillinger", 4, 6, ""), ("Roller", 4, 2, "4"),
        ("Roller", 7, 3, "A1"), ("Verneområder", 1, 2, "E1"), ("Bygg", 1, 4, "E2"), ("Bygg", 1, 5, ""),
        ("MKS-grupper", 1, 3, "4"), ("MKS-medlemmer", 2, 3, ""),
    ]
).map(lambda m: ("celle", m[:3], m[3]))  # fmt: skip
BORTE = st.sampled_from([("Roller", 7), ("Roller", 5), ("Stillinger", 4), ("MKS-medlemmer", 2), ("MKS-medlemmer", 1)])
MILDT_BORTE = BORTE.map(lambda sted: ("fjern rad", (*sted, 0), None))
SKADE = st.one_of(
    st.tuples(st.just("celle"), STED, VERDI),
    st.tuples(st.just("fjern rad"), STED, st.none()),
    st.tuples(st.just("doble rad"), STED, st.none()),
    st.tuples(st.just("fjern kolonne"), STED, st.none()),
    st.tuples(st.just("bytt celler"), STED, STED),
    st.tuples(st.just("fjern ark"), STED, st.none()),
)


def skad(ark, skader):
    for slag, (navn, rad, kolonne), mer in skader:
        rader = ark.get(navn)
        if rader:
            SLAG[slag](ark, navn, rad % len(rader), kolonne % max(1, len(rader[0])), mer)
    return ark


def _sett(ark, navn, rad, kolonne, verdi):
    if kolonne < len(ark[navn][rad]):
        ark[navn][rad][kolonne] = verdi


def _fjern_rad(ark, navn, rad, _kolonne, _mer):
    del ark[navn][rad]


def _doble_rad(ark, navn, rad, _kolonne, _mer):
    ark[navn].append(list(ark[navn][rad]))


def _fjern_kolonne(ark, navn, _rad, kolonne, _mer):
    for rad in ark[navn]:
        del rad[kolonne : kolonne + 1]


def _bytt(ark, navn, rad, kolonne, annen):
    rader = ark.get(annen[0])
    til = rader[annen[1] % len(rader)] if rader else []
    if kolonne < len(ark[navn][rad]) and annen[2] < len(til):
        ark[navn][rad][kolonne], til[annen[2]] = til[annen[2]], ark[navn][rad][kolonne]


def _fjern_ark(ark, navn, _rad, _kolonne, _mer):
    del ark[navn]


SLAG = {
    "celle": _sett,
    "fjern rad": _fjern_rad,
    "doble rad": _doble_rad,
    "fjern kolonne": _fjern_kolonne,
    "bytt celler": _bytt,
    "fjern ark": _fjern_ark,
}


@pytest.fixture
def grunnlag(db, tmp_path):
    """A database with the good file in it; each try works in a transaction that is rolled back."""
    innlest = tjeneste.les(skriv_csv(tmp_path / "csv", liten()))
    db.write(lambda s: tjeneste.importer(s, innlest, NOW, PAA))
    return db


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    skader=st.lists(st.one_of(MILD, MILDT_BORTE), max_size=4) | st.lists(SKADE | MILD, min_size=1, max_size=4),
    valg=st.just({}) | st.dictionaries(st.sampled_from(["A1", "A2", "E2", "X"]), st.sampled_from(["A1", "E1", "E9"])),
    flytt=st.sampled_from([frozenset({"A1", "E2"}), frozenset(), frozenset({"X"})]),
    dager=st.integers(0, 400),
)
def test_listed_or_applied_never_between(grunnlag, skader, valg, flytt, dager):
    paa = PAA + timedelta(days=dager)
    with tempfile.TemporaryDirectory() as mappe, Session(grunnlag.engine) as session:
        innlest = tjeneste.les(skriv_csv(Path(mappe), skad(liten(), skader)))
        for_ = hent(session, paa).innhold
        try:
            tolket = tjeneste.kontrollert(innlest, paa)
            plan = tjeneste.planlegg(session, tolket, paa, Valg(valg, flytt))
        except OrgImportError as feilet:
            linjer = [beskriv(feil) for feil in feilet.feil]
            plan = None
        event("listed" if plan is None else "applied, different" if plan.differanse else "applied, alike")
        if plan is None:
            assert linjer
            assert hent(session, paa).innhold == for_
            return
        tjeneste.gjennomfor(session, plan, NOW)
        etter = hent(session, paa).innhold
        assert not tjeneste.planlegg(session, tolket, paa, Valg(valg, flytt)).differanse, (
            "the second time changes nothing"
        )
        for ark, rader in tolket.innhold.items():
            assert for_[ark].keys() | rader.keys() == etter[ark].keys(), "nothing is deleted"
            for id_, rad in rader.items():
                assert {felt: etter[ark][id_][felt] for felt in rad} == rad
            for id_ in for_[ark].keys() - rader.keys():
                assert etter[ark][id_]["gyldig_til"] < paa
        session.rollback()


@settings(deadline=None, max_examples=15)
@given(skader=st.lists(SKADE, min_size=1, max_size=4))
def test_a_damaged_workbook_is_read_as_the_same_damaged_csv(skader):
    ark = skad(liten(), skader)
    celler = [celle for rader in ark.values() for rad in rader for celle in rad]
    assume(all(celle.isprintable() and not celle.startswith(("=", "#")) for celle in celler))  # what both can hold
    assume(ark)
    with tempfile.TemporaryDirectory() as mappe:
        fra_csv = tjeneste.les(skriv_csv(Path(mappe) / "csv", ark))
        fra_bok = tjeneste.les(skriv_xlsx(Path(mappe) / "org.xlsx", ark))
    assert koder(fra_csv) == koder(fra_bok)


def koder(innlest):
    try:
        tjeneste.kontrollert(innlest, PAA)
    except OrgImportError as feilet:
        return sorted({(feil.kode, feil.ark, feil.rad, feil.kolonne) for feil in feilet.feil})
    return []


def test_every_code_has_words_and_every_word_a_code():
    assert set(TEKST) == set(KODER)
