"""From a settled tree to the documents it matches, whole columns at a time."""

from functools import reduce

import numpy as np

from indexer.engines.whoosh.cache import Cache
from indexer.engines.whoosh.days import bounds
from indexer.engines.whoosh.inverted import Mask, Numbers, among
from indexer.engines.whoosh.schema import MISSING
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.engines.whoosh.words import Found, WordFinder
from indexer.query import And, Days, Everything, Keyword, LastDays, Node, Not, Or, Phrase, Undated, Word


class Matcher:
    """Answers nodes in one snapshot, for readers in one zone. Only words and phrases score; AND and OR add up."""

    def __init__(self, snapshot: Snapshot, cache: Cache, zone: str) -> None:
        self._snapshot = snapshot
        self._cache = cache
        self._zone = zone
        self._words = WordFinder(snapshot, cache)

    def found(self, node: Node) -> Found:
        """The documents that match, with scores if any part of the node gives some."""
        match node:
            case Word():
                return self._words.word(node)
            case Phrase():
                return self._words.phrase(node)
            case And(parts):
                return self._all_of(parts)
            case Or(parts):
                return self._any_of(parts)
        return Found(np.flatnonzero(self.mask(node)).astype(np.int32), None)

    def mask(self, node: Node) -> Mask:
        """The same documents as one truth value for each."""
        match node:
            case Everything():
                return self._snapshot.live
            case Not(part):
                return self._snapshot.live & ~self.mask(part)
            case Keyword() | Undated():
                return self._cache.get((self._snapshot.serial, node), lambda: self._filter(node))
            case Days():
                return self._cache.get((self._snapshot.serial, node, self._zone), lambda: self._filter(node))
        return self._marked(self.found(node).ids)

    def _filter(self, node: Keyword | Days | Undated) -> Mask:
        snapshot = self._snapshot
        if isinstance(node, Keyword):
            mask = np.zeros(snapshot.size, np.bool_)
            for value in node.values:
                mask[self._words.value(node.field, value)] = True
            return mask
        low, high = (MISSING, MISSING + 1) if isinstance(node, Undated) else bounds(node, self._zone)
        column = snapshot.column("date" if isinstance(node, Undated) else node.field)
        inside: Mask = snapshot.live & (column >= low) & (column < high)
        return inside

    def _all_of(self, parts: tuple[Node, ...]) -> Found:
        filters = [part for part in parts if isinstance(part, Everything | Not | Keyword | Undated | Days | LastDays)]
        found = [self.found(part) for part in parts if part not in filters]
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
        hit = np.zeros(self._snapshot.size, np.bool_)
        for one in found:
            hit[one.ids] = True
        ids = np.flatnonzero(hit).astype(np.int32)
        if all(one.scores is None for one in found):
            return Found(ids, None)
        scores = np.zeros(self._snapshot.size)
        for one in found:
            if one.scores is not None:
                scores[one.ids] += one.scores
        return Found(ids, scores[ids])

    def _marked(self, ids: Numbers) -> Mask:
        mask = np.zeros(self._snapshot.size, np.bool_)
        mask[ids] = True
        return mask
