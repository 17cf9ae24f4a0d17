"""Other queries made from one: the same search with another tree, and how much it finds."""

import time
from dataclasses import replace

from indexer import params
from indexer.ask.resolving import resolve
from indexer.errors import QueryError
from indexer.ports import SearchEngine, Store
from indexer.query import Everything, Node, Query, parse, render

CPU_S_MAX = 1.5
"""For all that one counter counts, together: as much as one search may take."""


class Counter:
    """How many results other searches have, within one allowance of computing time. One for each page."""

    def __init__(self, store: Store, engine: SearchEngine) -> None:
        self._store = store
        self._engine = engine
        self._left_s = CPU_S_MAX

    @property
    def spent(self) -> bool:
        """Whether the allowance is used up: from then on every count is 0, and says nothing."""
        return self._left_s <= 0

    def __call__(self, query: Query) -> int:
        """0 also for a search that the engine refuses."""
        if self.spent:
            return 0
        began = time.thread_time()
        try:
            return self._engine.search(replace(resolve(query, self._store)[0], page=1, per_page=1)).total
        except QueryError:
            return 0
        finally:
            self._left_s -= time.thread_time() - began


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
