"""Which periods an action has in a year: its name, the day its window opens, and the deadline."""

from datetime import date
from math import ceil
from typing import Any, NamedTuple

from tests.fakes.orakel.kalender import maned_dag, siste_i_maneden

JULI = 7


class Periode(NamedTuple):
    """A period of a calendar-driven action. The deadline is its last day."""

    navn: str
    start: date
    frist: date


def perioder(aksjon: dict[str, Any], ar: int, antall: int | None = None, maneder: int | None = None) -> list[Periode]:
    """The periods with deadline in this year. `antall`: the subject's own number a year; `maneder`: its own interval."""
    syklus = aksjon["syklus"]
    match syklus["type"]:
        case "arlig":
            return [_vindu(aksjon["vindu"], ar, str(ar))]
        case "hvert_n_ar":
            return [_vindu(aksjon["vindu"], ar, str(ar))] if _er_aret(syklus, ar) else []
        case "kvartalsvis":
            return [
                Periode(f"{ar}-Q{k}", date(ar, m, 1), siste_i_maneden(ar, m))
                for k, m in enumerate(syklus["maneder"], 1)
            ]
        case "antall_per_ar":
            return _antall(aksjon, ar, antall)
        case "intervall":
            return _intervall(ar, maneder or syklus["standard_mnd"])
    return []  # lopende, hendelse and per_person have no calendar


def _vindu(vindu: dict[str, str], ar: int, navn: str) -> Periode:
    """A window belongs to the year of its deadline; when it crosses New Year it opened the year before."""
    krysser = vindu["start"] > vindu["slutt"]
    return Periode(navn, maned_dag(ar - krysser, vindu["start"]), maned_dag(ar, vindu["slutt"]))


def _er_aret(syklus: dict[str, Any], ar: int) -> bool:
    """Every n years from basisar; a kommune that has not set it, has no such year (T-37)."""
    if syklus.get("basisar") is None:
        return False
    siden: int = ar - syklus["basisar"] - syklus.get("ar_forskyvning", 0)
    return siden >= 0 and siden % syklus["n"] == 0


def _antall(aksjon: dict[str, Any], ar: int, antall: int | None) -> list[Periode]:
    """The proposed periods, where there are any; else equal parts of the year that never end in July."""
    syklus = aksjon["syklus"]
    n = max(antall or syklus["standard"], syklus["min"])
    n = min(n, syklus.get("maks") or n)
    if forslag := aksjon.get("forslag_perioder"):
        return [_vindu(vindu, ar, f"{ar}-{k}") for k, vindu in enumerate(forslag[:n], 1)]
    slutter = [ceil(12 * k / n) for k in range(1, n + 1)]
    slutter = [m + 1 if m == JULI else m for m in slutter]
    starter = [date(ar, 1, 1), *(siste_i_maneden(ar, m) for m in slutter)]
    return [Periode(f"{ar}-{k}", starter[k - 1], siste_i_maneden(ar, m)) for k, m in enumerate(slutter, 1)]


def _intervall(ar: int, maneder: int) -> list[Periode]:
    """Whole intervals counted from January: 12 months end in December, 6 in June and December, 3 in each quarter."""
    slutter = [m for m in range(1, 13) if (ar * 12 + m) % maneder == 0]
    return [
        Periode(siste_i_maneden(ar, m).isoformat(), _forste(ar, m, maneder), siste_i_maneden(ar, m)) for m in slutter
    ]


def _forste(ar: int, maned: int, maneder: int) -> date:
    start, maned0 = divmod(ar * 12 + maned - maneder, 12)
    return date(start, maned0 + 1, 1)
