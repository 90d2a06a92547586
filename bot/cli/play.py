"""varde play: the bot with its embedded database and the local Teams page, on the demo kommune."""

import webbrowser
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import logs
from bot.web import run
from dialogs.language import egne_ord
from hms.kit.klokke import OSLO

HOME = Path.home() / ".local" / "share" / "varde"


def play(
    port: Annotated[int, typer.Option(help="Porten på denne maskinen.", min=1, max=65535)] = 3978,
    data: Annotated[Path, typer.Option(help="Mappen som databasen og samtalene ligger i.")] = HOME,
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
    app, _varde = playing.build(settings, data, _moment(clock))
    address = f"http://127.0.0.1:{port}/"

    def announce() -> None:
        print(f"Varde kjører på {address}  (Ctrl+C stopper)", flush=True)
        if browser:
            webbrowser.open(address)

    try:
        run(app, "127.0.0.1", port, announce)
    except OSError as error:
        print(f"Porten {port} er opptatt. Velg en annen med --port. ({error.strerror})")
        raise typer.Exit(1) from None


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"«{text}» er ikke et tidspunkt. Skriv for eksempel 2026-11-22T10:00.", param_hint="--clock"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=OSLO)
