"""Roles that were given or ended in chat meet the file: what was decided there stands until the file agrees (docs/adr/0017). Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hms.organisasjon.importer.ark import PERSONER, ROLLER, Rad
from hms.organisasjon.importer.periode import fra, til
from hms.organisasjon.importer.tilstand import OMFANGSARK
from hms.organisasjon.importer.tolk import Innhold
from hms.regelverk.roller import OMFANG_FOR_NIVA, roller

Hva = Literal["gitt", "avsluttet", "overtatt"]
SAMME = ("rolle", "person", "gjelder", "stedfortreder")


@dataclass(frozen=True)
class Samtalerolle:
    """What the operator is told of a role: given in chat and not in the file, ended in chat though the file has it open, or
    taken over by a row of the file. `rad` is what stands after the import.
    """

    hva: Hva
    id: str
    rad: Mapping[str, object]


def forene(
    naa: Mapping[str, Rad], i_samtale: Mapping[str, bool], onsket: Innhold, paa: date
) -> tuple[Innhold, tuple[Samtalerolle, ...]]:
    """What the file wants, with the roles of the chat kept, and what is to be told.

    `naa` are the role rows of the database, `i_samtale` the ids of those that chat has touched: is it a stand-in for a holder?
    Such a row has no like in a file.
    """
    rader = dict(onsket[ROLLER.navn])
    sagt: list[Samtalerolle] = []
    for id_, vikar in sorted(i_samtale.items()):
        rad = naa[id_]
        if id_ in rader:
            sagt += _avsluttet(id_, rad, rader)
        elif til(rad) >= paa:
            sagt += _gitt(id_, rad, rader, onsket, vikar=vikar, paa=paa)
    return {**onsket, ROLLER.navn: rader}, tuple(sagt)


def _avsluttet(id_: str, rad: Rad, rader: dict[str, Rad]) -> Iterator[Samtalerolle]:
    """A row of the file that was ended in chat stays ended, unless the file begins it anew later."""
    fila = rader[id_]
    if til(rad) < til(fila) and fra(fila) <= til(rad):
        rader[id_] = {**fila, "gyldig_til": rad["gyldig_til"]}
        yield Samtalerolle("avsluttet", id_, rader[id_])


def _gitt(
    id_: str, rad: Rad, rader: dict[str, Rad], onsket: Innhold, *, vikar: bool, paa: date
) -> Iterator[Samtalerolle]:
    """A role given in chat stays, until the file has the same one, or no longer has its person or its place."""
    if not vikar and any(_tar_over(annen, rad, paa) for annen in rader.values()):
        yield Samtalerolle("overtatt", id_, rad)  # what is not in the file ends
        return
    slutt = min(_siste(onsket, PERSONER.navn, rad["person"]), _siste(onsket, _ark(rad), rad["gjelder"]))
    if slutt < fra(rad):
        return
    rader[id_] = rad if til(rad) <= slutt else {**rad, "gyldig_til": slutt}
    yield Samtalerolle("gitt", id_, rader[id_])


def _tar_over(annen: Rad, rad: Rad, paa: date) -> bool:
    """Is the row of the file the same role, from the first day on which the chat's would still count?"""
    samme = all(rad[felt] == annen[felt] for felt in SAMME)
    return samme and fra(annen) <= max(fra(rad), paa) and til(annen) >= paa


def _ark(rad: Rad) -> str:
    """The sheet of what the role is held in."""
    niva = roller()[str(rad["rolle"])].niva[0]
    return OMFANGSARK[OMFANG_FOR_NIVA[niva][0]]


def _siste(onsket: Innhold, ark: str, id_: object) -> date:
    """The last day of something in the file; the beginning of time for what is not there."""
    rad = onsket[ark].get(str(id_))
    return date.min if rad is None else til(rad)
