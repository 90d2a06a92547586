"""Every reader of free text by name, as a function of the text alone: what bench/hostile.py times and bench/fuzz.py tries to break."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dialogs.language import dates, decisions, guards, intents, reports

OPEN = Path(__file__).resolve().parent / "banks" / "open"
REF = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Europe/Oslo"))
ROSTER = ("Kari Nordmann (enhetsleder)", "Kari Moen (verneombud)", "Ola Berg (sektorleder)", "Nils-Arne Ås", "Anne Li")


def readers(ref: datetime = REF) -> Mapping[str, Callable[[str], object]]:
    """The readers, with the moment that texts are written at and a roster for lines of a meeting filled in."""
    return {
        "emergency": guards.emergency,
        "varsling": guards.varsling,
        "personal": guards.personal,
        "intents": intents.read,
        "dates past": lambda text: dates.read(text, ref, "past"),
        "dates future": lambda text: dates.read(text, ref, "future"),
        "dates all": lambda text: dates.read_all(text, ref, "past"),
        "decisions": lambda text: decisions.read(text, ref.date(), ROSTER),
        "reports": lambda text: reports.read(text, ref),
    }


def seeds(bank: str = "*") -> Iterator[str]:
    """The texts of an open bank, or of all of them."""
    for path in sorted(OPEN.glob(f"{bank}.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        lists = [data] if isinstance(data, list) else [v for v in data.values() if isinstance(v, list)]
        yield from (str(r["text"]) for group in lists for r in group if isinstance(r, dict) and "text" in r)
