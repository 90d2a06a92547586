"""varde play: the bot with its embedded database and the local Teams page, on the demo kommune."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from bot import logs
from bot.cli.base import lytt, moment, sti
from dialogs.language import egne_ord

HOME = Path.home() / ".local" / "share" / "varde"


def play(
    port: Annotated[int, typer.Option(help="Porten på denne maskinen.", min=1, max=65535)] = 3978,
    data: Annotated[Path, typer.Option(parser=sti, help="Mappen som databasen og samtalene ligger i.")] = HOME,
    clock: Annotated[
        str | None, typer.Option(help="Når kalenderen skal stå på, for eksempel 2026-11-22T10:00.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Åpne siden i nettleseren.")] = True,
) -> None:
    """Start Varde på demokommunen Fjordvik, med en lokal Teams-side."""
    from bot import play as playing

    logs.configure("tekst")
    data = data.expanduser().resolve()
    data.mkdir(parents=True, exist_ok=True)
    settings = playing.settings_for(data, port)
    mistakes = egne_ord.les(settings.fraser).feil
    for line in mistakes:
        print(f"VARDE_FRASER: {line}.")
    if mistakes:
        raise typer.Exit(2)
    app, _varde = playing.build(settings, data, moment(clock, "--clock") if clock is not None else None)
    address = f"http://127.0.0.1:{port}/"

    def announce() -> None:
        print(f"Varde kjører på {address}  (Ctrl+C stopper)", flush=True)
        if browser:
            webbrowser.open(address)

    lytt(app, "127.0.0.1", port, announce, "Velg en annen port med --port.")
