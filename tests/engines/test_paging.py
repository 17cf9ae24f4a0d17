"""Who pages through results reads one list, whatever is written meanwhile."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from indexer.engines.whoosh import WhooshEngine, open_engine
from indexer.engines.whoosh.engine import FORMER_MAX
from indexer.model import Hit, Results, Revision, View
from indexer.query import SORTS, Or, Pick, Query, Sort, Word
from tests.engines.corpora import SOURCES
from tests.engines.test_whoosh_against_reference import rounded

Make = Callable[..., Revision]

WORDS = "border guard state minister energy coast harbour bridge river valley".split()
SEARCH = Query(where=Or((Word("border"), Word("coast"), Word("river"))), per_page=7)
SEARCHES = [replace(SEARCH, sort=sort, view=view) for sort in SORTS for view in ("articles", "quotes")]
BY_DATE: tuple[Sort, ...] = ("newest", "oldest", "seen")
BATCH = 12


class Newsroom:
    """Writes on and on: each commit brings new articles, changes some and removes some."""

    def __init__(self, engine: WhooshEngine, make: Make, now: datetime) -> None:
        self.engine = engine
        self._make, self._now, self._rng = make, now, random.Random(3)
        self._seq = 0
        self._present: dict[int, Revision] = {}
        for _ in range(6):
            self.write()

    def write(self) -> None:
        known = list(self._present)
        changed = self._rng.sample(known, k=min(len(known), 8))
        removed = changed[:4]
        numbers = [*changed[4:], *range(self._seq + 1, self._seq + 1 + BATCH)]
        batch = [self._article(number, self._seq + n) for n, number in enumerate(numbers, start=1)]
        self._seq += len(numbers) + len(removed)
        self._present |= {one.article_id: one for one in batch}
        self._present = {number: one for number, one in self._present.items() if number not in removed}
        self.engine.apply(batch, removed, self._seq)

    def write_on(self) -> None:
        """So often that no snapshot from before is open any more."""
        for _ in range(FORMER_MAX + 2):
            self.write()

    def present(self) -> list[Revision]:
        """What the index should hold now."""
        return list(self._present.values())

    def rebuild(self) -> None:
        """A new index of the same articles takes the place of the present one."""
        self.engine.clear()
        self.engine.apply(self.present(), (), self._seq)
        self.engine.caught_up()

    def _article(self, number: int, rev_seq: int) -> Revision:
        body = " ".join(self._rng.choices(WORDS, k=self._rng.randrange(3, 30)))
        return self._make(
            number,
            rev_seq=rev_seq,
            title=" ".join(self._rng.choices(WORDS, k=3)),
            body=body,
            published=self._rng.choice((None, self._now - timedelta(days=self._rng.randrange(40)))),
            source=self._rng.choice(SOURCES),
            said=(("koval", body),) * self._rng.randrange(3),
        )


@pytest.fixture
def newsroom(engine: WhooshEngine, revision: Make, now: datetime) -> Newsroom:
    return Newsroom(engine, revision, now)


@pytest.fixture
def reader(newsroom: Newsroom, tmp_path: Path, now: datetime) -> WhooshEngine:
    """Another engine on the same index, as another process has it."""
    return open_engine(tmp_path / "index", writable=False, clock=lambda: now)


def whole(engine: WhooshEngine, query: Query) -> Results:
    return engine.search(replace(query, per_page=1_000_000))


def walk(engine: WhooshEngine, query: Query, between: Callable[[int], None]) -> list[Results]:
    """All pages, one after the other; `between` is called with the number of the page that comes next."""
    pages = [engine.search(query)]
    while pages[-1].hits:
        between(len(pages) + 1)
        upto = pages[0].reached if query.upto is None else query.upto
        pages.append(engine.search(replace(query, page=len(pages) + 1, upto=upto)))
    return pages


def hits(pages: list[Results]) -> list[Hit]:
    return [hit for page in pages for hit in page.hits]


@pytest.mark.parametrize("query", SEARCHES, ids=lambda query: f"{query.sort} {query.view}")
def test_pages_are_of_the_first_answer_while_its_snapshot_is_open(newsroom: Newsroom, query: Query) -> None:
    first = whole(newsroom.engine, query)

    def between(page: int) -> None:
        if page - 2 < FORMER_MAX:
            newsroom.write()

    pages = walk(newsroom.engine, query, between)
    assert len(pages) > FORMER_MAX + 2
    assert hits(pages) == list(first.hits)
    about = {(page.total, page.facets, page.histogram, page.reached) for page in pages}
    assert about == {(first.total, first.facets, first.histogram, first.reached)}
    assert whole(newsroom.engine, query) != first


def test_a_first_page_asked_later_shows_what_is_new(newsroom: Newsroom) -> None:
    before = newsroom.engine.search(SEARCH)
    newsroom.write()
    after = newsroom.engine.search(SEARCH)
    assert after.reached > before.reached
    assert any(hit.rev_seq > before.reached for hit in whole(newsroom.engine, SEARCH).hits)


@pytest.mark.parametrize("query", SEARCHES, ids=lambda query: f"{query.sort} {query.view}")
def test_nothing_newer_appears_when_the_snapshot_is_gone(newsroom: Newsroom, query: Query) -> None:
    first = whole(newsroom.engine, query)
    found = hits(walk(newsroom.engine, query, lambda _: newsroom.write_on()))
    assert len(found) > query.per_page
    assert {(hit.id, hit.rev_seq) for hit in found} < {(hit.id, hit.rev_seq) for hit in first.hits}


@pytest.mark.parametrize("view", ["articles", "quotes"])
@pytest.mark.parametrize("sort", BY_DATE)
def test_nothing_repeats_in_an_order_by_date(newsroom: Newsroom, sort: Sort, view: View) -> None:
    query = replace(SEARCH, sort=sort, view=view)
    ids = [hit.id for hit in hits(walk(newsroom.engine, query, lambda _: newsroom.write_on()))]
    assert len(ids) > query.per_page
    assert len(ids) == len(set(ids))


def test_nothing_repeats_by_relevance_where_new_articles_make_a_word_frequent(
    engine: WhooshEngine, revision: Make
) -> None:
    """At first "border" is the rarer word and comes first, afterwards "coast" is: the order must stay as it was."""
    words = ["border"] * 5 + ["coast"] * 9 + ["energy"] * 40
    engine.apply([revision(n, title=word) for n, word in enumerate(words, start=1)], (), len(words))
    query = Query(where=Or((Word("border"), Word("coast"))), sort="relevance", per_page=5)

    def between(page: int) -> None:
        for _ in range(FORMER_MAX + 2):
            seq = engine.reached() + 1
            engine.apply([revision(seq, title="border")], (), seq)

    first = whole(engine, query)
    assert [hit.id for hit in hits(walk(engine, query, between))] == [hit.id for hit in first.hits]


@pytest.mark.parametrize("view", ["articles", "quotes"])
@pytest.mark.parametrize("sort", BY_DATE)
def test_what_is_left_of_the_first_answer_keeps_its_order(newsroom: Newsroom, sort: Sort, view: View) -> None:
    query = replace(SEARCH, sort=sort, view=view)
    first = whole(newsroom.engine, query)
    newsroom.write_on()
    left = {hit.id: hit.rev_seq for hit in whole(newsroom.engine, query).hits}
    expected = [hit for hit in first.hits if left.get(hit.id) == hit.rev_seq]
    assert 0 < len(expected) < len(first.hits)
    assert hits(walk(newsroom.engine, replace(query, upto=first.reached), lambda _: None)) == expected


@pytest.mark.parametrize("query", SEARCHES, ids=lambda query: f"{query.sort} {query.view}")
def test_another_process_answers_as_if_what_came_later_had_never_come(
    newsroom: Newsroom, reader: WhooshEngine, tmp_path: Path, now: datetime, query: Query
) -> None:
    first = whole(newsroom.engine, query)
    newsroom.write()
    before = [one for one in newsroom.present() if one.rev_seq <= first.reached]
    without = open_engine(tmp_path / "without", writable=True, clock=lambda: now)
    without.apply(before, (), first.reached)
    expected, answered = whole(without, query), whole(reader, replace(query, upto=first.reached))
    assert rounded(answered) == rounded(expected)
    assert whole(reader, query).total > answered.total > 0


@pytest.mark.parametrize("sort", BY_DATE)
def test_a_rebuild_meanwhile_changes_nothing_in_an_order_by_date(newsroom: Newsroom, sort: Sort) -> None:
    query = replace(SEARCH, sort=sort)
    first = whole(newsroom.engine, query)
    pages = walk(newsroom.engine, query, lambda page: newsroom.rebuild() if page == 3 else None)
    assert hits(pages) == list(first.hits)


@pytest.mark.parametrize("query", SEARCHES, ids=lambda query: f"{query.sort} {query.view}")
def test_up_to_now_or_later_is_everything(newsroom: Newsroom, query: Query) -> None:
    now = whole(newsroom.engine, query)
    assert whole(newsroom.engine, replace(query, upto=now.reached)) == now
    assert whole(newsroom.engine, replace(query, upto=now.reached + 1_000)) == now


def test_ticks_count_within_what_is_paged_through(newsroom: Newsroom) -> None:
    first = newsroom.engine.search(SEARCH)
    sources = next(facet for facet in first.facets if facet.field == "source")
    newsroom.write()
    for value in sources.values:
        ticked = SEARCH.with_pick(Pick("source", (value.value,)))
        assert newsroom.engine.search(replace(ticked, upto=first.reached)).total == value.count
