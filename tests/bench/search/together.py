"""Threads and processes search while another process commits every second: no error, and no answer that was never true.

Every commit follows from its number alone, so that each process knows the right total for each question at every state
of the index, and holds each answer against the state that the answer itself names.

Example: python -m tests.bench.search.together --seconds 300
"""

import argparse
import itertools
import multiprocessing
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from indexer.bench import spread
from indexer.engines.whoosh import WhooshEngine, open_engine
from indexer.model import Article, Dated, Person, Quote, Results, Revision, Statement
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
    Wildcard,
    Word,
)
from indexer.topics import Topics

THREADS, PROCESSES = 20, 4
NEW, CHANGED, REMOVED = 20, 5, 2
"""Articles in each commit."""
NOW = datetime(2026, 6, 1, tzinfo=UTC)
WRONG_SHOWN = 10

Truth = Callable[[Revision], bool]


@dataclass(frozen=True, slots=True)
class Commit:
    revisions: tuple[Revision, ...]
    removed: tuple[int, ...]
    reached: int


@dataclass
class Tally:
    """What one process saw."""

    searches: int = 0
    states: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    wall_ms: list[float] = field(default_factory=list)


# --------------------------------------------------------------------------------------------------- commits and truth


def commit(number: int) -> Commit:
    """Commit `number`, from 1 on: new articles, others in another version, and some gone for good."""
    reached = number * (NEW + CHANGED + REMOVED)
    first = (number - 1) * NEW + 1
    rng = random.Random(number)
    before = list(range(max(1, first - 20 * NEW), first))
    chosen = rng.sample(before, CHANGED + REMOVED) if before else []
    changed, removed = chosen[:CHANGED], chosen[CHANGED:]
    ids = [*range(first, first + NEW), *changed]
    begin = reached - NEW - CHANGED - REMOVED + 1
    revisions = (revision(i, number if i in changed else 0, seq) for seq, i in enumerate(ids, start=begin))
    return Commit(tuple(revisions), tuple(removed), reached)


def revision(article_id: int, version: int, rev_seq: int) -> Revision:
    """Every property follows from the two numbers; one statement holds the whole text."""
    rng = random.Random(f"{article_id}/{version}")
    words = [rng.choice(("border", "borders")), rng.choice(("energy", "energetic", "grain")), f"version{version % 5}"]
    order = rng.choice(("state budget", "budget state"))
    body = f"{words[0]} opened. {order} talks on {words[1]} {words[2]}"
    topics = (f"topic {rng.randrange(6)}",)
    speaker = Person(f"person-{rng.randrange(9)}", "Somebody")
    published = None if rng.random() < 0.1 else Dated(NOW - timedelta(days=rng.randrange(400)), "", "meta")
    quote = Quote(
        start=0,
        end=len(body),
        text=body,
        kind="direct",
        cue=None,
        speaker_text=None,
        speaker_start=None,
        speaker_end=None,
        speaker_name=None,
        title=rng.choice(("minister", "head of the customs")),
        speaker_type="person",
        resolution="explicit",
        confidence=1.0,
    )
    article = Article(f"https://a.example/{article_id}", "", body, published, topics=topics, language="en")
    statements = (Statement(article_id, quote, speaker),)
    found = Revision(article_id, "a", version + 1, rev_seq, NOW, NOW, False, "", None, article, statements, (speaker,))
    return replace(found, topics=Topics().of(topics, None))


def day(one: Revision) -> date | None:
    return one.article.published.at.date() if one.article.published else None


def has(word: str) -> Truth:
    """Whether the text holds this piece of a word or phrase."""
    return lambda one: word in one.article.body


SPRING = date(2026, 3, 1), date(2026, 5, 31)
CHECKS: tuple[tuple[Node, Truth], ...] = (
    (Everything(), lambda one: True),
    (Word("border"), lambda one: True),
    (Word("grain"), has("grain")),
    (Phrase("state budget"), has("state budget")),
    (Phrase("borders opened"), has("borders opened")),
    (Wildcard("energ*"), has("energ")),
    (And((Word("grain"), Not(Phrase("state budget")))), lambda one: has("grain")(one) and not has("state budget")(one)),
    (Or((Word("grain"), Word("version1"))), lambda one: has("grain")(one) or has("version1")(one)),
    (Keyword("said-by", ("person-3",)), lambda one: one.mentioned[0].slug == "person-3"),
    (And((Keyword("topic", ("topic 2", "topic 4")), Word("talk"))), lambda one: one.article.topics[0][-1] in "24"),
    (Days("date", *SPRING), lambda one: (at := day(one)) is not None and SPRING[0] <= at <= SPRING[1]),
    (InField("role", "customs"), lambda one: (one.statements[0].quote.title or "").endswith("customs")),
)
PICK = Pick("topic", ("topic 0",), ())
QUERIES = tuple(
    (Query(where=where, view=view, picks=picks, sort="relevance", zone="UTC"), number, bool(picks))
    for number, (where, _) in enumerate(CHECKS)
    for view in ("articles", "quotes")
    for picks in ((), (PICK,))
)


