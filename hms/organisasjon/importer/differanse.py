"""What an import would change, and the choices that it needs. Pure: two values in, one out.

The rule for choices: a node that ends while positions, roles or open cases still point at it needs a successor, and a
node that gets another parent or another type needs a word that it was meant. A parent that only follows the successor
of the old one needs none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Literal

from hms.organisasjon.importer.ark import ALLE, NODER, PERSONER, Ark, Rad, Verdi
from hms.organisasjon.importer.feil import Feil
from hms.organisasjon.importer.periode import gjelder, til
from hms.organisasjon.importer.samtale import Samtalerolle
from hms.organisasjon.importer.tilstand import ETTERFOLGER, Tilstand
from hms.organisasjon.importer.tolk import Innhold

Slag = Literal["ny", "endret", "avsluttet", "gjenopptatt"]


@dataclass(frozen=True)
class Valg:
    """What the operator has decided: old node → its successor, and the nodes that are meant to move."""

    etterfolgere: Mapping[str, str] = field(default_factory=dict)
    flytt: frozenset[str] = frozenset()


INGEN_VALG = Valg()


@dataclass(frozen=True)
class Feltendring:
    """A field, with its value before and after."""

    felt: str
    for_: Verdi
    etter: Verdi


@dataclass(frozen=True)
class Endring:
    """One row that changes. `rad` is what it becomes."""

    ark: str
    id: str
    slag: Slag
    rad: Mapping[str, Verdi]
    felter: tuple[Feltendring, ...] = ()


@dataclass(frozen=True)
class Differanse:
    """All that an import would do, how many rows it leaves as they are, and which roles of the chat it meets."""

    endringer: tuple[Endring, ...] = ()
    uendret: Mapping[str, int] = field(default_factory=dict)
    i_samtale: tuple[Samtalerolle, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.endringer)

    def antall(self, ark: str | None = None) -> dict[Slag, int]:
        """How many of each kind, in one sheet or in all."""
        teller: dict[Slag, int] = {"ny": 0, "endret": 0, "avsluttet": 0, "gjenopptatt": 0}
        for endring in self.endringer:
            if ark in (None, endring.ark):
                teller[endring.slag] += 1
        return teller


def sammenlign(naa: Innhold, onsket: Innhold, paa: date, valg: Valg = INGEN_VALG) -> Differanse:
    """The difference. What is missing from the file ends the day before `paa`; what has ended before is left alone."""
    endringer: list[Endring] = []
    uendret: dict[str, int] = {}
    for ark in ALLE:
        mine = list(_ark(ark, naa[ark.navn], onsket[ark.navn], paa, valg))
        endringer.extend(mine)
        rorte = sum(1 for endring in mine if endring.id in onsket[ark.navn] and endring.slag != "ny")
        uendret[ark.navn] = sum(1 for id_ in onsket[ark.navn] if id_ in naa[ark.navn]) - rorte
    return Differanse(tuple(endringer), MappingProxyType(uendret))


def _ark(ark: Ark, naa: Mapping[str, Rad], onsket: Mapping[str, Rad], paa: date, valg: Valg) -> Iterator[Endring]:
    konti = {rad["entra_id"]: id_ for id_, rad in onsket.items() if rad["entra_id"]} if ark is PERSONER else {}
    for id_, rad in naa.items():
        if id_ in onsket:
            continue
        ny = dict(rad)
        if til(rad) >= paa:
            ny["gyldig_til"] = paa - timedelta(days=1)
        if ark is NODER:
            ny[ETTERFOLGER] = valg.etterfolgere.get(id_, rad[ETTERFOLGER])
        if rad.get("entra_id") in konti:
            ny["entra_id"] = None  # somebody else has the account now
        yield from _endring(ark, id_, "avsluttet" if til(rad) >= paa else "endret", rad, ny)
    for id_, rad in onsket.items():
        ny = dict(rad)
        if ark is NODER:
            gammel = naa[id_][ETTERFOLGER] if id_ in naa else None
            ny[ETTERFOLGER] = valg.etterfolgere.get(id_, gammel) if til(rad) < paa else None
        if id_ not in naa:
            yield Endring(ark.navn, id_, "ny", ny)
        else:
            yield from _endring(ark, id_, _slag(naa[id_], ny, paa), naa[id_], ny)


def _slag(rad: Rad, ny: Rad, paa: date) -> Slag:
    if til(rad) < paa <= til(ny):
        return "gjenopptatt"
    return "avsluttet" if til(ny) < paa <= til(rad) else "endret"


def _endring(ark: Ark, id_: str, slag: Slag, rad: Rad, ny: Rad) -> Iterator[Endring]:
    felter = tuple(Feltendring(felt, rad[felt], ny[felt]) for felt in ny if rad[felt] != ny[felt])
    if felter:
        yield Endring(ark.navn, id_, slag, ny, felter)


def avsluttede_noder(tilstand: Tilstand, onsket: Innhold, paa: date) -> list[str]:
    """The nodes of the database that have ended when the file is in."""
    ventet = onsket[NODER.navn]
    return [id_ for id_ in tilstand.innhold[NODER.navn] if id_ not in ventet or til(ventet[id_]) < paa]


def manglende_valg(
    tilstand: Tilstand, onsket: Innhold, radnummer: Mapping[tuple[str, str], int], paa: date, valg: Valg
) -> list[Feil]:
    """The choices that are missing, and those that name something wrong. Nothing is imported while there are any."""
    naa, ventet = tilstand.innhold[NODER.navn], onsket[NODER.navn]
    borte = set(avsluttede_noder(tilstand, onsket, paa))
    feil = list(_feil_i_valg(naa, ventet, borte, paa, valg))
    for id_ in sorted(borte):
        if tilstand.bundet.get(id_) and not (valg.etterfolgere.get(id_) or naa[id_][ETTERFOLGER]):
            params: dict[str, Any] = {"node": id_, "bundet": tilstand.bundet[id_]}
            feil.append(Feil("valg.etterfolger_mangler", NODER.navn, radnummer.get((NODER.navn, id_), 0), "id", params))
    for id_, rad in ventet.items():
        if id_ not in naa or id_ in borte or id_ in valg.flytt:
            continue
        for felt in ("forelder", "type"):
            for_, etter = naa[id_][felt], rad[felt]
            if for_ != etter and not (felt == "forelder" and _folger_etterfolger(naa, borte, for_, etter, valg)):
                params = {"node": id_, "for_": for_, "etter": etter}
                feil.append(Feil("valg.flytt_mangler", NODER.navn, radnummer.get((NODER.navn, id_), 0), felt, params))
    return feil


def _feil_i_valg(
    naa: Mapping[str, Rad], ventet: Mapping[str, Rad], borte: set[str], paa: date, valg: Valg
) -> Iterator[Feil]:
    for gammel, ny in valg.etterfolgere.items():
        if gammel not in naa:
            yield Feil("valg.ukjent_node", NODER.navn, params={"node": gammel})
        elif gammel not in borte:
            yield Feil("valg.gjelder_ikke", NODER.navn, params={"node": gammel})
        if ny not in ventet or not gjelder(ventet[ny], paa):
            yield Feil("valg.etterfolger_er_borte", NODER.navn, params={"node": ny})
    for id_ in sorted(valg.flytt):
        if id_ not in ventet:
            yield Feil("valg.ukjent_node", NODER.navn, params={"node": id_})


def _folger_etterfolger(naa: Mapping[str, Rad], borte: set[str], for_: Verdi, etter: Verdi, valg: Valg) -> bool:
    gammel = str(for_)
    return gammel in borte and etter is not None and valg.etterfolgere.get(gammel, naa[gammel][ETTERFOLGER]) == etter
