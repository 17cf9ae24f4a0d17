"""Counting the values of a keyword field over results."""

from heapq import nsmallest

import numpy as np
from numpy.typing import NDArray

from indexer.model import Facet, FacetValue
from indexer.query import Pick

VALUES_SHOWN = 30
"""Picked and excluded values are shown beside these."""


def facet(counts: NDArray[np.int64], values: list[str], pick: Pick) -> Facet:
    """A field's most frequent values, from how many results have each; both by the values' numbers."""
    present = np.flatnonzero(counts)
    shown = {values[n]: int(counts[n]) for n in _most_frequent(counts, present, values).tolist()}
    numbers = {values[n]: n for n in present.tolist()} if pick.include or pick.exclude else {}
    for value in (*pick.include, *pick.exclude):
        shown[value] = int(counts[numbers[value]]) if value in numbers else 0
    ordered = sorted(shown.items(), key=lambda item: (-item[1], item[0]))
    made = (FacetValue(value, count, value in pick.include, value in pick.exclude) for value, count in ordered)
    return Facet(pick.field, tuple(made), len(present))


def _most_frequent(counts: NDArray[np.int64], present: NDArray[np.intp], values: list[str]) -> NDArray[np.intp]:
    if len(present) <= VALUES_SHOWN:
        return present
    some = counts[present]
    threshold = np.partition(some, len(some) - VALUES_SHOWN)[len(some) - VALUES_SHOWN]
    sure = present[some > threshold]
    ties = nsmallest(VALUES_SHOWN - len(sure), present[some == threshold].tolist(), key=lambda n: values[n])
    return np.concatenate([sure, np.array(ties, np.intp)])
