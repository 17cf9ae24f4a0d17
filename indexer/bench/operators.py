"""Measuring an archive that is in use: its own words, people, topics and days make the questions."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from indexer.bench.costs import Cost, Spread, cost, median_cost, spread
from indexer.bench.questions import KINDS, Sampled, questions
from indexer.errors import ArchiveError, QueryError
from indexer.model import Revision
from indexer.ports import SearchEngine, Store
from indexer.query import Query

SAMPLE_ARTICLES = 2_000
SAMPLE_PLACES = 40
"""The sample is taken at so many places of the change log, from its beginning to its end."""
EACH = 20
"""Questions of each kind."""
MODES = {
    "cold": "the engine keeps nothing in memory from earlier questions",
    "warm": "the same question was asked just before",
    "page": "warm, with names, texts and marked matches: what a page has to wait for",
}


@dataclass(frozen=True, slots=True)
class Benched:
    """`cpu` and `wall` in milliseconds by mode; `kinds` the same CPU by kind of question."""

    articles: int
    sampled: int
    questions: int
    refused: int
    """Questions that the engine refused, such as a prefix of too many words. They are in no figure."""
    open: Cost
    """Opening the index's files and answering the first question, which is for everything."""
    cpu: dict[str, Spread]
    wall: dict[str, Spread]
    kinds: dict[str, dict[str, Spread]]


def bench(
    store: Store,
    engine: SearchEngine,
    show: Callable[[Query], object],
    *,
    zone: str,
    progress: Callable[[int, int], None],
) -> Benched:
    """Ask the archive questions about itself; `show` makes the whole answer that a page or the command line shows.

    `progress` hears how many questions of how many are done. Raises ArchiveError where there is nothing to ask.
    """
    sample = list(_sampled(store, zone))
    asked = questions(sample, people_field="said-by", zone=zone, each=EACH)
    if not asked:
        raise ArchiveError(
            "The archive is empty, so there is nothing to search for. Fill it: onrecord crawl or import."
        )
    if not engine.answering():
        raise ArchiveError("The search index holds nothing yet. Let it read the archive first: onrecord due.")
    engine.close()
    opened = cost(lambda: engine.search(Query(zone=zone)))
    measured = []
    for done, question in enumerate(asked, start=1):
        with suppress(QueryError):
            measured.append((question.kind, _costs(question.query, engine, show)))
        progress(done, len(asked))
    return Benched(
        store.counts()["articles"],
        len(sample),
        len(asked),
        len(asked) - len(measured),
        opened,
        {mode: spread([costs[mode].cpu_ms for _, costs in measured]) for mode in MODES},
        {mode: spread([costs[mode].wall_ms for _, costs in measured]) for mode in MODES},
        {mode: _by_kind([(kind, costs[mode].cpu_ms) for kind, costs in measured]) for mode in MODES},
    )


def _costs(query: Query, engine: SearchEngine, show: Callable[[Query], object]) -> dict[str, Cost]:
    """Raises QueryError."""
    return {
        "cold": median_cost(lambda: engine.search(query), engine.forget),
        "warm": median_cost(lambda: engine.search(query), lambda: None),
        "page": median_cost(lambda: show(query), lambda: None),
    }


def _by_kind(costs: Sequence[tuple[str, float]]) -> dict[str, Spread]:
    by_kind = {kind: [ms for other, ms in costs if other == kind] for kind in KINDS}
    return {kind: spread(some) for kind, some in by_kind.items() if some}


def _sampled(store: Store, zone: str) -> Iterator[Sampled]:
    """Articles from all over the change log, each once."""
    reached, met = store.reached(), set[int]()
    for place in range(SAMPLE_PLACES):
        changes = store.changes(reached * place // SAMPLE_PLACES, SAMPLE_ARTICLES // SAMPLE_PLACES)
        ids = dict.fromkeys(c.article_id for c in changes if c.article_id not in met)
        met.update(ids)
        for revision in store.articles(list(ids)):
            yield _sample(revision, zone)


def _sample(revision: Revision, zone: str) -> Sampled:
    article = revision.article
    speakers = dict.fromkeys(s.person.slug for s in revision.statements if s.person)
    day = article.published.at.astimezone(ZoneInfo(zone)).date() if article.published else None
    return Sampled(article.body, tuple(speakers), tuple(topic.value for topic in revision.topics), day)
