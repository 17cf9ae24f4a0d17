"""Whoosh, made durable and fast: its schema, segments and writer, with storage, codec and execution of our own.

    engine      which snapshot answers, who may write, what happens to damaged files; pairs: the directories
    writing     one batch, one commit; gathering turns new documents round, merging says which segments are joined
    storage     synced writing, mapped reading, checksums; schema: from the field table and a revision to documents
    codec       how terms, postings and columns lie on the disk: coding, columns, inverted
    snapshot    an index at one commit, its segments end to end: endtoend, values; one of them: segment, postings
    searching   one query in one snapshot, within its deadline: meaning, matching, words, ranking, facets, histogram
    occurring   a term in one field of one segment: expanding (which forms), nearness (where they stand to each other)
    among       the same over a few revisions in memory; similar: words of the index spelt nearly so

Only this package knows Whoosh.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.storage import DamagedIndexError

__all__ = ["DamagedIndexError", "WhooshEngine", "open_engine"]


def open_engine(
    root: Path, *, writable: bool, clock: Callable[[], datetime], cache_bytes: int = 192 << 20
) -> WhooshEngine:
    """The index under `root`, which need not exist. `clock` gives aware times."""
    return WhooshEngine(root, writable=writable, clock=clock, cache_bytes=cache_bytes)
