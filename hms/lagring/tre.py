"""A row and everything that hangs on it: found from the foreign keys, so that a new table is not forgotten when its owner goes."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, String, Table, cast, delete, select
from sqlmodel import Session, SQLModel

# Pairs of columns that name an owner of any kind: its table, and its id.
EIERE = (("eier_type", "eier_id"), ("opphav_type", "opphav_id"))


def tabell(modell: type[SQLModel]) -> Table:
    """The table of a model."""
    found: Table = modell.__table__  # type: ignore[attr-defined]
    return found


def pekere(til: Table) -> Iterator[Column[Any]]:
    """The columns of other tables that point at a table's id."""
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            if table is not til and any(key.column.table is til for key in column.foreign_keys):
                yield column


def slett(session: Session, til: Table, ider: Collection[int]) -> int:
    """Erases these rows and all that hang on them, the outermost first. Returns how many rows went. Column `id` is the key."""
    if not ider:
        return 0
    gone = 0
    for column in pekere(til):
        gone += _slett_der(session, column.table, column.in_(ider))
    for table in SQLModel.metadata.sorted_tables:
        for kind, key in EIERE:
            if kind in table.columns and key in table.columns:
                names = [str(i) for i in ider]
                owned = (table.c[kind] == til.name) & cast(table.c[key], String).in_(names)
                gone += _slett_der(session, table, owned)
    return gone + session.connection().execute(delete(til).where(til.c.id.in_(ider))).rowcount


def _slett_der(session: Session, table: Table, condition: Any) -> int:
    if "id" not in table.columns:
        return session.connection().execute(delete(table).where(condition)).rowcount
    found: Sequence[int] = session.connection().execute(select(table.c.id).where(condition)).scalars().all()
    return slett(session, table, found)
