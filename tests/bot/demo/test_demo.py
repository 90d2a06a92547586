"""Fjordvik comes in clean, and has everybody that a conversation in the playground may need."""

import uuid
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, SQLModel, select

import hms.kit.revisjon
import hms.organisasjon.model  # noqa: F401 - create_all makes the tables of what is imported
from bot import demo
from hms.kit.db import Database
from hms.organisasjon import queries
from hms.organisasjon.model import Bygg, MksGruppe, MksMedlem, Node, Person, Rolle, Stilling, Verneomrade
from hms.regelverk.roller import tildelbare

PAA = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def fjordvik(tmp_path_factory):
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'varde.db'}")
    SQLModel.metadata.create_all(database.engine)
    database.write(lambda s: demo.last_inn(s, NOW, PAA))
    yield database
    database.close()


@pytest.fixture
def s(fjordvik):
    with Session(fjordvik.engine) as session:
        yield session


def alle(s, modell):
    return list(s.exec(select(modell)))


def en(s, modell, navn):
    return s.exec(select(modell).where(modell.navn == navn)).one()


def navn(personer):
    return [person.navn for person in personer]


def test_it_comes_in_clean_and_only_once(fjordvik):
    igjen = fjordvik.write(lambda s: demo.last_inn(s, NOW, PAA))
    assert not igjen
    assert sum(igjen.uendret.values()) > 500


def test_its_size(s):
    typer = Counter(node.type for node in alle(s, Node))
    assert typer == {"kommune": 1, "sektor": 4, "enhet": 14, "stab": 1, "avdeling": 30}
    personer = alle(s, Person)
    assert len(personer) == 120
    assert len({person.navn for person in personer}) == 120
    assert len({uuid.UUID(person.entra_id) for person in personer}) == 120
    assert all(person.epost.endswith("@fjordvik.example") for person in personer)


def test_every_role_that_a_person_can_hold_is_held(s):
    holdt = {rolle.rolle for rolle in alle(s, Rolle) if not rolle.stedfortreder}
    assert holdt == set(tildelbare())


def test_the_people_of_the_conversation_in_the_design(s):
    kari, solgata = en(s, Person, "Kari Nygård"), en(s, Node, "Solgata sykehjem")
    (stilling,) = queries.stillinger(s, kari.id, PAA)
    assert queries.enhet(s, stilling.node_id).id == solgata.id
    assert s.get(Node, stilling.node_id).type == "avdeling"
    assert navn(queries.linjeledere(s, kari.id, stilling.node_id, PAA)) == [
        "Ola Brekke", "Randi Fjeld", "Solveig Aasen", "Rolf Magne Solli",
    ]  # fmt: skip
    assert navn(queries.verneombud_for(s, stilling.node_id, PAA)) == ["Ingrid Haugen"]
    assert len(queries.sok_personer(s, "Kari", PAA)) >= 2, "two Karis to choose between"


def test_vacancies_and_deputies(s):
    uten = [node.navn for node in alle(s, Node) if queries.leder_av(s, node.id, PAA) is None]
    assert uten == ["Bofellesskapet Tunet"]
    sone_nord = en(s, Node, "Sone nord")
    assert queries.holdere(s, "avdelingsleder", "node", sone_nord.id, PAA) == []
    assert navn([queries.leder_av(s, sone_nord.id, PAA)]) == ["Øystein Mo"]
    tomme = [
        omrade.navn
        for omrade in alle(s, Verneomrade)
        if not queries.holdere(s, "verneombud", "verneomrade", omrade.id, PAA)
    ]
    assert tomme == ["Bo- og miljøtjenesten", "Legevakt og helsestasjon"]
    assert queries.verneombud_for(s, en(s, Node, "Bofellesskapet Elvebakken").id, PAA) == []
    assert navn(queries.verneombud_for(s, en(s, Node, "Legevakta").id, PAA)) == ["Sara Gundersen"]


def test_the_double_roles(s):
    ansvarlige = queries.kommune_rolle(s, "hms_ansvarlig", PAA)
    hr = en(s, Node, "HR og fellestjenester")
    assert ansvarlige == queries.holdere(s, "kommunalsjef", "node", hr.id, PAA)

    marihona = en(s, Node, "Marihøna")
    styrer = queries.leder_av(s, marihona.id, PAA)
    assert styrer == queries.leder_av(s, marihona.forelder_id, PAA)
    assert navn(queries.linjeledere(s, styrer.id, marihona.id, PAA)) == ["Bjarte Hovland", "Rolf Magne Solli"]

    to_enheter = []
    for person in alle(s, Person):
        enheter = [queries.enhet(s, stilling.node_id) for stilling in queries.stillinger(s, person.id, PAA)]
        if len({enhet.id for enhet in enheter if enhet}) > 1:
            to_enheter.append((person.navn, navn(enheter)))
    assert to_enheter == [("Tuva Lie", ["Solgata sykehjem", "Legevakt og helsestasjon"])]


def test_an_own_leader_goes_before_the_nodes(s):
    (stilling,) = [st for st in alle(s, Stilling) if st.leder_id]
    leder = queries.linjeledere(s, stilling.person_id, stilling.node_id, PAA)[0]
    assert leder.id == stilling.leder_id
    assert leder != queries.leder_av(s, stilling.node_id, PAA)


def test_guests_languages_and_committees(s):
    gjester = [person for person in alle(s, Person) if person.gjest]
    bht = queries.kommune_rolle(s, "bht", PAA)
    assert bht
    assert {person.id for person in bht} <= {person.id for person in gjester}
    assert Counter(person.sprak for person in alle(s, Person)) == {None: 115, "nn": 4, "en": 1}
    parter = Counter(r.part for r in alle(s, Rolle) if r.rolle == "amu_medlem" and not r.stedfortreder)
    assert parter == {"a_side": 4, "g_side": 4, "bht": 1}


def test_areas_buildings_and_groups_cover_the_kommune(s):
    vakante = ("Bo- og miljøtjenesten", "Bofellesskapet Elvebakken", "Bofellesskapet Tunet")
    for node in alle(s, Node):
        if node.type not in ("kommune", "sektor") and node.navn not in vakante:
            assert queries.verneombud_for(s, node.id, PAA), node.navn
    for bygg in alle(s, Bygg):
        assert queries.holdere(s, "brannvernleder", "bygg", bygg.id, PAA), bygg.navn
        assert queries.holdere(s, "byggeier", "bygg", bygg.id, PAA), bygg.navn
    grupper = {gruppe.node_id: gruppe.id for gruppe in alle(s, MksGruppe)}
    for node in alle(s, Node):
        if node.type == "avdeling":
            gruppe = next(grupper[her.id] for her in queries.linje(s, node.id) if her.id in grupper)
            parter = {medlem.part for medlem in alle(s, MksMedlem) if medlem.mks_gruppe_id == gruppe}
            assert parter == {"a_side", "g_side"}


def test_no_verneombud_is_also_a_leader(s):
    ledere = {r.person_id for r in alle(s, Rolle) if r.rolle in queries.LEDERROLLE.values()}
    assert ledere.isdisjoint(r.person_id for r in alle(s, Rolle) if r.rolle in ("verneombud", "hovedverneombud"))
