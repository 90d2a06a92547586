"""The import from the first time to the tenth: differences, choices, all or nothing, and nothing the second time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from hms.avvik.flytting import ApneAvvik
from hms.avvik.model import Avvik
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.organisasjon import queries, tjeneste
from hms.organisasjon.importer.differanse import INGEN_VALG, Valg
from hms.organisasjon.importer.feil import OrgImportError
from hms.organisasjon.importer.tilstand import hent
from hms.organisasjon.model import ByggBruker, Node, Person, Rolle, Stilling, VerneomradeNode
from tests.fakes.organisasjon import finn, fjern, liten, sett, skriv_csv

PAA = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
BINDINGER = (ApneAvvik(),)


@pytest.fixture
def inn(db, tmp_path):
    """Imports sheets on a day, with choices."""

    def importer(ark, valg=INGEN_VALG, paa=PAA):
        innlest = tjeneste.les(skriv_csv(tmp_path / "csv", ark))
        return db.write(lambda s: tjeneste.importer(s, innlest, NOW, paa, valg=valg, bindinger=BINDINGER))

    return importer


def en(db, modell, ekstern_id):
    return db.read(lambda s: s.exec(select(modell).where(modell.ekstern_id == ekstern_id)).one())


def koder(feilet):
    return [(funnet.kode, funnet.params["node"]) for funnet in feilet.value.feil]


def endringer(differanse):
    return {
        (endring.ark, endring.id, endring.slag): {felt.felt: (felt.for_, felt.etter) for felt in endring.felter}
        for endring in differanse.endringer
    }


def test_the_first_import_and_the_second(db, inn):
    forste = inn(liten())
    assert forste.antall() == {"ny": 30, "endret": 0, "avsluttet": 0, "gjenopptatt": 0}
    andre = inn(liten())
    assert not andre
    assert sum(andre.uendret.values()) == 30
    linjer = db.read(lambda s: list(s.exec(select(revisjon.Revisjon))))
    assert [(linje.hendelse, linje.objekt, linje.data) for linje in linjer] == [
        ("organisasjon.import", "organisasjon", {"ny": 30})
    ]
    assert db.read(revisjon.brudd) is None


def test_everything_of_the_file_is_in_the_tables(db, inn):
    inn(liten())
    assert en(db, Node, "A1").forelder_id == en(db, Node, "E1").id
    assert en(db, Node, "E1").dognbemannet
    assert en(db, Stilling, "s4").leder_id == en(db, Person, "2").id
    assert en(db, Rolle, "r1").omfang_id == en(db, Node, "K").id
    assert en(db, Rolle, "r5").omfang_type == "bygg"
    assert len(db.read(lambda s: s.exec(select(VerneomradeNode)).all())) == 3
    brukere = db.read(lambda s: {(b.node_id, b.hovedbruker) for b in s.exec(select(ByggBruker))})
    ventet = {("E1", True), ("E2", False), ("T", False)}
    assert brukere == {(en(db, Node, node).id, hoved) for node, hoved in ventet}


def test_changes_show_old_and_new(db, inn):
    inn(liten())
    ark = liten()
    sett(ark, "Personer", "2", "navn", "Nils Ness")
    sett(ark, "Stillinger", "s3", "prosent", "80")
    sett(ark, "Verneområder", "V1", "noder", "E1")
    sett(ark, "Bygg", "B1", "hovedbruker", "E2")
    sett(ark, "Bygg", "B1", "brukere", "E1")
    sett(ark, "MKS-medlemmer", "M1", "organisasjon", "LO")
    assert endringer(inn(ark)) == {
        ("Personer", "2", "endret"): {"navn": ("Nils Næss", "Nils Ness")},
        ("Stillinger", "s3", "endret"): {"prosent": (60, 80)},
        ("Verneområder", "V1", "endret"): {"noder": (("A2", "E1"), ("E1",))},
        ("Bygg", "B1", "endret"): {"hovedbruker": ("E1", "E2"), "brukere": (("E2", "T"), ("E1",))},
        ("MKS-medlemmer", "M1 / 2", "endret"): {"organisasjon": (None, "LO")},
    }
    assert not inn(ark)


def test_what_disappears_is_end_dated_and_comes_back(db, inn):
    inn(liten())
    ark = liten()
    fjern(ark, "Stillinger", "s4")
    fjern(ark, "Roller", "r4", "r6", "r7")
    fjern(ark, "Personer", "5")
    igar = PAA - timedelta(days=1)
    assert endringer(inn(ark)) == {
        ("Stillinger", "s4", "avsluttet"): {"gyldig_til": (None, igar)},
        ("Roller", "r4", "avsluttet"): {"gyldig_til": (date(2027, 12, 31), igar)},
        ("Roller", "r6", "avsluttet"): {"gyldig_til": (None, igar)},
        ("Roller", "r7", "avsluttet"): {"gyldig_til": (None, igar)},
        ("Personer", "5", "avsluttet"): {"gyldig_til": (None, igar)},
    }
    assert not inn(ark)
    assert not inn(ark, paa=PAA + timedelta(days=30)), "what has ended is not ended again"
    assert db.read(lambda s: queries.person(s, 5)).navn == "Berit Hansen"
    assert db.read(lambda s: queries.verneombud_for(s, en(db, Node, "A1").id, PAA)) == []
    assert ("Roller", "r4", "gjenopptatt") in endringer(inn(liten(), paa=PAA + timedelta(days=30)))
    assert en(db, Rolle, "r4").gyldig_til == date(2027, 12, 31)


def test_an_end_date_in_the_file_is_told_as_an_end(inn):
    inn(liten())
    ark = liten()
    sett(ark, "Personer", "5", "gyldig_til", "2026-10-31")
    sett(ark, "Personer", "4", "gyldig_til", "2027-01-31")
    assert endringer(inn(ark)) == {
        ("Personer", "5", "avsluttet"): {"gyldig_til": (None, date(2026, 10, 31))},
        ("Personer", "4", "endret"): {"gyldig_til": (None, date(2027, 1, 31))},
    }


def uten_a2(ark):
    """Everything that was at A2 goes to A1."""
    fjern(ark, "Noder", "A2")
    sett(ark, "Stillinger", "s5", "node", "A1")
    sett(ark, "Roller", "r7", "gjelder", "A1")
    sett(ark, "Verneområder", "V1", "noder", "E1")
    return ark


def test_a_node_that_disappears_needs_a_successor(db, inn):
    inn(liten())
    ark = uten_a2(liten())
    with pytest.raises(OrgImportError) as feilet:
        inn(ark)
    assert koder(feilet) == [("valg.etterfolger_mangler", "A2")]
    assert feilet.value.feil[0].params["bundet"] == {"stillinger": 1, "roller": 1}
    assert en(db, Stilling, "s5").node_id == en(db, Node, "A2").id, "nothing was imported"

    differanse = inn(ark, Valg({"A2": "A1"}))
    assert endringer(differanse)["Noder", "A2", "avsluttet"]["etterfolger"] == (None, "A1")
    assert en(db, Node, "A2").etterfolger_id == en(db, Node, "A1").id
    assert not inn(ark, Valg({"A2": "A1"}))
    assert not inn(ark)


def test_a_node_that_nothing_points_at_may_go(db, inn):
    ark = liten()
    ark["Noder"].append(["A3", "avdeling", "Avdeling Vest", "E1", "", "", "", "", ""])
    inn(ark)
    assert set(endringer(inn(liten()))) == {("Noder", "A3", "avsluttet")}


def test_two_nodes_that_become_one(db, inn):
    inn(liten())
    ark = uten_a2(liten())
    fjern(ark, "Noder", "A1")
    ark["Noder"].append(["A9", "avdeling", "Avdeling Nord og Sør", "E1", "ja", "", "", "", ""])
    for id_ in ("s3", "s5"):
        sett(ark, "Stillinger", id_, "node", "A9")
    sett(ark, "Roller", "r7", "gjelder", "A9")
    with pytest.raises(OrgImportError) as feilet:
        inn(ark, Valg({"A1": "A9"}))
    assert koder(feilet) == [("valg.etterfolger_mangler", "A2")]
    inn(ark, Valg({"A1": "A9", "A2": "A9"}))
    assert en(db, Node, "A1").etterfolger_id == en(db, Node, "A2").etterfolger_id == en(db, Node, "A9").id


def test_open_avvik_follow_to_the_successor_and_closed_ones_stay(db, inn):
    inn(liten())
    a1, a2 = en(db, Node, "A1").id, en(db, Node, "A2").id
    db.write(lambda s: s.add_all([avvik(1, a2, "meldt"), avvik(2, a2, "lukket"), avvik(3, a1, "mottatt")]))
    ark = liten()
    fjern(ark, "Stillinger", "s5")
    fjern(ark, "Roller", "r7")
    sett(ark, "Verneområder", "V1", "noder", "E1")
    inn(ark)  # the avdeling stands empty now, but for its case
    fjern(ark, "Noder", "A2")
    with pytest.raises(OrgImportError) as feilet:
        inn(ark, paa=PAA + timedelta(days=1))
    assert feilet.value.feil[0].params["bundet"] == {"avvik": 1}
    inn(ark, Valg({"A2": "E1"}), paa=PAA + timedelta(days=1))
    hvor = db.read(lambda s: {sak.lopenr: sak.node_id for sak in s.exec(select(Avvik))})
    assert hvor == {1: en(db, Node, "E1").id, 2: a2, 3: a1}


def avvik(nummer, node_id, status):
    return Avvik(
        nummer=f"AVV-2026-{nummer:04}", ar=2026, lopenr=nummer, status=status, hva="falt", kategori="fall", skade="nei",
        meldt_grad=2, grad=2, node_id=node_id, meldt_at=NOW, hos_behandler_fra=NOW, frist_mottatt=NOW, frist_vurdert=PAA,
    )  # fmt: skip


def test_a_move_must_be_meant(db, inn):
    inn(liten())
    ark = liten()
    sett(ark, "Noder", "A1", "forelder", "E2")
    with pytest.raises(OrgImportError) as feilet:
        inn(ark)
    assert [(f.kode, f.rad, f.kolonne) for f in feilet.value.feil] == [("valg.flytt_mangler", 6, "forelder")]
    assert set(endringer(inn(ark, Valg(flytt=frozenset({"A1"}))))) == {("Noder", "A1", "endret")}
    assert en(db, Node, "A1").forelder_id == en(db, Node, "E2").id
    assert not inn(ark, Valg(flytt=frozenset({"A1"})))


def test_another_type_must_be_meant(inn):
    inn(liten())
    ark = liten()
    sett(ark, "Noder", "E2", "type", "stab")
    with pytest.raises(OrgImportError) as feilet:
        inn(ark)
    assert koder(feilet) == [("valg.flytt_mangler", "E2")]
    assert inn(ark, Valg(flytt=frozenset({"E2"})))


def test_children_follow_the_successor_of_their_parent(db, inn):
    inn(liten())
    ark = liten()
    finn(ark, "Noder", "E1")[0] = "E9"
    for id_ in ("A1", "A2"):
        sett(ark, "Noder", id_, "forelder", "E9")
    sett(ark, "Stillinger", "s2", "node", "E9")
    for id_ in ("r2", "r3"):
        sett(ark, "Roller", id_, "gjelder", "E9")
    sett(ark, "Verneområder", "V1", "noder", "E9;A2")
    sett(ark, "Bygg", "B1", "hovedbruker", "E9")
    sett(ark, "MKS-grupper", "M1", "node", "E9")
    inn(ark, Valg({"E1": "E9"}))
    assert en(db, Node, "A1").forelder_id == en(db, Node, "E9").id
    assert not inn(ark)


@pytest.mark.parametrize(
    ("valg", "kode"),
    [
        (Valg({"X": "A1"}), "valg.ukjent_node"),
        (Valg({"A1": "A2"}), "valg.gjelder_ikke"),
        (Valg({"E2": "X"}), "valg.etterfolger_er_borte"),
        (Valg(flytt=frozenset({"X"})), "valg.ukjent_node"),
    ],
)
def test_choices_that_name_something_wrong(inn, valg, kode):
    inn(liten())
    with pytest.raises(OrgImportError) as feilet:
        inn(liten(), valg)
    assert kode in [funnet.kode for funnet in feilet.value.feil]


def test_a_node_that_ended_by_its_own_date_needs_a_successor_when_something_is_left(db, inn):
    ark = liten()
    sett(ark, "Noder", "A2", "gyldig_til", "2026-11-30")
    inn(ark)
    ark = uten_a2(ark)
    senere = date(2026, 12, 15)
    with pytest.raises(OrgImportError) as feilet:
        inn(ark, paa=senere)
    assert koder(feilet) == [("valg.etterfolger_mangler", "A2")]
    inn(ark, Valg({"A2": "A1"}), paa=senere)
    assert en(db, Node, "A2").gyldig_til == date(2026, 11, 30)


def test_accounts_change_hands(db, inn):
    """Two people swap, and one who comes back under a new id takes the account of the old one."""
    inn(liten())
    ark = liten()
    en_, to = (finn(ark, "Personer", id_) for id_ in ("1", "2"))
    en_[4], to[4] = to[4], en_[4]
    inn(ark)
    assert en(db, Person, "1").entra_id.endswith("2")
    assert not inn(ark)
    finn(ark, "Personer", "2")[0] = "77"
    sett(ark, "Stillinger", "s2", "person", "77")
    sett(ark, "Stillinger", "s4", "leder", "77")
    sett(ark, "Roller", "r2", "person", "77")
    sett(ark, "MKS-medlemmer", "M1", "person", "77")
    inn(ark)
    assert en(db, Person, "2").entra_id is None
    assert db.read(lambda s: queries.person_med_entra_id(s, to[4], PAA)).ekstern_id == "77"
    assert not inn(ark)


def test_a_plan_made_from_an_older_database_is_refused(db, inn, tmp_path):
    tolket = tjeneste.kontrollert(tjeneste.les(skriv_csv(tmp_path / "csv", liten())), PAA)
    plan = db.read(lambda s: tjeneste.planlegg(s, tolket, PAA))
    inn(liten())
    with pytest.raises(HmsError, match="endret_imens"):
        db.write(lambda s: tjeneste.gjennomfor(s, plan, NOW))


def test_a_failure_half_way_leaves_nothing(db, tmp_path):
    tolket = tjeneste.kontrollert(tjeneste.les(skriv_csv(tmp_path / "csv", liten())), PAA)

    def stopp(ark, _rader):
        if ark == "Roller":
            raise RuntimeError("the light went out")

    def importer(session):
        plan = tjeneste.planlegg(session, tolket, PAA)
        tjeneste.gjennomfor(session, plan, NOW, fremdrift=stopp)

    with pytest.raises(RuntimeError, match="light"):
        db.write(importer)
    assert not any(db.read(lambda s: hent(s, PAA)).innhold.values())
    assert db.read(lambda s: s.exec(select(revisjon.Revisjon)).all()) == []
