"""From a settled tree to the documents it matches, whole columns at a time."""

from collections.abc import Callable
from functools import reduce

import numpy as np

from indexer.engines.whoosh.cache import Cache
from indexer.engines.whoosh.days import bounds
from indexer.engines.whoosh.found import Found, added
from indexer.engines.whoosh.inverted import Mask, Numbers, among
from indexer.engines.whoosh.schema import MISSING
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.engines.whoosh.words import WordFinder
from indexer.query import And, Days, Everything, InField, Keyword, Node, Not, Or, Query, Scored, Undated

_Filter = Everything | Not | Keyword | InField | Undated | Days


class Matcher:
    """Answers the nodes of a settled query in one snapshot. Only what stands for words scores; AND and OR add up.

    `check` is called between steps; it raises where time is up.
    """

    def __init__(self, snapshot: Snapshot, cache: Cache, query: Query, check: Callable[[], None]) -> None:
        self._snapshot = snapshot
        self._cache = cache
        self._zone = query.zone
        self._words = WordFinder(snapshot, cache, query.text, check)

    def found(self, node: Node) -> Found:
        """The documents that match, with scores if any part of the node gives some."""
        match node:
            case And(parts):
                return self._all_of(parts)
            case Or(parts):
                return self._any_of(parts)
        if isinstance(node, Scored):
            return self._words.found(node)
        if isinstance(node, Everything):
            return Found(self._snapshot.all_ids, None)
        return Found(np.flatnonzero(self.mask(node)).astype(np.int32), None)

    def mask(self, node: Node) -> Mask:
        """The same documents as one truth value for each."""
        match node:
            case Everything():
                return self._snapshot.live
            case Not(part):
                return self._snapshot.live & ~self.mask(part)
            case Keyword() | InField() | Undated():
                return self._cache.get((self._snapshot.serial, node), lambda: self._filter(node))
            case Days():
                return self._cache.get((self._snapshot.serial, node, self._zone), lambda: self._filter(node))
        return self._marked(self.found(node).ids)

    def _filter(self, node: Keyword | InField | Days | Undated) -> Mask:
        snapshot = self._snapshot
        if isinstance(node, InField):
            return self._marked(self._words.in_field(node))
        if isinstance(node, Keyword):
            return self._marked(*(self._words.value(node.field, value) for value in node.values))
        low, high = (MISSING, MISSING + 1) if isinstance(node, Undated) else bounds(node, self._zone)
        column = snapshot.column("date" if isinstance(node, Undated) else node.field)
        inside: Mask = snapshot.live & (column >= low) & (column < high)
        return inside

    def _all_of(self, parts: tuple[Node, ...]) -> Found:
        filters = [part for part in parts if isinstance(part, _Filter)]
        found = [self.found(part) for part in parts if not isinstance(part, _Filter)]
        masks = [self.mask(part) for part in filters]
        if not found:
            return Found(np.flatnonzero(reduce(np.logical_and, masks)).astype(np.int32), None)
        rarest_first = sorted(found, key=lambda one: len(one.ids))
        ids = rarest_first[0].ids
        for other in rarest_first[1:]:
            ids = ids[among(ids, other.ids)]
        for mask in masks:
            ids = ids[mask[ids]]
        # Added up in the order of the question, so that equal questions give equal sums to the last bit.
        scores = [one.scores[np.searchsorted(one.ids, ids)] for one in found if one.scores is not None]
        return Found(ids, reduce(np.add, scores) if scores else None)

    def _any_of(self, parts: tuple[Node, ...]) -> Found:
        found = [self.found(part) for part in parts]
        scored = added([one for one in found if one.scores is not None], self._snapshot.size)
        others = [one.ids for one in found if one.scores is None]
        if not others:
            return scored
        ids = np.flatnonzero(self._marked(scored.ids, *others)).astype(np.int32)
        if len(others) == len(found):
            return Found(ids, None)
        scores = np.zeros(len(ids))
        scores[np.searchsorted(ids, scored.ids)] = scored.scores
        return Found(ids, scores)

    def _marked(self, *several: Numbers) -> Mask:
        mask = np.zeros(self._snapshot.size, np.bool_)
        for ids in several:
            mask[ids] = True
        return mask
