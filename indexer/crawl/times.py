"""Times as feeds, sitemaps and files state them. Pure: nothing is guessed, an impossible time is None."""

import re
from contextlib import suppress
from datetime import date, datetime, tzinfo
from email.utils import parsedate_to_datetime

from indexer.model import Dated

RAW_MAX = 200
YEARS = range(1600, 9000)
LEAP_SECOND = re.compile(r"(:\d\d):60")
DOTTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?=$|[ ,T])")


def stated(raw: object, *, origin: str, zone: tzinfo) -> Dated | None:
    """ISO 8601, RFC 822 as in RSS, or 24.11.2026 12:00. Without an offset the time is taken as one of `zone`.

    None where `raw` is no text, or says less than a day, or names a day that doesn't exist.
    """
    if not isinstance(raw, str):
        return None
    text = LEAP_SECOND.sub(r"\1:59", DOTTED_DAY.sub(r"\3-\2-\1", raw.strip()[:RAW_MAX]))
    day = _day(text)
    moment = datetime(day.year, day.month, day.day) if day else _moment(text)  # noqa: DTZ001 -- the zone follows below
    if moment is None or moment.year not in YEARS:
        return None
    return Dated(
        at=moment if moment.tzinfo else moment.replace(tzinfo=zone),
        raw=raw.strip()[:RAW_MAX],
        origin=origin,
        precision="day" if day else "minute",
        zone_stated=moment.tzinfo is not None,
    )


def _day(text: str) -> date | None:
    for read in (date.fromisoformat, _long_day):
        with suppress(ValueError):
            return read(text)
    return None


def _long_day(text: str) -> date:
    """`24 Nov 2026`, with or without the day of the week."""
    return datetime.strptime(text.rpartition(",")[2].strip(), "%d %b %Y").date()  # noqa: DTZ007 -- a day has no zone


def _moment(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError, OverflowError):
            return read(text)
    return None
