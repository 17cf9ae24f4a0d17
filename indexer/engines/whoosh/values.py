"""The values of a keyword field by document, laid out to be counted over many documents at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.inverted import Numbers

_WIDTH_MAX = 8
_OUTSIDE_SHARE = 50
"""A row is as wide as it takes for all but one line in so many to fit."""


@dataclass(frozen=True, slots=True)
class ValueTable:
    """A row per document, padded: a value's number plus 1, or 0 for none. What doesn't fit into its row is outside.

    Rows of one width are gathered several times faster than lists of all lengths.
    """

    rows: NDArray[np.int32]
    outside_documents: Numbers
    outside_values: Numbers
    """As in the rows: numbers plus 1."""
    empty: bool
    """No document has any value."""

    def counts(self, documents: Numbers) -> NDArray[np.int64]:
        """How many of these documents have each value, by its number; values with higher numbers have none."""
        if self.empty:
            return np.zeros(0, np.int64)
        among = self.rows if len(documents) == len(self.rows) else self.rows.take(documents, axis=0)
        counts = np.bincount(among.ravel())
        if len(self.outside_documents):
            wanted = np.zeros(len(self.rows), np.bool_)
            wanted[documents] = True
            more = np.bincount(self.outside_values[wanted[self.outside_documents]], minlength=len(counts))
            more[: len(counts)] += counts
            counts = more
        return counts[1:]


def table(documents: Numbers, values: Numbers, size: int) -> ValueTable:
    """From lines of a document and the number of a value, rising by document."""
    lengths = np.bincount(documents, minlength=size)
    starts = np.cumsum(lengths) - lengths
    place = np.arange(len(documents)) - starts[documents]
    width = _width(place)
    rows = np.zeros((size, width), np.int32)
    inside = place < width
    rows[documents[inside], place[inside]] = values[inside] + 1
    return ValueTable(rows, documents[~inside], values[~inside] + np.int32(1), not len(documents))


def end_to_end(tables: Sequence[ValueTable], bases: Sequence[int]) -> ValueTable:
    """The tables of several segments as one; the documents of each are numbered on from its base."""
    if len(tables) == 1:
        return tables[0]
    width = max((each.rows.shape[1] for each in tables), default=1)
    rows = np.zeros((sum(len(each.rows) for each in tables), width), np.int32)
    for each, base in zip(tables, bases, strict=True):
        rows[base : base + len(each.rows), : each.rows.shape[1]] = each.rows
    none = np.zeros(0, np.int32)
    outside = [each.outside_documents + np.int32(base) for each, base in zip(tables, bases, strict=True)]
    return ValueTable(
        rows,
        np.concatenate([none, *outside]),
        np.concatenate([none, *(each.outside_values for each in tables)]),
        all(each.empty for each in tables),
    )


def _width(place: NDArray[np.int64]) -> int:
    """`place` is each line's among those of its document."""
    fitting = np.cumsum(np.bincount(place, minlength=1))
    width = int(np.argmax(fitting * _OUTSIDE_SHARE >= len(place) * (_OUTSIDE_SHARE - 1))) + 1
    return min(width, _WIDTH_MAX)
