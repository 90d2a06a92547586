"""Reads the word lists before anybody writes: they take longer than a turn may hold the writer (design 2)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from dialogs.language import intents, reports

REF = datetime(2026, 1, 1, tzinfo=UTC)


def varm_opp(fraser: Mapping[str, Sequence[str]]) -> None:
    """Reads one harmless line in every way that a message is read, with the kommune's own words among the others."""
    intents.read("hei", None, fraser)
    reports.read("skled på isen i går", REF)
