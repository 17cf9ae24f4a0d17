"""The archive kept in a relational database. Fulfils `ports.Store`; nobody else knows that there is SQL."""

from indexer.store.engine import connect
from indexer.store.schema import bring_up_to_date
from indexer.store.store import SqlStore
from indexer.topics import Topics

__all__ = ["SqlStore", "open_store"]


def open_store(url: str, topics: Topics | None = None) -> SqlStore:
    """Open the archive at a database address, creating or migrating it where that is needed.

    Without `topics` each tag is a topic of its own.

    Raises StoreError if it cannot be opened, is damaged, is not ours, or was written by a newer Onrecord.
    """
    database = connect(url)
    bring_up_to_date(database)
    return SqlStore(database, topics or Topics())
