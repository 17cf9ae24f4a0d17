"""Other queries made from one: the same search with another tree, and how much it finds."""

from collections.abc import Callable
from dataclasses import replace

from indexer import params
from indexer.ask.resolving import resolve
from indexer.errors import QueryError
from indexer.ports import SearchEngine, Store
from indexer.query import Everything, Node, Query, parse, render

Counter = Callable[[Query], int]
"""How many results a search has; 0 for one that the engine refuses."""


def counter(store: Store, engine: SearchEngine) -> Counter:
    def count(query: Query) -> int:
        try:
            return engine.search(replace(resolve(query, store)[0], page=1, per_page=1)).total
        except QueryError:
            return 0

    return count


def rewritten(query: Query, where: Node) -> Query | None:
    """The first page of the search with this tree. None where it could not be typed so, as with nothing but NOT."""
    text = "" if isinstance(where, Everything) else render(where)
    try:
        made = replace(query, text=text, where=parse(text), page=1, upto=None)
        if query.sort == params.default_sort(query):
            made = replace(made, sort=params.default_sort(made))
        params.read_text(params.write(made), zone=made.zone)
    except QueryError:
        return None
    return made
