"""Why a search finds nothing: how much each condition costs, counted by leaving it out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from indexer.ask import Answer
from indexer.query import And, Everything, Query, Word, parse
from webapp import links
from webapp.search import filters

TRIES_MAX = 8
"""Conditions that are tried one by one; each is a search of its own."""


@dataclass(frozen=True, slots=True)
class Relief:
    """One condition left out: what is found then."""

    without: str
    count: int
    href: str


def reliefs(answer: Answer, today: date, ask: Callable[[Query], Answer]) -> tuple[Relief, ...]:
    """The conditions whose absence would give results, most results first."""
    tries = [*filters.conditions(answer, today), *_fewer_words(answer.query)][:TRIES_MAX]
    found = (Relief(label, ask(replace(query, page=1)).results.total, links.search(query)) for label, query in tries)
    return tuple(sorted((relief for relief in found if relief.count), key=lambda relief: -relief.count))


def _fewer_words(query: Query) -> Iterator[tuple[str, Query]]:
    """Without each single word where the text is nothing but words; else without the text as a whole."""
    words = query.text.split()
    where = query.where
    if isinstance(where, And) and [p.text for p in where.parts if isinstance(p, Word)] == words:
        for n, word in enumerate(words):
            rest = " ".join(words[:n] + words[n + 1 :])
            yield f"“{word}”", replace(query, text=rest, where=parse(rest), page=1)
    elif not isinstance(where, Everything):
        yield "the words", replace(query, text="", where=Everything(), sort="newest", page=1)
