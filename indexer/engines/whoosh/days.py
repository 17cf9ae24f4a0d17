"""Days of a reader's zone against instants: where a day begins, and on which day each document falls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.inverted import Numbers
from indexer.engines.whoosh.schema import MISSING
from indexer.query import Days

DAY_S = 86_400
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CLOCKS_FROM = (2 - _EPOCH_ORDINAL) * DAY_S
_CLOCKS_UNTIL = (date.max.toordinal() - 1 - _EPOCH_ORDINAL) * DAY_S
"""Between these, every zone's clock shows a time that the calendar has."""


def bounds(days: Days, zone: str) -> tuple[int, int]:
    """The instants [low, high) of a span of days, in seconds since 1970; an open end is beyond all dates."""
    low = MISSING + 1 if days.first is None else day_start(days.first, zone)
    high = -MISSING - 1 if days.last in (None, date.max) else day_start(days.last + timedelta(days=1), zone)
    return low, high


def day_start(day: date, zone: str) -> int:
    """The first instant of a day. Where the clock skips midnight, that is the first one after it."""
    offset = datetime.combine(day, time(), ZoneInfo(zone)).utcoffset() or timedelta()
    return number_of(day) * DAY_S - offset // timedelta(seconds=1)


def number_of(day: date) -> int:
    """Days since 1970."""
    return day.toordinal() - _EPOCH_ORDINAL


def day_of(number: int) -> date:
    return date.fromordinal(int(number) + _EPOCH_ORDINAL)


@dataclass(frozen=True, slots=True)
class DayColumn:
    """On which day of a zone each document falls."""

    days: NDArray[np.int64]
    """All days on which anything falls, rising; see `number_of`."""
    places: NDArray[np.int32]
    """For each document the index of its day, plus 1; 0 where it has no date."""

    @property
    def nbytes(self) -> int:
        return self.days.nbytes + self.places.nbytes

    def counts(self, documents: Numbers) -> NDArray[np.int64]:
        """How many of these documents have no date, and how many fall on each of the days."""
        everything = len(documents) == len(self.places)
        places = self.places if everything else self.places.take(documents)
        return np.bincount(places, minlength=len(self.days) + 1)


def day_column(instants: NDArray[np.int64], zone: str) -> DayColumn:
    """From instants, MISSING where there is no date."""
    dated = instants != MISSING
    known = instants[dated]
    # At the very ends of the calendar a zone's clock may point beyond it.
    numbers = np.clip((known + _offsets(known, zone)) // DAY_S, number_of(date.min), number_of(date.max))
    days, which = np.unique(numbers, return_inverse=True)
    places = np.zeros(len(instants), np.int32)
    places[dated] = which + 1
    return DayColumn(days, places)


def end_to_end(columns: Sequence[DayColumn]) -> DayColumn:
    """The columns of several segments as one."""
    if len(columns) == 1:
        return columns[0]
    days = np.unique(np.concatenate([np.zeros(0, np.int64), *(column.days for column in columns)]))
    moved = [np.concatenate(([0], np.searchsorted(days, column.days) + 1)).astype(np.int32) for column in columns]
    places = [own.take(column.places) for own, column in zip(moved, columns, strict=True)]
    return DayColumn(days, np.concatenate([np.zeros(0, np.int32), *places]))


def _offsets(instants: NDArray[np.int64], zone: str) -> NDArray[np.int64]:
    """Seconds between UTC and the zone's clock. Asked once per UTC day, but one by one on days when it changes."""
    where = ZoneInfo(zone)
    utc_days, which = np.unique(instants // DAY_S, return_inverse=True)
    at_start = np.array([_offset(day * DAY_S, where) for day in utc_days.tolist()], np.int64)
    at_end = np.array([_offset(day * DAY_S + DAY_S - 1, where) for day in utc_days.tolist()], np.int64)
    offsets = at_start[which]
    for at in np.flatnonzero((at_start != at_end)[which]).tolist():
        offsets[at] = _offset(int(instants[at]), where)
    return offsets


def _offset(instant: int, zone: ZoneInfo) -> int:
    inside = min(max(instant, _CLOCKS_FROM), _CLOCKS_UNTIL)
    moment = (_EPOCH + timedelta(seconds=inside)).astimezone(zone)
    return (moment.utcoffset() or timedelta()) // timedelta(seconds=1)
