"""Reading one segment's terms and postings into arrays; with `codec`, the only place that knows how they lie there."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec import TERM, RawTermsReader
from indexer.engines.whoosh.inverted import NO_NUMBERS, Inverted, Numbers, ends_of
from indexer.engines.whoosh.schema import decoded, encoded
from indexer.engines.whoosh.storage import DamagedIndexError, DurableStorage


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

    def __init__(self, storage: DurableStorage, segment: Any) -> None:
        self._size: int = segment.doc_count_all()
        self._name = Path(storage.folder, segment.segment_id())
        with damage_told(self._name):
            self._reader: RawTermsReader = segment.codec().terms_reader(storage, segment)

    def starting_with(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """A field's terms that begin so, in byte order, each with the number of its documents, deleted ones too."""
        with damage_told(self._name):
            terms = self.field(field, prefix)
        for term, documents in zip(terms.terms, terms.counts.tolist(), strict=True):
            yield decoded(term), documents

    def postings(self, field: str, term: str) -> Postings:
        with damage_told(self._name):
            record = self._reader.record(field, encoded(term))
            if record is None:
                return NO_POSTINGS
            ids, frequencies = self._reader.section(record).postings(record)
            return Postings(self._checked(ids), frequencies)

    def places(self, field: str, term: str) -> Places:
        with damage_told(self._name):
            record = self._reader.record(field, encoded(term))
            if record is None:
                return NO_PLACES
            section = self._reader.section(record)
            ids, frequencies = section.postings(record)
            return Places(np.repeat(self._checked(ids), frequencies), section.term_places(record))

    def field(self, name: str, prefix: str = "") -> "FieldTerms":
        """A field's terms that begin so, to be read together."""
        with damage_told(self._name):
            found = list(self._reader.walk(name, encoded(prefix)))
            table = self._reader.table
            records = b"".join([table[at : at + TERM.itemsize] for _, at in found])
            return FieldTerms([term for term, _ in found], np.frombuffer(records, TERM), self._reader, self._name)

    def _checked(self, ids: Numbers) -> Numbers:
        if not len(ids) or ids[-1] >= self._size:
            raise ValueError(f"documents {ids[-1:]} of {self._size}")
        return ids


@dataclass(frozen=True, slots=True)
class FieldTerms:
    """Neighbouring terms of one field and their records; the postings stay in the file until a part is asked for."""

    terms: Sequence[bytes]
    records: NDArray[np.void]
    reader: RawTermsReader
    name: Path

    @property
    def counts(self) -> NDArray[np.int64]:
        """Postings of each term."""
        return self.records["documents"].astype(np.int64)

    def postings(self, i: int) -> Postings:
        with damage_told(self.name):
            return Postings(*self.reader.section(self.records[i]).postings(self.records[i]))

    def part(self, first: int, until: int) -> Inverted:
        with damage_told(self.name):
            pieces = [self._piece(some) for some in self._by_section(self.records[first:until])]
            lists = zip(*pieces, strict=True) if pieces else ((NO_NUMBERS,),) * 3
            return Inverted(self.terms[first:until], self.counts[first:until], *map(np.concatenate, lists))

    def _by_section(self, records: NDArray[np.void]) -> list[NDArray[np.void]]:
        if not len(records):
            return []
        return np.split(records, np.flatnonzero(np.diff(records["section"])) + 1)

    def _piece(self, records: NDArray[np.void]) -> tuple[Numbers, Numbers, Numbers]:
        """All postings of terms that stand next to each other in one section."""
        section = self.reader.section(records[0])
        postings = slice(int(records["posting"][0]), ends_of(records["documents"])[-1] + int(records["posting"][0]))
        places = slice(int(records["place"][0]), ends_of(records["places"])[-1] + int(records["place"][0]))
        lists = (section.ids[postings], section.frequencies[postings], section.places[places])
        ids, frequencies, places_ = (numbers.astype(np.int32) for numbers in lists)
        return ids, frequencies, places_


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
