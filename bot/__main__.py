"""The `varde` command."""

import typer

from bot.cli import (
    arkiv,
    db,
    doctor,
    dokumentasjon,
    hjul,
    manifest,
    oppstart,
    org,
    person,
    plan,
    play,
    read,
    regelverk,
    serve,
    tick,
)
from bot.cli.base import Kommandoer

app = typer.Typer(cls=Kommandoer, help="Varde, HMS-boten til kommunen.", no_args_is_help=True, add_completion=False)
app.command()(play.play)
app.command()(serve.serve)
app.command()(tick.tick)
app.command()(doctor.doctor)
app.command()(read.read)
app.command()(plan.plan)
app.command()(hjul.hjul)
app.command()(dokumentasjon.dokumentasjon)
app.command()(arkiv.arkiv)
app.add_typer(db.app, name="db")
app.add_typer(org.app, name="org")
app.add_typer(oppstart.app, name="import")
app.add_typer(manifest.app, name="manifest")
app.add_typer(person.app, name="person")
app.add_typer(regelverk.app, name="regelverk")


def main() -> None:
    """Entry point."""
    app()


if __name__ == "__main__":
    main()
