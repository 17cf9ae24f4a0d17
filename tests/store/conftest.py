"""A store of its own for each test, and articles that name only what the test is about."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.model import Article, Dated, Mention, Quote
from indexer.ports import Intake
from indexer.store import SqlStore, open_store

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
PLAIN = Article(
    url="https://news.example/bridge",
    title="Bridge to open in May",
    body="The bridge will open in May, Olena Koval said.\nWork began last year.",
    published=Dated(datetime(2026, 3, 4, 8, 0, tzinfo=UTC), "2026-03-04T08:00Z", "json-ld"),
)
SAID = Quote(
    start=0,
    end=28,
    text="The bridge will open in May,",
    kind="indirect",
    cue="said",
    speaker_text="Olena Koval",
    speaker_start=29,
    speaker_end=40,
    speaker_name="Olena Koval",
    title=None,
    speaker_type="person",
    resolution="explicit",
    confidence=0.9,
)

MakeIntake = Callable[..., Intake]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/data/archive.db"


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def make_quote() -> Callable[..., Quote]:
    def make(speaker: str | None = "Olena Koval", **differences: object) -> Quote:
        return replace(SAID, speaker_name=speaker, **differences)

    return make


@pytest.fixture
def make_intake() -> MakeIntake:
    """An article on its way in: `path` makes its URL, other names are fields of Intake or of Article."""

    def make(path: str = "bridge", source: str = "herald", **differences: object) -> Intake:
        own = {name: differences.pop(name) for name in tuple(differences) if name in Intake.__slots__}
        url = f"https://news.example/{path}"
        return Intake(**{"source": source, "offered": url, "article": replace(PLAIN, url=url, **differences), **own})

    return make


@pytest.fixture
def mention() -> Callable[..., Mention]:
    return lambda name, title=None: Mention(name, title)
