"""Days as people type them, in English and in Ukrainian, and back."""

import calendar
import re
from datetime import MAXYEAR, MINYEAR, date, timedelta

from indexer.errors import QueryError
from indexer.query.limits import shown
from indexer.query.tree import Days, LastDays, Undated

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_DOTTED = re.compile(r"(?:([0-9]{1,2})\.)?([0-9]{1,2})\.([0-9]{4})")
_LAST = re.compile(r"([0-9]{1,8})([dwmyдтмр])")
_UNIT_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365, "д": 1, "т": 7, "м": 30, "р": 365}
_NAMED = {"today": 0, "yesterday": 1, "сьогодні": 0, "вчора": 1, "учора": 1}
_COUNT_MAX = date.max.toordinal()
"""As many days as the calendar has; whoever types more means all of them."""
_FIXED = "2026, 2026-03, 2026-03-18, 18.03.2026"
_FORMS = f"{_FIXED}, 2026-03..2026-05, >=2026-03-18, <2026-03, today, yesterday, 7d, 4w"
# What a text processor makes of two points, and what stands between days elsewhere.
_DASH = re.compile(r"\.{3,}|…|–|—")

Span = tuple[date, date]


def read_days(field: str, text: str, at: int = 0) -> Days | LastDays | Undated:
    """A typed date or span of dates. Raises QueryError at `at` if it is none; repairs are dates, too."""
    typed = text.strip().lower()
    if typed == "none":
        return _undated(field, at)
    if typed in _NAMED:
        return LastDays(field, 1, _NAMED[typed])
    if last := _LAST.fullmatch(typed):
        return _last_days(field, last, at)
    if typed[:1] in ("<", ">"):
        return _one_sided(field, typed, at)
    if ".." in typed and not _DASH.search(typed):
        return _between(field, typed, at)
    try:
        return Days(field, *_span(typed, at))
    except QueryError as error:
        repair = _DASH.sub("..", typed, count=1)
        raise QueryError(str(error), at, error.repairs or _as_span(repair)) from None


def days_as_typed(days: Days | LastDays | Undated) -> str:
    """The shortest text that reads back."""
    if isinstance(days, Undated):
        return "none"
    if isinstance(days, LastDays):
        return "yesterday" if (days.count, days.ago) == (1, 1) else f"{days.count}d"
    first, last = _begin(days.first), _end(days.last)
    if days.first and days.last:
        for whole in (first, last):
            if Days(days.field, *_span(whole, 0)) == days:
                return whole
    return f"{first}..{last}"


def _undated(field: str, at: int) -> Undated:
    if field != "date":
        raise QueryError(f"Every article has a day for {field}:; only date: can be none.", at)
    return Undated()


def _last_days(field: str, last: re.Match[str], at: int) -> LastDays:
    count = int(last.group(1)) * _UNIT_DAYS[last.group(2)]
    if not count:
        raise QueryError("The last 0 days are none; 1d is today.", at, ("1d",))
    return LastDays(field, min(count, _COUNT_MAX))


def _one_sided(field: str, typed: str, at: int) -> Days:
    """Behind < or >; with = the named days belong to it."""
    sign = typed[:2] if typed[1:2] == "=" else typed[0]
    named = typed[len(sign) :]
    if _rolls(named):
        raise _rolling_end(*((named, "") if sign[0] == ">" else ("", named)), at + len(sign))
    first, last = _span(named, at + len(sign), before=sign)
    if sign == ">=":
        return Days(field, first, None)
    if sign == "<=":
        return Days(field, None, last)
    if (last == date.max) if sign == ">" else (first == date.min):
        raise QueryError("The calendar ends there.", at, (f"{sign}={typed[1:]}",))
    return Days(field, last + timedelta(1), None) if sign == ">" else Days(field, None, first - timedelta(1))


