"""Bars of results over time, in days, weeks, months or years of the reader's zone.

The bars span the dated results, or those of them within the page's date filter, so that picking a bar draws the next
finer bars of the same stretch. A bar always counts whole: the date filter chooses the stretch and cuts nothing off.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.days import DayColumn, day_of, number_of
from indexer.engines.whoosh.inverted import Mask, Numbers
from indexer.model import Bar, Histogram
from indexer.query import Days

Unit = Literal["day", "week", "month", "year"]

DAYS_MAX = {"day": 45, "week": 200, "month": 8 * 366}
"""The longest stretch that is drawn in a unit; anything longer in years."""
BARS_MAX = 130
"""Of a longer history, the first bar holds everything before the others."""

NOTHING: tuple[Bar, ...] = ()


def histogram(column: DayColumn, documents: Numbers, dates: Days | None) -> Histogram:
    """Bars for these documents under the page's date filter."""
    undated, per_day = np.split(column.counts(documents), [1])
    there = np.flatnonzero(per_day)
    known, counts = column.days[there], per_day[there]
    stretch = known[_within(known, dates)] if dates else known
    if not len(stretch):
        return Histogram("month", NOTHING, int(undated[0]))
    first, last = day_of(stretch[0]), day_of(stretch[-1])
    unit = unit_for(first, last)
    edges = list(_edges(first, last, unit))
    if len(edges) > BARS_MAX + 1:
        edges = [edges[0], *edges[-BARS_MAX:]]
    return Histogram(unit, _bars(known, counts, edges), int(undated[0]))


def unit_for(first: date, last: date) -> Unit:
    """The finest unit in which so long a stretch is drawn."""
    days = (last - first).days + 1
    units: tuple[Unit, ...] = ("day", "week", "month")
    return next((unit for unit in units if days <= DAYS_MAX[unit]), "year")


def _within(known: NDArray[np.int64], dates: Days) -> Mask:
    first = number_of(dates.first or date.min)
    last = number_of(dates.last or date.max)
    within: Mask = (known >= first) & (known <= last)
    return within


def _edges(first: date, last: date, unit: Unit) -> Iterator[date]:
    """Beginnings of the bars from that of `first` to that after `last`."""
    edge = _beginning(first, unit)
    yield edge
    while edge <= last and edge < date.max:
        edge = _next(edge, unit)
        yield edge


def _beginning(day: date, unit: Unit) -> date:
    if unit == "week":
        return day_of(max(number_of(date.min), number_of(day) - day.weekday()))
    return day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _next(edge: date, unit: Unit) -> date:
    """The next bar's beginning; the calendar's last day where there is none."""
    days = {"day": 1, "week": 7, "month": 32, "year": 367}[unit]
    if date.max.toordinal() - edge.toordinal() < days:
        return date.max
    after = edge + timedelta(days=days)
    return _beginning(after, unit) if unit in ("month", "year") else after


def _bars(known: NDArray[np.int64], counts: NDArray[np.int64], edges: list[date]) -> tuple[Bar, ...]:
    """`known` are days, rising, and `counts` what falls on each."""
    until_edge = np.concatenate(([0], np.cumsum(counts)))[np.searchsorted(known, [number_of(edge) for edge in edges])]
    return tuple(Bar(a, b, n) for (a, b), n in zip(pairwise(edges), np.diff(until_edge).tolist(), strict=True))
