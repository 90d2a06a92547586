"""What the imports share: the database, the question before anything is written, progress, and lines as they are."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text
from sqlalchemy.engine import make_url

from bot import upgrade
from bot.settings import Settings
from hms.kit.db import Database
from hms.kit.feil import HmsError
from hms.organisasjon.importer.tabell import Fremdrift


@contextmanager
def database() -> Iterator[Database]:
    """The database of this deployment. Raises HmsError «database.mangler»: an import never makes one."""
    url = make_url(Settings().database_url)
    fil = url.database if url.get_backend_name() == "sqlite" else None
    if fil and fil != ":memory:" and not Path(fil).exists():
        raise HmsError("database.mangler")
    db = Database(url.render_as_string(hide_password=False))
    try:
        if not upgrade.is_current(db):
            raise HmsError("database.mangler")
        yield db
    finally:
        db.close()


def bekreftet(konsoll: Console, *, ja: bool) -> bool:
    if ja:
        return True
    if not har_terminal():
        konsoll.print("Ingenting er importert: dette er ikke en terminal. Bruk --ja for å importere.", soft_wrap=True)
        return False
    svar = typer.prompt("Skal dette importeres? [j/N]", default="n", show_default=False)
    if svar.strip().lower() in ("j", "ja", "y", "yes"):
        return True
    konsoll.print("Ingenting er importert.")
    return False


def har_terminal() -> bool:
    return sys.stdin.isatty()


@contextmanager
def fremdrift(konsoll: Console, verb: str) -> Iterator[Fremdrift]:
    """A line that moves while something long goes on; nothing when nobody watches."""
    tall = TextColumn("{task.completed:.0f} rader")
    kolonner = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), tall)
    with Progress(*kolonner, console=konsoll, transient=True, disable=not konsoll.is_terminal) as linje:
        oppgave = linje.add_task(verb, total=None)

        def steg(ark: str, rader: int) -> None:
            linje.update(oppgave, description=f"{verb} {ark}", completed=rader)

        yield steg


def skriv(konsoll: Console, linje: str) -> None:
    """A line as it is: what stands in a cell is read neither as markup nor by the terminal."""
    synlig = "".join(tegn if tegn.isprintable() else "\N{REPLACEMENT CHARACTER}" for tegn in linje)
    konsoll.print(Text(synlig), soft_wrap=True, highlight=False)
