"""The page about sources: states in words, counts, what comes next."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from indexer.model import Visit


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in page.select(selector)]


@pytest.fixture
def visit(archive, clock):
    """Write down a visit to the Harbour Post a quarter of an hour ago."""

    def noted(**changes: object) -> None:
        began = clock() - timedelta(minutes=15)
        number = archive.store.open_visit("harbour", began)
        if changes.pop("ended", True):
            done = Visit("harbour", began, began + timedelta(minutes=2), **changes)
            archive.store.close_visit(number, done)

    return noted


def facts(page: BeautifulSoup) -> dict[str, str]:
    card = page.select_one(".card")
    return dict(zip(texts(card, "dt"), texts(card, "dd"), strict=True))


def test_every_source_says_what_it_holds_even_unvisited(read):
    page = read("/sources")
    assert texts(page, ".card h2") == ["The Harbour Post", "Hill Wire"]
    assert texts(page, ".state") == ["○ never visited", "○ never visited"]
    assert facts(page) == {
        "Held": "2 articles",
        "Next visit": "due, as soon as the worker runs",
        "Looks at": "feed https://harbour.example/rss",
    }
    assert [a["href"] for a in page.select(".card a")] == ["/search?source=harbour", "/search?source=hill"]


def test_a_visit_is_told_with_counts_and_reasons(read, visit):
    visit(found=9, new=3, unchanged=4, not_articles=2, waiting=5, reasons=(("a list of links", 2),))
    page = read("/sources")
    assert texts(page, ".state")[0] == "✓ fine"
    assert facts(page) == {
        "Held": "2 articles",
        "Last visit": "20 Apr 2026, 11:45",
        "It found": "3 new, 0 changed, 4 unchanged, 2 not articles, 0 failed; 5 wait for the next visit",
        "Reasons": "2 × a list of links",
        "Next visit": "about 20 Apr 2026, 12:15",
        "Looks at": "feed https://harbour.example/rss",
    }


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"error": "The feed answered 503."}, "✕ had problems: The feed answered 503."),
        ({"found": 7, "failed": 2}, "▲ visited, but 2 of 7 pages failed"),
        ({"ended": False}, "✓ being visited now"),
    ],
)
def test_trouble_is_named_in_words(read, visit, changes, state):
    visit(**changes)
    assert texts(read("/sources"), ".state")[0] == state


def test_a_visit_that_never_ended_was_cut_off(read, visit, clock):
    visit(ended=False)
    clock.now += timedelta(hours=2)
    assert texts(read("/sources"), ".state")[0].startswith("▲ the last visit was cut off")
