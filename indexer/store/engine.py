"""How connections are opened and transactions begin. All that differs between databases is here.

There is one writer at a time, whatever the database: numbers are then handed out in the order of commits, and a
statement that looks before it writes cannot be overtaken. Readers never wait.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, ColumnElement, Connection, Engine, Row, Select, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from indexer.errors import StoreError
from indexer.store.failures import told

BUSY_TIMEOUT_S = 10.0
CONNECTIONS_MAX = 32
IN_LIST_MAX = 1_000
_WRITER_LOCK = 7_239_001
"""Any number, as long as nobody else who uses the same PostgreSQL database takes it."""


class Database:
    """The opened database: reads side by side, writes one after the other."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.where = where
        self._readers = engine
        self._writers = engine.execution_options(writing=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One look at the archive: every statement sees the same state of it."""
        with told(self.where), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All or nothing, while nobody else writes. It has survived a crash once this ends."""
        with told(self.where), self._writers.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of every connection. The database may be used again afterwards."""
        self._readers.dispose()


def connect(url: str) -> Database:
    """Make the database ready to be asked; a SQLite file and its folder are created, for their owner only.

    Raises StoreError if there can be no such database.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"{url!r} is no database address, such as sqlite:///index_data/archive.db.") from error
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    if address.get_backend_name() == "postgresql":
        return _postgresql(address)
    raise StoreError(f"No archive can be kept in {address.get_backend_name()!r}. Known: postgresql+psycopg, sqlite.")


def among(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], values: Sequence[Any]
) -> list[Row[Any]]:
    """The rows of `query` whose `column` is one of `values`, however many. Rows of one value keep the query's order."""
    wanted = list(dict.fromkeys(values))
    found: list[Row[Any]] = []
    for start in range(0, len(wanted), IN_LIST_MAX):
        found += connection.execute(query.where(column.in_(wanted[start : start + IN_LIST_MAX]))).all()
    return found


def _sqlite(address: URL) -> Database:
    if not address.database or address.database == ":memory:":
        raise StoreError("An archive in memory would be lost. Name a file, such as sqlite:///index_data/archive.db.")
    _create_file(Path(address.database))
    engine = create_engine(
        address,
        connect_args={"isolation_level": None, "timeout": BUSY_TIMEOUT_S},
        pool_size=CONNECTIONS_MAX,
        max_overflow=0,
        pool_timeout=BUSY_TIMEOUT_S,
        hide_parameters=True,  # an error's text ends in a log, where no saved search may stand
    )
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return Database(engine, address.database)


def _create_file(path: Path) -> None:
    try:
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite gives its -wal and -shm files the mode of this one.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(
            f"The archive {path} cannot be opened: {error.strerror}. Check the path and its rights."
        ) from error


def _configure_sqlite(connection: Any, _record: object) -> None:
    # The timeout is the driver's argument. WAL first: it is the only one that can meet a lock.
    # FULL, because with NORMAL a power cut takes back commits that were already acknowledged.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails when another has written meanwhile, whatever the timeout.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _postgresql(address: URL) -> Database:
    try:
        engine = create_engine(
            address, pool_size=CONNECTIONS_MAX, max_overflow=0, pool_pre_ping=True, hide_parameters=True
        )
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError("PostgreSQL needs its driver: install psycopg.") from error
    event.listen(engine, "begin", _begin_postgresql)
    return Database(engine, address.render_as_string(hide_password=True))


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("writing", False):
        connection.execute(select(func.pg_advisory_xact_lock(_WRITER_LOCK)))
