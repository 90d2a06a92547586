"""Who goes first: order in a conversation, urgency, cards and their updates, and what a stopped process left."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from hms.kit.db import Database
from hms.outbox import service
from hms.outbox.model import Prioritet, Utboks
from hms.samtale import service as samtaler
from hms.samtale.model import Kort
from tests.fakes.klokke import FakeKlokke

A, B = "a:1", "a:2"


class Ko:
    """The queue of a database, with two conversations."""

    def __init__(self, database: Database, klokke: FakeKlokke) -> None:
        self.database, self.klokke = database, klokke
        self.place = {name: database.write(lambda s, n=name: self._chat(s, n)) for name in (A, B)}
        self.number = 0

    def _chat(self, session: Session, name: str) -> int:
        found = samtaler.las_samtale(session, "teams", "t", name, omfang="personal", adresse={})
        session.flush()
        return found.id or 0

    def legg(self, chat: str, prioritet: Prioritet = Prioritet.VARSEL, **more) -> int:
        """Enqueues a notice that has its conversation already."""
        self.number += 1

        def work(session: Session) -> int:
            row_id = service.varsel(
                session,
                service.Varsel(dedup_key=f"r{self.number}", nokkel="n", mottaker={}, prioritet=prioritet, **more),
            )
            row = session.get(Utboks, row_id)
            assert row is not None
            row.samtale_id = self.place[chat]
            session.add(row)
            return row_id or 0

        return self.database.write(work)

    def svar(self, chat: str, eier: str = "oss", **more) -> tuple[int | None, bool]:
        self.number += 1
        svar = service.Svar(dedup_key=f"r{self.number}", samtale_id=self.place[chat], kropp={"x": 1}, **more)
        return self.database.write(lambda s: service.svar(s, svar, eier, self.klokke.now()))

    def lei(self, eier: str = "oss") -> list[int]:
        def work(session: Session) -> list[int]:
            return [row.id or 0 for row in service.lei(session, eier, self.klokke.now(), self.klokke.now())]

        return self.database.write(work)

    def sendt(self, *ider: int) -> None:
        for row_id in ider:
            self.database.write(lambda s, r=row_id: service.sendt(s, r, self.klokke.now(), f"m{r}"))

    def gjor(self, work):
        return self.database.write(work)

    def rad(self, row_id: int) -> Utboks:
        found = self.database.read(lambda s: s.get(Utboks, row_id))
        assert found is not None
        return found


@pytest.fixture
def ko(database: Database, klokke: FakeKlokke) -> Ko:
    return Ko(database, klokke)


def test_one_at_a_time_in_a_conversation_and_in_order(ko: Ko) -> None:
    first, second, other = ko.legg(A), ko.legg(A), ko.legg(B)
    assert ko.lei() == [first, other]
    assert ko.lei() == []
    ko.sendt(first)
    assert ko.lei() == [second]


def test_the_urgent_passes_and_replies_go_before_notices(ko: Ko) -> None:
    ko.legg(A, Prioritet.MASSE)
    ko.legg(A)
    urgent = ko.legg(A, Prioritet.NOD)
    bulk = ko.legg(B, Prioritet.MASSE)
    assert ko.lei() == [urgent, bulk]


def test_a_retry_holds_back_what_is_behind_it_but_not_the_urgent(ko: Ko) -> None:
    first, second = ko.legg(A), ko.legg(A)
    assert ko.lei() == [first]
    later = ko.klokke.now() + timedelta(minutes=5)
    ko.gjor(lambda s: service.prov_igjen(s, first, later, "429", uklart=False))
    assert ko.lei() == []
    urgent = ko.legg(A, Prioritet.NOD)
    assert ko.lei() == [urgent]
    ko.sendt(urgent)
    ko.klokke.advance(minutes=6)
    assert ko.lei() == [first]
    ko.sendt(first)
    assert ko.lei() == [second]


def test_what_is_not_due_yet_holds_nothing_back(ko: Ko) -> None:
    evening = ko.legg(A, ikke_for=ko.klokke.now() + timedelta(hours=1))
    now = ko.legg(A)
    assert ko.lei() == [now]
    ko.sendt(now)
    ko.klokke.advance(hours=2)
    assert ko.lei() == [evening]


def test_a_reply_goes_at_once_only_when_nothing_is_before_it(ko: Ko) -> None:
    assert ko.svar(A)[1]
    assert ko.svar(A)[1]
    assert not ko.svar(A, eier="andre")[1]
    ko.legg(B)
    assert ko.svar(B)[1]
    waiting = ko.legg(B, Prioritet.NOD)
    assert not ko.svar(B)[1]
    assert waiting


def test_an_update_waits_for_its_card_and_only_the_newest_is_sent(ko: Ko) -> None:
    card = ko.legg(A, kort="avvik:1:x")
    assert ko.lei() == [card]
    for _ in range(3):
        ko.gjor(lambda s: service.oppdater(s, kort="avvik:1:x", nokkel="n", parametre={}))
    assert ko.lei() == []
    ko.sendt(card)
    states = [ko.rad(n).status for n in range(card + 1, card + 4)]
    assert states == ["obsolete", "obsolete", "pending"]
    assert ko.lei() == [card + 3]


def test_a_card_that_is_sent_again_leaves_the_older_one_to_be_written_over(ko: Ko) -> None:
    first, second = ko.legg(A, kort="avvik:1:x"), ko.legg(A, kort="avvik:1:x")
    ko.lei()
    ko.sendt(first)
    ko.lei()
    ko.sendt(second, second)
    cards = ko.database.read(lambda s: {row.nokkel: row.platform_id for row in s.exec(select(Kort)).all()})
    assert cards == {"avvik:1:x": f"m{second}", f"avvik:1:x:eldre:{second}": f"m{first}"}
    (update,) = ko.lei()
    assert ko.rad(update).kort == f"avvik:1:x:eldre:{second}"


@pytest.mark.parametrize("ending", ["dod", "utdatert"])
def test_updates_of_a_card_that_never_came_hold_nothing_back(ko: Ko, ending: str) -> None:
    card = ko.legg(A, kort="avvik:1:x")
    ko.lei()
    ko.gjor(lambda s: service.oppdater(s, kort="avvik:1:x", nokkel="n", parametre={}))
    now = ko.klokke.now()
    ko.gjor(lambda s: service.dod(s, card, now, "w") if ending == "dod" else service.utdatert(s, card, now))
    assert ko.rad(card + 1).status == "obsolete"
    later = ko.legg(A)
    assert ko.lei() == [later]


def test_what_a_stopped_process_left_is_taken_back(ko: Ko) -> None:
    leased, (sending, _) = ko.legg(A), ko.svar(B)
    assert ko.lei() == [leased]
    alone = lambda s: service.tell_forlatte(s, ko.klokke.now(), "ny", eneste=True)  # noqa: E731 - named for reading
    assert ko.gjor(alone) == 1
    assert (ko.rad(leased).status, ko.rad(leased).gjentakelse) == ("pending", False)
    assert (ko.rad(sending).status, ko.rad(sending).gjentakelse) == ("ambiguous", True)


def test_among_several_processes_only_what_is_over_is_taken(ko: Ko) -> None:
    ko.svar(A)
    many = lambda s: service.tell_forlatte(s, ko.klokke.now(), "ny", eneste=False)  # noqa: E731 - as above
    assert ko.gjor(many) == 0
    ko.klokke.advance(seconds=61)
    assert ko.gjor(many) == 1


def test_a_process_takes_its_own_back_when_it_has_let_go(ko: Ko) -> None:
    row_id, _ = ko.svar(A)
    ko.klokke.advance(seconds=61)
    own = lambda held: lambda s: service.tell_forlatte(s, ko.klokke.now(), "oss", eneste=True, i_hende=held)  # noqa: E731 - as above
    assert ko.gjor(own({row_id})) == 0
    assert ko.gjor(own(())) == 1


def test_two_processes_never_lease_the_same_row(ko: Ko) -> None:
    ider = [ko.legg(A) if n % 2 else ko.legg(B) for n in range(6)]
    taken = [*ko.lei("en"), *ko.lei("to")]
    assert taken == ider[:2]
