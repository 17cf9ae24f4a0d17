"""The engine against the Whoosh it is made of: the same results, counts and orders as stock 2.7.4 on the same files.

Stock is asked without its shortcuts (`optimize=False`), which may drop a hit. What it cannot express at all, such as
nearness or misspelt words, is compared with a plain reference elsewhere.
"""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
import whoosh

from indexer import fields
from indexer.engines.whoosh.schema import VIEWS, plain_fields
from indexer.model import Facet, FacetValue, View
from indexer.query import Pick, Query
from tests.engines import corpora
from tests.engines.asking import Asker
from tests.engines.corpora import Corpus
from tests.engines.stock import Stock, opened

CORPORA = {"worn": (corpora.worn, 150, 60), "sample": (corpora.sample, 130, 60), "natural": (corpora.natural, 70, 60)}
"""How each is made, how many questions it is asked in an order by date, and how many by relevance."""
COMPARED_MIN = 500


@dataclass(frozen=True)
class Asked:
    corpus: Corpus
    stock: dict[View, Stock]
    by_date: int
    by_relevance: int

    def is_single(self, form: str, view: View) -> bool:
        """Whether no text of the view holds another form of the word."""
        return all(len(self.stock[view].forms(field.name, form)) <= 1 for field in plain_fields(view))


@pytest.fixture(scope="module", params=CORPORA)
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    make, by_date, by_relevance = CORPORA[request.param]
    corpus = make(tmp_path_factory.mktemp(request.param) / "index")
    with ExitStack() as closing:
        stock = {view: closing.enter_context(opened(corpus.folder(view), view)) for view in VIEWS}
        yield Asked(corpus, stock, by_date, by_relevance)
    corpus.engine.close()


def facet(pick: Pick, counts: dict[str, int]) -> Facet:
    """What the page shows of stock's counts."""
    shown = sorted(counts, key=lambda value: (-counts[value], value))[:30]
    shown = sorted({*shown, *pick.include, *pick.exclude}, key=lambda value: (-counts.get(value, 0), value))
    values = (FacetValue(value, counts.get(value, 0), value in pick.include, value in pick.exclude) for value in shown)
    return Facet(pick.field, tuple(values), len(counts))


def facets(stock: Stock, query: Query) -> tuple[Facet, ...]:
    """Every field counted under the ticks of the others."""
    names = [field.name for field in fields.facets(query.view)]
    free = stock.counts(query, [name for name in names if name not in {pick.field for pick in query.picks}])
    own = {p.field: stock.counts(query.with_pick(Pick(p.field)), [p.field])[p.field] for p in query.picks}
    counts = free | own
    return tuple(facet(query.pick(name), counts[name]) for name in names)


def test_the_pinned_whoosh_is_the_one_compared_with() -> None:
    assert whoosh.__version__ == (2, 7, 4)


def test_results_facets_and_orders_by_date_are_those_of_stock_whoosh(asked: Asked) -> None:
    asker, compared, found = Asker(asked.corpus, random.Random(1)), 0, 0
    for _ in range(asked.by_date):
        query = asker.query()
        results, stock = asked.corpus.engine.search(query), asked.stock[query.view]
        ids = stock.by_date(query)
        assert ([hit.id for hit in results.hits], results.total) == (ids, len(ids)), query
        assert results.facets == facets(stock, query), query
        compared += 1
        found += bool(ids)
    assert compared == asked.by_date
    assert found > compared / 2, "most questions should find something"


def test_relevance_by_the_documented_formula_is_that_of_stock_matchers_and_collectors(asked: Asked) -> None:
    asker, compared, found = Asker(asked.corpus, random.Random(2)), 0, 0
    for _ in range(asked.by_relevance):
        query = asker.ranked(asked.is_single)
        results = asked.corpus.engine.search(query)
        ranked = asked.stock[query.view].by_relevance(query)
        assert [(hit.id, round(hit.score, 9)) for hit in results.hits] == ranked, query
        assert results.total == len(ranked)
        compared += 1
        found += len(ranked) > 1
    assert compared == asked.by_relevance
    assert found > compared / 2, "most questions should find something to rank"


def test_so_many_questions_are_compared() -> None:
    assert sum(by_date + by_relevance for _, by_date, by_relevance in CORPORA.values()) >= COMPARED_MIN
