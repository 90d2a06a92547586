"""How an item of the minimum list stands (6.3.2-3): green, yellow, red, and why. Pure; civil dates.

What the text leaves open («i denne perioden») is decided in docs/arshjul-tolkninger.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hms.arshjul.model import APEN, IKKE_AKTUELT, UTFORT

GRONN, GUL, ROD, UTEN = "gronn", "gul", "rod", "uaktuell"
FARGER = (GRONN, GUL, ROD, UTEN)
GJENNOMGATT, GAMMEL, LENKE_KOMMER, UTEN_LENKE, DELVIS, MANGLER, UAKTUELT = (
    "gjennomgatt", "gammel", "lenke_kommer", "uten_lenke", "delvis", "mangler", "uaktuelt",
)  # fmt: skip
# A year, and the three months that the yearly review has.
ELDST = timedelta(days=456)


@dataclass(frozen=True)
class Rad:
    """A duty as evidence: of which action and subject, how it stands, and the link that was given."""

    aksjon: str
    emne: str
    status: str
    frist: date
    apner: date
    utfort: date | None = None
    lenke: str = ""
    lenke_kommer: bool = False


@dataclass(frozen=True)
class Stand:
    """The colour, the reason, and the evidence: a link and the day it counts from. `ferdige` of `alle` subjects."""

    farge: str
    grunn: str
    lenke: str = ""
    dato: date | None = None
    ferdige: int = 0
    alle: int = 0


INGEN = Stand(ROD, MANGLER)


def av_plikter(rader: Sequence[Rad], paa: date) -> Stand:
    """How the duties of one action prove the item: every subject has to. No duties: nothing is proved."""
    emner = list(dict.fromkeys(rad.emne for rad in rader))
    if not emner:
        return INGEN
    stander = [_av_emne([rad for rad in rader if rad.emne == emne], paa) for emne in emner]
    ferdige = [en for en in stander if en.farge in {GRONN, UTEN}]
    siste = max(stander, key=lambda en: (bool(en.lenke), en.dato or date.min))
    if len(ferdige) == len(stander):
        gronne = [en for en in stander if en.farge == GRONN]
        return replace(max(gronne, key=lambda en: en.dato or date.min) if gronne else stander[0], alle=len(stander))
    if len(stander) == 1:
        return stander[0]
    if all(en.farge == ROD for en in stander):
        return INGEN
    return Stand(GUL, DELVIS, siste.lenke, siste.dato, len(ferdige), len(stander))


def _av_emne(rader: Sequence[Rad], paa: date) -> Stand:
    svart = [rad for rad in rader if rad.status in {UTFORT, IKKE_AKTUELT}]
    if not svart:
        return INGEN
    siste = max(svart, key=lambda rad: rad.frist)
    if siste.status == IKKE_AKTUELT:
        return Stand(UTEN, UAKTUELT)
    if siste.lenke_kommer:
        return Stand(GUL, LENKE_KOMMER, dato=siste.utfort)
    if not siste.lenke:
        return Stand(GUL, UTEN_LENKE, dato=siste.utfort)
    forbi = any(rad.status == APEN and siste.frist < rad.frist < paa for rad in rader)
    return Stand(GUL if forbi else GRONN, GAMMEL if forbi else GJENNOMGATT, siste.lenke, siste.utfort)


def av_lenke(lenke: str, gjennomgatt: date, gjennomgang: Iterable[Rad], paa: date) -> Stand:
    """How a link stands that was put in by hand. A done yearly review (`gjennomgang`) has looked at it, too."""
    rader = list(gjennomgang)
    sist = max([gjennomgatt, *(rad.utfort for rad in rader if rad.status == UTFORT and rad.utfort is not None)])
    forbi = any(rad.status == APEN and rad.frist < paa and sist < rad.apner for rad in rader)
    gammel = forbi or paa - sist > ELDST
    return Stand(GUL if gammel else GRONN, GAMMEL if gammel else GJENNOMGATT, lenke, sist)


def beste(stander: Iterable[Stand]) -> Stand:
    """What proves most. A duty done without a link and a link by hand make one whole proof."""
    alle = list(stander)
    best = min(alle, key=lambda en: (FARGER.index(en.farge), -(en.dato or date.min).toordinal()), default=INGEN)
    uten = max((en.dato for en in alle if en.grunn == UTEN_LENKE and en.dato is not None), default=None)
    gammel = next((en for en in alle if en.grunn == GAMMEL and en.dato is not None), None)
    if best.farge == GUL and gammel is not None and gammel.dato is not None and uten is not None and uten > gammel.dato:
        return Stand(GRONN, GJENNOMGATT, gammel.lenke, uten)
    return best
