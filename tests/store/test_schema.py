"""The tables: that the migrations make them, for whom, and when opening is refused."""

import multiprocessing
import sqlite3
import stat
import sys
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from indexer.errors import StoreError
from indexer.store import open_store
from indexer.store.tables import metadata


def test_the_migrations_make_the_tables(store):
    with store._database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_every_table_can_be_made_in_postgresql():
    made = [str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in metadata.sorted_tables]
    assert len(made) == len(metadata.tables)
    assert any("TIMESTAMP WITH TIME ZONE" in text for text in made)


def test_an_archive_opens_again(store, url, make_intake, now):
    store.put([make_intake()], now)
    store.close()
    assert open_store(url).reached() == 1
    assert store.reached() == 1, "a closed store opens again when it is used"


def test_only_the_owner_may_look(store, url):
    file = Path(url.removeprefix("sqlite:///"))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (file.parent, *file.parent.iterdir())}
    assert modes == {"data": 0o700, "archive.db": 0o600, "archive.db-wal": 0o600, "archive.db-shm": 0o600}


def _open_together(url: str, start: Barrier) -> None:
    start.wait()
    sys.exit(open_store(url).reached())


def test_processes_that_start_together_do_not_collide(url):
    context = multiprocessing.get_context("fork")
    start = context.Barrier(8)
    starting = [context.Process(target=_open_together, args=(url, start)) for _ in range(8)]
    for process in starting:
        process.start()
    for process in starting:
        process.join()
    assert [process.exitcode for process in starting] == [0] * 8


def test_writes_are_durable_and_wait_for_each_other(store):
    with store._database.writing() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        values = [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() for pragma in pragmas]
    assert values == ["wal", 2, 1, 10_000]


def test_an_archive_of_a_newer_onrecord_is_refused(store, url):
    store.close()
    file = url.removeprefix("sqlite:///")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.close()
    with pytest.raises(StoreError, match=r"written by a newer Onrecord \(schema 0999; this one knows up to 0003\)"):
        open_store(url)


def test_a_migration_that_breaks_off_leaves_no_half_tables(url, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("alembic.op.bulk_insert", None)
        with pytest.raises(TypeError):
            open_store(url)
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
    assert open_store(url).reached() == 0


def test_somebody_elses_database_is_left_alone(tmp_path):
    file = tmp_path / "shop.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE orders (id INTEGER)")
    connection.close()
    with pytest.raises(StoreError, match=r"shop.db holds other tables \(orders\)"):
        open_store(f"sqlite:///{file}")
