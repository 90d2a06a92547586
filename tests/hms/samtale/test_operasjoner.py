"""A button's token counts once: its second use gets the result of the first (ADR 8)."""

from sqlmodel import Session

from hms.kit.db import Database
from hms.samtale import service
from tests.fakes.klokke import FakeKlokke


def _conversation(session: Session) -> int:
    samtale = service.las_samtale(session, "teams", "t", "a:1", omfang="personal", adresse={"serviceUrl": "x"})
    assert samtale.id is not None
    return samtale.id


def test_a_token_is_unused_until_it_is_used(database: Database, klokke: FakeKlokke) -> None:
    def work(session: Session) -> tuple[object, object]:
        before = service.brukt(session, "token")
        service.bruk(session, "token", _conversation(session), klokke.now(), {"sak": 42})
        session.flush()
        return before, service.brukt(session, "token")

    assert database.write(work) == (None, {"sak": 42})


def test_a_token_stays_used_in_later_transactions(database: Database, klokke: FakeKlokke) -> None:
    database.write(lambda session: service.bruk(session, "token", _conversation(session), klokke.now(), {"sak": 42}))
    assert database.write(lambda session: service.brukt(session, "token")) == {"sak": 42}


def test_a_turn_that_fails_gives_its_token_back(database: Database, klokke: FakeKlokke) -> None:
    def fail(session: Session) -> None:
        service.bruk(session, "token", _conversation(session), klokke.now(), {})
        session.flush()
        raise ArithmeticError

    future = database.submit(fail)
    assert isinstance(future.exception(), ArithmeticError)
    assert database.write(lambda session: service.brukt(session, "token")) is None
