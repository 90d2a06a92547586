"""varde tick: one look at the clock by hand."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from bot.bootstrap import ticker_for
from bot.cli.base import apen
from bot.settings import Settings
from hms.kit.klokke import OSLO, Maskinklokke, Sivilklokke
from hms.regelverk.funn import RegelverkError
from hms.regelverk.last import last


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
    with apen(settings) as db:
        try:
            ticker = ticker_for(settings, db, Sivilklokke(machine, offset), machine, last(settings.regelverk))
        except (ValueError, RegelverkError) as error:
            print(error)
            raise typer.Exit(1) from None
        done = ticker.tick()
    print(
        f"Planlagt: {done.planned}. Trinn: {len(done.steps)}. Kort: {done.cards}. "
        f"Utkast slettet: {done.drafts}. Rader ryddet: {done.forgotten}. Slettet: {done.erased}."
    )
