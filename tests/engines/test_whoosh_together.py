"""Searching while others write, in threads and processes, and being killed at any moment."""

import multiprocessing
import random
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from indexer.engines.whoosh import open_engine
from indexer.model import Revision
from indexer.query import Query, parse

Make = Callable[..., Revision]

SPAWN = multiprocessing.get_context("fork")
BATCH = 7


def batches(make: Make, now: datetime, count: int) -> Iterator[tuple[list[Revision], tuple[int, ...], int]]:
    """Batch k adds seven articles, changes one of the batch before, and removes another of it."""
    seq = 0
    for k in range(count):
        new = [
            make(k * BATCH + i + 1, rev_seq=seq + i + 1, body=f"border batch{k} first", said=(("koval", "border"),))
            for i in range(BATCH)
        ]
        seq += BATCH
        changed, removed = [], ()
        if k:
            seq += 2
            changed = [make(k * BATCH, rev_seq=seq - 1, body=f"border batch{k} again", said=(("koval", "border"),))]
            removed = (k * BATCH - 1,)
        yield [*new, *changed], removed, seq


def expected(done: list[tuple[list[Revision], tuple[int, ...], int]]) -> dict[int, int]:
    """Article -> rev_seq after these batches."""
    present: dict[int, int] = {}
    for revisions, removed, _ in done:
        present |= {r.article_id: r.rev_seq for r in revisions}
        present = {article: seq for article, seq in present.items() if article not in removed}
    return present


def write_until_killed(root: Path, make: Make, now: datetime, count: int) -> None:
    engine = open_engine(root, writable=True, clock=lambda: now)
    for revisions, removed, reached in batches(make, now, count):
        if reached > engine.reached():
            engine.apply(revisions, removed, reached)


def test_killed_at_any_moment_it_goes_on_where_it_was(tmp_path: Path, revision: Make, now: datetime) -> None:
    rng, root, count = random.Random(11), tmp_path / "index", 60
    for _ in range(15):
        child = SPAWN.Process(target=write_until_killed, args=(root, revision, now, count))
        child.start()
        time.sleep(rng.uniform(0.02, 0.8))
        child.kill()
        child.join()
        child.close()
    script = list(batches(revision, now, count))
    engine = open_engine(root, writable=True, clock=lambda: now)
    reached = engine.reached()
    for revisions, removed, until in script:
        if reached < until:
            engine.apply(revisions, removed, until)
    want = expected(script)
    everything = [engine.search(Query(view=view, per_page=10_000)) for view in ("articles", "quotes")]
    assert [sorted((hit.article_id, hit.rev_seq) for hit in results.hits) for results in everything] == [
        sorted(want.items())
    ] * 2
    assert engine.search(Query(where=parse("first OR again"))).total == len(want)
    assert reached > 0


def test_another_process_reads_whole_commits_only(tmp_path: Path, revision: Make, now: datetime) -> None:
    root, count = tmp_path / "index", 25
    script = list(batches(revision, now, count))
    sizes = {0: 0} | {script[k][2]: len(expected(script[: k + 1])) for k in range(count)}
    reader = open_engine(root, writable=False, clock=lambda: now)
    writer = SPAWN.Process(target=write_until_killed, args=(root, revision, now, count))
    writer.start()
    seen = set()
    deadline = time.monotonic() + 60
    while script[-1][2] not in seen and time.monotonic() < deadline:
        results = reader.search(Query(where=parse("border")))
        assert results.total == sizes[results.reached]
        seen.add(results.reached)
    writer.join()
    assert (writer.exitcode, len(seen) > 3, max(seen)) == (0, True, script[-1][2])


@pytest.mark.parametrize("cache_bytes", [0, 64 << 20])
def test_threads_get_the_same_answers_as_one(tmp_path: Path, revision: Make, now: datetime, cache_bytes: int) -> None:
    writer = open_engine(tmp_path / "index", writable=True, clock=lambda: now)
    for revisions, removed, reached in batches(revision, now, 14):
        writer.apply(revisions, removed, reached)
    texts = [
        "border",
        "batch3 OR batch5",
        '"border batch2"',
        "first -again",
        "batc*",
        "said-by:koval again",
        "date:2026",
    ]
    queries = [
        Query(where=parse(text), sort="relevance", view=view) for text in texts for view in ("articles", "quotes")
    ]
    right = [writer.search(query) for query in queries]
    reader = open_engine(tmp_path / "index", writable=False, clock=lambda: now, cache_bytes=cache_bytes)
    wrong: list[Query] = []

    def ask(seed: int) -> None:
        rng = random.Random(seed)
        for _ in range(60):
            i = rng.randrange(len(queries))
            if reader.search(queries[i]) != right[i]:
                wrong.append(queries[i])

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
