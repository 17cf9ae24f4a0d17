"""A date as somebody wrote it, to a time that says no more than was written.

Understood: ISO 8601 and its careless relatives, RFC 822, Unix seconds and milliseconds, 18.03.2026, and months by name
in English, Ukrainian, Russian and German. What could mean two days (03/04/2026) means none.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from indexer.extract.plain import one_line
from indexer.model import Dated

_CHARS_MAX = 160
_YEARS = range(1600, 2200)
_MONTH_NAMES = (
    "jan|january|січ|січня|янв|января|januar|jän|jänner",
    "feb|february|лют|лютого|фев|февраля|februar",
    "mar|march|бер|березня|мар|марта|märz|mär|mrz",
    "apr|april|квіт|квітня|апр|апреля",
    "may|трав|травня|мая|май|mai",
    "jun|june|черв|червня|июн|июня|juni",
    "jul|july|лип|липня|июл|июля|juli",
    "aug|august|серп|серпня|авг|августа",
    "sep|sept|september|вер|вересня|сен|сент|сентября",
    "oct|october|жовт|жовтня|окт|октября|okt|oktober",
    "nov|november|лист|листопада|ноя|нояб|ноября",
    "dec|december|груд|грудня|дек|декабря|dez|dezember",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split("|")}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WRITTEN_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![0-9])(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})(?![0-9])",
        r"(?<![0-9])(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?=$|T[0-9]|\s)",
        r"(?<![0-9.])(?P<d>[0-9]{1,2})\.\s?(?P<m>[0-9]{1,2})\.\s?(?P<y>[0-9]{4})(?![0-9])",
        rf"(?<![0-9])(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th|-го|\.)?(?:\s+of)?[\s-]+(?P<name>{MONTH})[\s,-]*(?P<y>[0-9]{{4}})(?![0-9])",
        rf"\b(?P<name>{MONTH})\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s,]+(?P<y>[0-9]{{4}})(?![0-9])",
        # As JavaScript and Twitter write it: Tue Mar 18 14:05:00 +0000 2026
        rf"\b(?P<name>{MONTH})\s+(?P<d>[0-9]{{1,2}})\s(?=[0-9:]{{5,8}}\s[+-][0-9]{{4}}\s(?P<y>[0-9]{{4}})\b)",
        r"(?<![0-9/])(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})/(?P<y>[0-9]{4})(?![0-9])",
    )
)
_CLOCK = re.compile(
    r"(?<![0-9:+-])(?P<h>[0-2]?[0-9]):(?P<min>[0-5][0-9])(?::(?P<s>[0-6][0-9])(?:[.,][0-9]+)?)?(?![0-9:])"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_COMPACT_CLOCK = re.compile(r"^T(?P<h>[0-2][0-9])(?P<min>[0-5][0-9])(?P<s>[0-6][0-9])?(?P<half>(?!))?(?![0-9:])")
_OFFSET = re.compile(
    r"^\s*\(?(?P<name>[A-Z]{1,4}\b)?\s*(?:(?P<sign>[+\u2212-])(?P<h>[0-9]{1,2}):?(?P<min>[0-9]{2})?(?![0-9]))?"
)
# Abbreviations with one meaning in news copy; IST, BST, CST elsewhere than in America and the like are left alone.
_ZONE_HOURS = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "CET": 1,
    "MEZ": 1,
    "CEST": 2,
    "MESZ": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "EST": -5,
    "EDT": -4,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}
_EPOCH_S = (631_152_000, 1_900_000_000)  # from 1990; past 2030 the digits could be a year, 2026031814


def read(raw: str, zone: str, origin: str) -> Dated | None:
    """None where `raw` holds no day, an impossible one, or one of two."""
    text = one_line(raw[: 4 * _CHARS_MAX])[:_CHARS_MAX]
    if text.isascii() and text.isdigit() and len(text) in {10, 13}:
        return _from_epoch(text, origin)
    found = _day_in(text)
    if found is None:
        return None
    day, start, end = found
    clock = _COMPACT_CLOCK.match(text[end:]) or _CLOCK.search(text, end) or _CLOCK.search(text[:start])
    hour = _hour(clock) if clock else None
    if clock is None or hour is None:
        return Dated(_instant(day, 0, 0, 0, named_zone(zone)), text, origin, "day", zone_stated=False)
    offset = _offset(clock.string[clock.end() :])
    second = min(int(clock["s"] or 0), 59)  # a leap second is the end of its minute
    at = _instant(day, hour, int(clock["min"]), second, offset or named_zone(zone))
    return Dated(at, text, origin, "minute", zone_stated=offset is not None)


def day_in_url(url: str) -> Dated | None:
    """The day in paths like /2026/03/18/ or /20260318/. UTC, because a day in an address has no zone."""
    match = re.search(r"/((?:19|20)[0-9]{2})[/-]?([01][0-9])[/-]?([0-3][0-9])(?![0-9])", url)
    day = _possible(*(int(part) for part in match.groups())) if match else None
    return Dated(_instant(day, 0, 0, 0, UTC), day.isoformat(), "url", "day", zone_stated=False) if day else None


def named_zone(name: str) -> tzinfo:
    """UTC where the system knows no such zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _day_in(text: str) -> tuple[date, int, int] | None:
    """The first possible day written in `text`, and where it stands."""
    for pattern in _WRITTEN_DAYS:
        for match in pattern.finditer(text):
            day = _meant(match.groupdict())
            if day is not None:
                return day, match.start(), match.end()
    return None


def _meant(parts: dict[str, str | None]) -> date | None:
    year = int(parts["y"] or 0)
    if "a" in parts:
        a, b = int(parts["a"] or 0), int(parts["b"] or 0)
        readings = {found for found in (_possible(year, a, b), _possible(year, b, a)) if found}
        return readings.pop() if len(readings) == 1 else None
    name = (parts.get("name") or "").rstrip(".").lower()
    return _possible(year, MONTHS[name] if name else int(parts["m"] or 0), int(parts["d"] or 0))


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _hour(clock: re.Match[str]) -> int | None:
    hour, half = int(clock["h"]), (clock["half"] or "").lower()
    if half:
        return hour % 12 + (12 if half[0] == "p" else 0) if 1 <= hour <= 12 else None
    return hour if hour < 24 else None


def _offset(after: str) -> timezone | None:
    match = _OFFSET.match(after)
    if match is None:
        return None
    hours = _ZONE_HOURS.get(match["name"] or "")
    if match["sign"] is None:
        return None if hours is None else timezone(timedelta(hours=hours))
    if match["name"] and hours != 0:
        return None
    minutes = int(match["h"]) * 60 + int(match["min"] or 0)
    if minutes > 15 * 60:
        return None
    return timezone(timedelta(minutes=minutes if match["sign"] == "+" else -minutes))


def _instant(day: date, hour: int, minute: int, second: int, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)


def _from_epoch(digits: str, origin: str) -> Dated | None:
    seconds = int(digits) // (1000 if len(digits) == 13 else 1)
    if not _EPOCH_S[0] <= seconds < _EPOCH_S[1]:
        return None
    return Dated(datetime.fromtimestamp(seconds, UTC), digits, origin)
