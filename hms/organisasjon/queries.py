"""Reads of the organisation as it stands on a civil date (`paa`, Europe/Oslo). Nothing here writes.

A row counts from its `gyldig_fra` to its `gyldig_til`, both included; an empty end is open. A person who has ended holds
no role, whatever the role row says.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, func, literal, or_
from sqlmodel import Session, col, select

from hms.kit.feil import HmsError
from hms.kit.husk import husk
from hms.organisasjon import sok
from hms.organisasjon.model import Node, Person, Rolle, Stilling, Verneomrade, VerneomradeNode

LENGSTE_LINJE = 20
LEDERROLLE = {
    "kommune": "kommunedirektor",
    "sektor": "kommunalsjef",
    "enhet": "enhetsleder",
    "stab": "enhetsleder",
    "avdeling": "avdelingsleder",
}

T = TypeVar("T")


def gyldig(modell: Any, paa: date) -> ColumnElement[bool]:
    """The condition that a row of `modell` counts on the civil date `paa`."""
    return and_(
        or_(col(modell.gyldig_fra).is_(None), col(modell.gyldig_fra) <= paa),
        or_(col(modell.gyldig_til).is_(None), col(modell.gyldig_til) >= paa),
    )


def er_gyldig(rad: Any, paa: date) -> bool:
    """Does a row that has been read count on the civil date `paa`?"""
    return (rad.gyldig_fra is None or rad.gyldig_fra <= paa) and (rad.gyldig_til is None or rad.gyldig_til >= paa)


# People


def person(session: Session, person_id: int) -> Person | None:
    """The person with this id, ended or not."""
    return session.get(Person, person_id)


def person_med_epost(session: Session, epost: str, paa: date) -> Person | None:
    """The one person with this e-mail address, upper and lower case alike. None if nobody has it, or several."""
    sokt = epost.strip().lower()
    if not sokt:
        return None
    treff = session.exec(
        select(Person).where(func.lower(col(Person.epost)) == sokt, gyldig(Person, paa)).limit(2)
    ).all()
    return treff[0] if len(treff) == 1 else None


def person_med_entra_id(session: Session, entra_id: str, paa: date) -> Person | None:
    """The person with this Entra object id (a GUID, in any case)."""
    sokt = entra_id.strip()
    if not sokt:
        return None
    kjente = col(Person.entra_id).in_([sokt, sokt.lower()])  # the import stores lower case; an index finds it
    return session.exec(select(Person).where(kjente, gyldig(Person, paa))).first()


def har_entra_id(session: Session, entra_id: str) -> bool:
    """Does anybody, ended or not, have this Entra object id?"""
    sokt = entra_id.strip().lower()
    return session.exec(select(Person.id).where(func.lower(col(Person.entra_id)) == sokt).limit(1)).first() is not None


def stillinger(session: Session, person_id: int, paa: date) -> list[Stilling]:
    """The positions that the person has that day, the main one first."""
    sporring = select(Stilling).where(Stilling.person_id == person_id, gyldig(Stilling, paa))
    return list(session.exec(sporring.order_by(col(Stilling.rang), col(Stilling.id))))


def ansatte(session: Session, node_id: int, paa: date) -> list[tuple[Person, str]]:
    """Those who have a position at the node itself, with its title."""
    sporring = select(Person, Stilling.tittel).join(Stilling, col(Stilling.person_id) == col(Person.id))
    sporring = sporring.where(Stilling.node_id == node_id, gyldig(Stilling, paa), gyldig(Person, paa))
    return list(session.exec(sporring.order_by(col(Person.id))))


def sok_personer(session: Session, tekst: str, paa: date, grense: int = 5) -> list[Person]:
    """People whose name is like `tekst`, best first; nonsense gives an empty list."""
    rader = session.exec(select(Person.id, Person.navn).where(gyldig(Person, paa))).all()
    return _i_rekkefolge(session, Person, sok.best(tekst, ((n, navn) for n, navn in rader if n), grense))


# Nodes and the line


def nevner_noen(session: Session, tekst: str) -> bool:
    """Is any word of the text, folded, part of the name of somebody in the directory, now or before?"""
    ord_ = set(sok.fold(tekst).split())
    return any(not ord_.isdisjoint(sok.fold(navn).split()) for navn in session.exec(select(Person.navn)))


def kommune(session: Session) -> Node:
    """The top node. Raises HmsError «organisasjon.mangler» when nothing has been imported."""
    sporring = select(Node).where(Node.type == "kommune").order_by(col(Node.gyldig_til).is_not(None), col(Node.id))
    funnet = session.exec(sporring).first()
    if funnet is None:
        raise HmsError("organisasjon.mangler")
    return funnet


def node(session: Session, node_id: int) -> Node | None:
    """The node with this id, ended or not."""
    return session.get(Node, node_id)


def linje(session: Session, node_id: int) -> list[Node]:
    """The node and its ancestors, nearest first. Empty for an unknown node."""
    return husk(session, ("linje", node_id), lambda: _linje(session, node_id))


def _linje(session: Session, node_id: int) -> list[Node]:
    """One question for the whole line. A cycle, which no import lets in, ends at its length."""
    start = select(col(Node.id), col(Node.forelder_id), literal(0).label("avstand")).where(Node.id == node_id)
    linja = start.cte("linja", recursive=True)
    over = select(col(Node.id), col(Node.forelder_id), linja.c.avstand + 1)
    linja = linja.union_all(over.where(col(Node.id) == linja.c.forelder_id, linja.c.avstand < LENGSTE_LINJE))
    sporring = select(Node).join(linja, col(Node.id) == linja.c.id).order_by(linja.c.avstand)
    return list({her.id: her for her in session.exec(sporring)}.values())


def enhet(session: Session, node_id: int) -> Node | None:
    """The nearest enhet, the node itself or above it; a stab counts as one (T-39)."""
    return next((her for her in linje(session, node_id) if her.type in ("enhet", "stab")), None)


def etterkommere(session: Session, node_id: int, paa: date) -> list[Node]:
    """All nodes under this one that count that day, without the node itself, by name."""
    under = select(Node.id).where(Node.forelder_id == node_id, gyldig(Node, paa)).cte("under", recursive=True)
    under = under.union(select(Node.id).where(col(Node.forelder_id) == under.c.id, gyldig(Node, paa)))
    sporring = select(Node).where(col(Node.id).in_(select(under.c.id)), Node.id != node_id)
    return list(session.exec(sporring.order_by(col(Node.navn), col(Node.id))))


def sok_noder(session: Session, tekst: str, paa: date, grense: int = 5) -> list[Node]:
    """Nodes whose name is like `tekst`, best first; nonsense gives an empty list."""
    rader = session.exec(select(Node.id, Node.navn).where(gyldig(Node, paa))).all()
    return _i_rekkefolge(session, Node, sok.best(tekst, ((n, navn) for n, navn in rader if n), grense))


# Roles


def holdere(session: Session, rolle: str, omfang_type: str, omfang_id: int, paa: date) -> list[Person]:
    """Who holds the role in that scope that day; deputies are not among them."""
    return _i_rolle(session, rolle, omfang_type, omfang_id, paa, stedfortreder=False)


def stedfortredere(session: Session, rolle: str, omfang_type: str, omfang_id: int, paa: date) -> list[Person]:
    """Who steps in for the role in that scope that day (T-28)."""
    return _i_rolle(session, rolle, omfang_type, omfang_id, paa, stedfortreder=True)


def kommune_rolle(session: Session, rolle: str, paa: date) -> list[Person]:
    """Who holds a role of the whole kommune, or else its deputies. Empty when it is vacant."""
    topp = session.exec(
        select(Node.id).where(Node.type == "kommune").order_by(col(Node.gyldig_til).is_not(None))
    ).first()
    return [] if topp is None else _holdere_eller_stedfortredere(session, rolle, "node", topp, paa)


def hovedverneombud(session: Session, paa: date) -> list[Person]:
    """The hovedverneombud, or else the deputy (krav 5.0-5)."""
    return kommune_rolle(session, "hovedverneombud", paa)


def roller_til(session: Session, person_id: int, paa: date) -> list[Rolle]:
    """The roles, deputyships included, that the person has that day."""
    sporring = select(Rolle).join(Person, col(Person.id) == col(Rolle.person_id))
    sporring = sporring.where(Rolle.person_id == person_id, gyldig(Rolle, paa), gyldig(Person, paa))
    return list(session.exec(sporring.order_by(col(Rolle.stedfortreder), col(Rolle.id))))


def verneombud_for(session: Session, node_id: int, paa: date) -> list[Person]:
    """The verneombud of a node: the nearest node of the line that a verneområde names decides (T-16).

    For each area its holders, or else its deputies. Empty where the areas are vacant or there is none.
    """
    return husk(session, ("verneombud", node_id, paa), lambda: _verneombud_for(session, node_id, paa))


def _verneombud_for(session: Session, node_id: int, paa: date) -> list[Person]:
    for her in linje(session, node_id):
        sporring = select(Verneomrade.id).join(
            VerneomradeNode, col(VerneomradeNode.verneomrade_id) == col(Verneomrade.id)
        )
        sporring = sporring.where(VerneomradeNode.node_id == her.id, gyldig(Verneomrade, paa))
        omrader = [n for n in session.exec(sporring.order_by(col(Verneomrade.id))) if n is not None]
        if omrader:
            return _en_gang(
                funnet
                for omrade in omrader
                for funnet in _holdere_eller_stedfortredere(session, "verneombud", "verneomrade", omrade, paa)
            )
    return []


# Leaders


def leder_av(session: Session, node_id: int, paa: date) -> Person | None:
    """Who leads the node, by the role that belongs to its type: the holder, or else the deputy. None if vacant."""
    return _ledere(session, linje(session, node_id)[:1], paa).get(node_id)


def _ledere(session: Session, noder: list[Node], paa: date) -> dict[int | None, Person]:
    """Who leads each of the nodes: the holder of its leader's role, or else the deputy; in one question."""
    nokkel = ("ledere", tuple(her.id for her in noder), paa)
    return husk(session, nokkel, lambda: _les_ledere(session, noder, paa))


