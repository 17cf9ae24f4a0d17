"""The main job on the sample newsroom: crawled over HTTP, taken apart, kept, indexed, asked."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from indexer.archive import open_archive
from indexer.config import load
from indexer.demo import config_text
from indexer.demo.newsroom import build
from indexer.demo.site import serve
from indexer.params import read_text

ANCHOR = date(2026, 3, 18)


@pytest.fixture(scope="module")
def newsroom():
    return build(ANCHOR)


@pytest.fixture(scope="module")
def sites(newsroom):
    with serve(newsroom) as sites:
        yield sites


@pytest.fixture(scope="module")
def archive(sites, tmp_path_factory):
    path = tmp_path_factory.mktemp("newsroom") / "config.toml"
    path.write_text(
        'data = "data"\n' + config_text(sites.english.url, sites.ukrainian.url, sites.mirror.url), encoding="utf-8"
    )
    with open_archive(load(path), writes_index=True) as archive:
        for source in archive.config.sources:
            visit(archive, source)
        archive.catch_up()
        yield archive


def visit(archive, source):
    return archive.visit(source, lambda _done, _found: None)


def ask(archive, search):
    return archive.ask(read_text(search, zone=archive.config.zone))


def test_every_article_ends_up_searchable_exactly_once(archive, newsroom, sites):
    expected = {sites.url_of(story) for story in newsroom.stories}
    found = [f.revision.article.url for page in range(1, 5) for f in ask(archive, f"per=100&page={page}").found]
    assert Counter(found) == Counter(expected)


def test_pages_that_are_no_articles_are_counted_with_their_reasons(archive):
    visits = archive.store.last_visits()
    assert all(v.error is None for v in visits.values())
    assert sum(v.not_articles for v in visits.values()) >= 1
    reasons = [reason for v in visits.values() for reason, _ in v.reasons]
    assert len(reasons) == sum(v.not_articles + v.failed for v in visits.values())


def test_what_robots_forbid_is_not_asked_for(archive, sites):
    assert not [r for r in sites.requests if "/drafts/" in r.target]


def test_a_second_visit_fetches_no_article_again(archive, newsroom, sites):
    articles = {story.path for story in newsroom.stories}
    before = len(sites.requests)
    for source in archive.config.sources:
        again = visit(archive, source)
        assert (again.new, again.changed) == (0, 0)
    assert [r.target for r in sites.requests[before:] if r.target in articles] == []


def test_titles_times_topics_and_languages_are_those_of_the_newsroom(archive, newsroom, sites):
    truth = {sites.url_of(story): story for story in newsroom.stories}
    wrong = []
    for page in range(1, 5):
        for found in ask(archive, f"per=100&page={page}").found:
            article, story = found.revision.article, truth[found.revision.article.url]
            got = (article.title, article.published and article.published.at, article.topics, article.language)
            want = (story.title, story.published, story.topics, story.language)
            if got != want:
                wrong.append((got, want))
    assert wrong == []


def test_a_search_is_narrowed_by_person_topic_and_month(archive):
    answer = ask(archive, "q=border")
    assert answer.results.total > 5
    facets = {f.field: f for f in answer.results.facets}
    person = facets["said-by"].values[0]
    narrowed = ask(archive, f"q=border&said-by={person.value}")
    assert narrowed.results.total == person.count
    bar = max(answer.results.histogram.bars, key=lambda b: b.count)
    assert ask(archive, f"q=border&from={bar.first}&to={bar.first}").results.total <= bar.count
    topic = facets["topic"].values[0]
    assert ask(archive, f"q=border&topic={topic.value}").results.total == topic.count


def test_corrections_and_late_arrivals_come_with_the_next_edition(archive, newsroom):
    before = archive.store.counts()["articles"]
    newsroom.advance(datetime(2026, 3, 18, 12, tzinfo=UTC))
    visits = [visit(archive, source) for source in archive.config.sources]
    archive.catch_up()
    assert sum(v.new for v in visits) >= 5
    assert sum(v.changed for v in visits) >= 5
    assert archive.store.counts()["articles"] == before + sum(v.new for v in visits)
    every = [f.revision for page in range(1, 5) for f in ask(archive, f"per=100&page={page}").found]
    corrected = [revision for revision in every if revision.number == 2]
    assert len(corrected) == sum(v.changed for v in visits)
    assert all([r.number for r in archive.store.revisions(c.article_id)] == [1, 2] for c in corrected)
