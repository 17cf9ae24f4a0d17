"""Days of a reader's zone against instants: where a day begins, and on which day each document falls."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.schema import MISSING
from indexer.query import Days

DAY_S = 86_400
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NO_DAY = np.int32(-(2**31))
"""In a column of days: the document has no date."""

_CLOCKS_FROM = (2 - _EPOCH_ORDINAL) * DAY_S
_CLOCKS_UNTIL = (date.max.toordinal() - 1 - _EPOCH_ORDINAL) * DAY_S
"""Between these, every zone's clock shows a time that the calendar has."""

DayNumbers = NDArray[np.int32]


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


def day_numbers(instants: NDArray[np.int64], zone: str) -> DayNumbers:
    """On which day of the zone each instant falls; `is_dated` tells those that fall on one."""
    dated = instants != MISSING
    known = instants[dated]
    numbers = np.full(len(instants), _NO_DAY)
    # At the very ends of the calendar a zone's clock may point beyond it.
    numbers[dated] = np.clip((known + _offsets(known, zone)) // DAY_S, number_of(date.min), number_of(date.max))
    return numbers


def is_dated(numbers: DayNumbers) -> NDArray[np.bool_]:
    dated: NDArray[np.bool_] = numbers != _NO_DAY
    return dated


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
