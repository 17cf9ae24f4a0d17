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
        (50, None, timedelta(days=1)),
        (1, 7200.0, timedelta(hours=2)),
        (1, 1e9, timedelta(days=1)),
    ],
)
def test_a_failing_page_is_left_alone_longer_and_longer(attempts, asked_s, wait):
    assert ingest.retry_after(attempts, asked_s) == wait
