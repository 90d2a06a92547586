"""Statements that SQLite and PostgreSQL both know, but SQLAlchemy spells per dialect."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def sett_inn_om_ny(session: Session, tabell: type[SQLModel], verdier: Mapping[str, Any], nokkel: str) -> Any | None:
    """Inserts a row unless a unique key stands in the way. Returns its column `nokkel`, or None if it was there already.

    On PostgreSQL it waits for a concurrent transaction that is inserting the same key.
    """
    table = tabell.__table__  # type: ignore[attr-defined]
    make = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = make(table).values(**verdier).on_conflict_do_nothing().returning(table.c[nokkel])
    return session.connection().execute(statement).scalar_one_or_none()
