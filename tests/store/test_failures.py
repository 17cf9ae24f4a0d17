"""What is said when the disk, the file or the neighbours don't play along."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event

from indexer.errors import StoreError
from indexer.store import engine, open_store


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("archive.db", "'archive.db' is no database address"),
        ("mysql://host/db", "No archive can be kept in 'mysql'. Known: postgresql\\+psycopg, sqlite."),
        ("sqlite://", "An archive in memory would be lost"),
        ("sqlite:////proc/nowhere/archive.db", "/proc/nowhere/archive.db cannot be opened: No such file"),
        ("sqlite:////dev/null/archive.db", "/dev/null/archive.db cannot be opened: Not a directory"),
    ],
)
def test_an_address_that_cannot_be_an_archive_is_explained(url, sentence):
    with pytest.raises(StoreError, match=sentence):
        open_store(url)


def test_a_file_that_is_no_database_is_named(tmp_path):
    file = tmp_path / "archive.db"
    file.write_text("This is a letter to the editor. " * 100)
    with pytest.raises(StoreError, match=r"archive.db is not a database"):
        open_store(f"sqlite:///{file}")
    assert file.read_text().startswith("This is a letter")


def test_damage_is_told_not_passed_on(store, url, make_intake, now):
    store.put([make_intake(str(number), body="word " * 500) for number in range(50)], now)
    store.close()
    file = Path(url.removeprefix("sqlite:///"))
    size = file.stat().st_size
    with file.open("r+b") as data:
        data.seek(8192)
        data.write(b"\xff" * (size - 8192))
    with pytest.raises(StoreError, match=r"archive.db is damaged. Put the latest backup"):
        open_store(url).articles([1])


def test_a_full_disk_changes_nothing_and_heals(store, make_intake, now):
    database = store._database._readers
    limit = ["PRAGMA max_page_count = 1"]  # SQLite takes the present size instead
    event.listen(database, "connect", lambda connection, _: connection.execute(limit[0]))
    store.close()
    big = [make_intake(str(number), body="word " * 5_000) for number in range(20)]
    with pytest.raises(StoreError, match="cannot grow: the disk is full"):
        store.put(big, now)
    assert store.reached() == 0
    limit[0] = "PRAGMA max_page_count = 1000000"
    store.close()
    assert store.put(big, now) == ("new",) * 20


def test_a_lock_held_too_long_is_told(url, make_intake, now, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.2)
    store = open_store(url)
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="is held by another program for too long"):
        store.put([make_intake()], now)
    assert store.reached() == 0, "readers don't wait"
    other.execute("ROLLBACK")
    other.close()
    assert store.put([make_intake()], now) == ("new",)
    store.close()


def test_our_own_mistakes_are_not_dressed_up(store, make_intake, make_quote, now):
    with pytest.raises(Exception, match="NOT NULL") as raised:
        store.put([make_intake(quotes=(make_quote(text=None, cue="a secret source"),))], now)
    assert not isinstance(raised.value, StoreError)
    assert "a secret source" not in str(raised.value)


def test_threads_read_and_write_side_by_side(store, make_intake, now):
    def write(number: int) -> None:
        store.put([make_intake(f"{number}-{place}") for place in range(3)], now)

    def read(number: int) -> int:
        return len(store.articles([change.article_id for change in store.changes(number, 50)]))

    with ThreadPoolExecutor(8) as pool:
        doing = [pool.submit(work, number) for number in range(60) for work in (write, read)]
    assert [done.exception() for done in doing] == [None] * 120
    assert [change.rev_seq for change in store.changes(0, 1_000)] == list(range(1, 181))


def test_a_reader_sees_one_state_of_the_archive(store, make_intake, now):
    store.put([make_intake("one")], now)
    with store._database.reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one()
        store.put([make_intake("two")], now)
        after = connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one()
    assert (before, after, store.counts()["articles"]) == (1, 1, 2)
