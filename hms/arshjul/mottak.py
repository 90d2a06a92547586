"""Who a step goes to on the day it is sent: the responsible role, its deputy, the next up the line (T-05, T-28). Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Protocol

from hms.arshjul.emner import TYPER, Sak
from hms.regelverk.aksjon import Aksjon, Regelverk

KOMMUNEDIREKTOR = "kommunedirektor"
NAERMESTE_LEDER = "naermeste_leder"
# Where a duty ends that nobody in its own chain can be given.
SISTE_UTVEI = ("hms_ansvarlig", KOMMUNEDIREKTOR)


# Which role leads a node of each type.
LEDERROLLE = {
    "kommune": KOMMUNEDIREKTOR,
    "sektor": "kommunalsjef",
    "enhet": "enhetsleder",
    "stab": "enhetsleder",
    "avdeling": "avdelingsleder",
}


class Sted(Protocol):
    """A node of the line."""

    @property
    def id(self) -> int: ...
    @property
    def type(self) -> str: ...


class Organisasjon(Protocol):
    """What is asked of the organisation; `Bilde` answers from values, `queries.Levende` from the tables."""

    @property
    def topp(self) -> int | None: ...
    def linje(self, node: int, paa: date) -> Sequence[Sted]: ...
    def i_rolle(self, rolle: str, omfang_type: str, omfang_id: int, paa: date) -> tuple[int, ...]: ...
    def hovedstilling(self, person: int, paa: date) -> tuple[int, int | None] | None: ...
    def er_her(self, person: int, paa: date) -> bool: ...


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
    felles = _felles(regelverk, aksjon, sak, org, paa)
    if niva == 0 and len(felles) > 1:
        return tuple(felles)
    ledd = tuple(islice(_kjede(regelverk, aksjon, sak, felles, org=org, paa=paa), niva, niva + 1))
    return ledd if ledd or niva > 0 else tuple(_oppover(regelverk, aksjon, sak, org, paa))


def kjede(regelverk: Regelverk, aksjon: Aksjon, sak: Sak, org: Organisasjon, paa: date) -> list[Ledd]:
    """The action's chain as people: vacant roles are left out, and the same person twice in a row is skipped."""
    felles = _felles(regelverk, aksjon, sak, org, paa)
    return list(_kjede(regelverk, aksjon, sak, felles, org=org, paa=paa))


def _kjede(
    regelverk: Regelverk, aksjon: Aksjon, sak: Sak, felles: Sequence[Ledd], *, org: Organisasjon, paa: date
) -> Iterator[Ledd]:
    forrige: tuple[int, ...] = ()
    if felles:
        forrige = tuple(p for en in felles for p in en.personer)
        yield Ledd(felles[0].rolle, forrige, felles[0].oversikt)
    for rolle in (aksjon.kjede(sak.niva) or (sak.rolle,))[bool(felles) :]:
        her = _ledd(regelverk, rolle, sak, org, paa)
        if her is not None and regelverk.standard.hopp_over_samme_person:
            igjen = tuple(p for p in her.personer if p not in forrige)
            her = Ledd(her.rolle, igjen, her.oversikt) if igjen else None
        if her is not None:
            forrige = her.personer
            yield her


def ledig(regelverk: Regelverk, sak: Sak, org: Organisasjon, paa: date) -> bool:
    """Does nobody stand in the responsible role that day, no deputy either?"""
    return _ledd(regelverk, sak.rolle, sak, org, paa) is None


def _felles(regelverk: Regelverk, aksjon: Aksjon, sak: Sak, org: Organisasjon, paa: date) -> list[Ledd]:
    """Those who answer for the duty together (T-25), each person once, or else those of its one role."""
    roller = [post.rolle for post in aksjon.ansvarlig] if aksjon.felles_oppgave else [sak.rolle]
    funnet: list[Ledd] = []
    for rolle in roller:
        her = _ledd(regelverk, rolle, sak, org, paa)
        sett = {p for en in funnet for p in en.personer}
        if her is not None and (nye := tuple(p for p in her.personer if p not in sett)):
            funnet.append(Ledd(her.rolle, nye, her.oversikt))
    return funnet


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
    hvor = omfang(regelverk, rolle, sak, org, paa)
    personer = org.i_rolle(rolle, *hvor, paa) if hvor is not None else ()
    return Ledd(rolle, personer, rolle == KOMMUNEDIREKTOR) if personer else None


def _leder(sak: Sak, org: Organisasjon, paa: date) -> Ledd | None:
    """The leader that the main position names, or else the leaders of the place, and upwards; nobody leads himself (T-05)."""
    if sak.person is None:
        return None
    node, egen = org.hovedstilling(sak.person, paa) or (sak.node, None)
    ledere = _ledere(org, node, paa)
    if egen is not None and egen != sak.person and org.er_her(egen, paa):
        rolle = next((rolle for rolle, personer in ledere if egen in personer), NAERMESTE_LEDER)
        return Ledd(NAERMESTE_LEDER, (egen,), rolle == KOMMUNEDIREKTOR)
    funnet = next(((rolle, personer) for rolle, personer in ledere if personer and sak.person not in personer), None)
    return None if funnet is None else Ledd(NAERMESTE_LEDER, funnet[1], funnet[0] == KOMMUNEDIREKTOR)


def _ledere(org: Organisasjon, node: int, paa: date) -> list[tuple[str, tuple[int, ...]]]:
    """Those who lead each node of the line, nearest first, and by which role."""
    return [(rolle := LEDERROLLE[n.type], org.i_rolle(rolle, "node", n.id, paa)) for n in org.linje(node, paa)]


def omfang(regelverk: Regelverk, rolle: str, sak: Sak, org: Organisasjon, paa: date) -> tuple[str, int] | None:
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
    node = next((n.id for n in org.linje(sak.node, paa) if n.type in TYPER.get(niva, ())), None)
    return None if node is None else ("node", node)
