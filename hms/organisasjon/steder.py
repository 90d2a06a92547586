"""A place or a person by what somebody wrote: nodes, buildings and people, and which of them were meant."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from hms.organisasjon import model, sok
from hms.organisasjon import queries as org

NAERT = 3.0  # points of likeness within which two names are equally good
BYGG_TERSKEL = 90.0
TABELLER: dict[str, Any] = {
    "node": model.Node,
    "bygg": model.Bygg,
    "person": model.Person,
    "verneomrade": model.Verneomrade,
    "mks_gruppe": model.MksGruppe,
}


@dataclass(frozen=True)
class Sted:
    """One hit: `type` is node, bygg or person."""

    type: str
    id: int
    navn: str


def finn(session: Session, tekst: str, paa: date, *, egne: Collection[int] = ()) -> list[Sted]:
    """What was meant, best first. One that stands above the others, or in one's own line (`egne`, node ids), is meant alone."""
    sokt = sok.fold(tekst)
    treff = [
        (sok.likhet(sokt, sok.fold(sted.navn)), sted)
        for sted in (
            *(Sted("node", node.id, node.navn) for node in org.sok_noder(session, tekst, paa, 20)),
            *_bygg(session, sokt, paa),
            *(Sted("person", person.id, person.navn) for person in org.sok_personer(session, tekst, paa, 8)),
        )
    ]
    if not treff:
        return []
    best = max(likt for likt, _ in treff)
    gode = [sted for likt, sted in sorted(treff, key=lambda ett: -ett[0]) if likt >= best - NAERT]
    like = [sted for sted in gode if sok.fold(sted.navn) == sokt] or gode
    return _ett_sted(session, like, egne)


def hent(session: Session, sted_type: Any, sted_id: int, paa: date) -> Sted | None:
    """The node, building or person with this id, if it counts that day."""
    tabell = TABELLER.get(sted_type) if isinstance(sted_type, str) else None
    rad = session.get(tabell, sted_id) if tabell is not None and sted_type in ("node", "bygg", "person") else None
    return Sted(sted_type, sted_id, rad.navn) if rad is not None and org.er_gyldig(rad, paa) else None


def navn(session: Session, omfang_type: str, omfang_id: int) -> str:
    """What a scope of a role is called."""
    rad = session.get(TABELLER[omfang_type], omfang_id) if omfang_type in TABELLER else None
    return rad.navn if rad is not None else ""


def _bygg(session: Session, sokt: str, paa: date) -> list[Sted]:
    rows = session.exec(select(model.Bygg).where(org.gyldig(model.Bygg, paa)).order_by(col(model.Bygg.id)))
    return [Sted("bygg", row.id or 0, row.navn) for row in rows if sok.likhet(sokt, sok.fold(row.navn)) >= BYGG_TERSKEL]


def _ett_sted(session: Session, treff: list[Sted], egne: Collection[int]) -> list[Sted]:
    """A building named as its unit is the unit; a unit with its parts is the unit; one's own comes before others'."""
    nodes = [sted for sted in treff if sted.type == "node"]
    navnene = {sok.fold(sted.navn) for sted in nodes}
    ut = [sted for sted in treff if sted.type != "bygg" or sok.fold(sted.navn) not in navnene]
    if not nodes or any(sted.type == "person" for sted in ut):
        return ut
    mine = [sted for sted in nodes if sted.id in egne]
    if mine and len(nodes) > 1:
        ut = mine
    for sted in ut:
        top = org.node(session, sted.id) if sted.type == "node" else None
        if (
            top is not None
            and top.type != "kommune"
            and all(annet == sted or _under(session, annet, sted.id) for annet in ut)
        ):
            return [sted]
    return ut


def _under(session: Session, sted: Sted, node_id: int) -> bool:
    """Does a node lie under the node, or a building belong to it or to one below?"""
    if sted.type == "node":
        return any(node.id == node_id for node in org.linje(session, sted.id))
    users = session.exec(select(model.ByggBruker.node_id).where(model.ByggBruker.bygg_id == sted.id)).all()
    return any(node.id == node_id for user in users for node in org.linje(session, user))
