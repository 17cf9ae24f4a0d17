"""A field turned round, from terms to documents, as flat arrays: what is gathered, written, read and joined."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

POSTINGS_AT_ONCE = 2_000_000
"""Joining holds so many postings in memory, and those of one term more."""

Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]
NO_NUMBERS: Numbers = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class Inverted:
    """Terms in byte order; for each as many postings as `counts` says, by document; for each of these as many places
    as its frequency, rising. Keyword values have no places.
    """

    terms: Sequence[bytes]
    counts: NDArray[np.int64]
    ids: Numbers
    frequencies: Numbers
    places: Numbers

    def part(self, first: int, until: int) -> "Inverted":
        """The terms from `first` to before `until`."""
        ends = ends_of(self.counts)
        postings = slice(ends[first], ends[until])
        frequencies = self.frequencies[postings]
        places = self.places
        if len(places):
            before = int(self.frequencies[: ends[first]].sum())
            places = places[before : before + int(frequencies.sum())]
        return Inverted(self.terms[first:until], self.counts[first:until], self.ids[postings], frequencies, places)

    def moved(self, numbers: Numbers) -> "Inverted":
        """The same with document `d` called `numbers[d]`; below 0 it is dropped. Numbers must rise with documents."""
        ids = numbers[self.ids]
        kept = ids >= 0
        if kept.all():
            return Inverted(self.terms, self.counts, ids, self.frequencies, self.places)
        counts = summed(kept.astype(np.int64), self.counts)
        places = self.places[np.repeat(kept, self.frequencies)] if len(self.places) else self.places
        return Inverted(self.terms, counts, ids[kept], self.frequencies[kept], places)


class Part(Protocol):
    """Something that can be read as Inverted, a stretch of terms at a time."""

    @property
    def terms(self) -> Sequence[bytes]: ...

    @property
    def counts(self) -> NDArray[np.int64]: ...

    def part(self, first: int, until: int) -> Inverted: ...


def joined(parts: Sequence[Part]) -> Iterator[Inverted]:
    """Several parts as one, in stretches of terms; a term's postings follow each other in the order of the parts.

    Terms without postings are left out.
    """
    terms = sorted(set().union(*(part.terms for part in parts)))
    number_of = {term: number for number, term in enumerate(terms)}
    numbers = [np.array([number_of[term] for term in part.terms], np.int64) for part in parts]
    totals = np.zeros(len(terms), np.int64)
    for part, own in zip(parts, numbers, strict=True):
        totals[own] += part.counts
    for first, until in _stretches(totals):
        bounds = [np.searchsorted(own, (first, until)).tolist() for own in numbers]
        pieces = [part.part(a, b) for part, (a, b) in zip(parts, bounds, strict=True)]
        owners = [own[a:b] - first for own, (a, b) in zip(numbers, bounds, strict=True)]
        yield _laid_together(terms[first:until], owners, pieces)


def end_to_end(lists: Sequence[Numbers]) -> Numbers:
    """Several as one."""
    return lists[0] if len(lists) == 1 else np.concatenate([NO_NUMBERS, *lists])


def ends_of(counts: NDArray[Any]) -> list[int]:
    """Where each of so many things ends, 0 leading."""
    return [0, *np.cumsum(counts).tolist()]


def summed(values: NDArray[Any], counts: NDArray[Any]) -> NDArray[np.int64]:
    """Sums over stretches of values, each as long as its count says."""
    sums = np.concatenate(([0], np.cumsum(values, dtype=np.int64)))
    ends = np.cumsum(counts)
    differences: NDArray[np.int64] = sums[ends] - sums[ends - counts]
    return differences


def ranges(starts: NDArray[np.int64], lengths: NDArray[Any]) -> NDArray[np.int64]:
    """All indexes of several stretches, one stretch after the other."""
    ends = np.cumsum(lengths, dtype=np.int64)
    within = np.arange(ends[-1] if len(ends) else 0)
    indexes: NDArray[np.int64] = within + np.repeat(starts - ends + lengths, lengths)
    return indexes


def among(numbers: NDArray[Any], others: NDArray[Any]) -> Mask:
    """Which of the numbers are among the others; both rise."""
    if len(numbers) > len(others):
        # Looking up the fewer among the more takes the fewer steps.
        found = np.zeros(len(numbers), np.bool_)
        at = np.searchsorted(numbers, others)
        at[at == len(numbers)] = 0
        found[at[numbers[at] == others]] = True
        return found
    if not len(others):
        return np.zeros(0, np.bool_)
    at = np.searchsorted(others, numbers)
    at[at == len(others)] = 0
    both: Mask = others[at] == numbers
    return both


def _stretches(totals: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    until_now = np.cumsum(totals)
    first = 0
    while first < len(totals):
        before = until_now[first - 1] if first else 0
        until = max(first + 1, int(np.searchsorted(until_now, before + POSTINGS_AT_ONCE, side="right")))
        yield first, until
        first = until


def _laid_together(terms: Sequence[bytes], owners: Sequence[NDArray[np.int64]], pieces: Sequence[Inverted]) -> Inverted:
    """`owners` says of each piece's terms which of the terms they are. Nothing is sorted: every piece is, already."""
    occurrences = [summed(piece.frequencies, piece.counts) for piece in pieces]
    counts, totals = np.zeros((2, len(terms)), np.int64)
    for own, piece, times in zip(owners, pieces, occurrences, strict=True):
        counts[own] += piece.counts
        totals[own] += times
    ids, frequencies = np.empty((2, int(counts.sum())), np.int32)
    places = np.empty(int(totals.sum()) if any(len(piece.places) for piece in pieces) else 0, np.int32)
    next_posting, next_place = np.cumsum(counts) - counts, np.cumsum(totals) - totals
    for own, piece, times in zip(owners, pieces, occurrences, strict=True):
        at = ranges(next_posting[own], piece.counts)
        ids[at], frequencies[at] = piece.ids, piece.frequencies
        next_posting[own] += piece.counts
        if len(places):
            places[ranges(next_place[own], times)] = piece.places
            next_place[own] += times
    present = [term for term, count in zip(terms, counts.tolist(), strict=True) if count]
    return Inverted(present, counts[counts > 0], ids, frequencies, places)
