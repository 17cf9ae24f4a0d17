"""A database's own errors, told to the person who has to act on them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from indexer.errors import StoreError

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "is held by another program for too long. Wait for it to finish, or stop it, and try again.",
    sqlite3.SQLITE_LOCKED: "is held by another program for too long. Wait for it to finish, or stop it, and try again.",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full. Make room; nothing was changed.",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk failed or is full. Check the disk; nothing was changed.",
    sqlite3.SQLITE_NOTADB: "is not a database. Name another folder, or put a backup in its place.",
    sqlite3.SQLITE_CORRUPT: "is damaged. Put the latest backup in its place.",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened. Check that the file and its folder may be read and written.",
    sqlite3.SQLITE_PERM: "cannot be opened. Check that the file and its folder may be read and written.",
    sqlite3.SQLITE_READONLY: "cannot be written. Check that the file and its folder are yours and not read-only.",
}
_PRIMARY_CODE = 0xFF


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn what the database at `where` refuses into a StoreError; our own mistakes pass as they are."""
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreError(f"The archive {where} is asked too much at once. Try again in a moment.") from error
    except DBAPIError as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        raise StoreError(f"The archive {where} {sentence}") from error


def _sentence(error: DBAPIError) -> str | None:
    """None where the error is a bug of ours: a wrong statement, a broken constraint."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        # Errors of the sqlite3 module itself carry no code.
        return _SENTENCES.get(getattr(cause, "sqlite_errorcode", 0) & _PRIMARY_CODE)
    # psycopg drops a connection with an OperationalError that often has no SQLSTATE.
    lost = error.connection_invalidated or type(cause).__name__ == "OperationalError"
    return f"does not answer ({cause}). Check that the database server runs." if lost else None
