"""Lines that were not understood are counted by day and erased by age."""

from datetime import date

from sqlmodel import select

from hms.kit.db import Database
from hms.samtale import misforstatt
from hms.samtale.model import Misforstatt

FREDAG, LORDAG = date(2026, 11, 20), date(2026, 11, 21)


def test_the_same_line_on_a_day_is_one_row(database: Database) -> None:
    for sprak, dag in (("nb", FREDAG), ("nb", FREDAG), ("nb", LORDAG), ("nn", FREDAG)):
        database.write(lambda session, sprak=sprak, dag=dag: misforstatt.husk(session, "zork", sprak, dag))
    rows = database.read(lambda session: session.exec(select(Misforstatt)).all())
    assert sorted((row.sprak, row.dag, row.antall) for row in rows) == [
        ("nb", FREDAG, 2),
        ("nb", LORDAG, 1),
        ("nn", FREDAG, 1),
    ]
    assert database.read(misforstatt.liste) == [("zork", "nb", LORDAG, 3), ("zork", "nn", FREDAG, 1)]


def test_what_is_older_is_erased(database: Database) -> None:
    for dag in (FREDAG, LORDAG):
        database.write(lambda session, dag=dag: misforstatt.husk(session, "zork", "nb", dag))
    assert database.write(lambda session: misforstatt.rydd(session, LORDAG)) == 1
    assert database.read(misforstatt.liste) == [("zork", "nb", LORDAG, 1)]


def test_a_row_says_nothing_of_who_or_where() -> None:
    assert set(Misforstatt.model_fields) == {"id", "tekst", "sprak", "dag", "antall"}
