"""Which results come first. Every order is total, so that pages neither repeat nor skip a result.

relevance   score, then as newest
newest      publication date, latest first; undated and future ones last; then rev_seq, latest first; then id
oldest      publication date, earliest first; undated and future ones last; then rev_seq, latest first; then id
seen        first seen, latest first; then rev_seq, latest first; then id
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.inverted import Numbers
from indexer.engines.whoosh.schema import MISSING
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.engines.whoosh.words import Found
from indexer.query import Sort

Key = NDArray[Any]


def leading(snapshot: Snapshot, found: Found, sort: Sort, now_s: int, count: int) -> NDArray[np.intp]:
    """Positions in `found` of its first `count` results, in order."""
    return first_positions(_keys(snapshot, found, sort, now_s), count)


def first_positions(keys: Sequence[Key], count: int) -> NDArray[np.intp]:
    """Positions of the `count` entries that come first where larger keys do; earlier keys outweigh later ones.

    Only the winners are sorted: key by key, whoever is beyond the last place for sure is dropped.
    """
    winners: list[NDArray[np.intp]] = []
    undecided = np.arange(len(keys[0]))
    for key in keys:
        open_places = count - sum(map(len, winners))
        if len(undecided) <= open_places or open_places <= 0:
            break
        values = key[undecided]
        threshold = np.partition(values, len(values) - open_places)[len(values) - open_places]
        winners.append(undecided[values > threshold])
        undecided = undecided[values == threshold]
    chosen = np.concatenate([*winners, undecided])
    order = np.lexsort([-key[chosen] for key in reversed(keys)])
    return chosen[order][:count]


def _keys(snapshot: Snapshot, found: Found, sort: Sort, now_s: int) -> list[Key]:
    ids = found.ids
    ties = [snapshot.column("rev-seq")[ids], -snapshot.column("id")[ids]]
    if sort == "seen":
        return [_or_last(snapshot.column("seen")[ids]), *ties]
    dates = _past(snapshot, ids, now_s)
    if sort == "oldest":
        return [_or_last(-dates), *ties]
    newest = [_or_last(dates), *ties]
    return [found.scores, *newest] if sort == "relevance" and found.scores is not None else newest


def _past(snapshot: Snapshot, ids: Numbers, now_s: int) -> Key:
    dates = snapshot.column("date")[ids]
    return np.where(dates > now_s, MISSING, dates)


def _or_last(dates: Key) -> Key:
    # MISSING is its own negative: it sorts last either way round, but must not be negated again.
    return np.where(dates == MISSING, MISSING + 1, dates)
