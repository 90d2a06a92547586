"""The upgrade of a database that is in use: what people wrote is there afterwards, and every key still points to its row."""

from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from bot import upgrade
from hms.avvik.model import Avvik
from hms.kit.db import Database
from tests.fakes.varde import HVA, Rigg

FORRIGE = "0016"


def tilbake(url: str) -> None:
    """Brings the schema back to what the version before had. A plain engine does not watch SQLite's keys."""
    engine = create_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(upgrade.MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, FORRIGE)
    engine.dispose()


def antall(db: Database) -> dict[str, Any]:
    """How many rows each table holds."""
    with db.engine.connect() as connection:
        tables = upgrade.metadata().tables
        return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar() for name in tables}  # noqa: S608 - our own names


async def meldt(rigg: Rigg) -> Avvik:
    """A case that somebody reported, with what hangs on it."""
    kari = rigg.konto("P045")
    await rigg.si(kari, f"meld avvik: {HVA}")
    for label in ("Bygg", "Ingen skade"):
        await rigg.trykk(kari, label)
    await rigg.si(kari, "2")
    await rigg.trykk(kari, "Send")
    return rigg.avvik()[0]


async def test_a_database_with_cases_is_upgraded_and_nothing_is_lost(rigg: Rigg) -> None:
    db, case = rigg.varde.db, await meldt(rigg)
    before = antall(db)
    tilbake(db.url)
    assert not upgrade.is_current(db)
    upgrade.upgrade(db)
    assert upgrade.is_current(db)
    assert antall(db) == before
    assert rigg.avvik()[0].hva == case.hva == HVA
    with pytest.raises(IntegrityError):  # keys are watched again
        db.write(lambda s: s.connection().execute(text("DELETE FROM avvik")))


async def test_a_key_that_points_nowhere_stops_the_upgrade_and_changes_nothing(rask: Rigg) -> None:
    db = rask.varde.db
    await meldt(rask)
    tilbake(db.url)
    engine = create_engine(db.url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM avvik"))
    engine.dispose()
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        upgrade.upgrade(db)
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == FORRIGE
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'avvik_kode'")).scalar() == 0
