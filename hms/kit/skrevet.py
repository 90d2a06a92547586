"""Where a unit of work wrote what somebody said, so that it can be taken back a little later: table, id and column, as words."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Table, event, inspect, select, update
from sqlmodel import Session, SQLModel

Rens = Callable[[Any], Any]


@contextmanager
def folg(session: Session) -> Iterator[list[SQLModel]]:
    """The rows that are written while this is open, in the order of their flushes. Flush before leaving it."""
    rows: list[SQLModel] = []

    def written(flushed: Session, _context: object) -> None:
        rows.extend(row for row in (*flushed.new, *flushed.dirty) if isinstance(row, SQLModel))

    event.listen(session, "after_flush", written)
    try:
        yield rows
    finally:
        event.remove(session, "after_flush", written)


def steder(rows: Sequence[SQLModel], rens: Rens) -> tuple[str, ...]:
    """«avvik:42:hva» for each text (or JSON) of these rows that `rens` would change. Only tables with one key, a number."""
    found: dict[str, None] = {}
    for row in rows:
        keys: tuple[Any, ...] = inspect(row).identity or ()
        if len(keys) != 1 or not isinstance(keys[0], int):
            continue
        for column in row.__table__.columns:  # type: ignore[attr-defined]
            value = getattr(row, column.key, None)
            if isinstance(value, str | dict | list) and rens(value) != value:
                found[f"{row.__tablename__}:{keys[0]}:{column.key}"] = None
    return tuple(found)


def finn(sted: str) -> tuple[Table, Column[Any], int]:
    """What a place names. Raises KeyError or ValueError for one that is none."""
    name, key, field = sted.split(":")
    table = SQLModel.metadata.tables[name]
    return table, table.c[field], int(key)


def rens_sted(session: Session, sted: str, rens: Rens) -> bool:
    """Cleans one place. False: what it would clean does not stand there any more."""
    table, column, key = finn(sted)
    (own,) = table.primary_key.columns
    value = session.connection().execute(select(column).where(own == key)).scalar_one_or_none()
    clean = rens(value) if isinstance(value, str | dict | list) else value
    if clean == value:
        return False
    session.connection().execute(update(table).where(own == key).values({column.key: clean}))
    session.expire_all()
    return True
