"""Addresses of searches: every page that shows a count links to the search that gives it."""

from urllib.parse import quote

from indexer import params
from indexer.query import Pick, Query


def search(query: Query) -> str:
    """The one address of a search."""
    text = params.write(query)
    return f"/search?{text}" if text else "/search"


def picking(query: Query, field: str, *values: str) -> str:
    """The search with these ticks in the field instead of any others."""
    return search(query.with_pick(Pick(field, values)))


def person(slug: str) -> str:
    return f"/people/{quote(slug, safe='')}"


def statements_of(slug: str) -> Query:
    """Everything that a person said."""
    return Query(view="quotes").with_pick(Pick("said-by", (slug,)))


def on_topic(value: str) -> str:
    """All articles on a topic."""
    return picking(Query(), "topic", value)
