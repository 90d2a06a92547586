"""Brings a database's schema up to date: at start in play mode, by `varde db upgrade` in service."""

import functools
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

import hms.arshjul.model
import hms.avvik.model
import hms.avvik.personvern
import hms.ekstern.model
import hms.ekstern.personvern
import hms.fil.model
import hms.forbedring.model
import hms.kit.nummer
import hms.kit.revisjon
import hms.kurs.model
import hms.organisasjon.model
import hms.outbox.model
import hms.samtale.model
import hms.tiltak.model
import hms.verneombud.model  # noqa: F401 - the tables announce themselves
from hms.kit.db import Database

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def metadata() -> MetaData:
    """Every table of Varde."""
    return SQLModel.metadata


def upgrade(db: Database) -> None:
    """Runs what is missing, in one transaction. Raises IntegrityError: a row points to one that is not there."""
    if is_current(db):
        return
    with _change(db) as connection:
        command.upgrade(_config(connection), "head")


def is_current(db: Database) -> bool:
    """Is the schema the one that this version of Varde was written for?"""
    return _found(db) == _scripts().get_current_head()


def is_newer(db: Database) -> bool:
    """Is the schema one that this version has never heard of?"""
    found = _found(db)
    return found is not None and found not in {script.revision for script in _scripts().walk_revisions()}


@contextmanager
def _change(db: Database) -> Iterator[Connection]:
    """A transaction that may change tables which others point to.

    SQLite changes a table by making it anew and dropping the old one. Where keys are watched, that is to delete every row
    which the others point to. So they are not watched meanwhile, but looked through before the commit.
    """
    with db.engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        if db.is_sqlite:
            driver.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction
        try:
            with connection.begin():
                yield connection
                if db.is_sqlite:
                    _look_through(connection)
        finally:
            if db.is_sqlite:
                driver.execute("PRAGMA foreign_keys=ON")


def _look_through(connection: Connection) -> None:
    query = "PRAGMA foreign_key_check"
    broken = connection.exec_driver_sql(query).first()
    if broken is not None:
        table, _, parent, _ = broken
        raise IntegrityError(query, None, sqlite3.IntegrityError(f"FOREIGN KEY constraint failed: {table}, {parent}"))


def _found(db: Database) -> str | None:
    """Read beside the writer, so that whoever only looks does not wait for somebody who writes long."""
    return db.read(lambda session: MigrationContext.configure(session.connection()).get_current_revision())


@functools.cache
def _scripts() -> ScriptDirectory:
    """The migrations, whose files are read once in a process."""
    return ScriptDirectory.from_config(_config(None))


def _config(connection: Any) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
