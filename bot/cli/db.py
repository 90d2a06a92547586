"""varde db: the schema."""

import typer

from bot import upgrade as schema
from bot.settings import Settings
from hms.kit.db import Database

app = typer.Typer(help="Databasen.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Oppgrader databasen til denne versjonen."""
    db = Database(Settings().database_url)
    try:
        schema.upgrade(db)
    finally:
        db.close()
    print("Databasen er oppgradert.")


@app.command()
def check() -> None:
    """Er databasen på denne versjonen? Avslutter med 1 hvis ikke."""
    db = Database(Settings().database_url)
    try:
        current = schema.is_current(db)
    finally:
        db.close()
    print("Databasen er på denne versjonen." if current else "Databasen må oppgraderes: varde db upgrade")
    if not current:
        raise typer.Exit(1)
