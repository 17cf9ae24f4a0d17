"""Our questions put to stock Whoosh: its own readers, queries, matchers and collectors, over files our engine wrote.

Stock can't ask for days by a column, so conditions on days come in as lists of documents; and it knows no stems, so a
word is asked for as all forms that share one, looked up in stock's own list of terms.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from whoosh import query as stock
from whoosh.matching import ListMatcher
from whoosh.scoring import BaseScorer, WeightingModel, WeightScorer
from whoosh.searching import Searcher
from whoosh.sorting import Count, FieldFacet

from indexer import analysis
from indexer.engines.whoosh.schema import MISSING, length_column, plain_fields
from indexer.engines.whoosh.storage import DurableStorage
from indexer.engines.whoosh.words import K1, B
from indexer.model import View
from indexer.query import (
    And,
    Days,
    Everything,
    InField,
    Keyword,
    Node,
    Not,
    Or,
    Phrase,
    Pick,
    Query,
    Spellings,
    Undated,
    Wildcard,
    Word,
)

EVERYTHING = stock.Every("source")
"""Whatever counts has a source; the document that holds the watermark has none."""
_TIES = [FieldFacet("rev-seq", reverse=True), FieldFacet("id")]
ORDERS = {
    "newest": [FieldFacet("date", reverse=True), *_TIES],
    "oldest": [FieldFacet("date"), *_TIES],
    "seen": [FieldFacet("seen", reverse=True), *_TIES],
}


class DocumentedWeighting(WeightingModel):  # type: ignore[misc] # Whoosh has no types
    """The formula that `words` documents, on numbers that stock reads. Values of keyword fields score 1."""

    def __init__(self, view: View) -> None:
        self._weights = {field.name: field.weight for field in plain_fields(view)}
        self._about = cache(about_field)

    def scorer(self, searcher: Any, fieldname: str, text: Any, qf: int = 1) -> BaseScorer:
        if fieldname not in self._weights:
            return WeightScorer(1.0)
        reader = searcher.get_parent().reader()
        count, mean = self._about(reader, fieldname)
        documents = sum(1 for _ in reader.postings(fieldname, text).all_ids())
        idf = math.log(1 + (count - documents + 0.5) / (documents + 0.5))
        lengths = searcher.reader().column_reader(length_column(fieldname))
        return DocumentedScorer(self._weights[fieldname] * idf, lengths, mean)


class DocumentedScorer(BaseScorer):  # type: ignore[misc] # Whoosh has no types
    def __init__(self, weight: float, lengths: Any, mean: float) -> None:
        self._weight, self._lengths, self._mean = weight, lengths, mean

    def score(self, matcher: Any) -> float:
        tf = matcher.weight()
        norm = K1 * (1 - B + B * self._lengths[matcher.id()] / self._mean)
        return float(self._weight * (K1 + 1) * tf / (tf + norm))


class OnDays(stock.Query):  # type: ignore[misc] # Whoosh has no types
    """Documents of which an instant of a column, or the lack of one, is as wanted."""

    def __init__(self, column: str, wanted: Callable[[int | None], bool]) -> None:
        self._column, self._wanted = column, wanted

    def estimate_size(self, reader: Any) -> int:
        return int(reader.doc_count())

    def matcher(self, searcher: Any, context: Any = None) -> ListMatcher:
        reader = searcher.reader()
        instants = list(reader.column_reader(self._column))
        return ListMatcher(
            [n for n in counted(reader) if self._wanted(None if instants[n] == MISSING else instants[n])]
        )


def counted(reader: Any) -> list[int]:
    """Documents that are neither deleted nor the watermark."""
    marks = list(reader.column_reader("reached"))
    return [n for n, mark in enumerate(marks) if mark == MISSING and not reader.is_deleted(n)]


def about_field(reader: Any, field: str) -> tuple[int, float]:
    """How many documents count, and how many words they have in the field on average."""
    lengths = list(reader.column_reader(length_column(field)))
    numbers = counted(reader)
    return len(numbers), sum(max(0, lengths[n]) for n in numbers) / len(numbers)


def within(first: date | None, last: date | None, zone: str) -> Callable[[int | None], bool]:
    where = ZoneInfo(zone)

    def wanted(instant: int | None) -> bool:
        if instant is None:
            return False
        day = datetime.fromtimestamp(instant, where).date()
        return (first or day) <= day <= (last or day)

    return wanted


@contextmanager
def opened(folder: Path, view: View) -> Iterator["Stock"]:
    """Stock on the index in this folder, as it is at this moment."""
    with DurableStorage(folder).open_index().searcher(weighting=DocumentedWeighting(view)) as searcher:
        yield Stock(searcher, view)


class Stock:
    """Stock Whoosh over one view's folder."""

    def __init__(self, searcher: Searcher, view: View) -> None:
        self._searcher, self._view = searcher, view
        self._reader = searcher.reader()
        self._ids = list(self._reader.column_reader("id"))
        self._dates = list(self._reader.column_reader("date"))
        self._seqs = list(self._reader.column_reader("rev-seq"))
        self._terms = cache(lambda field: [term.decode() for term in self._reader.lexicon(field)])

    def by_date(self, query: Query) -> list[int]:
        """Ids of all results, as stock sorts them by columns."""
        found = self._searcher.search(self.asked(query), limit=None, optimize=False, sortedby=ORDERS[query.sort])
        numbers = [n for _, n in found.top_n]
        if query.sort == "oldest":  # to stock, the number that stands for a missing date is the earliest of all
            numbers.sort(key=lambda n: self._dates[n] == MISSING)
        return [self._ids[n] for n in numbers]

    def by_relevance(self, query: Query) -> list[tuple[int, float]]:
        """Ids and scores of all results, as stock's collector orders them; equal scores as the newest first."""
        found = self._searcher.search(self.asked(query), limit=None, optimize=False)
        assert found.top_n == sorted(found.top_n, key=lambda line: -line[0])
        lines = [(round(score, 9), self._dates[n], self._seqs[n], -self._ids[n]) for score, n in found.top_n]
        lines.sort(key=lambda line: line[1:], reverse=True)
        lines.sort(key=lambda line: line[0], reverse=True)
        return [(-negative_id, score) for score, _, _, negative_id in lines]

    def counts(self, query: Query, fields_: list[str]) -> dict[str, dict[str, int]]:
        """How many results carry each value of each of the fields."""
        grouped = {field: FieldFacet(field, allow_overlap=True, maptype=Count) for field in fields_}
        found = self._searcher.search(self.asked(query), limit=None, optimize=False, groupedby=grouped)
        groups = {field: dict(found.groups(field)) for field in fields_}
        return {field: {v: n for v, n in group.items() if v is not None} for field, group in groups.items()}

    def asked(self, query: Query) -> stock.Query:
        """The same question: `where`, the ticks and the date filter."""
        picks = [condition for pick in query.picks for condition in self._picked(pick)]
        dates = [] if query.dates is None else [self._node(query.dates, query.zone)]
        return stock.And([self._node(query.where, query.zone), *picks, *dates])

    def forms(self, field: str, word: str) -> list[str]:
        """All forms of the field that share the word's stem."""
        (form,) = analysis.forms(word)
        return [term for term in self._terms(field) if term == form or analysis.stem(term) == analysis.stem(form)]

    def _picked(self, pick: Pick) -> list[stock.Query]:
        included = [self._any_term(pick.field, pick.include)] if pick.include else []
        excluded = [_not(self._any_term(pick.field, pick.exclude))] if pick.exclude else []
        return [*included, *excluded]

    def _node(self, node: Node, zone: str) -> stock.Query:  # noqa: C901 # one case per kind of node
        match node:
            case Everything():
                return EVERYTHING
            case And(parts):
                return stock.And([self._node(part, zone) for part in parts])
            case Or(parts):
                return stock.Or([self._node(part, zone) for part in parts])
            case Not(part):
                return _not(self._node(part, zone))
            case Keyword(field, values):
                return self._any_term(field, values)
            case InField(field, text):
                return stock.And([self._any_form(field, form) for form in analysis.forms(text)])
            case Undated():
                return OnDays("date", lambda at: at is None)
            case Days(field, first, last):
                return OnDays(field, within(first, last, zone))
        return stock.Or([self._in_text(field.name, node) for field in plain_fields(self._view)])

    def _in_text(self, field: str, node: Node) -> stock.Query:
        match node:
            case Word(text):
                return self._any_form(field, text)
            case Spellings(texts):
                return stock.Or([self._any_form(field, text) for text in texts])
            case Phrase(text):
                forms = analysis.forms(text)
                return stock.Phrase(field, forms) if len(forms) > 1 else stock.Term(field, forms[0])
            case Wildcard(pattern):
                wild = stock.Wildcard(field, pattern)
                return wild.normalize()
        raise AssertionError(node)

    def _any_form(self, field: str, word: str) -> stock.Query:
        return self._any_term(field, self.forms(field, word))

    def _any_term(self, field: str, terms: "tuple[str, ...] | list[str]") -> stock.Query:
        return stock.Or([stock.Term(field, term) for term in terms])


def _not(query: stock.Query) -> stock.Query:
    return stock.And([EVERYTHING, stock.Not(query)])
