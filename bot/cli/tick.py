"""varde tick: one look at the clock by hand."""

from datetime import timedelta
from typing import Annotated

import typer

from bot.bootstrap import fakta, ticker_for
from bot.cli.base import apen, moment
from bot.settings import Settings
from hms.kit.klokke import Maskinklokke, Sivilklokke
from hms.regelverk.funn import RegelverkError
from hms.regelverk.last import last


def tick(
    at: Annotated[str | None, typer.Option(help="Tidspunktet det skal gjelde, for eksempel 2026-11-22T10:00.")] = None,
) -> None:
    """Gå gjennom alt som er forfalt nå, én gang. Meldingene sendes av den som kjører «varde serve»."""
    machine = Maskinklokke()
    offset = timedelta()
    if at is not None:
        offset = moment(at, "--at") - machine.now()
    settings = Settings()
    try:
        regelverk = last(settings.regelverk)
        with apen(settings, fakta(settings, regelverk)) as db:
            done = ticker_for(settings, db, Sivilklokke(machine, offset), machine, regelverk).tick()
    except (ValueError, RegelverkError) as error:
        print(error)
        raise typer.Exit(1) from None
    print(
        f"Planlagt: {done.planned}. Trinn: {len(done.steps)}. Kort: {done.cards}. Oversikter: {done.overviews}. "
        f"Utkast slettet: {done.drafts}. Rader ryddet: {done.forgotten}. Slettet: {done.erased}."
    )
