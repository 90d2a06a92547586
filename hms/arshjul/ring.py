"""The year of a unit as arcs: each duty from its opening to its deadline, alike ones as one, and how they stand. Pure."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hms.arshjul.model import APEN, IKKE_AKTUELT, UTFORT

FERDIG = "ferdig"
AKTIV = "apen"
OVER = "over_frist"
UAKTUELL = "ikke_aktuelt"
KOMMER = "kommer"
# The state of several is that of the one that asks most of somebody.
TILSTANDER = (OVER, AKTIV, KOMMER, FERDIG, UAKTUELL)


@dataclass(frozen=True)
class Plikt:
    """So many duties of an action that open and end on the same days and have the same status."""

    aksjon: str
    del_: str
    niva: str
    apner: date
    frist: date
    status: str = APEN
    antall: int = 1


@dataclass(frozen=True)
class Bue:
    """Duties of one name that open and end on the same days. `antall` counts them by state."""

    navn: str
    apner: date
    frist: date
    antall: Mapping[str, int]

    @property
    def tilstand(self) -> str:
        """The state that the arc is drawn in."""
        return next(en for en in TILSTANDER if self.antall.get(en))

    @property
    def alle(self) -> int:
        """How many duties it stands for."""
        return sum(self.antall.values())


def tilstand(status: str, apner: date, frist: date, paa: date) -> str:
    """How one duty stands on a civil day. The last day of the deadline is within it."""
    if status == UTFORT:
        return FERDIG
    if status == IKKE_AKTUELT:
        return UAKTUELL
    if frist < paa:
        return OVER
    return AKTIV if apner <= paa else KOMMER


def buer(plikter: Iterable[Plikt], navn: Callable[[Plikt], str], ar: int, paa: date) -> list[Bue]:
    """The arcs that touch the year, by deadline, then by opening and name."""
    samlet: dict[tuple[date, date, str], Counter[str]] = {}
    for en in plikter:
        if en.apner.year <= ar <= en.frist.year:
            tall = samlet.setdefault((en.frist, en.apner, navn(en)), Counter())
            tall[tilstand(en.status, en.apner, en.frist, paa)] += en.antall
    return [Bue(hva, apner, frist, dict(tall)) for (frist, apner, hva), tall in sorted(samlet.items())]


def spor(spenn: Iterable[tuple[Hashable, int, int]], luft: int) -> list[int]:
    """Which track each span (whose, first day, last day) goes on: its owner's own where there is room, else the first with room.

    Spans on a track are at least `luft` days apart. They come by their first day.
    """
    sist: list[int] = []
    hos: dict[Hashable, int] = {}
    valgt: list[int] = []
    for eier, fra, til in spenn:
        ledig = [n for n, slutt in enumerate(sist) if slutt + luft <= fra]
        her = hos.get(eier, -1)
        if her not in ledig:
            her = ledig[0] if ledig else len(sist)
        if her == len(sist):
            sist.append(til)
        sist[her], hos[eier] = til, her
        valgt.append(her)
    return valgt
