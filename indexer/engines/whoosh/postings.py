"""Reading one segment's terms and postings into arrays; with `codec`, the only place that knows how they lie there."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec import RawTermsReader, TermSection
from indexer.engines.whoosh.inverted import NO_NUMBERS, Inverted, Numbers, among, end_to_end
from indexer.engines.whoosh.schema import encoded
from indexer.engines.whoosh.storage import DamagedIndexError, SegmentStorage


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents that hold a term, rising, and how often each does."""

    ids: Numbers
    frequencies: Numbers

    @property
    def nbytes(self) -> int:
        return self.ids.nbytes + self.frequencies.nbytes


@dataclass(frozen=True, slots=True)
class Places:
    """Where a term stands, one line per occurrence: the document, and the place within its text."""

    ids: Numbers
    places: Numbers

    @property
    def nbytes(self) -> int:
        return self.ids.nbytes + self.places.nbytes


NO_POSTINGS = Postings(NO_NUMBERS, NO_NUMBERS)
NO_PLACES = Places(NO_NUMBERS, NO_NUMBERS)


class SegmentTerms:
    """The term table and the postings of one segment. Reads without state: any number of threads may share it.

    What cannot be read raises DamagedIndexError.
    """

    def __init__(self, storage: SegmentStorage, segment: Any) -> None:
        self._size: int = segment.doc_count_all()
        self._name = Path(storage.folder, segment.segment_id())
        with damage_told(self._name):
            self._reader: RawTermsReader = segment.codec().terms_reader(storage, segment)

    def postings(self, field: str, term: str) -> Postings:
        with damage_told(self._name):
            found = self._reader.found(field, encoded(term))
            if found is None:
                return NO_POSTINGS
            section, number = found
            ids, frequencies = section.postings(number)
            return Postings(self._checked(ids), frequencies)

    def places(self, field: str, term: str, documents: Numbers) -> Places:
        """Where a term stands in those of the documents that hold it."""
        with damage_told(self._name):
            found = self._reader.found(field, encoded(term))
            return _places(*found, documents) if found else NO_PLACES

    def field(self, name: str, prefix: str = "") -> "FieldTerms":
        """A field's terms that begin so, to be read together."""
        with damage_told(self._name):
            sections = self._reader.sections(name, encoded(prefix))
            stretches = [(section, *section.beginning_with(encoded(prefix))) for section in sections]
            terms = [term for section, first, until in stretches for term in section.terms(first, until)]
            return FieldTerms(
                terms,
                end_to_end([section.documents(first, until) for section, first, until in stretches]).astype(np.int64),
                sections,
                np.repeat(np.arange(len(sections)), [until - first for _, first, until in stretches]),
                end_to_end([np.arange(first, until, dtype=np.int32) for _, first, until in stretches]),
                self._name,
            )

    def only(self, name: str, term: str) -> "FieldTerms":
        """A field's one term, or none."""
        with damage_told(self._name):
            found = self._reader.found(name, encoded(term))
            if found is None:
                return FieldTerms([], np.zeros(0, np.int64), (), np.zeros(0, np.intp), NO_NUMBERS, self._name)
            section, number = found
            counts = section.documents(number, number + 1).astype(np.int64)
            place = np.array([number], np.int32)
            return FieldTerms([encoded(term)], counts, (section,), np.zeros(1, np.intp), place, self._name)

    def _checked(self, ids: Numbers) -> Numbers:
        if not len(ids) or ids[-1] >= self._size:
            raise ValueError(f"documents {ids[-1:]} of {self._size}")
        return ids


@dataclass(frozen=True, slots=True)
class FieldTerms:
    """Terms of one field in their order; the postings stay in the file until they are asked for."""

    terms: Sequence[bytes]
    counts: NDArray[np.int64]
    """Postings of each term."""
    sections: Sequence[TermSection]
    owners: NDArray[np.intp]
    """In which of the sections each term is."""
    numbers: Numbers
    """What number it has there."""
    name: Path

    def postings(self, i: int) -> Postings:
        with damage_told(self.name):
            return Postings(*self.sections[self.owners[i]].postings(int(self.numbers[i])))

    def places(self, i: int, documents: Numbers) -> Places:
        """Where the term stands in those of the documents that hold it."""
        with damage_told(self.name):
            return _places(self.sections[self.owners[i]], int(self.numbers[i]), documents)

    def chosen(self, which: Sequence[int]) -> "FieldTerms":
        """Just these terms."""
        terms = [self.terms[i] for i in which]
        at = np.array(which, np.intp)
        return FieldTerms(terms, self.counts[at], self.sections, self.owners[at], self.numbers[at], self.name)

    def part(self, first: int, until: int) -> Inverted:
        """The terms from `first` to before `until` with all their postings."""
        with damage_told(self.name):
            owners, numbers = self.owners[first:until], self.numbers[first:until]
            breaks = np.flatnonzero((np.diff(owners) != 0) | (np.diff(numbers) != 1)) + 1
            edges = [0, *breaks.tolist(), len(numbers)] if len(numbers) else [0]
            pieces = [
                self.sections[owners[a]].part(int(numbers[a]), int(numbers[b - 1]) + 1) for a, b in pairwise(edges)
            ]
            lists = (
                end_to_end([getattr(piece, name) for piece in pieces]) for name in ("ids", "frequencies", "places")
            )
            return Inverted(self.terms[first:until], self.counts[first:until], *lists)


def _places(section: TermSection, term: int, documents: Numbers) -> Places:
    ids, frequencies = section.postings(term)
    wanted = among(ids, documents)
    places = section.places(term, frequencies, wanted)
    return Places(np.repeat(ids[wanted], frequencies[wanted]), places)


@contextmanager
def damage_told(name: Path) -> Iterator[None]:
    """Turn whatever reading raises into DamagedIndexError: what random bytes lead to is anybody's guess.

    But a file that isn't there may have been deleted by a later commit: that is for the caller to find out.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as error:
        raise DamagedIndexError(f"The index at {name} is damaged and will be built again.") from error
