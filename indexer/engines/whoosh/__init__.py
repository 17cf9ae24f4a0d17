"""Whoosh, made durable and fast: its schema, segments and writer, with storage, codec and execution of our own.

    engine      which snapshot answers, who may write, what happens to damaged files
    pairs       the directories, and the pointer to the pair that answers
    writing     one batch, one commit; gathering turns new documents round, merging says which segments are joined
    storage     synced writing, mapped reading, checksums; codec, inverted: how postings lie on the disk and in memory
    schema      from the field table and a revision to documents
    snapshot    an index at one commit: its segments' columns end to end; segment, postings: reading one of them
    searching   one query in one snapshot: meaning, matching, words, ranking, facets, histogram, days

Only this package knows Whoosh.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.storage import DamagedIndexError

__all__ = ["DamagedIndexError", "WhooshEngine", "open_engine"]


def open_engine(
    root: Path, *, writable: bool, clock: Callable[[], datetime], cache_bytes: int = 256 << 20
) -> WhooshEngine:
    """The index under `root`, which need not exist. `clock` gives aware times."""
    return WhooshEngine(root, writable=writable, clock=clock, cache_bytes=cache_bytes)
