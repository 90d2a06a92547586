"""The rules of the verneombud's tracks: how long, how far back, and the states. Pure."""

import functools
from datetime import date, datetime, timedelta

from hms.kit.kalender import pluss_virkedager
from hms.kit.klokke import oslo_date
from hms.regelverk.filer import les_yaml

APENT = "apent"
BESVART = "besvart"
LUKKET = "lukket"
UBESVART = (APENT,)
UFERDIG = (APENT, BESVART)

VERNEOMBUD = "verneombud"
ARBEIDSTILSYNET = "arbeidstilsynet"
STIGE = "svar_verneombud"
AMU_TRINN = "amu+10"

MAKS_STED = 200
MAKS_TEKST = 1000
LENGST_TILBAKE = timedelta(days=7)


@functools.cache
def svar_frist() -> int:
    """How many working days a leader has to answer."""
    return int(les_yaml("verneombud.yaml")["svar_frist"]["virkedager"])


def frist(reist_at: datetime) -> date:
    """The last civil day for the answer. Krav: aml § 6-2, «i rimelig tid»."""
    return pluss_virkedager(oslo_date(reist_at), svar_frist())


def gyldig_fra(fra: datetime, now: datetime) -> bool:
    """Can work have been stopped from this moment: not in the future, and at most a week ago?"""
    return now - LENGST_TILBAKE <= fra <= now
