"""The migrations and the tables tell the same story: upgrade an empty database to head, and nothing is left to migrate."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

import hms
from hms.kit.db import Database

MIGRATIONS = Path(__file__).resolve().parents[2] / "bot" / "migrations"


@pytest.fixture(params=["sqlite_url", pytest.param("postgres_url", marks=pytest.mark.postgres)])
def empty_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    opened = Database(request.getfixturevalue(request.param))
    yield opened
    opened.close()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _import_every_table() -> None:
    for module in pkgutil.walk_packages(hms.__path__, "hms."):
        importlib.import_module(module.name)


def test_after_head_nothing_is_left_to_migrate(empty_database: Database) -> None:
    _import_every_table()
    config = _config()
    with empty_database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_migrations_are_one_line() -> None:
    assert len(ScriptDirectory.from_config(_config()).get_heads()) == 1
