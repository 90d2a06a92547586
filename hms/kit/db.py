"""The database: one synchronous engine, and the only place that commits.

A unit of work is a plain function of a session, and may be run again from the start if its transaction could not be
committed, so it changes nothing outside the session. On SQLite all units run on one writer thread: a writer never meets
another, and units that wait share one COMMIT, each inside its own SAVEPOINT. On PostgreSQL each unit is its own
transaction on a small pool of threads. Either way a result is handed out after its commit, never before.
"""

import queue
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

log = structlog.get_logger(__name__)

T = TypeVar("T")

MAX_UNITS_PER_COMMIT = 64
MAX_HOLD_SECONDS = 0.05
READER_THREADS = 4
EMPTYING_MS = 50
POSTGRES_WRITERS = 4
ATTEMPTS = 10
_FIRST: dict[str, Engine] = {}
RETRIABLE_SQLSTATES = {"40001", "40P01", "55P03"}


@dataclass
class _Unit:
    work: Callable[[Session], Any]
    fakta: Mapping[str, Any] = field(default_factory=dict)
    future: "Future[Any]" = field(default_factory=Future)
    outcome: Any = None
    error: BaseException | None = None

    def run(self, connection: Connection) -> None:
        """Does the work in the transaction that the connection is in, which stays open."""
        self.outcome, self.error = None, None
        with Session(
            connection, join_transaction_mode="rollback_only", expire_on_commit=False, info=dict(self.fakta)
        ) as session:
            try:
                self.outcome = self.work(session)
                session.flush()
            except Exception as error:  # noqa: BLE001 - handed to whoever submitted the unit
                self.error = error

    def resolve(self) -> None:
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.outcome)


