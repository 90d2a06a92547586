"""Reads of the organisation as it stands on a civil date (`paa`, Europe/Oslo). Nothing here writes.

A row counts from its `gyldig_fra` to its `gyldig_til`, both included; an empty end is open. A person who has ended holds
no role, whatever the role row says. What comes back are frozen values, remembered until the organisation changes (`husk`).
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, literal, or_
from sqlmodel import Session, col, select

from hms.kit.feil import HmsError
from hms.kit.sporring import Setning, kolonner
from hms.organisasjon import model, sok
from hms.organisasjon.husk import husk
from hms.organisasjon.rader import Node, Person, Rolle, Stilling

LENGSTE_LINJE = 20
LEDERROLLE = {
    "kommune": "kommunedirektor",
    "sektor": "kommunalsjef",
    "enhet": "enhetsleder",
    "stab": "enhetsleder",
    "avdeling": "avdelingsleder",
}

T = TypeVar("T")


def gyldig(modell: Any, paa: Any) -> ColumnElement[bool]:
    """The condition that a row of `modell` counts on the civil date `paa`."""
    return and_(
        or_(col(modell.gyldig_fra).is_(None), col(modell.gyldig_fra) <= paa),
        or_(col(modell.gyldig_til).is_(None), col(modell.gyldig_til) >= paa),
    )


def er_gyldig(rad: Any, paa: date) -> bool:
    """Does a row that has been read count on the civil date `paa`?"""
    return (rad.gyldig_fra is None or rad.gyldig_fra <= paa) and (rad.gyldig_til is None or rad.gyldig_til >= paa)


# The statements

PAA: BindParameter[date] = bindparam("paa")
PERSONER = select(*kolonner(model.Person, Person))
PERSON = Setning(PERSONER.where(model.Person.id == bindparam("id")))
MED_EPOST = Setning(
    PERSONER.where(func.lower(col(model.Person.epost)) == bindparam("epost"), gyldig(model.Person, PAA)).limit(2)
)
MED_ENTRA_ID = Setning(
    # The import stores lower case; an index finds either.
    PERSONER.where(
        or_(col(model.Person.entra_id) == bindparam("id"), col(model.Person.entra_id) == bindparam("liten")),
        gyldig(model.Person, PAA),
    )
)
HAR_ENTRA_ID = Setning(
    select(col(model.Person.id)).where(func.lower(col(model.Person.entra_id)) == bindparam("liten")).limit(1)
)
ALLE_NAVN = Setning(select(col(model.Person.navn)))
PERSONNAVN = Setning(select(col(model.Person.id), col(model.Person.navn)).where(gyldig(model.Person, PAA)))
STILLINGER = Setning(
    select(*kolonner(model.Stilling, Stilling))
    .where(col(model.Stilling.person_id) == bindparam("person_id"), gyldig(model.Stilling, PAA))
    .order_by(col(model.Stilling.rang), col(model.Stilling.id))
)
NODER = select(*kolonner(model.Node, Node))
NODE = Setning(NODER.where(model.Node.id == bindparam("id")))
NODENAVN = Setning(select(col(model.Node.id), col(model.Node.navn)).where(gyldig(model.Node, PAA)))
KOMMUNE = Setning(
    NODER.where(model.Node.type == "kommune").order_by(col(model.Node.gyldig_til).is_not(None), col(model.Node.id))
)
HOLDERE = Setning(
    PERSONER.join(model.Rolle, col(model.Rolle.person_id) == col(model.Person.id))
    .where(
        model.Rolle.rolle == bindparam("rolle"),
        model.Rolle.omfang_type == bindparam("omfang_type"),
        model.Rolle.omfang_id == bindparam("omfang_id"),
        col(model.Rolle.stedfortreder) == bindparam("stedfortreder"),
        gyldig(model.Rolle, PAA),
        gyldig(model.Person, PAA),
    )
    .order_by(col(model.Rolle.id))
)
ROLLER_TIL = Setning(
    select(*kolonner(model.Rolle, Rolle))
    .join(model.Person, col(model.Person.id) == col(model.Rolle.person_id))
    .where(col(model.Rolle.person_id) == bindparam("person_id"), gyldig(model.Rolle, PAA), gyldig(model.Person, PAA))
    .order_by(col(model.Rolle.stedfortreder), col(model.Rolle.id))
)
OMRADER = Setning(
    select(col(model.Verneomrade.id))
    .join(model.VerneomradeNode, col(model.VerneomradeNode.verneomrade_id) == col(model.Verneomrade.id))
    .where(col(model.VerneomradeNode.node_id) == bindparam("node_id"), gyldig(model.Verneomrade, PAA))
    .order_by(col(model.Verneomrade.id))
)
EGEN_LEDER = Setning(
    PERSONER.join(model.Stilling, col(model.Stilling.leder_id) == col(model.Person.id))
    .where(
        col(model.Stilling.person_id) == bindparam("person_id"),
        col(model.Stilling.node_id) == bindparam("node_id"),
        gyldig(model.Stilling, PAA),
        gyldig(model.Person, PAA),
    )
    .order_by(col(model.Stilling.rang), col(model.Stilling.id))
)


def _linje_setning() -> Setning:
    """One question for the whole line. A cycle, which no import lets in, ends at its length."""
    start = select(col(model.Node.id), col(model.Node.forelder_id), literal(0).label("avstand"))
    linja = start.where(model.Node.id == bindparam("id")).cte("linja", recursive=True)
    over = select(col(model.Node.id), col(model.Node.forelder_id), linja.c.avstand + 1)
    linja = linja.union_all(over.where(col(model.Node.id) == linja.c.forelder_id, linja.c.avstand < LENGSTE_LINJE))
    return Setning(NODER.join(linja, col(model.Node.id) == linja.c.id).order_by(linja.c.avstand))


def _etterkommere_setning() -> Setning:
    under = select(col(model.Node.id)).where(col(model.Node.forelder_id) == bindparam("id"), gyldig(model.Node, PAA))
    alle = under.cte("under", recursive=True)
    neste = select(col(model.Node.id)).where(col(model.Node.forelder_id) == alle.c.id, gyldig(model.Node, PAA))
    alle = alle.union(neste)
    sporring = NODER.where(col(model.Node.id).in_(select(alle.c.id)), model.Node.id != bindparam("id"))
    return Setning(sporring.order_by(col(model.Node.navn), col(model.Node.id)))


LINJE = _linje_setning()
ETTERKOMMERE = _etterkommere_setning()


# People


def person(session: Session, person_id: int) -> Person | None:
    """The person with this id, ended or not."""
    return _en(session, Person, PERSON, id=person_id)


def person_med_epost(session: Session, epost: str, paa: date) -> Person | None:
    """The one person with this e-mail address, upper and lower case alike. None if nobody has it, or several."""
    sokt = epost.strip().lower()
    treff = _alle(session, Person, MED_EPOST, epost=sokt, paa=paa) if sokt else ()
    return treff[0] if len(treff) == 1 else None


def person_med_entra_id(session: Session, entra_id: str, paa: date) -> Person | None:
    """The person with this Entra object id (a GUID, in any case)."""
    sokt = entra_id.strip()
    return _en(session, Person, MED_ENTRA_ID, id=sokt, liten=sokt.lower(), paa=paa) if sokt else None


def har_entra_id(session: Session, entra_id: str) -> bool:
    """Does anybody, ended or not, have this Entra object id?"""
    return HAR_ENTRA_ID.en(session, liten=entra_id.strip().lower()) is not None


def stillinger(session: Session, person_id: int, paa: date) -> list[Stilling]:
    """The positions that the person has that day, the main one first."""
    return list(_alle(session, Stilling, STILLINGER, person_id=person_id, paa=paa))


def ansatte(session: Session, node_id: int, paa: date) -> list[tuple[Person, str]]:
    """Those who have a position at the node itself, with its title."""
    sporring = select(model.Stilling.person_id, model.Stilling.tittel)
    sporring = sporring.where(model.Stilling.node_id == node_id, gyldig(model.Stilling, paa))
    funnet = [
        (person(session, who), tittel) for who, tittel in session.exec(sporring.order_by(col(model.Stilling.person_id)))
    ]
    return [(en, tittel) for en, tittel in funnet if en is not None and er_gyldig(en, paa)]


def sok_personer(session: Session, tekst: str, paa: date, grense: int = 5) -> list[Person]:
    """People whose name is like `tekst`, best first; nonsense gives an empty list."""
    funnet = (person(session, nokkel) for nokkel in _best(session, PERSONNAVN, tekst, paa, grense))
    return [en for en in funnet if en is not None]


def nevner_noen(session: Session, tekst: str) -> bool:
    """Is any word of the text, folded, part of the name of somebody in the directory, now or before?"""

    def finn() -> frozenset[str]:
        return frozenset(ord_ for (navn,) in ALLE_NAVN.alle(session) for ord_ in sok.fold(navn).split())

    return not husk(session, "navneord", finn).isdisjoint(sok.fold(tekst).split())


# Nodes and the line


def kommune(session: Session) -> Node:
    """The top node. Raises HmsError «organisasjon.mangler» when nothing has been imported."""
    funnet = _en(session, Node, KOMMUNE)
    if funnet is None:
        raise HmsError("organisasjon.mangler")
    return funnet


def node(session: Session, node_id: int) -> Node | None:
    """The node with this id, ended or not."""
    return _en(session, Node, NODE, id=node_id)


def linje(session: Session, node_id: int) -> list[Node]:
    """The node and its ancestors, nearest first. Empty for an unknown node."""
    return list(_en_gang(_alle(session, Node, LINJE, id=node_id)))


def enhet(session: Session, node_id: int) -> Node | None:
    """The nearest enhet, the node itself or above it; a stab counts as one (T-39)."""
    return next((her for her in linje(session, node_id) if her.type in ("enhet", "stab")), None)


def etterkommere(session: Session, node_id: int, paa: date) -> list[Node]:
    """All nodes under this one that count that day, without the node itself, by name."""
    return list(_alle(session, Node, ETTERKOMMERE, id=node_id, paa=paa))


def sok_noder(session: Session, tekst: str, paa: date, grense: int = 5) -> list[Node]:
    """Nodes whose name is like `tekst`, best first; nonsense gives an empty list."""
    funnet = (node(session, nokkel) for nokkel in _best(session, NODENAVN, tekst, paa, grense))
    return [en for en in funnet if en is not None]


# Roles


def holdere(session: Session, rolle: str, omfang_type: str, omfang_id: int, paa: date) -> list[Person]:
    """Who holds the role in that scope that day; deputies are not among them."""
    return _i_rolle(session, rolle, omfang_type, omfang_id, paa, stedfortreder=False)


def stedfortredere(session: Session, rolle: str, omfang_type: str, omfang_id: int, paa: date) -> list[Person]:
    """Who steps in for the role in that scope that day (T-28)."""
    return _i_rolle(session, rolle, omfang_type, omfang_id, paa, stedfortreder=True)


def kommune_rolle(session: Session, rolle: str, paa: date) -> list[Person]:
    """Who holds a role of the whole kommune, or else its deputies. Empty when it is vacant."""
    topp = _en(session, Node, KOMMUNE)
    return [] if topp is None else _holdere_eller_stedfortredere(session, rolle, "node", topp.id, paa)


def hovedverneombud(session: Session, paa: date) -> list[Person]:
    """The hovedverneombud, or else the deputy (krav 5.0-5)."""
    return kommune_rolle(session, "hovedverneombud", paa)


def roller_til(session: Session, person_id: int, paa: date) -> list[Rolle]:
    """The roles, deputyships included, that the person has that day."""
    return list(_alle(session, Rolle, ROLLER_TIL, person_id=person_id, paa=paa))


def verneombud_for(session: Session, node_id: int, paa: date) -> list[Person]:
    """The verneombud of a node: the nearest node of the line that a verneområde names decides (T-16).

    For each area its holders, or else its deputies. Empty where the areas are vacant or there is none.
    """
    return list(husk(session, ("verneombud", node_id, paa), lambda: _verneombud_for(session, node_id, paa)))


def _verneombud_for(session: Session, node_id: int, paa: date) -> tuple[Person, ...]:
    for her in linje(session, node_id):
        omrader = OMRADER.alle(session, node_id=her.id, paa=paa)
        if omrader:
            return _en_gang(
                funnet
                for (omrade,) in omrader
                for funnet in _holdere_eller_stedfortredere(session, "verneombud", "verneomrade", omrade, paa)
            )
    return ()


def roller_i_kraft(session: Session, person_id: int, paa: date) -> list[Rolle]:
    """The roles that the person acts in that day: those held, and the deputyships of posts without a holder (T-28)."""
    return [
        held
        for held in roller_til(session, person_id, paa)
        if not held.stedfortreder or not holdere(session, held.rolle, held.omfang_type, held.omfang_id, paa)
    ]


# Leaders


def leder_av(session: Session, node_id: int, paa: date) -> Person | None:
    """Who leads the node, by the role that belongs to its type: the holder, or else the deputy. None if vacant."""
    her = node(session, node_id)
    if her is None:
        return None
    ledere = _holdere_eller_stedfortredere(session, LEDERROLLE[her.type], "node", node_id, paa)
    return ledere[0] if ledere else None


def linjeledere(
    session: Session, person_id: int | None, node_id: int, paa: date, *, uten: Collection[int] = ()
) -> list[Person]:
    """The leaders, nearest first, up to the kommunedirektør, of somebody who works at the node.

    A leader of her own in the position there comes first, and who stands below that leader in the line is left out.
    Nobody is her own leader: the person is skipped, so a leader who is her own line gets the next level (T-05). Those in
    `uten` (inhabil) are skipped as well, vacancies too, and nobody comes twice.
    """
    kjede = list(husk(session, ("kjede", node_id, paa), lambda: _kjede(session, node_id, paa)))
    egen = _en(session, Person, EGEN_LEDER, person_id=person_id, node_id=node_id, paa=paa) if person_id else None
    if egen is not None:
        kjede = kjede[kjede.index(egen) :] if egen in kjede else [egen, *kjede]
    return [funnet for funnet in kjede if funnet.id != person_id and funnet.id not in uten]


def _kjede(session: Session, node_id: int, paa: date) -> tuple[Person, ...]:
    ledere = (leder_av(session, her.id, paa) for her in linje(session, node_id))
    return _en_gang(leder for leder in ledere if leder is not None)


def _i_rolle(
    session: Session, rolle: str, omfang_type: str, omfang_id: int, paa: date, *, stedfortreder: bool
) -> list[Person]:
    hvor = {"rolle": rolle, "omfang_type": omfang_type, "omfang_id": omfang_id}
    return list(_en_gang(_alle(session, Person, HOLDERE, **hvor, stedfortreder=stedfortreder, paa=paa)))


def _holdere_eller_stedfortredere(
    session: Session, rolle: str, omfang_type: str, omfang_id: int, paa: date
) -> list[Person]:
    return holdere(session, rolle, omfang_type, omfang_id, paa) or stedfortredere(
        session, rolle, omfang_type, omfang_id, paa
    )


# From rows to values


def _alle(session: Session, rad: Callable[..., T], setning: Setning, **verdier: Any) -> tuple[T, ...]:
    return husk(
        session, (setning, *verdier.values()), lambda: tuple(rad(*en) for en in setning.alle(session, **verdier))
    )


def _en(session: Session, rad: Callable[..., T], setning: Setning, **verdier: Any) -> T | None:
    funnet = _alle(session, rad, setning, **verdier)
    return funnet[0] if funnet else None


def _best(session: Session, setning: Setning, tekst: str, paa: date, grense: int) -> list[int]:
    def finn() -> dict[int, str]:
        return sok.brettet((nokkel, navn) for nokkel, navn in setning.alle(session, paa=paa))

    return sok.best(tekst, husk(session, (setning, paa), finn), grense)


def _en_gang(rader: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(rader))
