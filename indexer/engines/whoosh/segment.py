"""One segment of an index: columns, keyword values and terms of documents that never change again."""

from collections import defaultdict
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from indexer.engines.whoosh.codec import RawCodec
from indexer.engines.whoosh.columns import Column, StoredColumns
from indexer.engines.whoosh.days import DayColumn, day_column
from indexer.engines.whoosh.postings import SegmentTerms, damage_told
from indexer.engines.whoosh.schema import decoded
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
    """Opened files of one segment. Tables and days stay once they are made; columns are read anew."""

    def __init__(self, storage: SegmentStorage, segment: Any, numbers: ValueNumbers) -> None:
        self.key: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        self.terms = SegmentTerms(storage, segment)
        self._numbers = numbers
        self._tables: dict[str, ValueTable] = {}
        self._days: dict[str, DayColumn] = {}
        # Mapped now: a merge may delete the file while this segment is still being searched.
        name = f"{self.key}{RawCodec.COLUMNS_EXT}"
        self._columns_path = Path(storage.folder, name)
        with damage_told(self._columns_path):
            self._columns = StoredColumns(storage.open_file(name).buffer, self.size)

    def column(self, name: str) -> Column:
        """A number for each document, MISSING where it has none or the index is older than the column."""
        with damage_told(self._columns_path):
            return self._columns.read(name)

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


def deleted_documents(segment: Any) -> list[int]:
    """Numbers of those documents of a segment of Whoosh's that no longer count."""
    return sorted(segment.deleted_docs())
