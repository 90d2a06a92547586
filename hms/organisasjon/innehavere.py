"""Who holds a role for a place or a person on a civil date: the holders, or the deputies, or whoever stands in for them.

Roles are public inside the kommune (krav 5.0). A vacancy is said, with the next who stands in (rule 1.3).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from hms.organisasjon import model
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Node, Person
from hms.regelverk.roller import IKKE_TILDELT, Rolleinfo, roller

LEDER = "naermeste_leder"
MKS = "mks_gruppe"
LEDERE = frozenset(org.LEDERROLLE.values())
FLEST = 8
HOYST_OPP = 6


@dataclass(frozen=True)
class Innehavere:
    """Who has `rolle` at `sted` (a place's name). `stedfortreder`: those named are deputies of a post without a holder.

    `i_stedet`: the role that those named hold, when nobody has the one that was asked for. Nobody named: nobody stands in.
    """

    rolle: str
    sted: str
    folk: tuple[Person, ...]
    stedfortreder: bool = False
    i_stedet: str | None = None


@dataclass(frozen=True)
class Omfang:
    """Where a role may be held: the type and id of the scope, its name, and the node that leads on up the line."""

    type: str
    id: int
    navn: str
    node_id: int


def for_node(session: Session, rolle: str, node_id: int, paa: date) -> list[Innehavere]:
    """Who has the role for a node; one for each scope that it lies in. Empty when the role is not held there at all."""
    if rolle == LEDER:
        return _leder_av(session, node_id, paa)
    if rolle == MKS:
        return _mks(session, node_id, paa)
    info = roller()[rolle]
    over = list(_over(session, info, node_id, paa))
    held = [found for found in (_her(session, rolle, omfang, paa) for omfang in over) if found.folk]
    if held:
        return held[:FLEST] if over[0].type in ("verneomrade", "bygg") else held[:1]
    if over and rolle not in LEDERE:
        return [_ledig(session, info, over[0], paa)]
    if over:
        return _leder_av(session, over[0].id, paa)
    return _under(session, info, node_id, paa)


def for_bygg(session: Session, rolle: str, bygg_id: int, paa: date) -> list[Innehavere]:
    """Who has the role for a building; what is not held for a building counts for its main user's unit."""
    bygg = session.get(model.Bygg, bygg_id)
    if bygg is None:
        return []
    omfang = _bygget(session, bygg)
    if "bygg" not in roller()[rolle].niva:
        return for_node(session, rolle, omfang.node_id, paa)
    found = _her(session, rolle, omfang, paa)
    return [found if found.folk else _ledig(session, roller()[rolle], omfang, paa)]


def for_person(session: Session, rolle: str, person_id: int, paa: date) -> list[Innehavere]:
    """Who has the role for somebody, by each of the positions held that day; the leader is the person's own."""
    found: list[Innehavere] = []
    for stilling in org.stillinger(session, person_id, paa):
        own = stilling.leder_id is not None
        new = (
            _naermeste(session, person_id, stilling.node_id, paa, egen=own)
            if rolle == LEDER
            else for_node(session, rolle, stilling.node_id, paa)
        )
        found += [one for one in new if one not in found]
    return found


def for_kommunen(session: Session, rolle: str, paa: date) -> list[Innehavere]:
    """Who has a role of the whole kommune; empty for a role that lies on a place."""
    if rolle not in IKKE_TILDELT and roller()[rolle].niva == ("kommune",):
        return for_node(session, rolle, org.kommune(session).id, paa)
    return []


# --- where a role lies ------------------------------------------------------------------------------------------------


def _over(session: Session, info: Rolleinfo, node_id: int, paa: date) -> Iterator[Omfang]:
    """The scopes of the role that cover the node, nearest first."""
    line = org.linje(session, node_id)
    for her in line:
        if info.kan_ligge_pa("node", her.type):
            yield _noden(her)
    if "kommune" in info.niva and line and line[-1].type != "kommune":
        yield _noden(org.kommune(session))
    for niva, finn in (("verneomrade", _omrader), ("bygg", _bygg)):
        if niva in info.niva:
            yield from next((found for found in (finn(session, her, paa) for her in line) if found), [])


def _under(session: Session, info: Rolleinfo, node_id: int, paa: date) -> list[Innehavere]:
    """Where the role is held below the node. Too many to say give none: then a place must be named."""
    found: list[Innehavere] = []
    for her in org.etterkommere(session, node_id, paa):
        places = [_noden(her)] if info.kan_ligge_pa("node", her.type) else []
        places += _omrader(session, her, paa) if "verneomrade" in info.niva else []
        places += _bygg(session, her, paa) if "bygg" in info.niva else []
        held = (_her(session, info.id, omfang, paa) for omfang in places)
        found += [one for one in held if one.folk and one not in found]
    return found if len(found) <= FLEST else []


def _noden(node: Node) -> Omfang:
    return Omfang("node", node.id, node.navn, node.id)


def _omrader(session: Session, node: Node, paa: date) -> list[Omfang]:
    rows = select(model.Verneomrade).join(
        model.VerneomradeNode, col(model.VerneomradeNode.verneomrade_id) == col(model.Verneomrade.id)
    )
    rows = rows.where(model.VerneomradeNode.node_id == node.id, org.gyldig(model.Verneomrade, paa))
    return [Omfang("verneomrade", row.id or 0, row.navn, node.id) for row in session.exec(rows)]


def _bygg(session: Session, node: Node, paa: date) -> list[Omfang]:
    rows = select(model.Bygg).join(model.ByggBruker, col(model.ByggBruker.bygg_id) == col(model.Bygg.id))
    rows = rows.where(model.ByggBruker.node_id == node.id, org.gyldig(model.Bygg, paa))
    rows = rows.order_by(col(model.ByggBruker.hovedbruker).desc(), col(model.Bygg.id))
    return [_bygget(session, bygg) for bygg in session.exec(rows)]


def _bygget(session: Session, bygg: model.Bygg) -> Omfang:
    users = select(model.ByggBruker.node_id).where(model.ByggBruker.bygg_id == bygg.id)
    main = session.exec(users.order_by(col(model.ByggBruker.hovedbruker).desc())).first()
    return Omfang("bygg", bygg.id or 0, bygg.navn, main or bygg.eier_node_id or org.kommune(session).id)


# --- who ----------------------------------------------------------------------------------------------------------------


def _her(session: Session, rolle: str, omfang: Omfang, paa: date) -> Innehavere:
    """The holders in one scope, or its deputies; nobody named when both are missing."""
    folk = org.holdere(session, rolle, omfang.type, omfang.id, paa)
    if folk:
        return Innehavere(rolle, omfang.navn, tuple(folk))
    vara = org.stedfortredere(session, rolle, omfang.type, omfang.id, paa)
    return Innehavere(rolle, omfang.navn, tuple(vara), stedfortreder=True)


def _ledig(session: Session, info: Rolleinfo, omfang: Omfang, paa: date) -> Innehavere:
    """A vacancy, and who stands in: the role beside it first, then the next one up the line."""
    waiting = [*info.sidespor, *([info.naermeste] if info.naermeste else [])]
    for neste in waiting[:HOYST_OPP]:
        if neste in IKKE_TILDELT:
            continue
        for found in for_node(session, neste, omfang.node_id, paa)[:1]:
            if found.folk:
                return Innehavere(info.id, omfang.navn, found.folk, i_stedet=found.i_stedet or neste)
    return Innehavere(info.id, omfang.navn, ())


def _leder_av(session: Session, node_id: int, paa: date) -> list[Innehavere]:
    """Who leads the node, or the leader next up the line while the post is vacant."""
    line = org.linje(session, node_id)
    return _opp(session, line, paa) if line else []


def _naermeste(session: Session, person_id: int, node_id: int, paa: date, *, egen: bool) -> list[Innehavere]:
    """The nearest leader of somebody who works at the node: nobody is her own (T-05)."""
    leaders = org.linjeledere(session, person_id, node_id, paa)
    line = org.linje(session, node_id)
    if egen and leaders:
        return [Innehavere(LEDER, line[0].navn, (leaders[0],))]
    while line and any(
        p.id == person_id for p in _her(session, org.LEDERROLLE[line[0].type], _noden(line[0]), paa).folk
    ):
        line = line[1:]
    return _opp(session, line, paa) if line else []


def _opp(session: Session, line: list[Node], paa: date) -> list[Innehavere]:
    first = line[0]
    rolle = org.LEDERROLLE[first.type]
    for her in line:
        found = _her(session, org.LEDERROLLE[her.type], _noden(her), paa)
        if found.folk and her == first:
            return [found]
        if found.folk:
            return [Innehavere(rolle, first.navn, found.folk, i_stedet=found.rolle)]
    return [Innehavere(rolle, first.navn, ())]


def _mks(session: Session, node_id: int, paa: date) -> list[Innehavere]:
    """The members of the MKS group that covers the node."""
    for her in org.linje(session, node_id):
        rows = select(model.MksGruppe).where(model.MksGruppe.node_id == her.id, org.gyldig(model.MksGruppe, paa))
        groups = session.exec(rows.order_by(col(model.MksGruppe.id))).all()
        if groups:
            return [Innehavere(MKS, group.navn, tuple(_medlemmer(session, group, paa))) for group in groups]
    return []


def _medlemmer(session: Session, group: model.MksGruppe, paa: date) -> Iterator[Person]:
    rows = select(model.MksMedlem.person_id).where(
        model.MksMedlem.mks_gruppe_id == group.id, org.gyldig(model.MksMedlem, paa)
    )
    for person_id in session.exec(rows.order_by(col(model.MksMedlem.id))):
        person = org.person(session, person_id)
        if person is not None and org.er_gyldig(person, paa):
            yield person
