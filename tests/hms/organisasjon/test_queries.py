"""The line, the roles and the search, on a small kommune whose every corner is named below."""

from datetime import date, timedelta

import pytest

from hms.kit.feil import HmsError
from hms.organisasjon import queries
from hms.organisasjon.model import Node, Person, Rolle, Stilling, Verneomrade, VerneomradeNode

PAA = date(2026, 11, 22)
IGAR = PAA - timedelta(days=1)
IMORGEN = PAA + timedelta(days=1)

# What each row holds: id, then type, name, parent
NODER = {
    1: ("kommune", "Liten kommune", None),
    2: ("sektor", "Helse og mestring", 1),
    3: ("enhet", "Solgata sykehjem", 2),
    4: ("avdeling", "Avdeling Fjellbrisen", 3),
    5: ("avdeling", "Nattevakta", 3),
    6: ("stab", "HR og fellestjenester", 1),
    7: ("sektor", "Oppvekst", 1),
    8: ("enhet", "Åsen skole", 7),
}
PERSONER = {
    1: "Rune Direktør",
    2: "Siv Kommunalsjef",
    3: "Eva Enhetsleder",
    4: "Ola Brekke",
    5: "Kari Lunde",
    6: "Ingrid Vik",
    7: "Hanne Stedfortreder",
    8: "Per Sluttet",
    9: "Åse Bjørnø",
    10: "Kari Lunde",
}
# What each row holds: role, person, scope type, scope, deputy, first day, last day
ROLLER = [
    ("kommunedirektor", 1, "node", 1, False, None, None),
    ("kommunalsjef", 2, "node", 2, False, None, None),
    ("enhetsleder", 3, "node", 3, False, None, PAA),
    ("avdelingsleder", 4, "node", 4, False, PAA, None),
    ("avdelingsleder", 7, "node", 4, True, None, None),
    ("avdelingsleder", 3, "node", 5, False, None, None),
    ("enhetsleder", 8, "node", 6, False, None, None),
    ("enhetsleder", 7, "node", 6, True, None, None),
    ("kommunalsjef", 2, "node", 7, False, None, IGAR),
    ("kommunalsjef", 1, "node", 7, False, IMORGEN, None),
    ("verneombud", 6, "verneomrade", 1, False, None, None),
    ("verneombud", 7, "verneomrade", 2, True, None, None),
    ("hovedverneombud", 6, "node", 1, False, None, IGAR),
    ("hovedverneombud", 9, "node", 1, True, None, None),
]
OMRADER = {1: (3, None), 2: (5, None), 3: (6, None), 4: (4, IGAR)}


@pytest.fixture
def org(db):
    """The database above, and a way to read it."""

    def fill(session):
        for id_, (type_, navn, forelder) in NODER.items():
            session.add(Node(id=id_, ekstern_id=f"N{id_}", type=type_, navn=navn, forelder_id=forelder))
            session.flush()
        for id_, navn in PERSONER.items():
            epost = f"{navn.split()[0].lower()}.{navn.split()[1].lower()}@liten.example"
            session.add(Person(id=id_, ekstern_id=f"P{id_}", navn=navn, epost=epost, entra_id=f"aa-{id_}"))
        session.flush()
        session.get(Person, 8).gyldig_til = IGAR
        session.add(Stilling(id=1, ekstern_id="S1", person_id=5, node_id=4, tittel="Sykepleier", rang=2))
        session.add(Stilling(id=2, ekstern_id="S2", person_id=5, node_id=8, tittel="Lærer", rang=1, leder_id=9))
        session.add(Stilling(id=3, ekstern_id="S3", person_id=5, node_id=5, tittel="Vikar", gyldig_til=IGAR))
        session.add(Stilling(id=4, ekstern_id="S4", person_id=10, node_id=4, tittel="Vernepleier", leder_id=3))
        session.add(Stilling(id=5, ekstern_id="S5", person_id=9, node_id=4, tittel="Vikar", leder_id=8))
        for n, (rolle, person, type_, omfang, sted, fra, til) in enumerate(ROLLER):
            session.add(
                Rolle(
                    ekstern_id=f"R{n}", rolle=rolle, person_id=person, omfang_type=type_, omfang_id=omfang,
                    stedfortreder=sted, gyldig_fra=fra, gyldig_til=til,
                )
            )  # fmt: skip
        for id_, (node, til) in OMRADER.items():
            session.add(Verneomrade(id=id_, ekstern_id=f"V{id_}", navn=f"Område {id_}", gyldig_til=til))
            session.flush()
            session.add(VerneomradeNode(verneomrade_id=id_, node_id=node))

    db.write(fill)
    return db


