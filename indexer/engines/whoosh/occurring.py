"""In which documents, and where in them, something stands in one text field of one segment."""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce

import numpy as np

from indexer.engines.whoosh.cache import Cache
from indexer.engines.whoosh.expanding import Expanding, Forms, expanded, union
from indexer.engines.whoosh.inverted import Numbers, among
from indexer.engines.whoosh.nearness import (
    Occurrences,
    Part,
    in_a_row,
    in_one_paragraph,
    near,
    occurrences,
    part,
    postings,
)
from indexer.engines.whoosh.postings import Postings
from indexer.engines.whoosh.schema import PARAGRAPH
from indexer.engines.whoosh.segment import Segment
from indexer.query import Near, Or, Phrase, Placed, Same
from indexer.query.tree import alternatives

PLACES_AT_ONCE = 200_000
"""So many occurrences are compared in one step, at about 1 s for six parts, before time is looked at again."""
NO_OCCURRENCES: Occurrences = np.zeros(0, np.int64)


class FieldText:
    """What is read or found stays in the cache. `check` is called between steps; it raises where time is up."""

    def __init__(self, segment: Segment, field: str, cache: Cache, check: Callable[[], None]) -> None:
        self._segment = segment
        self._field = field
        self._cache = cache
        self._check = check

    def postings(self, node: Placed | Near | Same) -> Postings:
        """Documents with it, and how often: a phrase where it begins, nearness where its first part does."""
        key = (self._segment.key, self._field, node)
        return self._cache.get(key, lambda: self._found(node))

    def forms(self, term: Expanding) -> Forms:
        key = (self._segment.key, "forms", self._field, term)
        return self._cache.get(key, lambda: expanded(self._segment.terms, self._field, term))

    def _found(self, node: Placed | Near | Same) -> Postings:
        self._check()
        match node:
            case Phrase(text):
                return self._phrase(text.split())
            case Near(parts, distance):
                return self._together(parts, lambda placed, breaks: near(placed, distance, breaks))
            case Same(parts):
                return self._together(
                    parts, lambda placed, breaks: in_one_paragraph([each.begins for each in placed], breaks)
                )
            case Or():
                each = (self.postings(term) for term in alternatives(node))
                return union([found for found in each if len(found.ids)])
        return self.forms(node).together()

    def _phrase(self, words: list[str]) -> Postings:
        if len(words) == 1:
            return self._segment.terms.postings(self._field, words[0])
        stretches = self._stretches([Phrase(word) for word in dict.fromkeys(words)])
        found = [in_a_row([self._of_form(word, documents) for word in words]) for documents in stretches]
        return postings(np.concatenate([NO_OCCURRENCES, *found]))

    def _together(self, parts: tuple[Placed, ...], stand: Callable[[list[Part], Occurrences], Occurrences]) -> Postings:
        found = []
        for documents in self._stretches(parts):
            placed = [part(self._occurrences(each, documents), _length(each)) for each in parts]
            found.append(stand(placed, self._of_form(PARAGRAPH, documents)))
        return postings(np.concatenate([NO_OCCURRENCES, *found]))

    def _stretches(self, parts: Sequence[Placed]) -> Iterator[Numbers]:
        """Documents that hold all the parts somewhere, so many at once that these stand at few enough places."""
        each = [self.postings(placed) for placed in parts]
        documents = reduce(lambda ids, other: ids[among(ids, other)], sorted((found.ids for found in each), key=len))
        places = sum(found.frequencies[np.searchsorted(found.ids, documents)].astype(np.int64) for found in each)
        edges = np.searchsorted(np.cumsum(places), np.arange(PLACES_AT_ONCE, np.sum(places), PLACES_AT_ONCE))
        for stretch in np.split(documents, np.unique(edges)):
            self._check()
            if len(stretch):
                yield stretch

    def _occurrences(self, placed: Placed, documents: Numbers) -> Occurrences:
        match placed:
            case Phrase(text):
                return in_a_row([self._of_form(word, documents) for word in text.split()])
            case Or():
                return _merged([self._occurrences(term, documents) for term in alternatives(placed)])
        stretches = self.forms(placed).stretches
        places = (stretch.places(n, documents) for stretch in stretches for n in range(len(stretch.terms)))
        return _merged([occurrences(each) for each in places])

    def _of_form(self, form: str, documents: Numbers) -> Occurrences:
        return occurrences(self._segment.terms.places(self._field, form, documents))


def _length(placed: Placed) -> int:
    """In words. The parts of an Or are equally long: `meaning` sees to that where it matters."""
    term = alternatives(placed)[0]
    return len(term.text.split()) if isinstance(term, Phrase) else 1


def _merged(several: list[Occurrences]) -> Occurrences:
    return several[0] if len(several) == 1 else np.unique(np.concatenate([NO_OCCURRENCES, *several]))
