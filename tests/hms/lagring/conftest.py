"""Cases of all kinds in the demo kommune, and a clock that can be moved years ahead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import select as sql
from sqlmodel import Session, SQLModel, select

from hms.avvik import flyt, service
from hms.avvik.model import Avvik, AvvikMelding
from hms.avvik.queries import Leser
from hms.avvik.service import NyttAvvik
from hms.kit import revisjon
from hms.kit.db import Database
from hms.organisasjon.model import Node, Person
from hms.outbox import service as outbox
from hms.samtale import service as samtaler
from hms.samtale.model import Kontakt, Kort
from scheduler.ticks import Ticker
from tests.fakes.klokke import FakeKlokke

T = TypeVar("T")


@dataclass
class Arkiv:
    """The rulebook on a database with the demo kommune in it."""

    db: Database
    klokke: FakeKlokke = field(default_factory=FakeKlokke)

    def do(self, work: Callable[[Session], T]) -> T:
        return self.db.write(work)

    def person(self, ekstern: str) -> Person:
        return self.do(lambda s: s.exec(select(Person).where(Person.ekstern_id == ekstern)).one())

    def konto(self, ekstern: str, draft: str = "") -> Kontakt:
        """An account with a personal conversation, and what stands in its draft."""
        person = self.person(ekstern)

        def unit(s: Session) -> Kontakt:
            place = samtaler.las_samtale(s, "teams", "t", f"a:{ekstern}", omfang="personal", adresse={})
            s.flush()
            contact = samtaler.kontakt_for(s, "teams", "t", f"29:{ekstern}", aad_object_id=None, navn=person.navn)
            contact.person_id, contact.samtale_id = person.id, place.id
            if draft:
                samtaler.lagre_tilstand(s, place, {"form": {"answers": {"hva": draft}}}, self.klokke.now())
            samtaler.motta(s, f"teams:t:a:{ekstern}:1", self.klokke.now())
            samtaler.bruk(s, f"{ekstern}:token", place.id or 0, self.klokke.now(), {})
            s.add(contact)
            return contact

        return self.do(unit)

    def sak(
        self, hva: str = "skled", melder: str = "P045", skade: str = "ingen", status: str = "", **more: Any
    ) -> Avvik:
        """A case by this reporter, ended at once when a status is given."""
        reporter = self.person(melder).id

        def unit(s: Session) -> Avvik:
            node = s.exec(select(Node.id).where(Node.ekstern_id == "SOL-FJE")).one() or 0
            new = NyttAvvik(hva=hva, kategori="orden_fysisk", skade=skade, grad=2, node_id=node, **more)
            found = service.meld(s, self.klokke.now(), Leser(reporter, None), new)
            s.add(
                AvvikMelding(avvik_id=found.id or 0, fra="melder", tekst=f"{hva} igjen", skrevet_at=self.klokke.now())
            )
            if status:
                found.status = status
                found.lukket_at = self.klokke.now() if status == flyt.LUKKET else None
                found.neste_trinn_at = None
            return found

        return self.do(unit)

    def kort(self, nokkel: str, contact: Kontakt) -> None:
        """A card that was sent there, and the row that sent it."""

        def unit(s: Session) -> None:
            s.add(Kort(nokkel=nokkel, samtale_id=contact.samtale_id or 0, platform_id="m1"))
            outbox.varsel(s, outbox.Varsel(f"{nokkel}:sendt", "avvik_kort", {"person": contact.person_id}, kort=nokkel))

        self.do(unit)

    def tikk(self, *, sletting: bool = True, **more: Any) -> int:
        """What a tick erases now."""
        return Ticker(self.db, self.klokke, self.klokke, sletting=sletting, **more).tick().erased

    def alle(self, table: type[SQLModel]) -> list[Any]:
        return self.do(lambda s: list(s.exec(select(table)).all()))

    def tabeller_med(self, words: str) -> list[str]:
        """The tables where the words stand, on either database."""

        def unit(s: Session) -> list[str]:
            rows = s.connection()
            return [
                table.name
                for table in SQLModel.metadata.sorted_tables
                if any(words in str(value) for row in rows.execute(sql(table)) for value in row)
            ]

        return self.do(unit)

    def i_filene(self, words: str) -> list[str]:
        """The database's files where the words have left a trace, erased rows and write-ahead log included."""
        file = Path(self.db.url.removeprefix("sqlite:///"))
        return [p.name for p in sorted(file.parent.glob(f"{file.name}*")) if words.encode() in p.read_bytes()]

    def hel(self) -> bool:
        return self.do(revisjon.brudd) is None


@pytest.fixture
def arkiv(fjordvik_url: str) -> Iterator[Arkiv]:
    """On SQLite and on PostgreSQL."""
    db = Database(fjordvik_url)
    yield Arkiv(db)
    db.close()


@pytest.fixture
def fil(fjordvik_sqlite_url: str) -> Iterator[Arkiv]:
    """On SQLite only, for what is looked for in its files."""
    db = Database(fjordvik_sqlite_url)
    yield Arkiv(db)
    db.close()
