"""Who may see the year and the documentation of which units. Rights go by roles and positions of the day."""

from datetime import date

from sqlmodel import Session

from hms.avvik import lister
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Node
from hms.verneombud import queries as verneombud

SER_UNDER = frozenset({*org.LEDERROLLE.values(), "hms_ansvarlig", "kvalitetssjef", "hovedverneombud"})
HELE_KOMMUNEN = frozenset({"hms_ansvarlig", "kvalitetssjef", "hovedverneombud", "kommunedirektor"})


def hjemme(session: Session, person_id: int, paa: date) -> list[Node]:
    """The units of somebody's positions, the main one first: an avdeling counts as the enhet that it is part of."""
    noder = [org.node(session, stilling.node_id) for stilling in org.stillinger(session, person_id, paa)]
    return list(dict.fromkeys(_enhet(session, node) for node in noder if node is not None))


def arshjulet(session: Session, person_id: int, paa: date) -> set[int]:
    """The nodes whose year this person may see: the own unit, what is led or cared for, and all below."""
    roller = org.roller_til(session, person_id, paa)
    topper = {rad.omfang_id for rad in roller if rad.omfang_type == "node" and rad.rolle in SER_UNDER}
    topper |= {node.id for node in hjemme(session, person_id, paa) if node.id is not None}
    topper |= {node.id for node in verneombud.enheter(session, person_id, paa) if node.id is not None}
    return {id_ for topp in topper for id_ in under(session, topp, paa)}


def dokumentasjonen(session: Session, person_id: int, paa: date) -> set[int]:
    """The nodes whose documentation list this person may see: what he or she leads or is verneombud of, and all below."""
    if ser_hele_kommunen(session, person_id, paa):
        return under(session, org.kommune(session).id or 0, paa)
    return {id_ for omrade in lister.omrader(session, person_id, paa) for id_ in omrade.noder}


def ser_hele_kommunen(session: Session, person_id: int, paa: date) -> bool:
    """Does the person hold a role that looks after all units?"""
    return any(rad.rolle in HELE_KOMMUNEN for rad in org.roller_til(session, person_id, paa))


def under(session: Session, node_id: int, paa: date) -> set[int]:
    """The node and all below it."""
    return {node_id} | {node.id for node in org.etterkommere(session, node_id, paa) if node.id is not None}


def _enhet(session: Session, node: Node) -> Node:
    return (org.enhet(session, node.id or 0) or node) if node.type == "avdeling" else node
