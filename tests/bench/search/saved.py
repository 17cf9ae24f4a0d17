"""Thousands of saved searches against a night's new articles: every search looks at just these, not at the archive.

Example: python -m tests.bench.search.saved --queries 10000 --articles 1000
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from indexer.bench import Spread, cost, questions, spread
from indexer.engines.whoosh import WhooshEngine, open_engine
from indexer.query import Everything, Query
from tests.bench.search.corpus import Corpus, Material
from tests.bench.search.peers.ours import NOW, revision

BEFORE = 20_000
"""Articles that were in the archive before."""
CHECKED = 200
SAMPLE = 2_000


def saved_queries(corpus: Corpus, count: int) -> list[Query]:
    """Different searches, about as many of each kind; fewer where the sentences give no more."""
    kinds = 9  # everything by date is nothing to save, and a term by date is the same search again
    asking = questions(corpus.sample(SAMPLE), people_field="mentions", zone="UTC", each=-(-count * 5 // (kinds * 4)))
    different = {q.query.where: q.query for q in asking if q.query.where != Everything()}
    return list(different.values())[:count]


def run(folder: Path, corpus: Corpus, queries: list[Query], articles: int, before: int) -> list[str]:
    """What was measured, in lines. Raises RuntimeError where the archive's own index matches otherwise."""
    new = [revision(story, story.id) for story in corpus.stories(before + 1, before + articles + 1)]
    engine = _archive(folder, corpus, before + articles)
    indexing = cost(lambda: engine.among(new))
    among = engine.among(new)
    costs = [cost(lambda query=query: among.matching(query)).cpu_ms for query in queries]
    checked = random.Random(1).sample(queries, min(CHECKED, len(queries)))
    archive, found = [], 0
    for query in checked:
        engine.forget()
        archive.append(cost(lambda query=query: engine.matching(query, before, before + articles)).cpu_ms)
        here = [hit.id for hit in among.matching(query)]
        there = [hit.id for hit in engine.matching(query, before, before + articles)]
        if here != there:
            raise RuntimeError(
                f"{query.where}: {len(here)} of the new articles match by themselves, in the archive {len(there)}"
            )
        found += len(here)
    engine.close()
    return [
        f"{len(queries):,} different searches, {articles:,} new articles, {before:,} before",
        f"index of the new articles: {indexing.cpu_ms:,.0f} ms CPU",
        f"all searches: {sum(costs) / 1_000:.2f} s CPU; each {_told(spread(costs))}",
        f"in the archive's index instead, nothing in memory: each {_told(spread(archive))} (n = {len(archive)})",
        f"{len(checked)} searches compared, {found:,} matches, all equal",
    ]


def _archive(folder: Path, corpus: Corpus, articles: int) -> WhooshEngine:
    engine = open_engine(folder, writable=True, clock=lambda: NOW)
    for first in range(1, articles + 1, SAMPLE):
        until = min(first + SAMPLE, articles + 1)
        engine.apply([revision(story, story.id) for story in corpus.stories(first, until)], (), until - 1)
    engine.caught_up()
    return engine


def _told(ms: Spread) -> str:
    return f"p50 {ms.p50:.3f}, p95 {ms.p95:.3f}, max {ms.max:.3f} ms"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search.saved", description=__doc__)
    parser.add_argument("--queries", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--before", type=int, default=BEFORE)
    parser.add_argument("--reuters", type=Path, help="Reuters-21578 as JSON lines; default: the demo's sentences")
    options = parser.parse_args(arguments)
    corpus = Material(options.reuters, 1).corpus()
    queries = saved_queries(corpus, options.queries)
    with tempfile.TemporaryDirectory(prefix="search-saved-") as folder:
        lines = run(Path(folder), corpus, queries, options.articles, options.before)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
