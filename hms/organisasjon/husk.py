"""What has been read of the organisation is remembered by this process until the organisation changes.

A row of the database holds a mark, which whoever changes the organisation replaces in the same transaction. A unit of work
reads it once, and what is remembered belongs to one mark, so another process's import is seen by the next unit here. A mark
is random and never comes again: what was read in a transaction that was rolled back is never found. A unit that has itself
changed the organisation remembers nothing beyond its own end.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy import event, select, update
from sqlmodel import Field, Session, SQLModel, col

from hms.kit.sporring import Setning

T = TypeVar("T")
Minne = dict[Hashable, Any]
TABELLER = "hms.organisasjon.model"
HER = "organisasjon_minne"
MEST = 50_000
MERKER = 2  # the present one, and that of a unit that began before it


class OrganisasjonMerke(SQLModel, table=True):
    """One row: the mark of the organisation as it stands."""

    __tablename__ = "organisasjon_merke"
    id: int | None = Field(default=None, primary_key=True)
    merke: str


MERKE = Setning(select(col(OrganisasjonMerke.merke)))
_felles: OrderedDict[str, Minne] = OrderedDict()


def husk(session: Session, nokkel: Hashable, finn: Callable[[], T]) -> T:
    """What `finn` gave the first time, which must be values that nobody changes."""
    minne: Minne | None = session.info.get(HER)
    if minne is None:
        minne = session.info[HER] = _for_merket(MERKE.verdi(session))
    if nokkel not in minne:
        if len(minne) >= MEST:
            minne.clear()
        minne[nokkel] = finn()
    kjent: T = minne[nokkel]
    return kjent


def endret(session: Session) -> None:
    """The organisation has been changed in this session. The ORM's own changes call it by themselves; bulk statements do not."""
    session.info[HER] = {}
    session.connection().execute(update(OrganisasjonMerke).values(merke=secrets.token_hex(16)))


@event.listens_for(Session, "after_flush")
def _etter_skriving(session: Any, _context: Any) -> None:
    if any(type(row).__module__ == TABELLER for row in (*session.new, *session.dirty, *session.deleted)):
        endret(session)


def _for_merket(merke: str | None) -> Minne:
    """The memory of one mark. A database without a mark has none beyond the unit."""
    if merke is None:
        return {}
    minne = _felles.get(merke)
    if minne is None:
        minne = _felles[merke] = {}
        while len(_felles) > MERKER:
            _felles.popitem(last=False)
    return minne
