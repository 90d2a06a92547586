"""varde db: the schema."""

import typer

from bot import upgrade as schema
from bot.cli.base import annen_versjon
from bot.settings import Settings
from hms.kit.db import Database

app = typer.Typer(help="Databasen.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Oppgrader databasen til denne versjonen."""
    db = Database(Settings().database_url)
    try:
        if schema.is_newer(db):
            print(annen_versjon(db))
            raise typer.Exit(1)
        schema.upgrade(db)
    finally:
        db.close()
    print("Databasen er oppgradert.")


@app.command()
def check() -> None:
    """Er databasen på denne versjonen? Avslutter med 1 hvis ikke."""
    db = Database(Settings().database_url)
    try:
        why = annen_versjon(db)
    finally:
        db.close()
    print(why or "Databasen er på denne versjonen.")
    if why:
        raise typer.Exit(1)
