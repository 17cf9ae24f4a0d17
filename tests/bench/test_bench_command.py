"""`onrecord bench`: an operator measures the own archive."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer import cli
from indexer.archive import open_archive, utc_now
from indexer.bench import KINDS, operators
from indexer.config import load
from indexer.errors import ArchiveError
from indexer.model import Article, Dated, Quote
from indexer.ports import Intake
from tests.bench.search.corpus import from_demo

ARTICLES = 60


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings file of an empty archive; few questions are enough here."""
    monkeypatch.setattr(operators, "EACH", 2)
    path = tmp_path / "config.toml"
    path.write_text('data = "data"\nzone = "Europe/Kyiv"\n', encoding="utf-8")
    return path


def fill(config: Path, *, indexed: bool) -> None:
    with open_archive(load(config), writes_index=True) as archive:
        archive.store.put([Intake("wire", article.url, article) for article in articles()], utc_now())
        if indexed:
            archive.catch_up()


def articles() -> Iterator[Article]:
    """Articles in each of which somebody says the first words of it."""
    for story in from_demo().stories(1, ARTICLES + 1):
        name, words = f"Olena Koval{'abcdefghij'[story.id % 10]}", story.body.split(".")[0]
        quote = Quote(0, len(words), words, "direct", None, name, None, None, name, None, "person", "explicit", 1.0)
        dated = Dated(story.published, "", "meta")
        url = f"https://a.example/{story.id}"
        yield Article(url, story.title, story.body, dated, topics=story.topics, language="en", quotes=(quote,))


def bench(config: Path, *options: str) -> Result:
    return CliRunner().invoke(cli.onrecord, ["--config", str(config), "bench", *options])


def test_it_tells_of_questions_of_every_kind(config: Path) -> None:
    fill(config, indexed=True)
    told = json.loads(bench(config, "--json").output)
    assert (told["articles"], told["sampled"], told["refused"]) == (ARTICLES, ARTICLES, 0)
    assert [list(told["kinds"][mode]) for mode in ("cold", "warm", "page")] == [list(KINDS)] * 3
    assert sum(spread["n"] for spread in told["kinds"]["warm"].values()) == told["questions"] == 2 * len(KINDS)
    assert 0 < told["cpu"]["warm"]["p50"] <= told["cpu"]["warm"]["p95"] <= told["cpu"]["warm"]["max"]


def test_its_table_names_every_kind_and_mode(config: Path) -> None:
    fill(config, indexed=True)
    lines = bench(config).output.splitlines()
    names = [*KINDS, "cold, CPU", "warm, wall", "page, CPU"]
    assert [name for name in names if not any(line.startswith(name) for line in lines)] == []


def test_an_empty_archive_is_told_how_to_be_filled(config: Path) -> None:
    result = bench(config)
    assert isinstance(result.exception, ArchiveError)
    assert "The archive is empty" in str(result.exception)


def test_an_archive_without_an_index_is_told_how_to_get_one(config: Path) -> None:
    fill(config, indexed=False)
    result = bench(config)
    assert isinstance(result.exception, ArchiveError)
    assert "The search index holds nothing yet" in str(result.exception)
