"""What the database holds, in the same shape as the file, so that the two can be compared as values."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from sqlalchemy import func
from sqlmodel import Session, col, select

from hms.organisasjon.importer.ark import ALLE, BYGG, NODER, ROLLER, VERNEOMRADER, Ark, Rad
from hms.organisasjon.importer.tolk import Innhold
from hms.organisasjon.model import ByggBruker, Node, Rolle, Stilling, VerneomradeNode
from hms.organisasjon.queries import gyldig

# A field that no sheet has: the choice made when the node ended.
ETTERFOLGER = "etterfolger"
OMFANGSARK = {"node": NODER.navn, "verneomrade": VERNEOMRADER.navn, "bygg": BYGG.navn, "mks_gruppe": "MKS-grupper"}


class Binding(Protocol):
    """What another part of the rulebook has open at nodes, and how it follows a successor. `navn` is a machine name."""

    navn: str

    def antall(self, session: Session) -> dict[int, int]:
        """How many open things each node has, by node id; nodes without any are left out."""
        ...

    def flytt(self, session: Session, fra: int, til: int) -> None:
        """Lets the open things of one node follow to another."""
        ...


@dataclass
class Tilstand:
    """`ider` is sheet → row id → database id. `bundet` is node → what still points at it → how many.

    `i_samtale` are the role rows that chat has given or ended: is it a stand-in for a holder who is away?
    """

    innhold: Innhold = field(default_factory=dict)
    ider: dict[str, dict[str, int]] = field(default_factory=dict)
    bundet: dict[str, dict[str, int]] = field(default_factory=dict)
    i_samtale: dict[str, bool] = field(default_factory=dict)


def hent(session: Session, paa: date, bindinger: Sequence[Binding] = ()) -> Tilstand:
    """Reads the whole organisation, ended rows too."""
    tilstand = Tilstand()
    navn: dict[str, dict[int, str]] = {}
    for ark in ALLE:
        _hent_ark(session, ark, tilstand, navn)
    noder = navn[NODER.navn]
    for nokkel, etterfolger in session.exec(select(Node.ekstern_id, Node.etterfolger_id)):
        tilstand.innhold[NODER.navn][nokkel][ETTERFOLGER] = None if etterfolger is None else noder[etterfolger]
    _hent_lister(session, tilstand, navn)
    i_samtale = select(Rolle.ekstern_id, Rolle.for_id).where(col(Rolle.fra_samtale))
    tilstand.i_samtale = {id_: vikar_for is not None for id_, vikar_for in session.exec(i_samtale)}
    for slag, antall in _bundet(session, paa, bindinger).items():
        for node_id, hvor_mange in antall.items():
            tilstand.bundet.setdefault(noder[node_id], {})[slag] = hvor_mange
    return tilstand


def _hent_ark(session: Session, ark: Ark, tilstand: Tilstand, navn: dict[str, dict[int, str]]) -> None:
    felter = [kolonne for kolonne in ark.kolonner if kolonne.i_tabellen]
    tabell: Any = ark.modell
    utvalg = [tabell.id, *(getattr(tabell, kolonne.i_tabellen) for kolonne in felter)]
    if ark is ROLLER:
        utvalg.append(Rolle.omfang_type)
    ider, rader, mine = dict[str, int](), dict[str, Rad](), dict[int, str]()
    navn[ark.navn] = mine
    if ark is NODER:  # nodes point at each other
        mine.update(session.execute(select(Node.id, Node.ekstern_id)).all())
    for id_, *verdier in session.execute(select(*utvalg).order_by(tabell.id)):
        rad: Rad = {kolonne.felt: kolonne.standard for kolonne in ark.kolonner}
        for kolonne, verdi in zip(felter, verdier, strict=False):
            til = OMFANGSARK[verdier[-1]] if kolonne.felt == "gjelder" else kolonne.til
            rad[kolonne.felt] = navn[til].get(verdi) if til else verdi
        nokkel = ark.id_av(rad)
        ider[nokkel], rader[nokkel], mine[id_] = id_, rad, nokkel
    tilstand.ider[ark.navn], tilstand.innhold[ark.navn] = ider, rader


def _hent_lister(session: Session, tilstand: Tilstand, navn: dict[str, dict[int, str]]) -> None:
    noder = navn[NODER.navn]
    dekket = defaultdict[int, list[str]](list)
    for omrade, node in session.exec(select(VerneomradeNode.verneomrade_id, VerneomradeNode.node_id)):
        dekket[omrade].append(noder[node])
    for nokkel, rad in tilstand.innhold[VERNEOMRADER.navn].items():
        rad["noder"] = tuple(sorted(dekket[tilstand.ider[VERNEOMRADER.navn][nokkel]]))
    brukere = defaultdict[int, list[str]](list)
    hovedbruker: dict[int, str] = {}
    for bygg, node, hoved in session.exec(select(ByggBruker.bygg_id, ByggBruker.node_id, ByggBruker.hovedbruker)):
        if hoved:
            hovedbruker[bygg] = noder[node]
        else:
            brukere[bygg].append(noder[node])
    for nokkel, rad in tilstand.innhold[BYGG.navn].items():
        bygg_id = tilstand.ider[BYGG.navn][nokkel]
        rad["brukere"], rad["hovedbruker"] = tuple(sorted(brukere[bygg_id])), hovedbruker.get(bygg_id)


def _bundet(session: Session, paa: date, bindinger: Sequence[Binding]) -> dict[str, dict[int, int]]:
    """Positions and roles that count that day, and what other parts have open, by node id."""
    stillinger = select(Stilling.node_id, func.count()).where(gyldig(Stilling, paa)).group_by(col(Stilling.node_id))
    roller = select(Rolle.omfang_id, func.count()).where(Rolle.omfang_type == "node", gyldig(Rolle, paa))
    funnet = {
        "stillinger": dict(session.execute(stillinger).all()),
        "roller": dict(session.execute(roller.group_by(col(Rolle.omfang_id))).all()),
    }
    return funnet | {binding.navn: binding.antall(session) for binding in bindinger}
