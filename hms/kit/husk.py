"""Remembers what a query gave, for the rest of one session: a unit of work asks who leads whom many times over."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy import event
from sqlmodel import Session

T = TypeVar("T")
NOKKEL = "husk"


def husk(session: Session, nokkel: Hashable, finn: Callable[[], T]) -> T:
    """What `finn` gave the first time. Forgotten when the session has changed the organisation."""
    kjent: dict[Hashable, Any] = session.info.setdefault(NOKKEL, {})
    if nokkel not in kjent:
        kjent[nokkel] = finn()
    funnet: T = kjent[nokkel]
    return funnet


@event.listens_for(Session, "after_flush")
def _glem(session: Any, _context: Any) -> None:
    if any(
        type(row).__module__.startswith("hms.organisasjon") for row in (*session.new, *session.dirty, *session.deleted)
    ):
        session.info.pop(NOKKEL, None)