def _les_ledere(session: Session, noder: list[Node], paa: date) -> dict[int | None, Person]:
    rolle_for = {her.id: LEDERROLLE[her.type] for her in noder}
    sporring = select(Rolle.omfang_id, Rolle.rolle, Person).join(Person, col(Rolle.person_id) == col(Person.id))
    sporring = sporring.where(
        Rolle.omfang_type == "node",
        col(Rolle.omfang_id).in_(rolle_for),
        col(Rolle.rolle).in_(set(rolle_for.values())),
        gyldig(Rolle, paa),
        gyldig(Person, paa),
    )
    funnet: dict[int | None, Person] = {}
    for node_id, rolle, leder in session.exec(sporring.order_by(col(Rolle.stedfortreder), col(Rolle.id))):
        if rolle_for[node_id] == rolle:
            funnet.setdefault(node_id, leder)
    return funnet


def linjeledere(
    session: Session, person_id: int | None, node_id: int, paa: date, *, uten: Collection[int] = ()
) -> list[Person]:
    """The leaders, nearest first, up to the kommunedirektør, of somebody who works at the node.

    A leader of her own in the position there comes first, and who stands below that leader in the line is left out.
    Nobody is her own leader: the person is skipped, so a leader who is her own line gets the next level (T-05). Those in
    `uten` (inhabil) are skipped as well, vacancies too, and nobody comes twice.
    """
    ledere = _ledere(session, linje(session, node_id), paa)
    leder = (ledere.get(her.id) for her in linje(session, node_id))
    kjede = _en_gang(funnet for funnet in leder if funnet is not None)
    egen = _egen_leder(session, person_id, node_id, paa)
    if egen is not None:
        kjede = kjede[kjede.index(egen) :] if egen in kjede else [egen, *kjede]
    return [funnet for funnet in kjede if funnet.id != person_id and funnet.id not in uten]


