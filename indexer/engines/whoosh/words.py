"""Words and phrases to documents and scores.

A word is all its forms in one: their occurrences are added up as if they were the same term. A phrase is a term too,
occurring where its forms follow each other. Score of a term in a document, summed over the view's text fields:

    weight * idf * (K1 + 1) * tf / (tf + K1 * (1 - B + B * words / mean words))
    idf = ln(1 + (N - df + 0.5) / (df + 0.5))

with the field's weight, tf occurrences in the field, df documents with the term in the field and N documents in all.
Only documents that count are counted, so a score depends neither on segments nor on what was deleted.
"""

import logging
import math
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer import analysis
from indexer.engines.whoosh.cache import Cache
from indexer.engines.whoosh.inverted import Numbers, among
from indexer.engines.whoosh.postings import NO_POSTINGS, Places, Postings
from indexer.engines.whoosh.schema import decoded, length_column, text_fields
from indexer.engines.whoosh.segment import Segment
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.query import Phrase, Word

K1 = 1.2
B = 0.75
PREFIX_FORMS_MAX = 1_000
"""A prefix stands for so many words at most: those in the most documents, deleted ones included."""

log = logging.getLogger(__name__)

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """Documents that match, rising. `scores` is None where nothing in the question is ranked."""

    ids: Numbers
    scores: Scores | None

    @property
    def nbytes(self) -> int:
        return self.ids.nbytes + (0 if self.scores is None else self.scores.nbytes)


class WordFinder:
    """Finds words and phrases in one snapshot. Postings are kept by segment, results by snapshot."""

    def __init__(self, snapshot: Snapshot, cache: Cache) -> None:
        self._snapshot = snapshot
        self._cache = cache

    def word(self, word: Word) -> Found:
        """Documents with the word, whose text is one folded form."""
        return self._cache.get((self._snapshot.serial, word), lambda: self._all_fields(word))

    def phrase(self, phrase: Phrase) -> Found:
        """Documents with the phrase, whose text is folded forms between spaces."""
        return self._cache.get((self._snapshot.serial, phrase), lambda: self._all_fields(phrase))

    def value(self, field: str, value: str) -> Numbers:
        """Documents that have a value in a keyword field."""
        key = (field, value)
        return self._across(lambda s: self._kept(s, key, lambda: s.terms.postings(field, value))).ids

    def _all_fields(self, term: Word | Phrase) -> Found:
        size = self._snapshot.size
        hit, scores = np.zeros(size, np.bool_), np.zeros(size)
        for field in text_fields(self._snapshot.view):
            postings = self._in_field(field.name, term)
            hit[postings.ids] = True
            scores[postings.ids] += self._scores(field.name, postings, field.weight)
        ids = np.flatnonzero(hit).astype(np.int32)
        return Found(ids, scores[ids])

    def _in_field(self, field: str, term: Word | Phrase) -> Postings:
        if isinstance(term, Phrase):
            forms = tuple(term.text.split())
            return self._across(lambda s: self._kept(s, (field, term), lambda: self._phrase(s, field, forms)))
        if term.prefix:
            chosen = self._forms_from(field, term.text)
            return self._across(
                lambda s: self._kept(s, (field, term, chosen), lambda: _of_forms(s, field, term.text, chosen))
            )
        stem = analysis.stem(term.text)
        return self._across(lambda s: self._kept(s, (field, term), lambda: _of_stem(s, field, term.text, stem)))

    def _scores(self, field: str, postings: Postings, weight: float) -> Scores:
        if not len(postings.ids):
            return np.zeros(0)
        frequencies = postings.frequencies.astype(np.float64)
        lengths = self._snapshot.column(length_column(field))[postings.ids]
        norms = K1 * ((1 - B) + B * lengths / self._snapshot.mean_length(field))
        documents = len(postings.ids)
        idf = math.log(1 + (self._snapshot.count - documents + 0.5) / (documents + 0.5))
        return weight * idf * (K1 + 1) * frequencies / (frequencies + norms)

    def _across(self, read: Callable[[Segment], Postings]) -> Postings:
        """One segment after the other, numbered through, without documents that no longer count."""
        snapshot = self._snapshot
        parts = [(read(segment), base) for segment, base in zip(snapshot.segments, snapshot.bases, strict=True)]
        parts = [(postings, base) for postings, base in parts if len(postings.ids)]
        if not parts:
            return NO_POSTINGS
        ids = np.concatenate([postings.ids + np.int32(base) for postings, base in parts])
        frequencies = np.concatenate([postings.frequencies for postings, _ in parts])
        if snapshot.all_live:
            return Postings(ids, frequencies)
        counts = snapshot.live[ids]
        return Postings(ids[counts], frequencies[counts])

    def _kept(self, segment: Segment, what: Hashable, read: Callable[[], Postings]) -> Postings:
        return self._cache.get((segment.key, what), read)

    def _phrase(self, segment: Segment, field: str, forms: tuple[str, ...]) -> Postings:
        """Occurrences as numbers, document before place; a phrase begins where each form stands at its distance."""
        begins = np.zeros(0, np.int64)
        for distance, form in enumerate(forms):
            places = self._places(segment, field, form)
            here = (places.ids.astype(np.int64) << 32) + places.places - distance
            begins = begins[among(begins, here)] if distance else here
            if not len(begins):
                return NO_POSTINGS
        ids, frequencies = np.unique(begins >> 32, return_counts=True)
        return Postings(ids.astype(np.int32), frequencies.astype(np.int32))

    def _places(self, segment: Segment, field: str, form: str) -> Places:
        return self._cache.get((segment.key, field, form), lambda: segment.terms.places(field, form))

    def _forms_from(self, field: str, prefix: str) -> frozenset[str]:
        counts: Counter[str] = Counter()
        for segment in self._snapshot.segments:
            counts.update(dict(segment.terms.starting_with(field, prefix)))
        if len(counts) <= PREFIX_FORMS_MAX:
            return frozenset(counts)
        log.warning("%s* stands for %d of %d words in %s", prefix, PREFIX_FORMS_MAX, len(counts), field)
        return frozenset(sorted(counts, key=lambda form: (-counts[form], form))[:PREFIX_FORMS_MAX])


