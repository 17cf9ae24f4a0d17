"""Which of a segment's forms a word, a pattern, a misspelt word or a name stands for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indexer import analysis, spelling
from indexer.engines.whoosh.postings import NO_POSTINGS, FieldTerms, Postings, SegmentTerms
from indexer.engines.whoosh.schema import decoded
from indexer.query import Fuzzy, Spellings, Wildcard, Word

Expanding = Word | Wildcard | Fuzzy | Spellings
"""Settled: each text a folded form or pattern."""

_ENTRY_BYTES = 150
_SPARSE_SHARE = 10
"""Up to one posting in so many documents, sorting them is faster than adding up in a column of all documents."""


@dataclass(frozen=True)
class Forms:
    """Some forms of one text field of one segment."""

    stretches: tuple[FieldTerms, ...]

    @property
    def nbytes(self) -> int:
        return _ENTRY_BYTES * len(self.terms)

    @cached_property
    def terms(self) -> tuple[bytes, ...]:
        return tuple(term for stretch in self.stretches for term in stretch.terms)

    def each(self) -> Iterator[Postings]:
        """The postings of one form after the other."""
        for stretch in self.stretches:
            for n in range(len(stretch.terms)):
                yield stretch.postings(n)

    def together(self) -> Postings:
        """The documents that hold any of the forms, and how often they hold them all together."""
        return union([postings for postings in self.each() if len(postings.ids)])


def expanded(terms: SegmentTerms, field: str, term: Expanding) -> Forms:
    """All forms of the field that the term stands for."""
    return Forms(tuple(stretch for stretch in _stretches(terms, field, term) if len(stretch.terms)))


def _stretches(terms: SegmentTerms, field: str, term: Expanding) -> list[FieldTerms]:
    match term:
        case Word(form):
            return _of_stem(terms, field, form)
        case Wildcard(pattern):
            return [_fitting(terms, field, spelling.beginning(pattern), spelling.fits_pattern(pattern))]
        case Fuzzy(form, distance):
            return [_fitting(terms, field, form[0], spelling.fits_nearly(form, distance))]
        case Spellings(forms):
            return _without_repeats([stretch for form in forms for stretch in _of_stem(terms, field, form)])


def union(parts: list[Postings]) -> Postings:
    """Documents that are in any of several postings, and the sum of their frequencies."""
    if len(parts) <= 1:
        return parts[0] if parts else NO_POSTINGS
    size = max(int(part.ids[-1]) for part in parts) + 1
    if sum(len(part.ids) for part in parts) * _SPARSE_SHARE > size:
        largest, *others = sorted(parts, key=lambda part: -len(part.ids))
        hit, total = np.zeros(size, np.bool_), np.zeros(size, np.int32)
        hit[largest.ids], total[largest.ids] = True, largest.frequencies
        for part in others:
            hit[part.ids] = True
            total[part.ids] += part.frequencies
        ids = np.flatnonzero(hit).astype(np.int32)
        return Postings(ids, total.take(ids))
    ids = np.concatenate([part.ids for part in parts])
    order = np.argsort(ids, kind="stable")
    ids = ids[order]
    firsts = np.flatnonzero(np.diff(ids, prepend=-1))
    frequencies = np.concatenate([part.frequencies for part in parts])[order]
    return Postings(ids[firsts], np.add.reduceat(frequencies, firsts, dtype=np.int32))


def _of_stem(terms: SegmentTerms, field: str, form: str) -> list[FieldTerms]:
    stem = analysis.stem(form)
    beginnings = analysis.beginnings(stem)
    if len(stem) < analysis.STEM_MIN:
        return [terms.only(field, form)]
    stretches = [
        _fitting(terms, field, beginning, lambda other: analysis.stem(other) == stem) for beginning in beginnings
    ]
    if not form.startswith(beginnings):  # Porter's "dying" from "die" and its like
        stretches.append(terms.only(field, form))
    return stretches


def _fitting(terms: SegmentTerms, field: str, beginning: str, fits: spelling.Fits) -> FieldTerms:
    stretch = terms.field(field, beginning)
    return stretch.chosen([n for n, term in enumerate(stretch.terms) if fits(decoded(term))])


def _without_repeats(stretches: list[FieldTerms]) -> list[FieldTerms]:
    """Spellings may share a stem."""
    seen: set[bytes] = set()
    kept = []
    for stretch in stretches:
        kept.append(stretch.chosen([n for n, term in enumerate(stretch.terms) if term not in seen]))
        seen.update(stretch.terms)
    return kept
