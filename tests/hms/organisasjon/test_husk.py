"""What is remembered of the organisation, and when it is forgotten."""

from datetime import date

import pytest
from sqlmodel import Session, select

from hms.kit.db import Database
from hms.organisasjon import endring, queries
from hms.organisasjon.model import Person

PAA = date(2026, 11, 23)


@pytest.fixture
def fjordvik(fjordvik_url: str):
    """Two processes, as it were, on one database with the demo kommune."""
    ours, theirs = Database(fjordvik_url), Database(fjordvik_url)
    yield ours, theirs
    ours.close()
    theirs.close()


def kari(session: Session):
    id_ = session.exec(select(Person.id).where(Person.ekstern_id == "P045")).one()
    return queries.person(session, id_ or 0)


def test_the_second_unit_asks_for_the_mark_only(fjordvik) -> None:
    ours, _ = fjordvik
    asked: list[str] = []

    def rolle(session: Session) -> list[int]:
        driver = session.connection().connection.dbapi_connection
        if ours.is_sqlite:
            driver.set_trace_callback(asked.append)
        found = [p.id for p in queries.kommune_rolle(session, "hms_ansvarlig", PAA)]
        if ours.is_sqlite:
            driver.set_trace_callback(None)
        return found

    first = ours.read(rolle)
    before = len(asked)
    assert ours.read(rolle) == first
    if ours.is_sqlite:
        assert [statement for statement in asked[before:] if "organisasjon_merke" not in statement] == []


def test_a_change_is_seen_by_the_next_unit_also_of_another_process(fjordvik) -> None:
    ours, theirs = fjordvik
    assert [db.read(kari).sprak for db in fjordvik] == [None, None]
    ours.write(lambda s: endring.sett_sprak(s, kari(s).id, "nn"))
    assert [db.read(kari).sprak for db in fjordvik] == ["nn", "nn"]
    theirs.write(lambda s: setattr(s.get(Person, kari(s).id), "sprak", "en"))
    assert [db.read(kari).sprak for db in fjordvik] == ["en", "en"]


def test_a_unit_sees_its_own_change_and_what_it_read_is_gone_with_it(fjordvik) -> None:
    ours, theirs = fjordvik

    def work(session: Session) -> None:
        endring.sett_sprak(session, kari(session).id, "nn")
        assert kari(session).sprak == "nn"
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        ours.write(work)
    assert [db.read(kari).sprak for db in (ours, theirs)] == [None, None]


def test_the_memory_has_an_end(fjordvik, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, _ = fjordvik
    monkeypatch.setattr("hms.organisasjon.husk.MEST", 3)

    def everybody(session: Session) -> int:
        found = [queries.person(session, n) for n in range(1, 11)]
        assert len(session.info["organisasjon_minne"]) <= 3
        return len([person for person in found if person])

    assert ours.read(everybody) == 10


def test_without_a_mark_nothing_is_remembered(fjordvik) -> None:
    ours, _ = fjordvik
    ours.write(lambda s: s.connection().exec_driver_sql("DELETE FROM organisasjon_merke"))
    assert ours.read(kari).sprak is None
    ours.write(lambda s: endring.sett_sprak(s, kari(s).id, "nn"))
    assert ours.read(kari).sprak == "nn"
