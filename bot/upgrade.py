"""Brings a database's schema up to date: at start in play mode, by `varde db upgrade` in service."""

import functools
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData
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
    """Runs what is missing, in one transaction."""
    if is_current(db):
        return
    with db.engine.begin() as connection:
        command.upgrade(_config(connection), "head")


def is_current(db: Database) -> bool:
    """Is the schema the one that this version of Varde was written for?"""
    with db.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found == _newest()


@functools.cache
def _newest() -> str | None:
    """The last of the migrations, whose files are read once in a process."""
    return ScriptDirectory.from_config(_config(None)).get_current_head()


def _config(connection: Any) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
