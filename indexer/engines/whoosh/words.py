"""Words to documents and scores.

A word is all its forms in one: their occurrences are added up as if they were the same term; so are those of a pattern,
of a misspelt word and of a name in several spellings. A phrase is a term too, occurring where its forms follow each
other, and so is nearness, occurring where its first part does. Score of a term in a document, summed over the view's
text fields:

    weight * idf * (K1 + 1) * tf / (tf + K1 * (1 - B + B * words / mean words))
    idf = ln(1 + (N - df + 0.5) / (df + 0.5))

with the field's weight, tf occurrences in the field, df documents with the term in the field and N documents in all.
Only documents that count are counted, so a score depends neither on segments nor on what was deleted.
"""

import math
from collections.abc import Callable

import numpy as np

from indexer import spelling
from indexer.engines.whoosh.cache import Cache
from indexer.engines.whoosh.found import Found, Scores, added
from indexer.engines.whoosh.inverted import Numbers
from indexer.engines.whoosh.occurring import FieldText
from indexer.engines.whoosh.postings import NO_POSTINGS, Postings
from indexer.engines.whoosh.schema import plain_fields
from indexer.engines.whoosh.segment import Segment
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.errors import QueryError
from indexer.query import Fuzzy, InField, Near, Same, Term, Wildcard, Word, nodes

K1 = 1.2
B = 0.75
FORMS_MAX = 1_000
"""So many words of a text field a pattern or a misspelt word may stand for."""
SHORT_FORMS_MAX = 200
"""The same for a pattern that begins with less than three letters."""


class WordFinder:
    """Finds in one snapshot. Raises QueryError where a term stands for too many words; `check` where time is up."""

    def __init__(self, snapshot: Snapshot, cache: Cache, typed: str, check: Callable[[], None]) -> None:
        self._snapshot = snapshot
        self._cache = cache
        self._typed = typed
        self._check = check

    def found(self, node: Term | Near | Same) -> Found:
        """Documents with it in any of the fields that plain words are looked for in. The node is settled."""
        return self._cache.get((self._snapshot.serial, node), lambda: self._scored(node))

    def in_field(self, node: InField) -> Numbers:
        """Documents with a word, given as one form, in any of its forms in this field."""
        return self._in_field(node.field, Word(node.text)).ids

    def value(self, field: str, value: str) -> Numbers:
        """Documents that have a value in a keyword field."""

        def read(segment: Segment) -> Postings:
            return self._cache.get((segment.key, field, value), lambda: segment.terms.postings(field, value))

        return self._across(read).ids

    def _scored(self, node: Term | Near | Same) -> Found:
        fields = plain_fields(self._snapshot.view)
        each = [self._in_field(field.name, node) for field in fields]
        scores = [
            self._scores(field.name, postings, field.weight) for field, postings in zip(fields, each, strict=True)
        ]
        found = (Found(postings.ids, own) for postings, own in zip(each, scores, strict=True))
        return added(list(found), self._snapshot.size)

    def _in_field(self, field: str, node: Term | Near | Same) -> Postings:
        for term in nodes(node):
            if isinstance(term, Wildcard | Fuzzy):
                self._refuse_too_many(field, term)
        return self._across(lambda segment: self._text(segment, field).postings(node))

    def _text(self, segment: Segment, field: str) -> FieldText:
        return FieldText(segment, field, self._cache, self._check)

    def _refuse_too_many(self, field: str, term: Wildcard | Fuzzy) -> None:
        forms: set[bytes] = set()
        for segment in self._snapshot.segments:
            self._check()
            forms.update(self._text(segment, field).forms(term).terms)
        pattern = term.pattern if isinstance(term, Wildcard) else f"{term.text}~{term.distance}"
        begins = spelling.beginning(term.pattern) if isinstance(term, Wildcard) else term.text
        allowed = FORMS_MAX if len(begins) >= 3 else SHORT_FORMS_MAX
        if len(forms) > allowed:
            message = (
                f"“{pattern}” stands for {len(forms):,} words here; {allowed:,} are allowed. Type more of the word."
            )
            raise QueryError(message, max(0, self._typed.casefold().find(begins)))

    def _scores(self, field: str, postings: Postings, weight: float) -> Scores:
        if not len(postings.ids):
            return np.zeros(0)
        frequencies = postings.frequencies.astype(np.float64)
        documents = len(postings.ids)
        idf = math.log(1 + (self._snapshot.count - documents + 0.5) / (documents + 0.5))
        lengths = self._snapshot.norms(field).take(postings.ids)
        return weight * idf * (K1 + 1) * frequencies / (frequencies + K1 * (1 - B) + (K1 * B) * lengths)

    def _across(self, read: Callable[[Segment], Postings]) -> Postings:
        """One segment after the other, numbered through, without deleted documents; the watermark has no terms."""
        snapshot = self._snapshot
        parts = [(read(segment), base) for segment, base in zip(snapshot.segments, snapshot.bases, strict=True)]
        parts = [(postings, base) for postings, base in parts if len(postings.ids)]
        if not parts:
            return NO_POSTINGS
        ids = np.concatenate([postings.ids + np.int32(base) for postings, base in parts])
        frequencies = np.concatenate([postings.frequencies for postings, _ in parts])
        if snapshot.none_deleted:
            return Postings(ids, frequencies)
        live = snapshot.live.take(ids)
        return Postings(ids[live], frequencies[live])