def _egen_leder(session: Session, person_id: int | None, node_id: int, paa: date) -> Person | None:
    if person_id is None:
        return None
    return husk(session, ("egen", person_id, node_id, paa), lambda: _les_egen_leder(session, person_id, node_id, paa))


def _les_egen_leder(session: Session, person_id: int, node_id: int, paa: date) -> Person | None:
    sporring = select(Person).join(Stilling, col(Stilling.leder_id) == col(Person.id))
    sporring = sporring.where(
        Stilling.person_id == person_id, Stilling.node_id == node_id, gyldig(Stilling, paa), gyldig(Person, paa)
    )
    return session.exec(sporring.order_by(col(Stilling.rang), col(Stilling.id))).first()


def _i_rolle(
    session: Session, rolle: str, omfang_type: str, omfang_id: int, paa: date, *, stedfortreder: bool
) -> list[Person]:
    nokkel = (rolle, omfang_type, omfang_id, paa, stedfortreder)
    return husk(
        session, nokkel, lambda: _les_rolle(session, rolle, omfang_type, omfang_id, paa, stedfortreder=stedfortreder)
    )


def _les_rolle(
    session: Session, rolle: str, omfang_type: str, omfang_id: int, paa: date, *, stedfortreder: bool
) -> list[Person]:
    sporring = select(Person).join(Rolle, col(Rolle.person_id) == col(Person.id))
    sporring = sporring.where(
        Rolle.rolle == rolle,
        Rolle.omfang_type == omfang_type,
        Rolle.omfang_id == omfang_id,
        col(Rolle.stedfortreder).is_(stedfortreder),
        gyldig(Rolle, paa),
        gyldig(Person, paa),
    )
    return _en_gang(session.exec(sporring.order_by(col(Rolle.id))))


def _holdere_eller_stedfortredere(
    session: Session, rolle: str, omfang_type: str, omfang_id: int, paa: date
) -> list[Person]:
    return holdere(session, rolle, omfang_type, omfang_id, paa) or stedfortredere(
        session, rolle, omfang_type, omfang_id, paa
    )


def _en_gang(personer: Iterable[Person]) -> list[Person]:
    return list({funnet.id: funnet for funnet in personer}.values())


def _i_rekkefolge(session: Session, modell: type[T], nokler: list[int]) -> list[T]:
    funnet = (session.get(modell, nokkel) for nokkel in nokler)
    return [rad for rad in funnet if rad is not None]
