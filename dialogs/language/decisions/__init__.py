"""Decisions, measures and status changes in the lines of a meeting (domain/mks.md)."""

from dialogs.language.decisions.lese import read, roster_entries
from dialogs.language.decisions.model import DecisionReading, Frist, Nevnt, Tiltak

__all__ = ["DecisionReading", "Frist", "Nevnt", "Tiltak", "read", "roster_entries"]
