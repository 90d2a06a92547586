"""The oracle on Fjordvik: read out of a database by plain SQL, and printed by its command."""

import json
import sys
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, select

from bot import demo
from hms.kit.db import Database
from hms.organisasjon.model import Rolle
from tests.fakes.orakel import org_fra_database, plan
from tests.fakes.orakel.__main__ import aksjoner, fjordvik, main


@pytest.fixture(scope="module")
def org(tmp_path_factory):
    return fjordvik(tmp_path_factory.mktemp("orakel"))


def ark(navn):
    linjer = (demo.MAPPE / f"{navn}.csv").read_text(encoding="utf-8-sig").splitlines()
    hode = linjer[0].split(";")
    return [dict(zip(hode, linje.split(";"), strict=True)) for linje in linjer[1:]]


def test_everything_comes_over_from_the_database(org):
    assert [n.id for n in org.noder] == [r["id"] for r in ark("Noder")]
    assert {n.id: n.forelder for n in org.noder if n.forelder} == {
        r["id"]: r["forelder"] for r in ark("Noder") if r["forelder"]
    }
    assert {n.id for n in org.noder if n.dognbemannet} == {r["id"] for r in ark("Noder") if r["døgnbemannet"] == "ja"}
    assert {n.id for n in org.noder if n.skole_barnehage} == {
        r["id"] for r in ark("Noder") if r["skole_barnehage"] == "ja"
    }
    assert {p.id for p in org.personer if p.gjest} == {r["id"] for r in ark("Personer") if r["gjest"] == "ja"}
    assert {(s.person, s.node, s.leder or "") for s in org.stillinger} == {
        (r["person"], r["node"], r["leder"]) for r in ark("Stillinger")
    }
    assert {(r.id, r.rolle, r.person, r.omfang, r.stedfortreder) for r in org.roller} == {
        (r["id"], r["rolle"], r["person"], r["gjelder"], r["stedfortreder"] == "ja") for r in ark("Roller")
    }
    assert {(v.id, v.noder) for v in map(_sortert, org.verneomrader)} == {
        (r["id"], tuple(sorted(r["noder"].split(",")))) for r in ark("Verneomrader")
    }
    assert {(b.id, b.hovedbruker) for b in org.bygg} == {(r["id"], r["hovedbruker"]) for r in ark("Bygg")}
    assert {(m.id, m.node, m.moter_per_ar) for m in org.mks_grupper} == {
        (r["id"], r["node"], int(r["møter_per_år"])) for r in ark("MKS-grupper")
    }


def _sortert(omrade):
    return type(omrade)(omrade.id, navn=omrade.navn, noder=tuple(sorted(omrade.noder)))


def test_both_kinds_of_database_say_the_same(fjordvik_url, org):
    slutt = date(2027, 3, 20)
    database = Database(fjordvik_url)
    try:
        database.write(lambda s: _avslutt(s, "R007", slutt))
        with Session(database.engine) as session:
            lest = org_fra_database(session, kurs={"P001": None})
    finally:
        database.close()
    ventet = tuple(replace(r, til=slutt) if r.id == "R007" else r for r in org.roller)
    assert lest == replace(org, roller=ventet, kurs={"P001": None})


def _avslutt(session, rolle, dag):
    rad = session.exec(select(Rolle).where(Rolle.ekstern_id == rolle)).one()
    rad.gyldig_til = dag
    session.add(rad)


def test_the_areas_and_buildings_of_fjordvik(org):
    bilde = org.pa(date(2027, 1, 4))
    assert set(bilde.omrader_i("SOL")) == {"V05", "V13"}
    assert bilde.omrader_i("STA") == bilde.omrader_i("OKD") == ["V12"]  # STA is named, OKD is below HRF, which is named
    vernerunder = {(x.subject, x.node) for x in plan(aksjoner(), org, 2027, 2027) if x.action == "AH-08"}
    assert len(vernerunder) == 16  # 15 units, Solgata with two areas
    assert {("verneomrade:V09", "REN"), ("verneomrade:V09", "EIE")} <= vernerunder


def test_no_step_is_sent_twice_and_nobody_gets_a_step_outside_working_days(org):
    funnet = plan(aksjoner(lv=True, basisar=2025), org, 2026, 2027)
    ganger = Counter((x.action, x.del_, x.subject, x.node, x.period, x.step) for x in funnet)
    assert set(ganger.values()) == {1}
    assert all(r == "kommunedirektor" for x in funnet if x.at.month == 7 for _, r in x.to)
    direktor = {x.at.date() for x in funnet if any(r == "kommunedirektor" for _, r in x.to)}
    assert {d for d in direktor if d.year == 2027} <= {
        date(2027, 1, 4), date(2027, 2, 1), date(2027, 3, 1), date(2027, 4, 1), date(2027, 5, 3), date(2027, 6, 1), date(2027, 7, 1),
        date(2027, 8, 2),
        date(2027, 9, 1), date(2027, 10, 1), date(2027, 11, 1), date(2027, 12, 1),
    }  # fmt: skip


def test_every_calendar_driven_action_is_there_and_a_year_is_the_same_alone_and_among_others(org):
    funnet = plan(aksjoner(lv=True, basisar=2025), org, 2026, 2027)
    uten = {"TX-20", "TX-25", "TX-23", "TX-24", "TX-33"} | {
        "TX-04",
        "TX-05",
        "TX-07",
        "TX-34",
    }  # Fjordvik has no start dates
    assert {x.action for x in funnet} == {a["id"] for a in aksjoner()} - uten
    assert [x for x in funnet if x.at.year == 2027] == plan(aksjoner(lv=True, basisar=2025), org, 2027, 2027)


def test_the_command_prints_the_lines_of_a_year(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["orakel", "--year", "2027"])
    main()
    trykt = [json.loads(linje) for linje in capsys.readouterr().out.splitlines()]
    assert {x["at"][:4] for x in trykt} == {"2027"}
    assert {
        "at": "2027-05-31T09:00:00+02:00", "step": "frist", "action": "AH-08", "del": None, "subject": "verneomrade:V13", "node": "SOL",
        "period": "2027", "deadline": "2027-05-31", "to": [{"person": "P043", "role": "enhetsleder"}],
        "why": ["6.4-8", "6.3.5-1", "6.3.5-2", "6.3.5-3", "5.0-7", "7-EL-10", "7-MKS-4"],
    } in trykt  # fmt: skip
