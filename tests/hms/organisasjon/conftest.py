"""A database file of its own for each test."""

from datetime import date

import pytest
from sqlmodel import SQLModel

import hms.avvik.model
import hms.kit.revisjon
import hms.organisasjon.model
import hms.outbox.model
import hms.samtale.model  # noqa: F401 - create_all makes the tables of what is imported
from hms.kit.db import Database


@pytest.fixture
def db(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'varde.db'}")
    SQLModel.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def paa():
    return date(2026, 11, 22)
