"""In which documents, and where in them, something stands in one text field of one segment."""

from collections.abc import Callable
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
    postings,
)
from indexer.engines.whoosh.postings import NO_POSTINGS, Postings
from indexer.engines.whoosh.schema import PARAGRAPH
from indexer.engines.whoosh.segment import Segment
from indexer.query import Near, Or, Phrase, Placed, Same
from indexer.query.tree import alternatives

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
                    parts, lambda placed, breaks: in_one_paragraph([part.begins for part in placed], breaks)
                )
            case Or():
                each = (self.postings(term) for term in alternatives(node))
                return union([found for found in each if len(found.ids)])
        return self.forms(node).together()

    def _phrase(self, words: list[str]) -> Postings:
        if len(words) == 1:
            return self._segment.terms.postings(self._field, words[0])
        documents = self._documents([Phrase(word) for word in dict.fromkeys(words)])
        if not len(documents):
            return NO_POSTINGS
        return postings(in_a_row([self._of_form(word, documents) for word in words]))

    def _together(self, parts: tuple[Placed, ...], stand: Callable[[list[Part], Occurrences], Occurrences]) -> Postings:
        documents = self._documents(parts)
        if not len(documents):
            return NO_POSTINGS
        placed = [Part(self._occurrences(part, documents), _length(part)) for part in parts]
        return postings(stand(placed, self._of_form(PARAGRAPH, documents)))

    def _documents(self, parts: "tuple[Placed, ...] | list[Phrase]") -> Numbers:
        """Those that hold all the parts somewhere."""
        found = sorted((self.postings(part).ids for part in parts), key=len)
        return reduce(lambda ids, other: ids[among(ids, other)], found)

    def _occurrences(self, part: Placed, documents: Numbers) -> Occurrences:
        self._check()
        match part:
            case Phrase(text):
                return in_a_row([self._of_form(word, documents) for word in text.split()])
            case Or():
                return _merged([self._occurrences(term, documents) for term in alternatives(part)])
        stretches = self.forms(part).stretches
        places = (stretch.places(n, documents) for stretch in stretches for n in range(len(stretch.terms)))
        return _merged([occurrences(each) for each in places])

    def _of_form(self, form: str, documents: Numbers) -> Occurrences:
        return occurrences(self._segment.terms.places(self._field, form, documents))


def _length(part: Placed) -> int:
    """In words. The parts of an Or are equally long: `meaning` sees to that."""
    term = alternatives(part)[0]
    return len(term.text.split()) if isinstance(term, Phrase) else 1


def _merged(several: list[Occurrences]) -> Occurrences:
    return np.unique(np.concatenate([NO_OCCURRENCES, *several]))