def ids(rader):
    return [rad.id for rad in rader]


def test_the_line_and_the_nearest_enhet(org):
    assert ids(org.read(lambda s: queries.linje(s, 4))) == [4, 3, 2, 1]
    assert org.read(lambda s: queries.linje(s, 999)) == []
    for start, ventet in {4: 3, 3: 3, 6: 6, 2: None, 1: None}.items():
        funnet = org.read(lambda s, start=start: queries.enhet(s, start))
        assert (funnet and funnet.id) == ventet


def test_a_damaged_line_ends(org):
    def damage(session):
        session.get(Node, 1).forelder_id = 4

    org.write(damage)
    assert ids(org.read(lambda s: queries.linje(s, 4))) == [4, 3, 2, 1]
    assert 4 not in ids(org.read(lambda s: queries.etterkommere(s, 4, PAA)))


def test_descendants_count_only_what_counts_that_day(org):
    assert ids(org.read(lambda s: queries.etterkommere(s, 2, PAA))) == [4, 5, 3]
    org.write(lambda s: setattr(s.get(Node, 5), "gyldig_til", IGAR))
    assert ids(org.read(lambda s: queries.etterkommere(s, 2, PAA))) == [4, 3]
    assert ids(org.read(lambda s: queries.etterkommere(s, 2, IGAR))) == [4, 5, 3]


def test_people_by_address(org):
    def finn(epost):
        return org.read(lambda s: queries.person_med_epost(s, epost, PAA))

    assert finn(" OLA.Brekke@liten.EXAMPLE ").id == 4
    assert finn("kari.lunde@liten.example") is None, "two people have it"
    assert finn("per.sluttet@liten.example") is None
    assert finn("") is None
    assert org.read(lambda s: queries.person_med_epost(s, "per.sluttet@liten.example", IGAR)).id == 8
    assert org.read(lambda s: queries.person_med_entra_id(s, "AA-4", PAA)).id == 4
    assert org.read(lambda s: queries.person_med_entra_id(s, "aa-8", PAA)) is None
    assert org.read(lambda s: queries.person_med_entra_id(s, " ", PAA)) is None


def test_positions_main_first(org):
    assert ids(org.read(lambda s: queries.stillinger(s, 5, PAA))) == [2, 1]
    assert ids(org.read(lambda s: queries.stillinger(s, 5, IGAR))) == [2, 3, 1]


@pytest.mark.parametrize(
    ("node", "dag", "ventet"),
    [
        (4, PAA, 4),
        (4, IGAR, 7),  # Ola begins today; until then the deputy
        (3, PAA, 3),  # the last valid day counts
        (3, IMORGEN, None),
        (6, PAA, 7),  # the holder has left the kommune
        (7, PAA, None),  # between two leaders
        (7, IGAR, 2),
        (7, IMORGEN, 1),
        (999, PAA, None),
    ],
)
def test_who_leads(org, node, dag, ventet):
    funnet = org.read(lambda s: queries.leder_av(s, node, dag))
    assert (funnet and funnet.id) == ventet


@pytest.mark.parametrize(
    ("person", "node", "uten", "ventet"),
    [
        (6, 4, (), [4, 3, 2, 1]),
        (None, 4, (), [4, 3, 2, 1]),
        (4, 4, (), [3, 2, 1]),  # a leader's own leader
        (3, 5, (), [2, 1]),  # leads the avdeling and the enhet above it (T-05)
        (6, 5, (), [3, 2, 1]),  # the same leader on two levels, once
        (6, 4, (4, 2), [3, 1]),  # inhabil
        (5, 8, (), [9, 1]),  # a leader of her own in that position; the rest of the line is vacant
        (5, 4, (), [4, 3, 2, 1]),  # … and not in the other position
        (10, 4, (), [3, 2, 1]),  # her own leader stands higher in the same line
        (9, 4, (), [4, 3, 2, 1]),  # her own leader has left
        (1, 1, (), []),
        (6, 999, (), []),
    ],
)
def test_the_chain_of_leaders(org, person, node, uten, ventet):
    assert ids(org.read(lambda s: queries.linjeledere(s, person, node, PAA, uten=uten))) == ventet


