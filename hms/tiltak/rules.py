"""The rules of a tiltak: its states, and what its ladder waits for. Pure (mks.md)."""

from datetime import date, timedelta

APEN = "apen"
PABEGYNT = "pabegynt"
UTFORT = "utfort"
IKKE_AKTUELL = "ikke_aktuell"
UFERDIGE = (APEN, PABEGYNT)
FERDIGE = (UTFORT, IKKE_AKTUELL)

MAKS_HVA = 500
LENGST = timedelta(days=730)


def gyldig_frist(frist: date, i_dag: date) -> bool:
    """A deadline is today or later, and not further away than two years."""
    return i_dag <= frist <= i_dag + LENGST


def over_frist(frist: date, status: str, i_dag: date) -> bool:
    """Is it overdue: not done, and its last day has passed?"""
    return status in UFERDIGE and frist < i_dag
