"""What the commands share: the deployment's database, and an answer in words where something cannot be used, never a trace."""

import errno
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import typer
from aiohttp import web
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError
from typer.core import TyperGroup

from bot import settings as env
from bot import upgrade
from bot.settings import Settings
from bot.web import run
from hms.kit.db import Database
from hms.kit.klokke import OSLO

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Kommandoer(TyperGroup):
    """All commands: wrong settings become a line each and exit code 2, a database that does not answer a line and 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except ValidationError as error:
            if error.title != Settings.__name__:
                raise
            for line in env.mistakes(error):
                print(line)
            raise typer.Exit(2) from None
        except DBAPIError as error:
            reason = str(error.orig).strip().splitlines()[0]
            print(
                f"Databasen svarer ikke som den skal: {reason}. Se VARDE_DATABASE_URL. Det som ikke ble ferdig, er ikke lagret."
            )
            raise typer.Exit(1) from None
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read the output has heard enough; that is typer's to end
                raise
            where = f"{error.filename}: " if error.filename else ""
            print(f"Kan ikke lese eller skrive. {where}{error.strerror}.")
            raise typer.Exit(1) from None


def moment(text: str, option: str) -> datetime:
    """A moment as it is written on the command line, Norwegian time where it has no zone. BadParameter: it is none, or no calendar of ours reaches it."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise typer.BadParameter(
            f"«{text}» er ikke et tidspunkt. Skriv for eksempel 2026-11-22T10:00.", param_hint=option
        )
    return read if read.tzinfo else read.replace(tzinfo=OSLO)


def sti(text: str | Path) -> Path:
    """A path as it is written on the command line. BadParameter: nothing is written, which would have meant the working directory."""
    if not str(text).strip():
        raise typer.BadParameter("ventet en sti, men den er tom")
    return Path(text)


@contextmanager
def apen(settings: Settings, fakta: Mapping[str, Any] = MappingProxyType({})) -> Iterator[Database]:
    """The database, upgraded; `fakta` is what its sessions know of the kommune. One of another version becomes a line and exit code 1."""
    db = Database(settings.database_url, fakta=fakta)
    try:
        if why := annen_versjon(db):
            print(why)
            raise typer.Exit(1)
        yield db
    finally:
        db.close()


def annen_versjon(db: Database) -> str | None:
    """What to do with a schema that is not this version's; None when it is."""
    if upgrade.is_current(db):
        return None
    if upgrade.is_newer(db):
        return "Databasen er fra en nyere versjon av Varde. Ta i bruk den versjonen, eller les inn sikkerhetskopien."
    return "Databasen må oppgraderes: varde db upgrade"


def lytt(app: web.Application, host: str, port: int, started: Callable[[], None], raad: str) -> None:
    """Serves until told to stop. An address that cannot be had becomes a line with `raad`, and exit code 1."""
    try:
        run(app, host, port, started)
    except OSError as error:
        why = "porten er opptatt" if error.errno == errno.EADDRINUSE else error.strerror
        print(f"Varde får ikke lytte på {host}:{port}: {why}. {raad}")
        raise typer.Exit(1) from None
