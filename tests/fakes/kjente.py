"""Rows of the demo kommune by the kommune's own ids."""

from sqlmodel import Session, select

from hms.organisasjon.model import Node, Person


def person(s: Session, ekstern_id: str) -> int:
    """«P045» is Kari."""
    return s.exec(select(Person.id).where(Person.ekstern_id == ekstern_id)).one() or 0


def node(s: Session, ekstern_id: str) -> int:
    """«SOL-FJE» is Avdeling Fjellbris."""
    return s.exec(select(Node.id).where(Node.ekstern_id == ekstern_id)).one() or 0
