"""varde tick: one look at the clock by hand."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from bot.bootstrap import ticker_for
from bot.settings import Settings
from hms.kit.db import Database
from hms.kit.klokke import OSLO, Maskinklokke, Sivilklokke


def tick(
    at: Annotated[str | None, typer.Option(help="Tidspunktet det skal gjelde, for eksempel 2026-11-22T10:00.")] = None,
) -> None:
    """Gå gjennom alt som er forfalt nå, én gang. Meldingene sendes av den som kjører «varde serve»."""
    machine = Maskinklokke()
    offset = timedelta()
    if at is not None:
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            raise typer.BadParameter(
                f"«{at}» er ikke et tidspunkt. Skriv for eksempel 2026-11-22T10:00.", param_hint="--at"
            ) from None
        offset = (moment if moment.tzinfo else moment.replace(tzinfo=OSLO)) - machine.now()
    settings = Settings()
    db = Database(settings.database_url)
    try:
        done = ticker_for(settings, db, Sivilklokke(machine, offset), machine).tick()
    finally:
        db.close()
    print(
        f"Trinn: {len(done.steps)}. Utkast slettet: {done.drafts}. Rader ryddet: {done.forgotten}. Slettet: {done.erased}."
    )
