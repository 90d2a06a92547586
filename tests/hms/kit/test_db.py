"""The database: units share a COMMIT, fail alone, and are told of only when they are on disk."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from hms.kit.db import Database
from hms.organisasjon.model import Node


def add(name: str) -> object:
    def work(session: Session) -> str:
        session.add(Node(ekstern_id=name, type="enhet", navn=name))
        session.flush()
        if name == "bad":
            raise ArithmeticError
        return name

    return work


def names(database: Database) -> set[str]:
    return set(database.read(lambda session: session.exec(select(Node.navn)).all()))


@pytest.fixture
def counted(sqlite_template: Path, sqlite_url: str) -> Iterator[tuple[Database, list[str]]]:
    """A SQLite database, and the commits it has made."""
    Path(sqlite_url.removeprefix("sqlite:///")).write_bytes(sqlite_template.read_bytes())
    points: list[str] = []
    opened = Database(sqlite_url, points.append)
    yield opened, points
    opened.close()


def together(database: Database, *units: object) -> list[object]:
    """Runs units that have gathered behind a slow one; what each came to."""
    held, gathered = threading.Event(), threading.Event()

    def slow(_session: Session) -> None:
        held.set()
        gathered.wait(5)

    futures = [database.submit(slow)]
    held.wait(5)
    futures += [database.submit(unit) for unit in units]  # type: ignore[arg-type]
    gathered.set()
    return [future.exception() or future.result() for future in futures[1:]]


def test_units_that_wait_share_a_commit(counted: tuple[Database, list[str]]) -> None:
    database, points = counted
    assert together(database, *(add(str(n)) for n in range(10))) == [str(n) for n in range(10)]
    assert points.count("after_commit") <= 2
    assert len(names(database)) == 10


def test_one_that_fails_harms_no_other(database: Database) -> None:
    results = together(database, add("a"), add("bad"), add("b"), add("a"))
    assert [type(result).__name__ for result in results[1:3]] == ["ArithmeticError", "str"]
    assert sorted(type(result).__name__ for result in results[::3]) == ["IntegrityError", "str"]
    assert names(database) == {"a", "b"}


def test_a_result_is_told_only_after_its_commit(sqlite_template: Path, sqlite_url: str) -> None:
    Path(sqlite_url.removeprefix("sqlite:///")).write_bytes(sqlite_template.read_bytes())
    seen: list[bool] = []
    reached, go_on = threading.Event(), threading.Event()

    def point(name: str) -> None:
        if name == "before_commit":
            reached.set()
            go_on.wait(5)

    opened = Database(sqlite_url, point)
    future = opened.submit(add("a"))  # type: ignore[arg-type]
    assert reached.wait(5)
    seen.append(future.done())
    go_on.set()
    assert future.result() == "a"
    opened.close()
    assert seen == [False]


def test_a_full_disk_fails_what_does_not_fit_and_keeps_the_rest(counted: tuple[Database, list[str]]) -> None:
    database, _ = counted

    def fill(session: Session) -> None:
        session.add(Node(ekstern_id="big", type="enhet", navn="x" * 4_000_000))
        session.flush()

    def limit(session: Session) -> None:
        pages = session.connection().execute(text("PRAGMA page_count")).scalar_one()
        session.connection().execute(text(f"PRAGMA max_page_count={pages + 20}"))

    database.write(limit)
    results = together(database, add("a"), fill, add("b"))
    assert (results[0], results[2]) == ("a", "b")
    assert isinstance(results[1], OperationalError)
    assert names(database) == {"a", "b"}
    assert database.write(add("c")) == "c"  # type: ignore[arg-type]


def test_another_process_may_write_too(counted: tuple[Database, list[str]]) -> None:
    database, _ = counted
    file = database.url.removeprefix("sqlite:///")
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=5)\n"
        "for n in range(100):\n"
        "    c.execute('BEGIN IMMEDIATE')\n"
        "    c.execute(\"INSERT INTO nummerserie VALUES (?, 1, 1)\", (f's{n}',))\n"
        "    c.execute('COMMIT')\n"
    )
    other = subprocess.Popen([sys.executable, "-c", script, file])  # noqa: S603 - this Python, our words
    assert all(database.write(add(f"n{n}")) == f"n{n}" for n in range(100))  # type: ignore[arg-type]
    assert other.wait(30) == 0
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM nummerserie").fetchone() == (100,)
    connection.close()


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"read-?only"):
        database.read(lambda session: session.connection().execute(text("DELETE FROM node")))


def test_a_closed_database_takes_nothing(database: Database) -> None:
    database.close()
    with pytest.raises(RuntimeError):
        database.submit(add("a"))  # type: ignore[arg-type]


def test_a_unit_of_work_inside_another_is_refused(database: Database) -> None:
    with pytest.raises(RuntimeError, match="inside another"):
        database.write(lambda _session: database.write(lambda _inner: None))
