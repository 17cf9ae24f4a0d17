"""One segment of an index: columns, keyword values and terms of documents that never change again."""

from collections import defaultdict
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from indexer.engines.whoosh.codec import RawCodec
from indexer.engines.whoosh.columns import Column, read_columns
from indexer.engines.whoosh.days import DayColumn, day_column
from indexer.engines.whoosh.postings import SegmentTerms, damage_told
from indexer.engines.whoosh.schema import MISSING, decoded
from indexer.engines.whoosh.storage import SegmentStorage
from indexer.engines.whoosh.values import ValueTable, table


class ValueNumbers:
    """A number for each keyword value of each field, the same in all segments for as long as the process lives."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._numbers: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._values: defaultdict[str, list[str]] = defaultdict(list)

    def number(self, field: str, values: list[str]) -> list[int]:
        """The values' numbers; new values get the next ones."""
        with self._lock:
            numbers, known = self._numbers[field], self._values[field]
            for value in values:
                if value not in numbers:
                    numbers[value] = len(known)
                    known.append(value)
            return [numbers[value] for value in values]

    def values(self, field: str) -> list[str]:
        """All values by number. It only ever grows."""
        with self._lock:
            return self._values[field]


class Segment:
    """Opened files of one segment. What is read stays."""

    def __init__(self, storage: SegmentStorage, segment: Any, numbers: ValueNumbers) -> None:
        self.key: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        self.terms = SegmentTerms(storage, segment)
        self._numbers = numbers
        self._tables: dict[str, ValueTable] = {}
        self._days: dict[str, DayColumn] = {}
        # Read now: a merge may delete the file while this segment is still being searched.
        self._columns = _read_columns(storage, f"{self.key}{RawCodec.COLUMNS_EXT}", self.size)

    def column(self, name: str) -> Column:
        """A number for each document, MISSING where it has none or the index is older than the column."""
        column = self._columns.get(name)
        return np.full(self.size, MISSING) if column is None else column

    def table(self, field: str) -> ValueTable:
        """Which document has which values of a keyword field."""
        kept = self._tables.get(field)
        if kept is None:
            kept = self._tables[field] = self._read_table(field)
        return kept

    def days(self, zone: str) -> DayColumn:
        """On which day of the zone each document was published."""
        kept = self._days.get(zone)
        if kept is None:
            kept = self._days[zone] = day_column(self.column("date"), zone)
        return kept

    def _read_table(self, field: str) -> ValueTable:
        terms = self.terms.field(field)
        read = terms.part(0, len(terms.terms))
        numbers = np.array(self._numbers.number(field, [decoded(term) for term in terms.terms]), np.int32)
        order = np.argsort(read.ids, kind="stable")
        return table(read.ids[order], np.repeat(numbers, read.counts)[order], self.size)


def _read_columns(storage: SegmentStorage, name: str, size: int) -> dict[str, Column]:
    with damage_told(Path(storage.folder, name)):
        return read_columns(storage.open_file(name).buffer, size)


def deleted_documents(segment: Any) -> list[int]:
    """Numbers of those documents of a segment of Whoosh's that no longer count."""
    return sorted(segment.deleted_docs())
