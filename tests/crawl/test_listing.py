"""Listings are walked page by page, and the walk ends."""

import pytest

from indexer.crawl import discover
from indexer.errors import FetchError, SourceError
from indexer.model import Listing

HOME = "https://news.example/latest"


def page(*links, following=None):
    rows = "".join(f'<div class=item><a href="{link}">Read</a></div>' for link in links)
    pager = f'<a class=next href="{following}">older</a>' if following else ""
    return f"<html><body><nav><a href=/about>About</a></nav>{rows}{pager}</body></html>"


@pytest.fixture
def walk(web, make_source):
    def walk(known=(), pages_max=10, link=".item a", next_page="a.next", **fields):
        source = make_source("listing", HOME, listing=Listing(link, next_page, pages_max), **fields)
        return [row.url for row in discover(source, web.get, lambda urls: frozenset(urls) & frozenset(known))]

    return walk


def numbers(urls):
    return [url.removeprefix("https://news.example/story/") for url in urls]


@pytest.fixture
def three_pages(web, caplog):
    caplog.set_level("INFO")
    web.put(HOME, page("/story/9", "/story/8#top", "/story/8", following="?page=2"))
    web.put(f"{HOME}?page=2", page("/story/8", "/story/7", following="?page=3"))
    web.put(f"{HOME}?page=3", page("/story/6", "https://elsewhere.example/story/5"))


def test_pages_are_walked_to_the_last_and_each_link_named_once(walk, three_pages, caplog):
    assert numbers(walk()) == ["9", "8", "7", "6"]
    assert "listing news: 3 pages read, 4 links; that was the last page" in caplog.text


def test_a_page_without_anything_new_ends_the_walk(walk, web, three_pages, caplog):
    known = ["https://news.example/story/7"]
    assert numbers(walk(known)) == ["9", "8", "7"]
    assert web.asked == [HOME, f"{HOME}?page=2"]
    assert "listing news: 2 pages read, 3 links; a whole page brought nothing new" in caplog.text


def test_no_more_pages_than_the_limit_are_read(walk, three_pages, caplog):
    assert numbers(walk(pages_max=2)) == ["9", "8", "7"]
    assert "2 pages read, 3 links; the limit of 2 pages is reached" in caplog.text


def test_a_pager_that_leads_in_a_circle_ends(walk, web, caplog):
    caplog.set_level("INFO")
    web.put(HOME, page("/story/1", following="?page=2"))
    web.put(f"{HOME}?page=2", page("/story/2", following=HOME))
    assert numbers(walk()) == ["1", "2"]
    assert "the next page was read before" in caplog.text


def test_the_same_page_under_ever_new_addresses_ends(walk, web):
    for number in range(1, 9):
        address = HOME if number == 1 else f"{HOME}?page={number}"
        web.put(address, page("/story/1", following=f"?page={number + 1}"))
    assert numbers(walk()) == ["1"]
    assert len(web.asked) == 2


def test_a_pager_to_another_site_is_not_followed(walk, web):
    web.put(HOME, page("/story/1", following="https://elsewhere.example/latest"))
    assert numbers(walk()) == ["1"]


def test_a_box_stands_for_the_links_in_it(walk, web):
    web.put(HOME, page("/story/1"))
    assert numbers(walk(link=".item")) == ["1"]


def test_the_base_of_a_page_counts(walk, web):
    web.put(HOME, "<head><base href=/story/></head>" + page("1"))
    assert numbers(walk()) == ["1"]


def test_a_selector_that_finds_nothing_is_named(walk, web):
    web.put(HOME, page())
    with pytest.raises(SourceError) as caught:
        walk()
    assert str(caught.value) == (
        f"{HOME}: no article matches the link selector '.item a' of source 'news'. "
        "If the page looks different now, change the selector."
    )


def test_a_selector_that_is_none_is_named(walk, web):
    web.put(HOME, page())
    with pytest.raises(SourceError, match=r"^Source 'news': a selector of its listing cannot be read"):
        walk(link="a[")


def test_a_listing_without_its_stanza_is_named(web, make_source, nothing_known):
    with pytest.raises(SourceError, match="doesn't say how to walk it"):
        list(discover(make_source("listing", HOME), web.get, nothing_known))


def test_a_later_page_that_fails_keeps_what_came_before(web, make_source, nothing_known):
    web.put(HOME, page("/story/1", following="?page=2"))
    candidates = discover(make_source("listing", HOME, listing=Listing(".item a", "a.next", 5)), web.get, nothing_known)
    assert next(candidates).url == "https://news.example/story/1"
    with pytest.raises(FetchError):
        next(candidates)


def test_an_unchanged_listing_brings_nothing(walk, web):
    web.put(HOME, b"", status=304)
    assert walk() == []
