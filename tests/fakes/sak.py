"""The rulebook of the avvik on a database with the demo kommune: people by the kommune's own ids, and a clock that is moved."""

from sqlmodel import Session, select

from hms.avvik import mottakere, queries, service
from hms.avvik.klokke import ta_trinn
from hms.avvik.model import Avvik
from hms.avvik.queries import Leser
from hms.kit.db import Database
from hms.kit.klokke import oslo_date
from hms.organisasjon.model import Node, Person
from hms.outbox.model import Utboks
from hms.samtale import service as samtaler
from tests.fakes.klokke import FakeKlokke


class Sak:
    """The rulebook on a database with the demo kommune."""

    def __init__(self, url: str) -> None:
        self.db = Database(url)
        self.klokke = FakeKlokke()

    def do(self, work):
        return self.db.write(work)

    def les(self, work):
        return self.db.read(work)

    def id(self, ekstern: str) -> int:
        return self.les(lambda s: s.exec(select(Person.id).where(Person.ekstern_id == ekstern)).one())

    def leser(self, ekstern: str) -> Leser:
        return Leser(self.id(ekstern), None)

    def node(self, ekstern: str) -> int:
        return self.les(lambda s: s.exec(select(Node.id).where(Node.ekstern_id == ekstern)).one())

    def meld(self, melder: str = "P045", node: str = "SOL-FJE", **more) -> Avvik:
        values = {
            "hva": "skled",
            "kategori": "orden_fysisk",
            "skade": "ingen",
            "grad": 2,
            "node_id": self.node(node),
            **more,
        }
        return self.do(
            lambda s: service.meld(s, self.klokke.now(), self.leser_i(s, melder), service.NyttAvvik(**values))
        )

    def leser_i(self, session: Session, ekstern: str) -> Leser:
        person_id = session.exec(select(Person.id).where(Person.ekstern_id == ekstern)).one()
        name = f"29:{ekstern}"
        kontakt = samtaler.kontakt_for(session, "teams", "t", name, aad_object_id=None, navn=None)
        session.flush()
        return Leser(person_id, kontakt.id)

    def til(self, avvik: Avvik, rolle: str) -> set[int]:
        found = self.les(lambda s: mottakere.finn(s, {"rolle": rolle, "avvik": avvik.id}, oslo_date(self.klokke.now())))
        return set(found.alle)

    def rel(self, avvik: Avvik, leser: Leser) -> frozenset[str]:
        return self.les(lambda s: queries.relasjoner(s, s.get(Avvik, avvik.id), leser, oslo_date(self.klokke.now())))

    def navn(self, work) -> set[int]:
        return self.les(lambda s: {p.id for p in work(s, oslo_date(self.klokke.now()))})

    def trinn(self, avvik: Avvik) -> str | None:
        return self.do(lambda s: ta_trinn(s, self.klokke.now(), s.get(Avvik, avvik.id)))

    def rader(self, **where) -> list[Utboks]:
        rows = self.les(lambda s: s.exec(select(Utboks).order_by(Utboks.id)).all())
        return [row for row in rows if all(getattr(row, key) == value for key, value in where.items())]

    def hent(self, avvik: Avvik) -> Avvik:
        return self.les(lambda s: s.get(Avvik, avvik.id))
