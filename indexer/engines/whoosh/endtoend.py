"""Several segments as one: their documents numbered through, their columns joined when they are first asked for."""

from itertools import accumulate

import numpy as np

from indexer.engines.whoosh import days, values
from indexer.engines.whoosh.columns import Column
from indexer.engines.whoosh.days import DayColumn
from indexer.engines.whoosh.segment import Segment
from indexer.engines.whoosh.values import ValueTable


class EndToEnd:
    """Never changes. Two threads may join the same column at once; that costs time and does no harm."""

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self.segments = segments
        self.bases: tuple[int, ...] = (0, *accumulate(segment.size for segment in segments))[:-1]
        """The number of each segment's first document."""
        self._columns: dict[str, Column] = {}
        self._tables: dict[str, ValueTable] = {}
        self._days: dict[str, DayColumn] = {}

    def column(self, name: str) -> Column:
        column = self._columns.get(name)
        if column is None:
            parts = [segment.column(name) for segment in self.segments]
            column = parts[0] if len(parts) == 1 else np.concatenate([np.zeros(0, np.int64), *parts])
            self._columns[name] = column
        return column

    def table(self, field: str) -> ValueTable:
        """Which document has which values of a keyword field."""
        table = self._tables.get(field)
        if table is None:
            tables = [segment.table(field) for segment in self.segments]
            table = self._tables[field] = values.end_to_end(tables, self.bases)
        return table

    def days(self, zone: str) -> DayColumn:
        """On which day of the zone each document was published."""
        column = self._days.get(zone)
        if column is None:
            column = self._days[zone] = days.end_to_end([segment.days(zone) for segment in self.segments])
        return column