def _of_forms(segment: Segment, field: str, prefix: str, forms: frozenset[str]) -> Postings:
    """Those of the segment's forms from a prefix on that are wanted, in one."""
    return _union(_walked(segment, field, prefix, forms.__contains__))


def _of_stem(segment: Segment, field: str, form: str, stem: str) -> Postings:
    """All the segment's forms that share a stem, and the form itself, in one."""
    prefix = analysis.stem_prefix(stem)
    parts = _walked(segment, field, prefix, lambda other: other == form or analysis.stem(other) == stem)
    if not form.startswith(prefix):  # Porter's "dying" from "die" and its like
        parts.append(segment.terms.postings(field, form))
    return _union(parts)


def _walked(segment: Segment, field: str, prefix: str, wanted: Callable[[str], bool]) -> list[Postings]:
    terms = segment.terms.field(field, prefix)
    return [terms.postings(i) for i, term in enumerate(terms.terms) if wanted(decoded(term))]


def _union(parts: Sequence[Postings]) -> Postings:
    """Documents that hold any of several terms, and how often they hold them all together."""
    parts = [part for part in parts if len(part.ids)]
    if len(parts) <= 1:
        return parts[0] if parts else NO_POSTINGS
    ids = np.concatenate([part.ids for part in parts])
    order = np.argsort(ids, kind="stable")
    ids = ids[order]
    firsts = np.flatnonzero(np.concatenate(([True], ids[1:] != ids[:-1])))
    frequencies = np.concatenate([part.frequencies for part in parts])[order]
    return Postings(ids[firsts], np.add.reduceat(frequencies, firsts).astype(np.int32))
