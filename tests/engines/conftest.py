"""What the engines' tests are built from: a maker of revisions, and an engine in a folder of its own."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indexer.engines.whoosh import WhooshEngine, open_engine
from indexer.model import Article, Dated, Person, Quote, Revision, Statement, Tenure
from indexer.topics import Topics

NOW = datetime(2026, 3, 18, 12, 30, tzinfo=UTC)
HELD = {
    "ada": (Tenure("ministry", "Ministry", ("ministry",), "minister", "2026-03-15", None, "people.toml"),),
    "bo": (Tenure("service", "Service", ("service", "ministry"), "head", None, "2026-03-16", "people.toml"),),
}
TITLES = (None, "interior minister", "Spokesman of the ministry", "міністр")


def make_revision(
    article_id: int,
    *,
    rev_seq: int | None = None,
    title: str = "",
    body: str = "",
    published: datetime | None = NOW - timedelta(days=3),
    topics: tuple[str, ...] = (),
    source: str = "herald",
    lang: str | None = "en",
    said: tuple[tuple[str | None, str], ...] = (),
    mentioned: tuple[str, ...] = (),
    first_seen: datetime = NOW - timedelta(days=2),
) -> Revision:
    """`said` are statements as (person's slug or None, words of the body)."""
    dated = Dated(published, "", "json-ld") if published else None
    article = Article(f"https://{source}.example/{article_id}", title, body, dated, topics=topics, language=lang)
    statements = tuple(
        Statement(article_id * 100 + i, _quote(body, words, i), _person(slug) if slug else None)
        for i, (slug, words) in enumerate(said)
    )
    seq = article_id if rev_seq is None else rev_seq
    seen = first_seen + timedelta(seconds=seq)
    people = tuple(Person(slug, slug.title()) for slug in mentioned)
    about = Topics().of(topics, None)
    return Revision(article_id, source, 1, seq, first_seen, seen, False, "", None, article, statements, people, about)


def _person(slug: str) -> Person:
    return Person(slug, slug.title(), (), HELD.get(slug, ()))


def _quote(body: str, words: str, i: int) -> Quote:
    start = body.index(words)
    kind = ("direct", "indirect", "mixed")[i % 3]
    return Quote(
        start,
        start + len(words),
        words,
        kind,
        None,
        None,
        None,
        None,
        None,
        TITLES[start % len(TITLES)],
        "person",
        "explicit",
        0.9,
    )


@pytest.fixture
def revision() -> Callable[..., Revision]:
    return make_revision


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    """An empty engine that may be written to, at a fixed time."""
    opened = open_engine(tmp_path / "index", writable=True, clock=lambda: NOW)
    yield opened
    opened.close()
