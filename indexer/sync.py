"""The change log into the index. Killed anywhere and run again, it ends in the same index."""

import logging
from collections.abc import Callable, Sequence

from indexer.model import Change
from indexer.ports import SearchEngine, Store
from indexer.topic_rules import Rule, ruled

log = logging.getLogger(__name__)

BATCH = 2_000
"""Changes in one commit, where few are left to apply."""
BULK_BATCH = 10_000
"""Changes in one commit of a bulk load: large enough to make few segments, small enough to stay within 500 MB."""


def catch_up(
    store: Store, engine: SearchEngine, rules: Sequence[Rule] = (), progress: Callable[[int], None] | None = None
) -> int:
    """Apply what the index has not read yet; how many changes that were. `progress` hears each batch's size.

    Rules for topics are asked of articles before the index shows them. Names that wait for it are led back to people in
    steps, between which news comes first. A quiet moment, and the end of a bulk load, go into tidying up.
    """
    if not engine.reached():
        _forget_touched(store)
    applied = _apply_changes(store, engine, rules, progress)
    while store.rebind():
        applied += _apply_changes(store, engine, rules, progress)
    _read_again(store, engine, rules)
    engine.caught_up()
    if not applied or applied >= BULK_BATCH:
        engine.tidy()
    if applied:
        log.info("indexed %d changes, up to %d", applied, engine.reached())
    return applied


def _apply_changes(
    store: Store, engine: SearchEngine, rules: Sequence[Rule], progress: Callable[[int], None] | None
) -> int:
    applied = 0
    while changes := _next_changes(store, engine.reached()):
        removed = {c.article_id for c in changes if c.removed}
        # An article removed and stored again in one batch is in both; the engine lets what is there win.
        touched = dict.fromkeys(c.article_id for c in changes)
        revisions = ruled(store.articles(list(touched)), rules, store, engine)
        engine.apply(revisions, removed, changes[-1].rev_seq)
        applied += len(changes)
        if progress:
            progress(len(changes))
    return applied


def _next_changes(store: Store, after: int) -> Sequence[Change]:
    return store.changes(after, BULK_BATCH if store.reached() - after > BULK_BATCH else BATCH)


def _read_again(store: Store, engine: SearchEngine, rules: Sequence[Rule]) -> None:
    """Show articles as they are now whose people, offices or topics changed without a new version: that is no news."""
    while touched := store.touched(BULK_BATCH):
        revisions = store.articles(list(dict.fromkeys(article for _, article in touched)))
        engine.apply(ruled(revisions, rules, store, engine), (), engine.reached())
        store.settle([number for number, _ in touched])


def _forget_touched(store: Store) -> None:
    """An index that begins reads every article anyway."""
    while touched := store.touched(BULK_BATCH):
        store.settle([number for number, _ in touched])
