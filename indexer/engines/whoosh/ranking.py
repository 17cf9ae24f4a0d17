"""Which results come first. Every order is total, so that pages neither repeat nor skip a result.

relevance   score, then as newest
newest      publication date, latest first; undated and future ones last; then rev_seq, latest first; then id
oldest      publication date, earliest first; undated and future ones last; then rev_seq, latest first; then id
seen        first seen, latest first; then rev_seq, latest first; then id
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.found import Found
from indexer.engines.whoosh.inverted import Numbers
from indexer.engines.whoosh.schema import MISSING
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.query import Sort

Places = NDArray[np.intp]
"""Indexes into what was found."""
Values = NDArray[Any]
Key = Callable[[Places], Values]
"""What a result is ordered by, larger first; asked only where earlier keys leave it open."""

_GROUPS = 1024


def leading(snapshot: Snapshot, found: Found, sort: Sort, now_s: int, count: int) -> Places:
    """Places in `found` of its first `count` results, in order."""
    return first_places(_keys(snapshot, found, sort, now_s), len(found.ids), count)


def first_places(keys: Sequence[Key], size: int, count: int) -> Places:
    """Of places 0 to `size`, the `count` that come first where larger keys do; earlier keys outweigh later ones.

    Only the winners are sorted: key by key, whoever is beyond the last place for sure is dropped.
    """
    winners: list[Places] = []
    undecided = np.arange(size)
    for key in keys:
        open_places = count - sum(map(len, winners))
        if len(undecided) <= open_places or open_places <= 0:
            break
        values = key(undecided)
        hopeful = _hopeful(values, open_places)
        undecided, values = undecided[hopeful], values[hopeful]
        threshold = np.partition(values, len(values) - open_places)[len(values) - open_places]
        winners.append(undecided[values > threshold])
        undecided = undecided[values == threshold]
    chosen = np.concatenate([*winners, undecided])
    order = np.lexsort([-key(chosen) for key in reversed(keys)])
    return chosen[order][:count]


def _hopeful(values: Values, count: int) -> Places:
    """Where the `count` largest values are, and some others.

    Of many groups, the `count`-th largest of their tops: so many values are at least that large.
    """
    if len(values) < 4 * _GROUPS or count > _GROUPS // 4:
        return np.arange(len(values))
    even = len(values) // _GROUPS * _GROUPS
    tops = values[:even].reshape(-1, _GROUPS).max(axis=0)
    least = np.partition(tops, _GROUPS - count)[_GROUPS - count]
    return np.flatnonzero(values >= least)


def _keys(snapshot: Snapshot, found: Found, sort: Sort, now_s: int) -> list[Key]:
    ids, scores = found.ids, found.scores

    def rev_seq(places: Places) -> Values:
        return snapshot.column("rev-seq").take(ids[places])

    def lowest_id(places: Places) -> Values:
        return -snapshot.column("id").take(ids[places])

    def seen(places: Places) -> Values:
        return _or_last(snapshot.column("seen").take(ids[places]))

    def newest(places: Places) -> Values:
        return _or_last(_past(snapshot, ids[places], now_s))

    def oldest(places: Places) -> Values:
        return _or_last(-_past(snapshot, ids[places], now_s))

    first: dict[Sort, Key] = {"seen": seen, "oldest": oldest}
    by_date = [first.get(sort, newest), rev_seq, lowest_id]
    return [scores.take, *by_date] if sort == "relevance" and scores is not None else by_date


def _past(snapshot: Snapshot, ids: Numbers, now_s: int) -> Values:
    dates = snapshot.column("date").take(ids)
    dates[dates > now_s] = MISSING
    return dates


def _or_last(dates: Values) -> Values:
    # MISSING is its own negative: it sorts last either way round, but must not be negated again.
    return np.maximum(dates, MISSING + 1)
