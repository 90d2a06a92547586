"""What is missing in the organisation for the årshjul to reach somebody: orphans, units without a leader, vacant roles. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hms.arshjul.bilde import Bilde
from hms.arshjul.mottak import LEDERROLLE, SISTE_UTVEI

VERNEOMBUD = "verneombud"
FORELDRELOS = "foreldrelos"
UTEN_LEDER = "uten_leder"
UTEN_VERNEOMBUD = "uten_verneombud"
UTEN_MKS = "uten_mks"
INGEN_SIST = "ingen_sist"
ENHETER = ("enhet", "stab")


@dataclass(frozen=True)
class Mangel:
    """One kind of lack, and what it is about, by name. `alvorlig`: duties reach nobody, or go astray."""

    slag: str
    hva: tuple[str, ...]
    alvorlig: bool = False


def mangler(bilde: Bilde, paa: date) -> list[Mangel]:
    """Everything that is missing that day, the gravest first; nothing where nothing is."""
    funnet = [
        Mangel(INGEN_SIST, tuple(_ingen_sist(bilde, paa)), alvorlig=True),
        Mangel(FORELDRELOS, tuple(_foreldrelose(bilde, paa)), alvorlig=True),
        Mangel(UTEN_LEDER, tuple(_uten_leder(bilde, paa))),
        Mangel(UTEN_VERNEOMBUD, tuple(_uten_verneombud(bilde, paa))),
        Mangel(UTEN_MKS, tuple(_uten_mks(bilde, paa))),
    ]
    return [mangel for mangel in funnet if mangel.hva]


def _ingen_sist(bilde: Bilde, paa: date) -> Iterator[str]:
    """A duty that nobody in its chain can be given ends with one of these roles: with none of them it waits."""
    topp = bilde.topp
    if topp is None or not any(bilde.i_rolle(rolle, "node", topp, paa) for rolle in SISTE_UTVEI):
        yield from SISTE_UTVEI


def _foreldrelose(bilde: Bilde, paa: date) -> Iterator[str]:
    """Nodes whose line does not reach the kommune: nothing can be lifted all the way. One that has ended is passed over."""
    for node in bilde.noder.values():
        if node.gjelder(paa) and not any(her.type == "kommune" for her in bilde.linje(node.id, paa)):
            yield node.navn


def _uten_leder(bilde: Bilde, paa: date) -> Iterator[str]:
    for node in bilde.noder.values():
        leder = bilde.i_rolle(LEDERROLLE[node.type], "node", node.id, paa)
        if node.gjelder(paa) and node.type != "avdeling" and not leder:
            yield node.navn


def _uten_verneombud(bilde: Bilde, paa: date) -> Iterator[str]:
    for omrade in bilde.omrader:
        if omrade.gjelder(paa) and not bilde.i_rolle(VERNEOMBUD, "verneomrade", omrade.id, paa):
            yield omrade.navn


def _uten_mks(bilde: Bilde, paa: date) -> Iterator[str]:
    """Units that no MKS group covers: none of their own, above them or below (T-14)."""
    med = {gruppe.node for gruppe in bilde.grupper if gruppe.gjelder(paa)}
    for node in bilde.noder.values():
        if node.type in ENHETER and node.gjelder(paa):
            dekket = {her.id for her in bilde.linje(node.id, paa)} | set(bilde.under(node.id, paa))
            if not dekket & med:
                yield node.navn
