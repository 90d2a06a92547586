"""Deputies, roles given and ended in chat, and the hand-over: rights at the click, clear codes, once for each start."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from hms.arshjul import overlevering, roller
from hms.arshjul.model import Overlevering
from hms.kit import revisjon
from hms.kit.db import Database
from hms.kit.feil import HmsError
from hms.kit.klokke import OSLO
from hms.organisasjon import queries as org
from hms.organisasjon.model import Node, Person, Rolle, Verneomrade
from hms.outbox.model import Utboks
from hms.regelverk.last import standard
from tests.fakes.kjente import person

NAA = datetime(2027, 5, 3, 12, tzinfo=OSLO)
I_DAG = NAA.date()
HMS, REKTOR, HILDE, GJEST = "P005", "P006", "P007", "P117"


def skolen(s: Session) -> int:
    return s.exec(select(Node.id).where(Node.ekstern_id == "FJS")).one() or 0


def min_rolle(s: Session) -> int:
    return next(r.id for r in roller.egne(s, person(s, REKTOR), I_DAG) if r.rolle == "enhetsleder")


def stedfortreder(s: Session, til: str = HILDE, fra: date = I_DAG, slutt: date = date(2027, 5, 30)) -> Rolle:
    return roller.gi_stedfortreder(s, NAA, person(s, REKTOR), min_rolle(s), til=person(s, til), fra=fra, slutt=slutt)


def gi(s: Session, av: str = HMS, rolle: str = "verneombud", til: str = HILDE, **mer: object) -> Rolle:
    omrade = s.exec(select(Verneomrade.id).where(Verneomrade.ekstern_id == "V01")).one()
    felt: dict[str, object] = {"omfang": ("verneomrade", omrade), "fra": I_DAG, **mer}
    return roller.gi(s, NAA, person(s, av), rolle=rolle, til=person(s, til), **felt)  # type: ignore[arg-type]


def kode(db: Database, gjor: object) -> str:
    with pytest.raises(HmsError) as funnet:
        db.write(gjor)  # type: ignore[arg-type]
    return funnet.value.code


def ledere(s: Session, paa: date) -> list[int]:
    return [p.id for p in org.holdere(s, "enhetsleder", "node", skolen(s), paa)]


def test_a_deputy_has_the_role_in_the_period_and_is_told(db: Database) -> None:
    rad = db.write(stedfortreder)
    rektor, hilde = db.read(lambda s: (person(s, REKTOR), person(s, HILDE)))
    assert db.read(lambda s: (ledere(s, I_DAG), ledere(s, date(2027, 5, 31)))) == ([hilde], [rektor])
    assert db.read(lambda s: [r.id for r in roller.stedfortredere(s, rektor, I_DAG)]) == [rad.id]
    varsel = db.read(lambda s: s.exec(select(Utboks).where(Utboks.nokkel == "rolle_gitt")).one())
    assert (varsel.mottaker, varsel.parametre) == ({"person": hilde}, {"rolle": rad.id})
    linje = db.read(lambda s: s.exec(select(revisjon.Revisjon)).all())[-1]
    assert (linje.hendelse, linje.aktor) == ("stedfortreder.gitt", f"person:{rektor}")
    db.write(lambda s: roller.avslutt(s, NAA, rektor, rad.id or 0, siste=I_DAG))
    assert db.read(lambda s: ledere(s, date(2027, 5, 4))) == [rektor]


@pytest.mark.parametrize(
    ("felt", "ventet"),
    [
        ({"til": GJEST}, "rolle.er_gjest"),
        ({"til": REKTOR}, "rolle.til_seg_selv"),
        ({"slutt": date(2027, 5, 2)}, "rolle.periode"),
        ({"fra": date(2027, 6, 2)}, "rolle.periode"),
        ({"slutt": date(2029, 5, 2)}, "rolle.periode"),
    ],
)
def test_a_deputy_who_cannot_be(db: Database, felt: dict[str, object], ventet: str) -> None:
    assert kode(db, lambda s: stedfortreder(s, **felt)) == ventet  # type: ignore[arg-type]
    assert db.read(lambda s: roller.stedfortredere(s, person(s, REKTOR), I_DAG)) == []


def test_nobody_who_has_left_and_nobody_twice(db: Database) -> None:
    db.write(stedfortreder)
    assert kode(db, stedfortreder) == "rolle.finnes"

    def slutter(s: Session) -> None:
        rad = s.exec(select(Person).where(Person.ekstern_id == "P009")).one()
        rad.gyldig_til = date(2027, 5, 1)
        s.add(rad)

    db.write(slutter)
    assert kode(db, lambda s: stedfortreder(s, "P009")) == "rolle.har_sluttet"


def test_only_the_hms_ansvarlig_gives_roles_and_never_to_oneself(db: Database) -> None:
    assert kode(db, lambda s: gi(s, av=REKTOR)) == "rolle.ingen_rett"
    assert kode(db, lambda s: gi(s, til=HMS)) == "rolle.til_seg_selv"
    assert kode(db, lambda s: gi(s, til=GJEST)) == "rolle.er_gjest"
    assert kode(db, lambda s: gi(s, rolle="varslingsmottak", omfang=("node", 1))) == "rolle.bare_i_fila"
    assert kode(db, lambda s: gi(s, omfang=("node", skolen(s)))) == "rolle.feil_sted"
    assert kode(db, lambda s: gi(s, part="a_side")) == "rolle.part"
    assert kode(db, lambda s: gi(s, fra=date(2026, 1, 1))) == "rolle.dato"
    rad = db.write(gi)
    assert kode(db, gi) == "rolle.finnes"
    assert (rad.fra_samtale, rad.gyldig_fra) == (True, I_DAG)
    db.write(lambda s: roller.avslutt(s, NAA, person(s, HMS), rad.id or 0, siste=I_DAG))
    assert db.read(lambda s: s.get(Rolle, rad.id).gyldig_til) == I_DAG  # type: ignore[union-attr]
    assert {v.nokkel for v in db.read(lambda s: s.exec(select(Utboks)).all())} == {"rolle_gitt", "rolle_slutt"}


def test_the_new_one_takes_over_from_the_old(db: Database) -> None:
    def bytt(s: Session) -> None:
        hvor = ("node", skolen(s))
        gammel = [r.id or 0 for r in roller.holdere(s, "enhetsleder", hvor, date(2027, 6, 1))]
        gi(s, rolle="enhetsleder", omfang=hvor, fra=date(2027, 6, 1), avlos=gammel)

    db.write(bytt)
    rektor, hilde = db.read(lambda s: (person(s, REKTOR), person(s, HILDE)))
    assert db.read(lambda s: (ledere(s, date(2027, 5, 31)), ledere(s, date(2027, 6, 1)))) == ([rektor], [hilde])


def test_the_last_hms_ansvarlig_stays(db: Database) -> None:
    def siste(s: Session) -> None:
        rad = s.exec(select(Rolle).where(Rolle.rolle == "hms_ansvarlig", Rolle.stedfortreder == False)).one()  # noqa: E712 - SQL
        roller.avslutt(s, NAA, person(s, HMS), rad.id or 0, siste=I_DAG)

    assert kode(db, siste) == "rolle.siste"


def se(db: Database, naa: datetime) -> list[str]:
    """Who is handed over to at that moment."""
    for_ = {v.id for v in db.read(lambda s: s.exec(select(Utboks)).all())}
    for work in overlevering.arbeid(db.read, standard(), naa):
        db.write(work)
    nye = [v for v in db.read(lambda s: s.exec(select(Utboks)).all()) if v.id not in for_]
    ider = [v.mottaker["person"] for v in nye if v.nokkel == "overlevering"]
    return db.read(lambda s: [p.ekstern_id for id_ in ider if (p := s.get(Person, id_)) is not None])


def test_a_new_leader_is_handed_over_to_once(db: Database) -> None:
    assert se(db, NAA) == []
    kjent = len(db.read(lambda s: s.exec(select(Overlevering)).all()))
    assert kjent > 10

    def ny(s: Session) -> None:
        hvor = ("node", skolen(s))
        gammel = [r.id or 0 for r in roller.holdere(s, "enhetsleder", hvor, date(2027, 5, 10))]
        gi(s, rolle="enhetsleder", omfang=hvor, fra=date(2027, 5, 10), avlos=gammel)

    db.write(ny)
    assert se(db, NAA + timedelta(days=1)) == []
    assert se(db, NAA + timedelta(days=7)) == [HILDE]
    assert se(db, NAA + timedelta(days=7)) == []
    assert se(db, NAA + timedelta(days=8)) == []
    rolle = db.read(lambda s: roller.holdere(s, "enhetsleder", ("node", skolen(s)), date(2027, 5, 10))[0])
    assert db.read(lambda s: overlevering.forgjengere(s, rolle, date(2027, 5, 10))) == [
        db.read(lambda s: person(s, REKTOR))
    ]


def test_the_same_role_by_another_row_is_no_start(db: Database) -> None:
    se(db, NAA)

    def ny_id(s: Session) -> None:
        gammel = s.exec(select(Rolle).where(Rolle.rolle == "enhetsleder", Rolle.omfang_id == skolen(s))).first()
        assert gammel is not None
        ny = Rolle(**{**gammel.model_dump(exclude={"id"}), "ekstern_id": "NY", "gyldig_fra": date(2027, 5, 4)})
        gammel.gyldig_til = I_DAG
        s.add_all((gammel, ny))

    db.write(ny_id)
    assert se(db, NAA + timedelta(days=1)) == []
