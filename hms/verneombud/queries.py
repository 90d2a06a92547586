"""Reads about the verneombud's tracks: for which units somebody is verneombud, and what waits for an answer."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from hms.organisasjon import queries as org
from hms.organisasjon.model import VerneomradeNode
from hms.organisasjon.rader import Node, Person
from hms.verneombud import rules
from hms.verneombud.model import KravOmSvar, Stans

FOR_AMU = ("hms_ansvarlig", "amu_medlem", "hovedverneombud")


def er_hovedverneombud(session: Session, person_id: int, paa: date) -> bool:
    """Is this the hovedverneombud (or the deputy of a vacancy), who acts in every area?"""
    return any(person.id == person_id for person in org.hovedverneombud(session, paa))


def er_verneombud_for(session: Session, person_id: int | None, node_id: int, paa: date) -> bool:
    """May this person act as verneombud for the unit that day?"""
    if person_id is None:
        return False
    own = any(person.id == person_id for person in org.verneombud_for(session, node_id, paa))
    return own or er_hovedverneombud(session, person_id, paa)


def enheter(session: Session, person_id: int | None, paa: date) -> list[Node]:
    """The units of somebody's own verneområder, in the order of the line; empty for one who is no verneombud."""
    found: dict[int | None, Node] = {}
    for held in org.roller_til(session, person_id, paa) if person_id is not None else ():
        if held.rolle != "verneombud":
            continue
        tops = session.exec(select(VerneomradeNode.node_id).where(VerneomradeNode.verneomrade_id == held.omfang_id))
        for top in tops:
            for node in (org.node(session, top), *org.etterkommere(session, top, paa)):
                if node is not None and er_verneombud_for(session, person_id, node.id or 0, paa):
                    found[node.id] = node
    return list(found.values())


def er_verneombud(session: Session, person_id: int | None, paa: date) -> bool:
    """Is this person a verneombud anywhere, or the hovedverneombud?"""
    return person_id is not None and (
        er_hovedverneombud(session, person_id, paa) or bool(enheter(session, person_id, paa))
    )


def ledere(session: Session, node_id: int, paa: date, uten: int) -> list[Person]:
    """The leaders of the unit and above it, nearest first, without the one who asks."""
    return [person for person in org.linjeledere(session, None, node_id, paa) if person.id != uten]


def enhetens_leder(session: Session, node_id: int, paa: date, uten: int) -> Person | None:
    """The leader of the enhet that the node belongs to; vacant, or the asker's own post: the next in the line."""
    enhet = org.enhet(session, node_id)
    line = ledere(session, enhet.id if enhet and enhet.id else node_id, paa, uten)
    return line[0] if line else None


def kan_svare(session: Session, krav: KravOmSvar, person_id: int | None, paa: date) -> bool:
    """May this person answer: the leader who was asked, or one above her in the line?"""
    return person_id is not None and (person_id == krav.leder_id or person_id in over(session, krav, paa))


def over(session: Session, krav: KravOmSvar, paa: date) -> tuple[int, ...]:
    """Those above the leader who was asked, nearest first. The one who asks is not among them."""
    line = [person.id for person in ledere(session, krav.node_id, paa, krav.verneombud_id)]
    if krav.leder_id not in line:  # has left, or another has taken over: the enhet's leader stands in that place now
        enhet = org.enhet(session, krav.node_id)
        top = enhet.id if enhet and enhet.id else krav.node_id
        line = [person.id for person in ledere(session, top, paa, krav.verneombud_id)]
    below = line.index(krav.leder_id) + 1 if krav.leder_id in line else 0
    return tuple(person_id for person_id in line[below:] if person_id is not None)


def ser_krav(session: Session, krav: KravOmSvar, person_id: int | None, paa: date) -> bool:
    """May this person see the question: who asked, verneombud of the area, the leaders, and the AMU when it stands on its list?"""
    if person_id is None:
        return False
    if person_id == krav.verneombud_id or er_verneombud_for(session, person_id, krav.node_id, paa):
        return True
    return kan_svare(session, krav, person_id, paa) or (krav.amu_at is not None and _er_amu(session, person_id, paa))


def ser_stans(session: Session, stans: Stans, person_id: int | None, paa: date) -> bool:
    """May this person see that the work was stopped, and why: the verneombud, the leaders above, and the HMS-ansvarlig?"""
    if person_id is None:
        return False
    if person_id == stans.verneombud_id or er_verneombud_for(session, person_id, stans.node_id, paa):
        return True
    hms = [person.id for person in org.kommune_rolle(session, "hms_ansvarlig", paa)]
    return person_id in hms or er_leder(session, stans, person_id, paa)


def er_leder(session: Session, stans: Stans, person_id: int | None, paa: date) -> bool:
    """Does this person lead the unit where the work is stopped, or one above it?"""
    return person_id in [person.id for person in ledere(session, stans.node_id, paa, stans.verneombud_id)]


def krav_for(session: Session, person_id: int, paa: date, grense: int = 10) -> Sequence[KravOmSvar]:
    """The questions that concern this person and are not closed: asked by or put to her, and those of the AMU for its members."""
    mine = (col(KravOmSvar.verneombud_id) == person_id) | (col(KravOmSvar.leder_id) == person_id)
    if _er_amu(session, person_id, paa):
        mine |= col(KravOmSvar.amu_at).is_not(None)
    query = select(KravOmSvar).where(mine, col(KravOmSvar.status).in_(rules.UFERDIG))
    return session.exec(query.order_by(col(KravOmSvar.frist), col(KravOmSvar.id)).limit(grense)).all()


def stanset_naa(session: Session, person_id: int, paa: date) -> list[Stans]:
    """The stops that have not ended and that this person may see, newest first."""
    rows = session.exec(select(Stans).where(col(Stans.slutt_at).is_(None)).order_by(col(Stans.id).desc()))
    return [row for row in rows if ser_stans(session, row, person_id, paa)]


def _er_amu(session: Session, person_id: int, paa: date) -> bool:
    return any(held.rolle in FOR_AMU and not held.stedfortreder for held in org.roller_til(session, person_id, paa))
