"""One search in one snapshot: hits, exact total, facets and histogram, each under its own choice of filters."""

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from indexer import fields
from indexer.engines.whoosh.cache import Cache
from indexer.engines.whoosh.deadline import Deadline
from indexer.engines.whoosh.facets import facet
from indexer.engines.whoosh.found import Found
from indexer.engines.whoosh.histogram import histogram
from indexer.engines.whoosh.inverted import Mask, Numbers
from indexer.engines.whoosh.matching import Matcher
from indexer.engines.whoosh.ranking import leading
from indexer.engines.whoosh.segment import ValueNumbers
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.model import Hit, Results
from indexer.query import And, Days, Keyword, Node, Not, Pick, Query

SEQ_MAX = 2**63 - 1
_DATES = "date"
"""The page's date filter stands among the picks under this name, which is no facet's."""


class Search:
    """A settled query's matches, with a truth value per match for each of the page's filters."""

    def __init__(self, snapshot: Snapshot, cache: Cache, query: Query) -> None:
        self._snapshot = snapshot
        self._cache = cache
        self._query = query
        matcher = Matcher(snapshot, cache, query, Deadline().check)
        self._found = matcher.found(query.where)
        self._keeps = {name: matcher.mask(node).take(self._found.ids) for name, node in _filters(query).items()}

    def results(self, values: ValueNumbers, now_s: int) -> Results:
        query, snapshot = self._query, self._snapshot
        matches = self._under(self._keeps)
        last = query.page * query.per_page
        order = leading(snapshot, matches, query.sort, now_s, last)[last - query.per_page :]
        facets = tuple(
            facet(snapshot.value_counts(f.name, self._ids_without(f.name)), values.values(f.name), query.pick(f.name))
            for f in fields.facets(query.view)
        )
        stretch = query.dates if isinstance(query.dates, Days) else None
        bars = histogram(snapshot.whole.days(query.zone), self._ids_without(_DATES), stretch)
        hits = _hits(snapshot, matches, order, scored=query.sort == "relevance")
        return Results(hits, len(matches.ids), facets, bars, snapshot.reached)

    def in_log_order(self, low: int = 0, high: int = SEQ_MAX) -> tuple[Hit, ...]:
        """All matches with rev_seq in (low, high]."""
        matches = self._under(self._keeps)
        sequence = self._snapshot.column("rev-seq").take(matches.ids)
        inside = np.flatnonzero((sequence > low) & (sequence <= high))
        order = np.lexsort([self._snapshot.column("id").take(matches.ids[inside]), sequence[inside]])
        return _hits(self._snapshot, matches, inside[order], scored=False)

    def _under(self, keeps: dict[str, Mask]) -> Found:
        if not keeps:
            return self._found
        return self._found.only(reduce(np.logical_and, keeps.values()))

    def _ids_without(self, name: str) -> Numbers:
        return self._under({other: keep for other, keep in self._keeps.items() if other != name}).ids


def _filters(query: Query) -> dict[str, Node]:
    filters = {pick.field: _picked(pick) for pick in query.picks if pick.include or pick.exclude}
    return filters if query.dates is None else {**filters, _DATES: query.dates}


def _picked(pick: Pick) -> Node:
    included = (Keyword(pick.field, pick.include),) if pick.include else ()
    excluded = (Not(Keyword(pick.field, pick.exclude)),) if pick.exclude else ()
    return And((*included, *excluded))


def _hits(snapshot: Snapshot, found: Found, order: NDArray[np.intp], *, scored: bool) -> tuple[Hit, ...]:
    ids = found.ids[order]
    columns = (snapshot.column(name)[ids].tolist() for name in ("id", "article", "rev-seq"))
    scores = found.scores[order].tolist() if scored and found.scores is not None else [0.0] * len(ids)
    return tuple(Hit(*line) for line in zip(*columns, scores, strict=True))
