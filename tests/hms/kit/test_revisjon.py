"""The audit chain: the database refuses to change it, and what is changed all the same is found."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from hms.kit import revisjon
from hms.kit.db import Database
from tests.fakes.klokke import MANDAG


def fill(database: Database, lines: int = 4) -> None:
    def work(session: Session) -> None:
        for number in range(lines):
            revisjon.skriv(session, MANDAG, "prøve", objekt=f"avvik:{number}", aktor="varde", data={"grad": number})

    database.write(work)


def force(database: Database, statement: str) -> None:
    """Changes the table as somebody would who has the database in his hands."""

    def work(session: Session) -> None:
        connection = session.connection()
        if database.is_sqlite:
            connection.execute(text("DROP TRIGGER revisjon_uendret"))
            connection.execute(text("DROP TRIGGER revisjon_uslettet"))
        else:
            connection.execute(text("ALTER TABLE revisjon DISABLE TRIGGER USER"))
        connection.execute(text(statement))

    database.write(work)


def test_an_empty_chain_and_a_whole_one_are_whole(database: Database) -> None:
    assert database.read(revisjon.brudd) is None
    fill(database)
    assert database.read(revisjon.brudd) is None


@pytest.mark.parametrize("statement", ["UPDATE revisjon SET aktor = 'x'", "DELETE FROM revisjon WHERE id = 1"])
def test_the_database_refuses(database: Database, statement: str) -> None:
    fill(database)
    with pytest.raises(DBAPIError, match="append-only"):
        database.write(lambda session: session.connection().execute(text(statement)))


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE revisjon SET aktor = 'x' WHERE id = 3", 3),
        ("UPDATE revisjon SET data = '{}' WHERE id = 2", 2),
        ("DELETE FROM revisjon WHERE id = 2", 3),
        ("DELETE FROM revisjon WHERE id = 4", 0),
        ("DELETE FROM revisjon", 0),
    ],
)
def test_what_was_forced_is_found(database: Database, statement: str, found: int) -> None:
    fill(database)
    force(database, statement)
    assert database.read(revisjon.brudd) == found


def test_the_first_lines_of_many_writers_make_one_chain(database: Database) -> None:
    futures = [
        database.submit(lambda s, n=n: revisjon.skriv(s, MANDAG, "prøve", objekt=f"avvik:{n}", aktor="varde"))
        for n in range(20)
    ]
    for future in futures:
        future.result()
    assert database.read(revisjon.brudd) is None
