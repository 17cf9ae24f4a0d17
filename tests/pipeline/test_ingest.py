"""What a visit asks for and remembers, against a site that stands in a dictionary."""

from dataclasses import replace
from datetime import timedelta

import pytest

from indexer import crawl, ingest
from indexer.crawl.asking import here
from indexer.errors import FetchError
from indexer.model import Listing, Page, Source
from tests.pipeline.conftest import START

HOME = "https://example.org/news"
TEXT = (
    "The border guards opened the crossing again on Monday after repairs that had taken them nearly three weeks. " * 2
)


def listing(*numbers, following=None):
    links = "".join(f'<a class="story" href="/news/{n}">Story</a>' for n in numbers)
    return f'{links}<a class="next" href="{following}">next</a>' if following else links


def story(number, text=TEXT, day="2026-03-17"):
    return f'<article><h1>Story {number}</h1><time datetime="{day}T09:00:00Z">{day}</time><p>{text}</p></article>'


class Site(dict):
    """Pages by address; a number instead of a page is the status it fails with. `asked` lists what was fetched."""

    def __init__(self):
        self.asked = []

    def get(self, url, **_):
        self.asked.append(url)
        if isinstance(self[url], int):
            raise FetchError(f"{url}: status {self[url]}", kind="server", status=self[url])
        return Page(url, 200, START, "text/html", None, None, self[url].encode())


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def visit(archive, site):
    def visit(**fields):
        source = Source("site", "Site", "listing", HOME, "en", "UTC", 60, 0, 200, listing=Listing(".story", ".next", 9))
        source = replace(source, **fields)
        means = ingest.Means(archive.store, site.get, crawl.discover, here, archive.clock)
        site.asked.clear()
        return ingest.visit(source, means, progress=lambda _done, _found: None, stopping=lambda: False)

    return visit


def stories(site, *numbers):
    site.update({f"https://example.org/news/{n}": story(n) for n in numbers})


def test_what_is_known_is_not_asked_for_again(visit, site):
    site[HOME] = listing(1, 2)
    stories(site, 1, 2)
    assert visit().new == 2
    assert (visit().unchanged, site.asked) == (2, [HOME])


def test_what_a_visit_left_waiting_is_reached_by_the_next_ones(visit, site):
    site[HOME], site[f"{HOME}/page2"] = listing(1, 2, following="/news/page2"), listing(3, 4)
    stories(site, 1, 2, 3, 4)
    counts = [(v.new, v.waiting) for v in (visit(items_max=2), visit(items_max=1), visit(items_max=9), visit())]
    assert counts == [(2, 2), (1, 1), (1, 0), (0, 0)]


def test_a_complete_archive_is_not_walked_to_its_end_again(visit, site):
    site[HOME], site[f"{HOME}/page2"] = listing(1, following="/news/page2"), listing(2)
    stories(site, 1, 2)
    visit()
    visit()
    assert site.asked == [HOME]


def test_a_failed_page_is_tried_again_even_when_it_is_offered_no_more(visit, site, clock):
    site[HOME], site["https://example.org/news/1"] = listing(1), 500
    assert visit().failed == 1
    site[HOME] = listing(2)
    stories(site, 1, 2)
    assert visit().new == 1
    clock.turn(minutes=16)
    assert visit().new == 1


def test_a_young_article_is_looked_at_again_and_its_correction_kept(visit, site, clock, archive):
    site[HOME] = listing(1)
    stories(site, 1)
    visit()
    site["https://example.org/news/1"] = story(1, TEXT.replace("Monday", "Tuesday"))
    assert visit().changed == 0
    clock.turn(hours=7)
    assert visit().changed == 1
    assert [r.number for r in archive.store.revisions(1)] == [1, 2]


def test_an_old_article_is_left_alone(visit, site, clock):
    site[HOME], site["https://example.org/news/1"] = listing(1), story(1, day="2025-01-01")
    visit()
    clock.turn(days=30)
    visit()
    assert site.asked == [HOME]


def test_a_page_without_an_article_is_counted_with_its_reason_and_not_asked_for_again(visit, site):
    site[HOME], site["https://example.org/news/1"] = listing(1), "<p>Short.</p>"
    first = visit()
    assert (first.not_articles, first.reasons) == (1, (("too little text (1 words)", 1),))
    assert (visit().unchanged, site.asked) == (1, [HOME])


def test_a_source_that_fails_says_why_and_keeps_what_it_has(visit, site, archive):
    site[HOME] = listing(1)
    stories(site, 1)
    visit()
    site[HOME] = 503
    assert visit().error == f"{HOME}: status 503"
    assert archive.store.counts()["articles"] == 1


@pytest.mark.parametrize(
    ("attempts", "asked_s", "wait"),
    [
        (1, None, timedelta(minutes=15)),
        (3, None, timedelta(hours=1)),
        (8, None, timedelta(days=1)),
        (1, 7200.0, timedelta(hours=2)),
        (1, 1e9, timedelta(days=1)),
    ],
)
def test_a_failing_page_is_left_alone_longer_and_longer(attempts, asked_s, wait):
    busy = FetchError("busy", kind="busy", status=429, retry_after_s=asked_s)
    assert ingest.retry_at(busy, attempts, START) == START + wait


@pytest.mark.parametrize(
    ("error", "attempts"),
    [
        (FetchError("gone", kind="gone", status=410), 1),
        (FetchError("refused", kind="refused"), 1),
        (FetchError("not found", kind="gone", status=404), 9),
    ],
)
def test_what_is_gone_or_hopeless_is_not_tried_again(error, attempts):
    assert ingest.retry_at(error, attempts, START) is None


def test_another_look_at_a_page_that_states_no_date_is_no_correction(archive, site, clock):
    """The feed dated and tagged it; by the second look it has left the feed."""
    home = "https://example.org/rss"
    item = "<item><link>/story-without-a-date-1</link><category>energy</category><pubDate>{}</pubDate></item>"
    site[home] = f'<rss version="2.0"><channel>{item.format("Tue, 17 Mar 2026 09:00:00 GMT")}</channel></rss>'
    site["https://example.org/story-without-a-date-1"] = f"<article><h1>Story</h1><p>{TEXT}</p></article>"
    source = Source("feed", "Feed", "feed", home, "en", "UTC", 60, 0, 200)
    means = ingest.Means(archive.store, site.get, crawl.discover, here, clock)
    looks = []
    for _ in range(2):
        looks.append(ingest.visit(source, means, progress=lambda _done, _found: None, stopping=lambda: False))
        site[home] = '<rss version="2.0"><channel><title>Empty</title></channel></rss>'
        clock.turn(hours=7)
    assert [(look.new, look.changed) for look in looks] == [(1, 0), (0, 0)]
    assert site.asked.count("https://example.org/story-without-a-date-1") == 2
    assert archive.store.articles([1])[0].article.topics == ("energy",)


def test_what_was_called_off_waits_and_has_not_failed(archive, site):
    site[HOME] = listing(1)
    stopped = []

    def get(url, **_):
        if url != HOME:
            stopped.append(url)
            raise FetchError("the crawler is stopping", kind="network")
        return site.get(url)

    source = Source("site", "Site", "listing", HOME, "en", "UTC", 60, 0, 200, listing=Listing(".story", ".next", 9))
    means = ingest.Means(archive.store, get, crawl.discover, here, archive.clock)
    visit = ingest.visit(source, means, progress=lambda _done, _found: None, stopping=lambda: bool(stopped))
    assert (visit.failed, visit.waiting, visit.error) == (0, 1, None)
