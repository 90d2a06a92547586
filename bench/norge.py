"""All of Norway as one kommune, or a part of it: the organisation that bench.wheel plans for. It is made up, and the same every time.

python -m bench.norge DATABASE_URL SCALE
"""

import argparse
import functools
import itertools
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from bot import upgrade
from hms.kit.db import Database
from hms.organisasjon import husk
from hms.organisasjon.model import (
    Bygg,
    ByggBruker,
    MksGruppe,
    Node,
    Person,
    Rolle,
    Stilling,
    Verneomrade,
    VerneomradeNode,
)

PEOPLE, NODES = 500_000, 30_000
SECTORS, UNITS = 100, 18_000  # the rest are avdelinger
BUILDINGS = 10  # a unit: with what falls due at them, a year has 50 oppgaver a node
ROWS = 5_000
FIRST_DAY = date(2020, 1, 1)
Row = dict[str, Any]


class Norge:
    """The rows at a scale: ids begin at 1 and are the same in every table of one run."""

    def __init__(self, scale: float) -> None:
        self.sectors = max(1, round(SECTORS * scale))
        self.units = max(2, round(UNITS * scale))
        self.departments = max(1, round(NODES * scale) - self.units - self.sectors - 1)
        self.people = max(self.nodes + 10, round(PEOPLE * scale))

    @property
    def nodes(self) -> int:
        return 1 + self.sectors + self.units + self.departments

    def node_rows(self) -> Iterator[Row]:
        """The kommune, then sectors, units and departments, each level shared out over the one above."""
        yield _node(1, "kommune", None)
        sectors = range(2, 2 + self.sectors)
        units = range(sectors.stop, sectors.stop + self.units)
        yield from (_node(n, "sektor", 1) for n in sectors)
        for n in units:
            name = {"navn": "Solgata sykehjem"} if n == units.start else {}  # the place of the bench's conversation
            yield {**_node(n, "enhet", sectors[n % self.sectors]), **name}
        yield from (
            _node(n, "avdeling", units[n % self.units]) for n in range(units.stop, units.stop + self.departments)
        )

    def people_rows(self) -> Iterator[Row]:
        for n in range(1, self.people + 1):
            yield {
                "id": n,
                "ekstern_id": f"P{n}",
                "navn": f"Person {n}",
                "epost": f"p{n}@norge.example",
                "entra_id": f"00000000-0000-4000-8000-{n:012d}",
                "gyldig_fra": _since(n),
            }

    def position_rows(self) -> Iterator[Row]:
        """Person n leads node n; the others are shared out over the nodes."""
        for n in range(1, self.people + 1):
            node = (n - 1) % self.nodes + 1
            yield {
                "id": n,
                "ekstern_id": f"S{n}",
                "person_id": n,
                "node_id": node,
                "tittel": "ansatt",
                "gyldig_fra": _since(n),
            }

    def role_rows(self) -> Iterator[Row]:
        ids = itertools.count(1)
        leads = {
            "kommune": "kommunedirektor",
            "sektor": "kommunalsjef",
            "enhet": "enhetsleder",
            "avdeling": "avdelingsleder",
        }
        for node in self.node_rows():
            yield _role(next(ids), leads[node["type"]], node["id"], "node", node["id"])
            if node["type"] in ("enhet", "avdeling"):
                yield _role(next(ids), "kjemikalieansvarlig", self._other(node["id"]), "node", node["id"])
        for rolle in ("hms_ansvarlig", "kvalitetssjef", "hovedverneombud"):
            yield _role(next(ids), rolle, self._other(len(rolle)), "node", 1)
        for unit in range(1, self.units + 1):
            yield _role(next(ids), "verneombud", self._other(unit), "verneomrade", unit)
        for building in range(1, self.units * BUILDINGS + 1):
            yield _role(next(ids), "brannvernleder", self._other(building), "bygg", building)
            yield _role(next(ids), "byggeier", self._other(building + 1), "bygg", building)

    def tables(self) -> Iterator[tuple[Any, Iterable[Row]]]:
        """Each table with its rows, in an order that the foreign keys allow."""
        first_unit, units = 2 + self.sectors, range(1, self.units + 1)
        buildings = range(1, self.units * BUILDINGS + 1)
        unit_of = {b: first_unit + (b - 1) // BUILDINGS for b in buildings}
        yield Node, self.node_rows()
        yield Person, self.people_rows()
        yield Stilling, self.position_rows()
        yield Rolle, self.role_rows()
        yield Verneomrade, ({"id": n, "ekstern_id": f"V{n}", "navn": f"Område {n}"} for n in units)
        yield VerneomradeNode, ({"verneomrade_id": n, "node_id": first_unit + n - 1} for n in units)
        yield Bygg, ({"id": n, "ekstern_id": f"B{n}", "navn": f"Bygg {n}"} for n in buildings)
        yield ByggBruker, ({"bygg_id": b, "node_id": node, "hovedbruker": True} for b, node in unit_of.items())
        yield (
            MksGruppe,
            ({"id": n, "ekstern_id": f"M{n}", "navn": f"MKS {n}", "node_id": first_unit + n - 1} for n in units),
        )

    def _other(self, n: int) -> int:
        """Somebody who leads no node."""
        return self.nodes + 1 + n * 7 % (self.people - self.nodes)


def fill(db: Database, scale: float) -> None:
    """Makes the schema and the organisation."""
    upgrade.upgrade(db)
    for table, rows in Norge(scale).tables():
        left = iter(rows)
        while part := list(itertools.islice(left, ROWS)):
            db.write(functools.partial(_insert, table=table, rows=part))
    db.write(husk.endret)


def _insert(session: Session, table: Any, rows: list[Row]) -> None:
    session.connection().execute(insert(table), rows)


def _node(n: int, type_: str, parent: int | None) -> Row:
    return {"id": n, "ekstern_id": f"N{n}", "type": type_, "navn": f"Sted {n}", "forelder_id": parent}


def _role(n: int, role: str, person: int, scope: str, scope_id: int) -> Row:
    return {
        "id": n,
        "ekstern_id": f"R{n}",
        "rolle": role,
        "person_id": person,
        "omfang_type": scope,
        "omfang_id": scope_id,
        "gyldig_fra": _since(person),
    }


def _since(n: int) -> date:
    """When somebody began: spread over eight years, the last two of them not yet come."""
    return FIRST_DAY + timedelta(days=n * 37 % 2900)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("scale", type=float)
    options = parser.parse_args()
    db = Database(options.url)
    fill(db, options.scale)
    db.close()


if __name__ == "__main__":
    main()
