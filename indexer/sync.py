"""The change log into the index. Killed anywhere and run again, it ends in the same index."""

import logging
from collections.abc import Callable

from indexer.ports import SearchEngine, Store

log = logging.getLogger(__name__)

BATCH = 2_000
"""Changes in one commit: large enough for a bulk load to make few segments, small enough to stay within 200 MB."""


def catch_up(store: Store, engine: SearchEngine, progress: Callable[[int], None] | None = None) -> int:
    """Apply what the index has not read yet; how many changes that were. `progress` hears each batch's size."""
    applied = 0
    while changes := store.changes(engine.reached(), BATCH):
        removed = {c.article_id for c in changes if c.removed}
        # An article removed and stored again in one batch is in both; the engine lets what is there win.
        touched = dict.fromkeys(c.article_id for c in changes)
        engine.apply(store.articles(list(touched)), removed, changes[-1].rev_seq)
        applied += len(changes)
        if progress:
            progress(len(changes))
    engine.caught_up()
    if applied:
        log.info("indexed %d changes, up to %d", applied, engine.reached())
    return applied
