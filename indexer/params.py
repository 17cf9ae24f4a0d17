"""A search as a URL, and back: the same canonical text on pages, in saved queries and in links.

    q=border&said-by=olena-koval&-topic=energy&date=2026-03-01..2026-05-31&sort=newest&view=quotes&page=2&upto=812

A repeated key means OR within that facet; a key that begins with a hyphen excludes. `not-also` strikes out a spelling
that the archive would search as well; `upto` keeps to what the archive held then. Defaults are left out, so that one
search has one address.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from indexer import fields
from indexer.errors import QueryError
from indexer.query import (
    SORTS,
    Days,
    LastDays,
    Pick,
    Query,
    Sort,
    Undated,
    asks,
    days_as_typed,
    only_leaves_out,
    parse,
    ranked,
    read_days,
)

PER_PAGE = (20, 50, 100)
WINDOW = 10_000
"""How deep one can page; beyond, narrow the search."""
PICKS_MAX = 50
NOT_ALSO_MAX = 50
DIGITS_MAX = 18


def read(pairs: Iterable[tuple[str, str]], *, zone: str) -> Query:
    """The search that the parameters describe; unknown ones are ignored.

    Raises QueryError; where the fault is not in `q` its position is 0, and it has no repairs.
    """
    values: dict[str, list[str]] = {}
    for key, value in pairs:
        if value.strip():
            values.setdefault(key, []).append(value.strip())
    text = _last(values, "q")
    where = parse(text)
    query = Query(text=text, where=where, dates=_dates(values), zone=zone)
    query = replace(query, view="quotes" if _last(values, "view") == "quotes" else "articles")
    for field in fields.facets(query.view):
        query = query.with_pick(_pick(field.name, values))
    _check_asks(query)
    page, per_page = _paging(values)
    query = replace(query, not_also=_several(values, "not-also", NOT_ALSO_MAX), upto=_number(values, "upto") or None)
    return replace(query, sort=_sort(values, default_sort(query)), page=page, per_page=per_page)


def read_text(text: str, *, zone: str) -> Query:
    """The same from a query string, as saved queries keep it."""
    return read(parse_qsl(text), zone=zone)


def write(query: Query) -> str:
    """The canonical query string. `read_text(write(query))` is the same search."""
    pairs: list[tuple[str, str]] = [("q", query.text)] if query.text else []
    for field in fields.facets(query.view):
        pick = query.pick(field.name)
        pairs += [(field.name, value) for value in sorted(pick.include)]
        pairs += [(f"-{field.name}", value) for value in sorted(pick.exclude)]
    if query.dates is not None:
        pairs.append(("date", write_days(query.dates)))
    pairs += [("not-also", spelling) for spelling in sorted(query.not_also)]
    if query.sort != default_sort(query):
        pairs.append(("sort", query.sort))
    if query.view != "articles":
        pairs.append(("view", query.view))
    if query.page > 1:
        pairs.append(("page", str(query.page)))
    if query.per_page != PER_PAGE[0]:
        pairs.append(("per", str(query.per_page)))
    if query.upto is not None:
        pairs.append(("upto", str(query.upto)))
    return urlencode(pairs)


def default_sort(query: Query) -> Sort:
    """Relevance where words were asked for; otherwise the newest first."""
    return "relevance" if ranked(query.where) else "newest"


def write_days(days: Days | LastDays | Undated) -> str:
    """As it can be typed behind `date:`, with whole days, as the page's date fields hold them."""
    if not isinstance(days, Days):
        return days_as_typed(days)
    if days.first == days.last and days.first:
        return days.first.isoformat()
    return "..".join(day.isoformat() if day else "" for day in (days.first, days.last))


def _last(values: dict[str, list[str]], key: str) -> str:
    return values[key][-1] if key in values else ""


def _several(values: dict[str, list[str]], key: str, most: int) -> tuple[str, ...]:
    return tuple(sorted(set(values.get(key, ()))))[:most]


def _check_asks(query: Query) -> None:
    """What is typed may do nothing but leave out where something else is asked for: a date, or a tick."""
    if query.dates is None and not any(pick.include for pick in query.picks) and not asks(query.where):
        raise only_leaves_out(query.text, query.where)


def _pick(name: str, values: dict[str, list[str]]) -> Pick:
    include, exclude = (_several(values, key, PICKS_MAX) for key in (name, f"-{name}"))
    return Pick(name, include, tuple(v for v in exclude if v not in include))


def _dates(values: dict[str, list[str]]) -> Days | LastDays | Undated | None:
    """`date` as typed, or the two boxes `from` and `to`, which win when filled in."""
    first, last = _day(values, "from"), _day(values, "to")
    if first and last and first > last:
        raise QueryError(f"The date span ends before it begins: {first} to {last}.", 0)
    if first or last:
        return Days("date", first, last)
    text = _last(values, "date")
    try:
        return read_days("date", text) if text not in ("", "..") else None
    except QueryError as error:
        raise QueryError(str(error), 0) from None


def _day(values: dict[str, list[str]], key: str) -> date | None:
    text = _last(values, key)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise QueryError(f"“{text}” is no day. Days look like 2026-03-18.", 0) from None


def _sort(values: dict[str, list[str]], default: Sort) -> Sort:
    wanted = _last(values, "sort")
    return next((sort for sort in SORTS if sort == wanted), default)


def _paging(values: dict[str, list[str]]) -> tuple[int, int]:
    per_page = _number(values, "per")
    per_page = per_page if per_page in PER_PAGE else PER_PAGE[0]
    page = max(1, _number(values, "page"))
    if page * per_page > WINDOW:
        raise QueryError(
            f"Results beyond the first {WINDOW:,} can't be paged to. Narrow the search by date or facet.", 0
        )
    return page, per_page


def _number(values: dict[str, list[str]], key: str) -> int:
    text = _last(values, key)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX else 0