class Database:
    """Opens the database at `url` (sqlite:///… or postgresql+psycopg://…). Close it to stop its threads.

    `fakta` is what every session knows of the
    kommune (`session.info`). `point` hears «before_commit» and «after_commit» on the writer's thread, for the tests that stop the process there.
    """

    def __init__(
        self,
        url: str,
        point: Callable[[str], None] = lambda _point: None,
        fakta: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self.url = url
        self._point = point
        self._fakta = fakta
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url, writer=True) if self.is_sqlite else _postgres_engine(url)
        self._read_engine = _sqlite_engine(url, writer=False) if self.is_sqlite else self.engine
        for engine in (self.engine, self._read_engine):
            _share_compiler(engine)
        self._readers = ThreadPoolExecutor(READER_THREADS, thread_name_prefix="varde-read")
        self._units: queue.SimpleQueue[_Unit | None] = queue.SimpleQueue()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._write_loop, name=f"varde-write-{n}", daemon=True)
            for n in range(1 if self.is_sqlite else POSTGRES_WRITERS)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, work: Callable[[Session], T]) -> "Future[T]":
        """Runs `work` in a transaction; the future resolves after the commit, or holds what `work` raised."""
        if self._closed:
            raise RuntimeError("the database is closed")
        if threading.current_thread() in self._threads:
            raise RuntimeError("a unit of work inside another would wait for itself")
        unit = _Unit(work, self._fakta)
        self._units.put(unit)
        return unit.future

    def write(self, work: Callable[[Session], T]) -> T:
        """`submit`, and waits."""
        return self.submit(work).result()

    def submit_read(self, work: Callable[[Session], T]) -> "Future[T]":
        """Runs `work` on a read-only session, beside the writer."""
        return self._readers.submit(self.read, work)

    def read(self, work: Callable[[Session], T]) -> T:
        """Runs `work` on a read-only session in this thread."""
        with Session(self._read_engine, expire_on_commit=False, info=dict(self._fakta)) as session:
            if not self.is_sqlite:
                session.connection(execution_options={"postgresql_readonly": True})
            return work(session)

    def tom_logg(self) -> bool:
        """Brings SQLite's write-ahead log home and empties it, so that what was erased stands nowhere. False: readers are in the way.

        PostgreSQL has nothing to do here: dead rows go with its own vacuum.
        """
        if not self.is_sqlite:
            return True
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={EMPTYING_MS}")  # the writer waits meanwhile
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            cursor.execute("PRAGMA busy_timeout=5000")
        finally:
            connection.close()
        return not busy

    def close(self) -> None:
        """Finishes what has been submitted and stops the threads."""
        if self._closed:
            return
        self._closed = True
        for _ in self._threads:
            self._units.put(None)
        for thread in self._threads:
            thread.join()
        self._readers.shutdown()
        self._read_engine.dispose()
        self.engine.dispose()

    def _write_loop(self) -> None:
        while True:
            unit = self._units.get()
            if unit is None:
                return
            if not unit.future.set_running_or_notify_cancel():
                continue
            batch = [unit]
            self._commit(batch, gather=self.is_sqlite)
            for done in batch:
                done.resolve()

    def _commit(self, batch: list[_Unit], *, gather: bool) -> None:
        """Runs the batch in one transaction. A batch that cannot be committed is tried again unit by unit."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self.engine.connect() as connection, connection.begin():
                    self._run_units(connection, batch, gather=gather and attempt == 1)
                    self._point("before_commit")
            except Exception as error:  # noqa: BLE001 - handed to whoever submitted the unit
                if may_retry(error) and attempt < ATTEMPTS:
                    time.sleep(random.uniform(0.2, 1.0) * 0.02 * attempt)  # noqa: S311, TID251 - jitter, in the one home of waiting
                    continue
                if len(batch) > 1:
                    for unit in batch:
                        self._commit([unit], gather=False)
                    return
                batch[0].error = batch[0].error or error
            else:
                self._point("after_commit")
            return

    def _run_units(self, connection: Connection, batch: list[_Unit], *, gather: bool) -> None:
        started = time.monotonic()
        for unit in batch:
            self._run_unit(connection, unit)
        while gather and len(batch) < MAX_UNITS_PER_COMMIT and time.monotonic() - started < MAX_HOLD_SECONDS:
            try:
                unit_or_stop = self._units.get_nowait()
            except queue.Empty:
                return
            if unit_or_stop is None:
                self._units.put(None)
                return
            if unit_or_stop.future.set_running_or_notify_cancel():
                batch.append(unit_or_stop)
                self._run_unit(connection, unit_or_stop)

    def _run_unit(self, connection: Connection, unit: _Unit) -> None:
        """On SQLite in a savepoint, by the driver itself: a unit that fails takes nothing of the others with it."""
        driver: Any = connection.connection.dbapi_connection
        if self.is_sqlite:
            driver.execute("SAVEPOINT unit")
        unit.run(connection)
        if unit.error is not None:
            if not self.is_sqlite or may_retry(unit.error) or _transaction_is_gone(connection):
                raise unit.error
            driver.execute("ROLLBACK TO unit")
        if self.is_sqlite:
            driver.execute("RELEASE unit")


def may_retry(error: BaseException) -> bool:
    """Is it the other writers' doing, so that the same work may succeed a moment later?"""
    if not isinstance(error, DBAPIError) or error.orig is None:
        return False
    return getattr(error.orig, "sqlstate", None) in RETRIABLE_SQLSTATES or "database is locked" in str(error.orig)


def _transaction_is_gone(connection: Connection) -> bool:
    """SQLite rolls the whole transaction back by itself on a full disk, and the savepoints go with it."""
    if connection.dialect.name != "sqlite":
        return False
    return not getattr(connection.connection.dbapi_connection, "in_transaction", True)


def _share_compiler(engine: Engine) -> None:
    """Statements are compiled once in a process for each kind of database: the reader's are the writer's.

    PostgreSQL's dialect serves others when it has met its server; SQLite has none to meet.
    """
    first = _FIRST.setdefault(engine.name, engine)
    if engine.name == "sqlite" or getattr(first.dialect, "server_version_info", None):
        engine.dialect = first.dialect
        engine.update_execution_options(compiled_cache=first._compiled_cache)  # noqa: SLF001 - the one to share


def _sqlite_engine(url: str, *, writer: bool) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 5})
    # Known without a connection: the dialect is shared, and the engine that it came from may never connect.
    engine.dialect.server_version_info = sqlite3.sqlite_version_info

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours: the driver's own would begin too late
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA busy_timeout=5000")
        connection.execute("PRAGMA secure_delete=ON")  # what is erased is written over with zeros (avvik.md 8)
        if not writer:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    return engine


def _postgres_engine(url: str) -> Engine:
    return create_engine(url, pool_size=POSTGRES_WRITERS + READER_THREADS, max_overflow=4, pool_pre_ping=True)
