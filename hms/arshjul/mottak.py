"""Who a step goes to on the day it is sent: the responsible role, its deputy, the next up the line (T-05, T-28). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from hms.arshjul.emner import TYPER, Sak
from hms.regelverk.aksjon import Aksjon, Regelverk

KOMMUNEDIREKTOR = "kommunedirektor"
NAERMESTE_LEDER = "naermeste_leder"
# Where a duty ends that nobody in its own chain can be given.
SISTE_UTVEI = ("hms_ansvarlig", KOMMUNEDIREKTOR)


class Organisasjon(Protocol):
    """What is asked of the organisation; `Bilde` answers from values, `queries.Levende` from the tables."""

    @property
    def topp(self) -> int | None: ...
    def over(self, node: int, *typer: str) -> int | None: ...
    def i_rolle(self, rolle: str, omfang_type: str, omfang_id: int, paa: date) -> tuple[int, ...]: ...
    def hovednode(self, person: int, paa: date) -> int | None: ...
    def naermeste_leder(self, person: int, node: int, paa: date) -> tuple[int, str] | None: ...


@dataclass(frozen=True)
class Ledd:
    """One link of the chain: the role, and who stands in it. `oversikt`: told in the monthly overview only (rule 8)."""

    rolle: str
    personer: tuple[int, ...]
    oversikt: bool = False


def mottakere(
    regelverk: Regelverk, aksjon: Aksjon, sak: Sak, niva: int, *, org: Organisasjon, paa: date
) -> tuple[Ledd, ...]:
    """Who gets a step of this level (0 the responsible) on that day. Empty where the chain does not reach so far."""
    ledd = kjede(regelverk, aksjon, sak, org, paa)
    if niva > 0:
        return tuple(ledd[niva : niva + 1])
    if aksjon.felles_oppgave:
        felles = tuple(
            funnet for post in aksjon.ansvarlig if (funnet := _ledd(regelverk, post.rolle, sak, org, paa)) is not None
        )
        if felles:
            return felles
    return tuple(ledd[:1] or _oppover(regelverk, aksjon, sak, org, paa))


def kjede(regelverk: Regelverk, aksjon: Aksjon, sak: Sak, org: Organisasjon, paa: date) -> list[Ledd]:
    """The action's chain as people: vacant roles are left out, and the same person twice in a row is skipped."""
    ledd: list[Ledd] = []
    for rolle in aksjon.kjede(sak.niva) or (sak.rolle,):
        her = _ledd(regelverk, rolle, sak, org, paa)
        if her is not None and ledd and regelverk.standard.hopp_over_samme_person:
            igjen = tuple(p for p in her.personer if p not in ledd[-1].personer)
            her = Ledd(her.rolle, igjen, her.oversikt) if igjen else None
        if her is not None:
            ledd.append(her)
    return ledd


def ledig(regelverk: Regelverk, sak: Sak, org: Organisasjon, paa: date) -> bool:
    """Does nobody stand in the responsible role that day, no deputy either?"""
    return _ledd(regelverk, sak.rolle, sak, org, paa) is None


def _oppover(regelverk: Regelverk, aksjon: Aksjon, sak: Sak, org: Organisasjon, paa: date) -> list[Ledd]:
    """The first above a chain that is vacant all the way."""
    siste = (aksjon.kjede(sak.niva) or (sak.rolle,))[-1]
    for rolle in (*_linja(regelverk, siste), *SISTE_UTVEI):
        her = _ledd(regelverk, rolle, sak, org, paa)
        if her is not None:
            return [her]
    return []


def _linja(regelverk: Regelverk, rolle: str) -> Iterator[str]:
    sett = {rolle}
    neste = regelverk.naermeste.get(rolle)
    while neste is not None and neste not in sett:
        sett.add(neste)
        yield neste
        neste = regelverk.naermeste.get(neste)


def _ledd(regelverk: Regelverk, rolle: str, sak: Sak, org: Organisasjon, paa: date) -> Ledd | None:
    if rolle == NAERMESTE_LEDER:
        return _leder(sak, org, paa)
    her = omfang(regelverk, rolle, sak, org)
    personer = org.i_rolle(rolle, *her, paa) if her is not None else ()
    return Ledd(rolle, personer, rolle == KOMMUNEDIREKTOR) if personer else None


def _leder(sak: Sak, org: Organisasjon, paa: date) -> Ledd | None:
    if sak.person is None:
        return None
    node = org.hovednode(sak.person, paa)
    leder = org.naermeste_leder(sak.person, sak.node if node is None else node, paa)
    return None if leder is None else Ledd(NAERMESTE_LEDER, (leder[0],), leder[1] == KOMMUNEDIREKTOR)


def omfang(regelverk: Regelverk, rolle: str, sak: Sak, org: Organisasjon) -> tuple[str, int] | None:
    """Where the role is held for this duty."""
    mulige = regelverk.niva.get(rolle, ())
    niva = sak.niva if sak.niva in mulige else (mulige[0] if mulige else "")
    match niva:
        case "kommune":
            return None if org.topp is None else ("node", org.topp)
        case "verneomrade":
            return None if sak.omrade is None else ("verneomrade", sak.omrade)
        case "bygg":
            return None if sak.bygg is None else ("bygg", sak.bygg)
    node = org.over(sak.node, *TYPER[niva]) if niva in TYPER else None
    return None if node is None else ("node", node)
