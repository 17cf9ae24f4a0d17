"""A real archive in a temporary folder, a clock to turn, and a short way to say what an article is."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from indexer.archive import open_archive
from indexer.config import load
from indexer.model import Article, Dated
from indexer.ports import Intake

START = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)


@dataclass
class Clock:
    now: datetime = START

    def __call__(self):
        return self.now

    def turn(self, **span):
        self.now += timedelta(**span)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def archive(tmp_path, clock):
    path = tmp_path / "config.toml"
    path.write_text('data = "data"\nzone = "UTC"\n', encoding="utf-8")
    with open_archive(load(path), writes_index=True, clock=clock) as archive:
        yield archive


def make_article(number=1, **fields):
    published = Dated(START - timedelta(hours=number), "", "json-ld")
    article = Article(f"https://example.org/{number}", f"Story {number}", "The border is quiet today.", published)
    return replace(article, **fields)


def make_intake(article, source="wire", **fields):
    return replace(Intake(source, article.url, article), **fields)
