"""The lines that were not understood, for `varde read --misses`."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from bot.cli.base import apen
from bot.settings import Settings
from dialogs.language import intents
from hms.samtale import misforstatt


def show_misses(settings: Settings, words: Mapping[str, Sequence[str]]) -> None:
    """One row a line: how often, the last day, the language, the text, and what it is read as today."""
    with apen(settings) as db:
        found = db.read(misforstatt.liste)
    if not settings.misforstatt:
        print("VARDE_MISFORSTATT er ikke slått på, så Varde tar ikke vare på nye linjer.")
    if not found:
        print("Ingen linjer er tatt vare på.")
        return
    table = Table("Antall", "Sist", "Språk", "Linje", "Leses nå som")
    for text, language, day, count in found:
        now = intents.read(text, language, words).intent or "spør"
        table.add_row(str(count), day.isoformat(), language, text, now)
    Console(markup=False, highlight=False).print(table)
