"""varde manifest: writes the package that makes the bot known to a platform."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.base import sti
from bot.settings import Settings
from manifest.build import Kommando, TeamsApp, teams_package

app = typer.Typer(no_args_is_help=True, help="Pakker som gjør boten kjent for en plattform.")

# Written to the bot as they stand when somebody picks them, so they must be phrases that it understands.
KOMMANDOER = (
    Kommando("meld avvik", "Meld noe som har gått galt, eller kunne ha gått galt"),
    Kommando("mine avvik", "Sakene du har meldt, og hvor langt de har kommet", private=True),
    Kommando("hjelp", "Hva Varde kan hjelpe deg med"),
    Kommando("språk", "Velg bokmål, nynorsk eller engelsk", private=True),
    Kommando("personvern", "Hva Varde lagrer om deg, og hvor lenge", private=True),
)


@app.callback()
def manifest() -> None:
    """Keeps `teams` a subcommand while it is the only one."""


@app.command()
def teams(
    *,
    app_id: Annotated[str, typer.Option(help="Appens ID i Entra, som også er botens")] = "",
    ut: Annotated[Path, typer.Option(parser=sti, help="Filen som skrives")] = Path("varde-teams.zip"),
    versjon: Annotated[str, typer.Option(help="Øk den for hver ny pakke")] = "1.0.0",
    nettsted: Annotated[str, typer.Option(help="Kommunens nettsted")] = "https://fjordvik.example/",
    personvern: Annotated[str, typer.Option(help="Personvernerklæringen; nettstedet om den ikke er gitt")] = "",
    vert: Annotated[list[str] | None, typer.Option(help="Vertsnavn som boten nås på; kan gis flere ganger")] = None,
) -> None:
    """Skriver apppakken for Teams, klar til å lastes opp i administrasjonssenteret."""
    settings = Settings()
    package = TeamsApp(
        app_id=app_id or settings.teams_app_id,
        version=versjon,
        name=settings.teams_app_navn,
        kommune=settings.kommune,
        website=nettsted,
        privacy=personvern or nettsted,
        hosts=tuple(vert or ()),
        commands=KOMMANDOER,
    )
    try:
        ut.write_bytes(teams_package(package))
    except ValueError as expected:
        typer.echo(f"Pakken ble ikke skrevet. Forventet {expected}.", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"Skrev {ut}")
