"""The rules of a tiltak: its states, and what its ladder waits for. Pure (mks.md)."""

from collections.abc import Collection
from datetime import date, timedelta

from hms.kit.kalender import er_stille, er_virkedag, pluss_virkedager

APEN = "apen"
PABEGYNT = "pabegynt"
UTFORT = "utfort"
IKKE_AKTUELL = "ikke_aktuell"
UFERDIGE = (APEN, PABEGYNT)
FERDIGE = (UTFORT, IKKE_AKTUELL)

VENTER = "venter"
GODKJENT = "godkjent"
AVSLATT = "avslatt"
ERSTATTET = "erstattet"

HASTER = 3  # from this severity on a proposed deadline may lie in July
ETTER_FERIEN = (8, 15)
DAGER = {1: (14, 30, 60), 2: (7, 14, 30), 3: (2, 7, 14), 4: (1, 3, 7)}

MAKS_HVA = 500
LENGST = timedelta(days=730)
VERNERUNDE = "vernerunde"
SPOR, MELDES = "sporsmal+14", "avvik+14"  # the last steps of the ladder of a vernerunde's (stiger.yaml)
MAKS_UTSETTELSER = 2  # from the next one on an avvik is proposed (T-32b)
BESTRIDES_INNEN = timedelta(days=14)  # a verneombud may say that it is not done (avvik.md 10)
LENGST_UTSATT = timedelta(days=60)  # a tiltak of a vernerunde, at a time (avvik.md 10)


def gyldig_frist(frist: date, i_dag: date) -> bool:
    """A deadline is today or later, and not further away than two years."""
    return i_dag <= frist <= i_dag + LENGST


def for_lenge(kilde: str | None, fra: date, til: date, i_dag: date) -> bool:
    """Is a deadline put off too far at a time, for what the tiltak came out of? Counted from the old one, or from today when that is over."""
    return kilde == VERNERUNDE and til - max(fra, i_dag) > LENGST_UTSATT


def stigen(kilde: str | None, opphav_type: str, tatt: Collection[str], *, foresla: bool) -> str:
    """Which ladder it climbs, by the steps that are taken. `foresla`: does the kommune ask before it reports (T-31)?

    Who has been asked is waited for, and what has been reported is not asked about, whatever the kommune has chosen since.
    """
    if kilde != VERNERUNDE:
        return f"tiltak_{opphav_type}"
    asks = SPOR in tatt or (foresla and MELDES not in tatt)
    return "tiltak_vernerunde_foresla" if asks else "tiltak_vernerunde"


def over_frist(frist: date, status: str, i_dag: date) -> bool:
    """Is it overdue: not done, and its last day has passed?"""
    return status in UFERDIGE and frist < i_dag


def foreslatte_frister(i_dag: date, grad: int) -> tuple[date, ...]:
    """Deadlines to choose between, the nearest first: working days, sooner the more serious the case is.

    Never in July but 15 August, unless the severity is high or critical (kalender.md, «Når sendes hva» 7).
    """
    found = (_virkedag(i_dag + timedelta(days=days)) for days in DAGER[grad])
    return tuple(dict.fromkeys(_utenom_juli(day) if grad < HASTER else day for day in found))


def _virkedag(day: date) -> date:
    return day if er_virkedag(day) else pluss_virkedager(day, 1)


def _utenom_juli(day: date) -> date:
    month, number = ETTER_FERIEN
    return date(day.year, month, number) if er_stille(day) else day