@pytest.mark.parametrize(
    ("node", "ventet"),
    [
        (3, [6]),
        (4, [6]),  # an area named it until yesterday; the enhet's covers it now
        (5, [7]),  # its own area is nearer, and only its deputy is there
        (6, []),  # named, but vacant
        (8, []),  # no area at all
        (999, []),
    ],
)
def test_verneombud_of_a_node(org, node, ventet):
    assert ids(org.read(lambda s: queries.verneombud_for(s, node, PAA))) == ventet


def test_every_area_that_names_a_node_gives_its_verneombud(org):
    org.write(lambda s: s.add(VerneomradeNode(verneomrade_id=2, node_id=3)))
    assert ids(org.read(lambda s: queries.verneombud_for(s, 3, PAA))) == [6, 7]


def test_roles_of_the_kommune(org):
    assert org.read(queries.kommune).id == 1
    assert ids(org.read(lambda s: queries.hovedverneombud(s, PAA))) == [9]
    assert ids(org.read(lambda s: queries.hovedverneombud(s, IGAR))) == [6]
    assert org.read(lambda s: queries.kommune_rolle(s, "ikt_vakt", PAA)) == []


def test_an_empty_database(db):
    with pytest.raises(HmsError, match=r"organisasjon\.mangler"):
        db.read(queries.kommune)
    assert db.read(lambda s: queries.kommune_rolle(s, "ikt_vakt", PAA)) == []
    assert db.read(lambda s: queries.sok_noder(s, "Solgata", PAA)) == []


def test_holders_and_deputies_are_apart(org):
    assert ids(org.read(lambda s: queries.holdere(s, "avdelingsleder", "node", 4, PAA))) == [4]
    assert ids(org.read(lambda s: queries.stedfortredere(s, "avdelingsleder", "node", 4, PAA))) == [7]
    assert org.read(lambda s: queries.holdere(s, "enhetsleder", "node", 6, PAA)) == []


def test_roles_of_a_person(org):
    roller = org.read(lambda s: queries.roller_til(s, 3, PAA))
    assert [(rolle.rolle, rolle.omfang_id) for rolle in roller] == [("enhetsleder", 3), ("avdelingsleder", 5)]
    assert org.read(lambda s: queries.roller_til(s, 8, PAA)) == []


@pytest.mark.parametrize(
    ("tekst", "forst"),
    [
        ("solgata", 3),
        ("Solgata sykehjem", 3),
        ("solgta sykjehem", 3),
        ("sykehjem", 3),
        ("asen skole", 8),
        ("ÅSEN", 8),
        ("fjellbris", 4),
        ("natevakta", 5),
        ("hr", 6),
    ],
)
def test_search_for_a_node(org, tekst, forst):
    funnet = org.read(lambda s: queries.sok_noder(s, tekst, PAA))
    assert ids(funnet[:1]) == [forst]


@pytest.mark.parametrize("tekst", ["", "   ", "…", "qwxz", "skled på isen ved inngangen", "123456"])
def test_nonsense_finds_nothing(org, tekst):
    assert org.read(lambda s: queries.sok_noder(s, tekst, PAA)) == []
    assert org.read(lambda s: queries.sok_personer(s, tekst, PAA)) == []


def test_search_for_people(org):
    def sok(tekst, **kw):
        return ids(org.read(lambda s: queries.sok_personer(s, tekst, PAA, **kw)))

    assert sok("aase bjoerno")[0] == 9
    assert sok("ola")[0] == 4
    assert sorted(sok("Kari Lunde")[:2]) == [5, 10]
    assert len(sok("Kari Lunde", grense=1)) == 1
    assert sok("Kari Lunde", grense=0) == []
    assert 8 not in sok("Per Sluttet")
