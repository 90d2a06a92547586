"""Statements that are built once, compiled once for each dialect, and run straight on the driver.

Building, looking up and wrapping a statement costs several times what running it does, so those on the path of a turn are
written down once as a `Setning`. They read and write values, never objects of the session.
"""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Delete, Dialect, Insert, Select, Update, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel, col

Bygget = Select[*tuple[Any, ...]] | Insert | Update | Delete
Rad = tuple[Any, ...]
Omforming = Callable[[Any], Any] | None


@dataclass(frozen=True)
class _Kompilert:
    """The SQL as the driver wants it: parameters by name or by place, and what becomes of values on their way."""

    sql: str
    inn: tuple[tuple[str, Omforming], ...]
    faste: Mapping[str, Any]
    ut: tuple[tuple[int, Callable[[Any], Any]], ...]
    etter_plass: bool

    def parametre(self, verdier: Mapping[str, Any]) -> Any:
        funnet = [
            (navn, (self.faste[navn] if navn in self.faste else (gjor(verdier[navn]) if gjor else verdier[navn])))
            for navn, gjor in self.inn
        ]
        return tuple(verdi for _navn, verdi in funnet) if self.etter_plass else dict(funnet)

    def rad(self, rad: Rad) -> Rad:
        if not self.ut:
            return rad
        ny = list(rad)
        for plass, gjor in self.ut:
            if ny[plass] is not None:
                ny[plass] = gjor(ny[plass])
        return tuple(ny)


class Setning:
    """One statement. Its parameters are its `bindparam` names; a function gets the dialect's name and builds it.

    What the session has pending is written before it runs. A list of values (IN) is not a parameter that it knows.
    Errors of the driver come as SQLAlchemy's DBAPIError, without the values.
    """

    def __init__(self, setning: Bygget | Callable[[str], Bygget]) -> None:
        self._bygg = setning
        self._kompilert: dict[str, _Kompilert] = {}

    def alle(self, session: Session, **verdier: Any) -> list[Rad]:
        """Every row."""
        kompilert, resultat = self._kjor(session, verdier)
        rader: Iterable[Rad] = resultat.fetchall()
        return [kompilert.rad(rad) for rad in rader]

    def en(self, session: Session, **verdier: Any) -> Rad | None:
        """The first row, or None."""
        kompilert, resultat = self._kjor(session, verdier)
        rader: list[Rad] = resultat.fetchall()
        return kompilert.rad(rader[0]) if rader else None

    def verdi(self, session: Session, **verdier: Any) -> Any | None:
        """The first column of the first row, or None."""
        rad = self.en(session, **verdier)
        return rad[0] if rad is not None else None

    def kjor(self, session: Session, **verdier: Any) -> int:
        """Runs it. Returns how many rows it changed."""
        return int(self._kjor(session, verdier)[1].rowcount)

    def _kjor(self, session: Session, verdier: Mapping[str, Any]) -> tuple[_Kompilert, Any]:
        session.flush()
        forbindelse = session.connection()
        dialekt = forbindelse.dialect
        kompilert = self._kompilert.get(dialekt.name) or self._kompiler(dialekt)
        driver: Any = forbindelse.connection.dbapi_connection
        try:
            return kompilert, driver.execute(kompilert.sql, kompilert.parametre(verdier))
        except dialekt.loaded_dbapi.Error as feil:
            raise DBAPIError.instance(
                kompilert.sql, None, feil, dialekt.loaded_dbapi.Error, hide_parameters=True, dialect=dialekt
            ) from None

    def _kompiler(self, dialekt: Dialect) -> _Kompilert:
        setning = self._bygg(dialekt.name) if callable(self._bygg) else self._bygg
        kompilert: Any = setning.compile(dialect=dialekt)
        navn = kompilert.positiontup if kompilert.positional else list(kompilert.params)
        inn = tuple((ett, kompilert.binds[ett].type.dialect_impl(dialekt).bind_processor(dialekt)) for ett in navn)
        faste = {
            ett: gjor(kompilert.params[ett]) if gjor else kompilert.params[ett]
            for ett, gjor in inn
            if not kompilert.binds[ett].required
        }
        typer = [kolonne.type for kolonne in setning.exported_columns]
        gjores = (
            (plass, type_.dialect_impl(dialekt).result_processor(dialekt, None)) for plass, type_ in enumerate(typer)
        )
        ut = tuple((plass, gjor) for plass, gjor in gjores if gjor is not None)
        ferdig = _Kompilert(kompilert.string, inn, faste, ut, kompilert.positional)
        self._kompilert[dialekt.name] = ferdig
        return ferdig


def kolonner(tabell: type[SQLModel], rad: type[Any]) -> list[Any]:
    """The columns of the table that the row has, in the row's order: `rad(*values)` makes it."""
    return [col(getattr(tabell, felt.name)) for felt in fields(rad)]


def sett_inn_om_ny(session: Session, tabell: type[SQLModel], verdier: Mapping[str, Any], nokkel: str) -> Any | None:
    """Inserts a row unless a unique key stands in the way. Returns its column `nokkel`, or None if it was there already.

    On PostgreSQL it waits for a concurrent transaction that is inserting the same key.
    """
    return _innsetting(tabell, tuple(verdier), nokkel).verdi(session, **verdier)


@functools.cache
def _innsetting(tabell: type[SQLModel], felt: tuple[str, ...], nokkel: str) -> Setning:
    table = tabell.__table__  # type: ignore[attr-defined]
    values = {name: bindparam(name, type_=table.c[name].type) for name in felt}

    def bygg(dialekt: str) -> Insert:
        make = sqlite.insert if dialekt == "sqlite" else postgresql.insert
        return make(table).values(**values).on_conflict_do_nothing().returning(table.c[nokkel])

    return Setning(bygg)


def sett_inn_eller_endre(session: Session, tabell: type[SQLModel], verdier: Mapping[str, Any], nokkel: str) -> None:
    """Inserts a row, or gives the one with the same primary key `nokkel` these values: also when two are first at once."""
    connection = session.connection()
    table = tabell.__table__  # type: ignore[attr-defined]
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    resten = {navn: verdi for navn, verdi in verdier.items() if navn != nokkel}
    connection.execute(
        make(table).values(**verdier).on_conflict_do_update(index_elements=[table.c[nokkel]], set_=resten)
    )


def sett_inn_nye(session: Session, tabell: type[SQLModel], rader: Sequence[Mapping[str, Any]]) -> None:
    """Inserts many rows with the same columns at once; those that a unique key stands in the way of are left out."""
    if not rader:
        return
    connection = session.connection()
    table = tabell.__table__  # type: ignore[attr-defined]
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(make(table).on_conflict_do_nothing(), [dict(rad) for rad in rader])
