"""Addresses of searches: every page that shows a count links to the search that gives it."""

from dataclasses import replace
from datetime import date

from indexer import params
from indexer.query import Days, Pick, Query


def search(query: Query) -> str:
    """The one address of a search."""
    text = params.write(query)
    return f"/search?{text}" if text else "/search"


def within(query: Query, first: date, last: date) -> str:
    """The search in the days from `first` to `last`, both included."""
    return search(replace(query, dates=Days("date", first, last), page=1))


def picking(query: Query, field: str, *values: str) -> str:
    """The search with these ticks in the field instead of any others."""
    return search(query.with_pick(Pick(field, values)))


def statements_of(slug: str) -> Query:
    """Everything that a person said."""
    return Query(view="quotes").with_pick(Pick("said-by", (slug,)))


def on_topic(value: str) -> str:
    """All articles on a topic."""
    return picking(Query(), "topic", value)
