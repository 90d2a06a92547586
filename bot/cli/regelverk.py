"""varde regelverk check: every mistake of the kommune's own rulebook at once, a line each."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.base import sti
from bot.settings import Settings
from hms.regelverk import last, rutiner

app = typer.Typer(help="Regelverket: årshjulet og innstillingene som data.", no_args_is_help=True)


@app.callback()
def _gruppe() -> None: ...


@app.command("check")
def check(
    mappe: Annotated[
        Path | None,
        typer.Argument(parser=sti, help="Mappa med kommunens egne filer. Uten: VARDE_REGELVERK, ellers dokumentets."),
    ] = None,
) -> None:
    """Les regelverket, og vis hver feil med fil, linje, nøkkel og hva som var ventet."""
    settings = Settings()
    regelverk, funn = last.sjekk(mappe if mappe is not None else settings.regelverk)
    for linje in (lenker := rutiner.les(settings.rutiner)).feil:
        typer.echo(f"VARDE_RUTINER: {linje}.", err=True)
    for ett in funn:
        typer.echo(str(ett), err=True)
    feil = sum(not ett.advarsel for ett in funn) + len(lenker.feil)
    if regelverk is None or lenker.feil:
        typer.echo(f"{feil} feil. Regelverket kan ikke brukes.", err=True)
        raise typer.Exit(1)
    i_bruk = sum(aksjon.aktiv for aksjon in regelverk.aksjoner.values())
    typer.echo(f"Regelverket er i orden: {len(regelverk.aksjoner)} aksjoner, {i_bruk} i bruk, {len(funn)} advarsler.")
