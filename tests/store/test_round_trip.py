"""Whatever an article says comes back equal."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.model import Article, Dated, Mention, Quote
from indexer.ports import Intake
from indexer.store import SqlStore, open_store

# The ends of the calendar have no UTC on every clock; what becomes of them is told in test_articles.
FIRST, LAST = datetime.fromisoformat("0001-01-02"), datetime.fromisoformat("9999-12-30")
unique = count()
NOW = datetime(2026, 3, 4, tzinfo=UTC)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
some_text = st.none() | texts
offsets = st.integers(0, 10_000)
zones = st.integers(-14 * 3600, 14 * 3600).map(lambda seconds: timezone(timedelta(seconds=seconds)))
dates = st.builds(
    Dated,
    at=st.datetimes(FIRST, LAST, timezones=zones),
    raw=texts,
    origin=st.sampled_from(["json-ld", "feed", "dateline"]),
    precision=st.sampled_from(["minute", "day"]),
    zone_stated=st.booleans(),
)
quotes = st.builds(
    Quote,
    start=offsets,
    end=offsets,
    text=texts,
    kind=st.sampled_from(["direct", "indirect", "mixed"]),
    cue=some_text,
    speaker_text=some_text,
    speaker_start=st.none() | offsets,
    speaker_end=st.none() | offsets,
    speaker_name=some_text,
    title=some_text,
    speaker_type=st.sampled_from(["person", "organisation", "document", "unnamed"]),
    resolution=st.sampled_from(["explicit", "surname", "none"]),
    confidence=st.floats(0, 1),
    fragment=st.booleans(),
    in_title=st.booleans(),
)
articles = st.builds(
    Article,
    url=st.just(""),
    title=texts,
    body=texts,
    published=st.none() | dates,
    modified=st.none() | dates,
    authors=st.lists(texts, max_size=3).map(tuple),
    section=some_text,
    topics=st.lists(texts, max_size=3).map(tuple),
    language=st.sampled_from([None, "uk", "en"]),
    dateline=some_text,
    quotes=st.lists(quotes, max_size=4).map(tuple),
    mentions=st.lists(st.builds(Mention, texts, some_text), max_size=3).map(tuple),
)


@pytest.fixture(scope="module")
def shared() -> Iterator[SqlStore]:
    with tempfile.TemporaryDirectory() as folder:
        opened = open_store(f"sqlite:///{Path(folder)}/archive.db")
        yield opened
        opened.close()


@settings(max_examples=150, deadline=None)
@given(article=articles)
def test_every_field_comes_back_equal(shared, article):
    article = replace(article, url=f"https://news.example/{next(unique)}")
    assert shared.put([Intake("herald", article.url, article)], NOW) == ("new",)
    (change,) = shared.changes(shared.reached() - 1, 1)
    (present,) = shared.articles([change.article_id])
    assert present.article == replace(article, quotes=(), mentions=())
    assert tuple(statement.quote for statement in present.statements) == article.quotes
    assert _offset(present.article.published) == _offset(article.published)


def _offset(dated: Dated | None) -> timedelta | None:
    return dated.at.utcoffset() if dated else None
