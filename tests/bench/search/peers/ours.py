"""The archive's own engine, filled the way the archive fills it: by `sync.catch_up` from a change log."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from indexer import sync
from indexer.engines.whoosh import WhooshEngine, open_engine
from indexer.model import Article, Change, Dated, Person, Results, Revision
from indexer.query import Query
from indexer.topics import Topics
from tests.bench.search.corpus import Story
from tests.bench.search.peers import Answer, Peer

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SOURCES = 5


class OurWriter:
    def __init__(self, folder: Path) -> None:
        self._engine = open_engine(folder, writable=True, clock=lambda: NOW)
        self.inputs_s = 0.0

    def build(self, stories: Iterator[Story], count: int) -> None:
        log = _Log(stories, self._engine.reached() + count)
        sync.catch_up(log, self._engine)
        self.inputs_s = log.making_s

    def change(self, stories: Sequence[Story], former: Sequence[Story]) -> None:
        sync.catch_up(_Log(iter(stories), self._engine.reached() + len(stories)), self._engine)

    def close(self) -> None:
        self._engine.close()


class OurReader:
    def __init__(self, folder: Path) -> None:
        self.engine: WhooshEngine = open_engine(folder, writable=False, clock=lambda: NOW)

    def asker(self, query: Query) -> Callable[[], Results]:
        return lambda: self.engine.search(query)

    def read(self, answered: Results) -> Answer:
        facets = {f.field: {v.value: v.count for v in f.values} for f in answered.facets}
        bars = sum(bar.count for bar in answered.histogram.bars)
        return Answer(answered.total, tuple(h.id for h in answered.hits), facets["mentions"], facets["topic"], bars)

    def refresh(self) -> None:
        """The engine looks by itself."""

    def close(self) -> None:
        self.engine.close()


class _Log:
    """As much of a store as `sync.catch_up` asks for: a change log that is made while it is read."""

    def __init__(self, stories: Iterator[Story], reached: int) -> None:
        self._stories = stories
        self._reached = reached
        self._revisions: dict[int, Revision] = {}
        self.making_s = 0.0

    def reached(self) -> int:
        return self._reached

    def changes(self, after: int, limit: int) -> list[Change]:
        stories = list(islice(self._stories, limit))
        began = time.thread_time()
        numbered = list(enumerate(stories, start=after + 1))
        self._revisions = {story.id: revision(story, rev_seq) for rev_seq, story in numbered}
        self.making_s += time.thread_time() - began
        return [Change(rev_seq, story.id) for rev_seq, story in numbered]

    def articles(self, ids: Sequence[int]) -> list[Revision]:
        return [self._revisions[one] for one in ids]

    def rebind(self) -> int:
        """No name waits to be led back to anybody."""
        return 0

    def touched(self, limit: int) -> Sequence[tuple[int, int]]:
        """Nothing changes without a new version."""
        return ()

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the bench's change log has no {name}: catch_up asks for more than it did")


def revision(story: Story, rev_seq: int) -> Revision:
    """The article as the archive hands it to its engine: people are named in it, nobody is quoted."""
    source = f"wire-{story.id % SOURCES}"
    article = Article(
        f"https://{source}.example/{story.id}",
        story.title,
        story.body,
        Dated(story.published, "", "json-ld"),
        topics=story.topics,
        language="en",
    )
    seen = story.published + timedelta(hours=1)
    people = tuple(Person(slug, slug) for slug in story.people)
    about = Topics().of(story.topics, None)
    return Revision(story.id, source, 1, rev_seq, seen, seen, False, "", None, article, (), people, about)


OURS = Peer(
    "onrecord",
    OurWriter,
    OurReader,
    float("inf"),
    "its whole page of results: up to 30 values of each facet (topic, people, source, language and more) and how many "
    "there are, scoped to the ticks, and a histogram",
)
