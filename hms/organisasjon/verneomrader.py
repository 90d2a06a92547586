"""Which nodes have no verneombud that day: there the hovedverneombud stands in (krav 5.0-5)."""

from collections import defaultdict
from datetime import date

from sqlmodel import Session, col, select

from hms.organisasjon.model import Node, Person, Rolle, Verneomrade, VerneomradeNode
from hms.organisasjon.queries import gyldig


def uten_verneombud(session: Session, paa: date) -> frozenset[int]:
    """The nodes for which `queries.verneombud_for` finds nobody, ended nodes among them: a case may still lie there."""
    besatt = _besatte(session, paa)
    navngitt: dict[int, bool] = defaultdict(bool)
    sporring = select(VerneomradeNode.node_id, VerneomradeNode.verneomrade_id).join(Verneomrade)
    for node_id, omrade_id in session.exec(sporring.where(gyldig(Verneomrade, paa))):
        navngitt[node_id] |= omrade_id in besatt
    forelder = dict(session.exec(select(Node.id, Node.forelder_id)).all())
    return frozenset(node_id for node_id in forelder if node_id is not None and not _har(node_id, forelder, navngitt))


def _har(node_id: int | None, forelder: dict[int | None, int | None], navngitt: dict[int, bool]) -> bool:
    """The nearest node of the line that an area names decides (T-16). A cycle, which no import lets in, ends as well."""
    sett: set[int] = set()
    while node_id is not None and node_id not in sett:
        if node_id in navngitt:
            return navngitt[node_id]
        sett.add(node_id)
        node_id = forelder.get(node_id)
    return False


def _besatte(session: Session, paa: date) -> frozenset[int]:
    """The areas that somebody is verneombud of, or stands in for, and who works here."""
    sporring = select(Rolle.omfang_id).join(Person, col(Person.id) == col(Rolle.person_id))
    sporring = sporring.where(Rolle.rolle == "verneombud", Rolle.omfang_type == "verneomrade")
    return frozenset(session.exec(sporring.where(gyldig(Rolle, paa), gyldig(Person, paa)).distinct()).all())