class TotalsByState:
    """The right totals at each state of the index, worked out commit by commit as far as they are asked for."""

    def __init__(self) -> None:
        self._present: dict[int, Revision] = {}
        self._totals: Counter[tuple[int, bool]] = Counter()
        self._known = {0: Counter(self._totals)}
        self._next = 1
        self._lock = threading.Lock()

    def at(self, reached: int) -> Counter[tuple[int, bool]]:
        """By question's number and whether the topic is picked. Raises KeyError for a state that never was."""
        with self._lock:
            while reached not in self._known and max(self._known) < reached:
                self._follow(commit(self._next))
                self._next += 1
            return self._known[reached]

    def _follow(self, made: Commit) -> None:
        for one in made.revisions:
            self._take_away(one.article_id)
            self._present[one.article_id] = one
            self._totals.update(_answering(one))
        for article_id in made.removed:
            self._take_away(article_id)
        self._known[made.reached] = Counter(self._totals)

    def _take_away(self, article_id: int) -> None:
        former = self._present.pop(article_id, None)
        self._totals.subtract(_answering(former) if former else [])


def _answering(one: Revision) -> list[tuple[int, bool]]:
    numbers = [number for number, (_, holds) in enumerate(CHECKS) if holds(one)]
    picked = one.article.topics[0] in PICK.include
    return [(number, pick) for number in numbers for pick in ((False, True) if picked else (False,))]


# ------------------------------------------------------------------------------------------------- writing and reading


def write(folder: Path, seconds: float, every_s: float) -> int:
    """Commit after commit; how many. Tells the readers when it is over, even by an error."""
    try:
        engine = open_engine(folder, writable=True, clock=lambda: NOW)
        begin = time.monotonic()
        for number in itertools.count(1):
            made = commit(number)
            engine.apply(made.revisions, made.removed, made.reached)
            if time.monotonic() - begin > seconds:
                engine.close()
                return number
            time.sleep(max(0.0, begin + number * every_s - time.monotonic()))
    finally:
        _over(folder).touch()
    raise AssertionError("there is always a next number")


def _over(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-over")


def read(folder: Path, threads: int, seed: int) -> Tally:
    """Search from this many threads, which share one engine, until the writer is done."""
    engine, totals = open_engine(folder, writable=False, clock=lambda: NOW), TotalsByState()
    tallies = [Tally() for _ in range(threads)]
    workers = [
        threading.Thread(target=_search, args=(engine, totals, tally, f"{seed}/{n}", _over(folder)))
        for n, tally in enumerate(tallies)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    engine.close()
    return _together(tallies)


def _search(engine: WhooshEngine, totals: TotalsByState, tally: Tally, seed: str, over: Path) -> None:
    rng = random.Random(seed)
    while not over.exists():
        query, number, picked = rng.choice(QUERIES)
        began = time.perf_counter()
        try:
            results = engine.search(query)
            tally.wall_ms.append((time.perf_counter() - began) * 1_000)
            tally.wrong += [
                f"{query.view}, {query.where}: {fault}" for fault in faults(results, totals, number, picked)
            ]
            tally.states.add(results.reached)
        except Exception as error:  # noqa: BLE001 # any error at all is what we look for
            tally.wrong.append(f"{query.view}, {query.where}: {error!r}")
        tally.searches += 1


def faults(results: Results, totals: TotalsByState, number: int, picked: bool) -> list[str]:
    """What isn't true of these results at the state that they name."""
    right = totals.at(results.reached)
    total, every_topic = right[number, picked], right[number, False]
    topics = next(facet for facet in results.facets if facet.field == "topic")
    bars = sum(bar.count for bar in results.histogram.bars) + results.histogram.undated
    claims = {
        "total": (results.total, total),
        "hits": (len({hit.id for hit in results.hits}), min(20, total)),
        # The facet is free of its own tick; each article has one topic.
        "topics": (sum(value.count for value in topics.values), every_topic),
        "histogram": (bars, total),
    }
    return [f"{what} {said}, not {true}, at {results.reached}" for what, (said, true) in claims.items() if said != true]


def _together(tallies: list[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.searches += tally.searches
        whole.states |= tally.states
        whole.wrong += tally.wrong
        whole.wall_ms += tally.wall_ms
    return whole


def run(folder: Path, seconds: float, threads: int, processes: int, every_s: float = 1.0) -> Tally:
    """Everything that all readers saw. `folder` is for the index, which must not be there yet."""
    # Not forked: the readers' threads would be forked in whatever state they are.
    with ProcessPoolExecutor(processes + 1, multiprocessing.get_context("spawn")) as pool:
        writing = pool.submit(write, folder, seconds, every_s)
        reading = [pool.submit(read, folder, 1, number) for number in range(1, processes + 1)]
        mine = read(folder, threads, 0)
        writing.result()
        return _together([mine, *(future.result() for future in reading)])


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search.together", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--threads", type=int, default=THREADS)
    parser.add_argument("--processes", type=int, default=PROCESSES)
    options = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="search-together-"))
    try:
        seen = run(folder / "index", options.seconds, options.threads, options.processes)
    finally:
        shutil.rmtree(folder)
    wall = spread(seen.wall_ms)
    sys.stdout.write(
        f"{seen.searches:,} searches by {options.threads} threads and {options.processes} processes in "
        f"{options.seconds:.0f} s, over {len(seen.states)} states of the index; {len(seen.wrong)} wrong\n"
        f"wall ms of one search: p50 {wall.p50:.1f}, p95 {wall.p95:.1f}, max {wall.max:.1f}\n"
    )
    sys.stdout.writelines(f"  {fault}\n" for fault in seen.wrong[:WRONG_SHOWN])
    return 1 if seen.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
