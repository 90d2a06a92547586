"""The deployment's database, as the commands open it: an answer in words where it cannot be used, never a trace."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from sqlalchemy.exc import OperationalError

from bot import upgrade
from bot.settings import Settings
from hms.kit.db import Database


@contextmanager
def apen(settings: Settings) -> Iterator[Database]:
    """The database, upgraded. One that must be upgraded first, or does not answer, becomes a line and exit code 1."""
    db = Database(settings.database_url)
    try:
        if not upgrade.is_current(db):
            print("Databasen må oppgraderes: varde db upgrade")
            raise typer.Exit(1)
        yield db
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        print(f"Databasen svarer ikke som den skal: {reason}. Se VARDE_DATABASE_URL. Ingenting er endret.")
        raise typer.Exit(1) from None
    finally:
        db.close()
