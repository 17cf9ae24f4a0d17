"""Where words stand to each other: phrases, nearness, the same paragraph. Arithmetic on places, a segment at a time.

An occurrence is one number, its document in the upper half and its place in the text in the lower. So occurrences in
different documents are further apart than any distance asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.inverted import among
from indexer.engines.whoosh.postings import NO_POSTINGS, Places, Postings

Occurrences = NDArray[np.int64]
"""Rising."""

_DOCUMENT_BITS = 32
_NEVER = np.int64(2**63 - 1)
"""An occurrence behind all others."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things that have to be near: where each of its occurrences begins, and how many words it has."""

    begins: Occurrences
    words: int
    ends: Occurrences
    """Where each ends, and behind them a last one that never comes."""


def part(begins: Occurrences, words: int) -> Part:
    return Part(begins, words, np.append(begins + words, _NEVER))


def occurrences(places: Places) -> Occurrences:
    return (places.ids.astype(np.int64) << _DOCUMENT_BITS) + places.places


def postings(begins: Occurrences) -> Postings:
    """The documents of occurrences, and how many each has."""
    documents = begins >> _DOCUMENT_BITS
    firsts = np.flatnonzero(np.diff(documents, prepend=-1))
    if not len(firsts):
        return NO_POSTINGS
    frequencies = np.diff(firsts, append=len(begins))
    return Postings(documents[firsts].astype(np.int32), frequencies.astype(np.int32))


def in_a_row(words: Sequence[Occurrences]) -> Occurrences:
    """Where the words stand one after the other, as the occurrence of the first."""
    begins = [occurrences - distance for distance, occurrences in enumerate(words)]
    return _common(begins)


def near(parts: Sequence[Part], distance: int, breaks: Occurrences) -> Occurrences:
    """Where all parts stand, in any order, none over another, with at most `distance` words between them altogether and
    no break; as the occurrence of whichever comes first.

    From each occurrence of each part on, the others are taken as early as possible: the end that a set of parts reaches
    is the earliest of those that one part behind the rest reaches. So all orders are tried without being listed.
    """
    words = sum(part.words for part in parts)
    found = [_from_first(first, parts, breaks, distance + words) for first in range(len(parts))]
    return np.unique(np.concatenate(found))


def in_one_paragraph(parts: Sequence[Occurrences], breaks: Occurrences) -> Occurrences:
    """Paragraphs with all parts in them, as numbers that hold the document where occurrences do."""
    return _common([np.unique(_paragraphs(begins, breaks)) for begins in parts])


def _from_first(first: int, parts: Sequence[Part], breaks: Occurrences, words_max: int) -> Occurrences:
    begins = parts[first].begins
    ends = {frozenset([first]): begins + parts[first].words}
    for _ in parts[1:]:
        ends = _one_part_more(ends, parts)
    (last,) = ends.values()
    close = last - begins <= words_max
    return begins[close][~_broken(begins[close], last[close], breaks)]


def _one_part_more(ends: dict[frozenset[int], Occurrences], parts: Sequence[Part]) -> dict[frozenset[int], Occurrences]:
    """From where each set of parts ends at the earliest to where each set with one part more does.

    The first occurrence of a part from some place on is the one that ends first.
    """
    longer: dict[frozenset[int], Occurrences] = {}
    for taken, end in ends.items():
        for n, part in enumerate(parts):
            if n not in taken:
                reached = part.ends[np.searchsorted(part.begins, end)]
                known = longer.get(taken | {n})
                longer[taken | {n}] = reached if known is None else np.minimum(known, reached)
    return longer


def _broken(begins: Occurrences, ends: Occurrences, breaks: Occurrences) -> NDArray[np.bool_]:
    broken: NDArray[np.bool_] = np.searchsorted(breaks, begins) != np.searchsorted(breaks, ends)
    return broken


def _paragraphs(begins: Occurrences, breaks: Occurrences) -> Occurrences:
    # The breaks before it in all documents: within its own document, that tells its paragraphs apart.
    return (begins >> _DOCUMENT_BITS << _DOCUMENT_BITS) + np.searchsorted(breaks, begins)


def _common(sorted_numbers: Sequence[Occurrences]) -> Occurrences:
    fewest_first = sorted(sorted_numbers, key=len)
    return reduce(lambda kept, other: kept[among(kept, other)], fewest_first)
