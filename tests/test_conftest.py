"""The shared fixtures do what they say."""

import socket
import urllib.request

import pytest
from sqlmodel import Session, select

from hms.kit.db import Database
from hms.organisasjon.model import Node
from tests.conftest import NetworkReachedError
from tests.fakes.klokke import FakeKlokke


def test_each_test_has_an_empty_database_of_each_kind(database: Database) -> None:
    def add(session: Session) -> int:
        session.add(Node(ekstern_id="1", type="kommune", navn="Fjordvik"))
        session.flush()
        return len(session.exec(select(Node)).all())

    assert database.write(add) == 1


def test_a_second_test_does_not_see_the_first_ones_rows(database: Database) -> None:
    assert database.read(lambda session: session.exec(select(Node)).all()) == []


@pytest.mark.postgres
def test_the_bare_postgres_database_has_no_tables(postgres_url: str) -> None:
    opened = Database(postgres_url)
    with opened.engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").scalar_one()
    opened.close()
    assert count == 0


def test_a_socket_cannot_leave_the_machine() -> None:
    with socket.socket() as sock, pytest.raises(NetworkReachedError):
        sock.connect(("192.0.2.1", 80))


def test_a_name_cannot_be_looked_up() -> None:
    with pytest.raises(NetworkReachedError):
        urllib.request.urlopen("http://varde.example/")


def test_loopback_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


def test_the_fake_clock_moves_when_told(klokke: FakeKlokke) -> None:
    before, monotonic = klokke.now(), klokke.monotonic()
    assert (klokke.advance(hours=1) - before).total_seconds() == 3600
    klokke.move_to(before)
    assert klokke.monotonic() == monotonic + 3600