def _between(field: str, typed: str, at: int) -> Days:
    left, _, right = typed.partition("..")
    if not left and not right:
        raise QueryError(f"A span has a first day, a last day or both. Dates look like {_FIXED}.", at)
    if _rolls(left) or _rolls(right):
        raise _rolling_end(left, right, at if _rolls(left) else at + len(left) + 2)
    days = Days(
        field,
        _span(left, at, after=f"..{right}")[0] if left else None,
        _span(right, at + len(left) + 2, before=f"{left}..")[1] if right else None,
    )
    if days.first and days.last and days.first > days.last:
        raise QueryError(f"The span ends before it begins: {typed}.", at, (f"{right}..{left}",))
    return days


def _rolls(typed: str) -> bool:
    """Whether it is a day that moves on with the calendar."""
    return typed in _NAMED or _LAST.fullmatch(typed) is not None


def _rolling_end(left: str, right: str, at: int) -> QueryError:
    """What to say where a span begins or ends on a day that moves; the repair is the nearest that can be asked."""
    if left == right or (not left and right not in ("today", "сьогодні")):
        repair = right
    elif left in _NAMED:
        repair = f"{_NAMED[left] + 1}d"
    elif left:
        repair = left if _rolls(left) else f"{left}.."
    else:
        repair = "1y"
    message = (
        f"“{left if _rolls(left) else right}” moves on from day to day, so no span can begin or end with it: it "
        f"stands alone, as today, yesterday or 7d do. Spans have written-out days: {_FIXED}."
    )
    return QueryError(message, at, (repair,))


def _span(typed: str, at: int, before: str = "", after: str = "") -> Span:
    """First and last day of a year, a month or a day. `before` and `after` stand beside it in what was typed."""
    iso, dotted = _ISO.fullmatch(typed), _DOTTED.fullmatch(typed)
    if iso:
        year, month, day = iso.groups()
    elif dotted:
        day, month, year = dotted.groups()
    else:
        forms = _FIXED if before or after else _FORMS
        raise QueryError(f"“{shown(typed)}” is no date. Dates look like {forms}.", at)
    wanted = tuple(int(number) for number in (year, month, day) if number)
    possible = _nearest(*wanted)
    if possible != wanted:
        repair = before + "-".join(f"{n:04}" if i == 0 else f"{n:02}" for i, n in enumerate(possible)) + after
        raise QueryError(f"There is no day {typed} in the calendar.", at, (repair,))
    return _all_of(*wanted)


def _nearest(year: int, month: int | None = None, day: int | None = None) -> tuple[int, ...]:
    """The same, or what the calendar has next to it."""
    year = min(max(year, MINYEAR), MAXYEAR)
    if month is None:
        return (year,)
    month = min(max(month, 1), 12)
    if day is None:
        return year, month
    return year, month, min(max(day, 1), calendar.monthrange(year, month)[1])


def _all_of(year: int, month: int | None = None, day: int | None = None) -> Span:
    if month and day:
        return date(year, month, day), date(year, month, day)
    until = month or 12
    return date(year, month or 1, 1), date(year, until, calendar.monthrange(year, until)[1])


def _as_span(typed: str) -> tuple[str, ...]:
    """The text where it is a span of days; else what would repair it."""
    try:
        if ".." in typed:
            _between("date", typed, 0)
            return (typed,)
    except QueryError as error:
        return error.repairs
    return ()


def _begin(day: date | None) -> str:
    """The shortest text for a first day."""
    if day is None:
        return ""
    return f"{day.year:04}" if (day.month, day.day) == (1, 1) else _to_month(day, whole=day.day == 1)


def _end(day: date | None) -> str:
    """The shortest text for a last day."""
    if day is None:
        return ""
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return f"{day.year:04}" if is_last and day.month == 12 else _to_month(day, whole=is_last)


def _to_month(day: date, *, whole: bool) -> str:
    return f"{day.year:04}-{day.month:02}" if whole else day.isoformat()
