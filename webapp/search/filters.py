"""The filters beside and above the results: facet boxes with their links, chips that take a condition away."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from indexer import fields
from indexer.ask import Answer
from indexer.model import Facet, FacetValue
from indexer.query import Days, LastDays, Pick, Query, Undated
from indexer.wording import day
from webapp import links

OPEN_VALUES = 8
"""Values of a facet that show without unfolding; ticked ones always do."""
PRESETS = (("Today", 1), ("7 days", 7), ("30 days", 30), ("1 year", 365))


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet."""

    value: str
    label: str
    count: int
    picked: bool
    excluded: bool
    switch: str
    """Address of the search that leaves this value out, or lets it in again where it is left out."""


@dataclass(frozen=True, slots=True)
class Box:
    """One facet. `clear` is None where nothing is ticked or left out."""

    field: str
    legend: str
    open: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    distinct: int
    clear: str | None

    @property
    def shown(self) -> int:
        return len(self.open) + len(self.folded)


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition in words, and the search without it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Preset:
    label: str
    days: str
    """The days it means today."""
    href: str
    chosen: bool


def boxes(answer: Answer) -> tuple[Box, ...]:
    return tuple(_box(answer, facet) for facet in answer.results.facets if facet.values)


def _box(answer: Answer, facet: Facet) -> Box:
    query = answer.query
    choices = sorted((_choice(answer, facet.field, value) for value in facet.values), key=_ticked_first)
    ticked = sum(choice.picked or choice.excluded for choice in choices)
    cut = max(OPEN_VALUES, ticked)
    # Folding away a single line would save nothing.
    cut = cut if len(choices) > cut + 1 else len(choices)
    clear = links.search(query.with_pick(Pick(facet.field))) if ticked else None
    legend = fields.BY_NAME[facet.field].label
    distinct = max(facet.distinct, len(choices))
    return Box(facet.field, legend, tuple(choices[:cut]), tuple(choices[cut:]), distinct, clear)


def _ticked_first(choice: Choice) -> bool:
    return not (choice.picked or choice.excluded)


def _choice(answer: Answer, field: str, value: FacetValue) -> Choice:
    switched = _without(answer.query, field, value.value) if value.excluded else _leaving_out(answer, field, value)
    label = answer.label(field, value.value)
    return Choice(value.value, label, value.count, value.picked, value.excluded, links.search(switched))


def _leaving_out(answer: Answer, field: str, value: FacetValue) -> Query:
    pick = _without(answer.query, field, value.value).pick(field)
    return answer.query.with_pick(replace(pick, exclude=(*pick.exclude, value.value)))


def _without(query: Query, field: str, value: str) -> Query:
    """The search without this value in the facet, ticked or left out."""
    pick = query.pick(field)
    include = tuple(v for v in pick.include if v != value)
    exclude = tuple(v for v in pick.exclude if v != value)
    return query.with_pick(Pick(field, include, exclude))


# ---------------------------------------------------------------------------------------------------------------- chips


def chips(answer: Answer, today: date) -> tuple[Chip, ...]:
    """Every filter in force, each with the search without it."""
    return tuple(Chip(label, links.search(query)) for label, query in conditions(answer, today))


def conditions(answer: Answer, today: date) -> Iterator[tuple[str, Query]]:
    """What was ticked and chosen, in words, with the search that lacks just that."""
    query = answer.query
    for pick in query.picks:
        legend = fields.BY_NAME[pick.field].label
        for value in (*pick.include, *pick.exclude):
            sign = "not " if value in pick.exclude else ""
            yield f"{legend}: {sign}{answer.label(pick.field, value)}", _without(query, pick.field, value)
    if query.dates is not None:
        yield f"Published: {days_in_words(query.dates, today)}", replace(query, dates=None, page=1)
    for spelling in query.not_also:
        others = tuple(text for text in query.not_also if text != spelling)
        yield f"not also: {spelling}", replace(query, not_also=others, page=1)


def days_in_words(dates: Days | LastDays | Undated, today: date) -> str:
    """What the date filter means today."""
    if isinstance(dates, Undated):
        return "no date"
    if isinstance(dates, LastDays):
        last = date.fromordinal(max(1, today.toordinal() - dates.ago))
        return f"{_last_days(dates)} ({_span(_first_of_last(dates.count, last), last)})"
    if dates.first and dates.last:
        return _span(dates.first, dates.last)
    return f"since {day(dates.first)}" if dates.first else f"until {day(dates.last)}" if dates.last else "any day"


def _last_days(dates: LastDays) -> str:
    if dates.count == 1 and dates.ago < 2:
        return "yesterday" if dates.ago else "today"
    return f"{dates.count} days up to {dates.ago} days ago" if dates.ago else f"last {dates.count} days"


def presets(query: Query, today: date) -> tuple[Preset, ...]:
    made = []
    for label, count in PRESETS:
        dates = LastDays("date", count)
        href = links.search(replace(query, dates=dates, page=1))
        made.append(Preset(label, _span(_first_of_last(count, today), today), href, query.dates == dates))
    return tuple(made)


def _first_of_last(count: int, today: date) -> date:
    """As `date:7d` counts, today included; at most back to the calendar's first day."""
    return date.fromordinal(max(1, today.toordinal() - count + 1))


def _span(first: date, last: date) -> str:
    return day(last) if first == last else f"{day(first)} – {day(last)}"


def typed_days(dates: Days | LastDays | Undated | None) -> tuple[date | None, date | None]:
    """What the two date inputs hold: only days that were fixed by hand."""
    return (dates.first, dates.last) if isinstance(dates, Days) else (None, None)
