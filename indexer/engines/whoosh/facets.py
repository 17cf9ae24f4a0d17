"""Counting the values of a keyword field over results."""

from heapq import nsmallest

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.inverted import Numbers, ranges
from indexer.engines.whoosh.snapshot import ValuesColumn
from indexer.model import Facet, FacetValue
from indexer.query import Pick

VALUES_SHOWN = 30
"""Picked and excluded values are shown beside these."""

_DENSE_SHARE = 6
"""From one document in so many on, it is faster to look at all lines than to gather each document's."""


def facet(column: ValuesColumn, values: list[str], ids: Numbers, pick: Pick) -> Facet:
    """The field's most frequent values among the documents `ids`; `values` are all values by number."""
    counts = value_counts(column, ids)
    present = np.flatnonzero(counts)
    shown = {values[n]: int(counts[n]) for n in _most_frequent(counts, present, values).tolist()}
    numbers = {values[n]: n for n in present.tolist()} if pick.include or pick.exclude else {}
    for value in (*pick.include, *pick.exclude):
        shown[value] = int(counts[numbers[value]]) if value in numbers else 0
    ordered = sorted(shown.items(), key=lambda item: (-item[1], item[0]))
    made = (FacetValue(value, count, value in pick.include, value in pick.exclude) for value, count in ordered)
    return Facet(pick.field, tuple(made), len(present))


def value_counts(column: ValuesColumn, ids: Numbers) -> NDArray[np.int64]:
    """How many of the documents have each value, by its number. `ids` rise."""
    size = len(column.starts) - 1
    if len(ids) == size:
        return np.bincount(column.numbers)
    if len(ids) * _DENSE_SHARE > size:
        among = np.zeros(size, np.bool_)
        among[ids] = True
        return np.bincount(column.numbers[among[column.documents]])
    starts = column.starts[ids]
    return np.bincount(column.numbers[ranges(starts, column.starts[ids + 1] - starts)])


def _most_frequent(counts: NDArray[np.int64], present: NDArray[np.intp], values: list[str]) -> NDArray[np.intp]:
    if len(present) <= VALUES_SHOWN:
        return present
    some = counts[present]
    threshold = np.partition(some, len(some) - VALUES_SHOWN)[len(some) - VALUES_SHOWN]
    sure = present[some > threshold]
    ties = nsmallest(VALUES_SHOWN - len(sure), present[some == threshold].tolist(), key=lambda n: values[n])
    return np.concatenate([sure, np.array(ties, np.intp)])
