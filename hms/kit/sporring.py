"""Statements that SQLite and PostgreSQL both know, but SQLAlchemy spells per dialect."""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def sett_inn_om_ny(session: Session, tabell: type[SQLModel], verdier: Mapping[str, Any], nokkel: str) -> Any | None:
    """Inserts a row unless a unique key stands in the way. Returns its column `nokkel`, or None if it was there already.

    On PostgreSQL it waits for a concurrent transaction that is inserting the same key.
    """
    connection = session.connection()
    statement = _setning(tabell, tuple(verdier), nokkel, connection.dialect.name)
    return connection.execute(statement, dict(verdier)).scalar_one_or_none()


@functools.cache
def _setning(tabell: type[SQLModel], felt: tuple[str, ...], nokkel: str, dialekt: str) -> Any:
    """The statement, built once: building costs more than running it."""
    table = tabell.__table__  # type: ignore[attr-defined]
    make = sqlite.insert if dialekt == "sqlite" else postgresql.insert
    values = {name: bindparam(name, type_=table.c[name].type) for name in felt}
    return make(table).values(**values).on_conflict_do_nothing().returning(table.c[nokkel])


def sett_inn_nye(session: Session, tabell: type[SQLModel], rader: Sequence[Mapping[str, Any]]) -> None:
    """Inserts many rows with the same columns at once; those that a unique key stands in the way of are left out."""
    if not rader:
        return
    connection = session.connection()
    table = tabell.__table__  # type: ignore[attr-defined]
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(make(table).on_conflict_do_nothing(), [dict(rad) for rad in rader])
