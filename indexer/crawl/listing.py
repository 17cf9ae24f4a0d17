"""Candidates from the pages of a listing, walked until a page brings nothing new."""

import logging
from collections.abc import Iterator

from bs4 import BeautifulSoup
from soupsieve import SelectorSyntaxError

from indexer.crawl.asking import Reach
from indexer.crawl.sites import belongs, same_site
from indexer.errors import SourceError
from indexer.model import Candidate, Listing, Page, Source
from indexer.urls import clean

log = logging.getLogger(__name__)

LINKS_MAX = 1_000
"""Of one page."""


def candidates(source: Source, reach: Reach) -> Iterator[Candidate]:
    """Page by page, as they are asked for. Raises SourceError where the first page links to no article."""
    listing = _listing(source)
    url, walked, seen = source.url, set[str](), set[str]()
    reason = f"the limit of {listing.pages_max} pages is reached"
    while len(walked) < listing.pages_max:
        page = reach.get(url)
        walked.add(url)
        links, following = reach.apart(links_of, page, source)
        if not links and len(walked) == 1 and page.status != 304:
            raise SourceError(
                f"{url}: no article matches the link selector {listing.link!r} of source {source.name!r}. "
                "If the page looks different now, change the selector."
            )
        fresh = tuple(link for link in links if link not in seen)
        unknown = frozenset(fresh) - reach.known(fresh)
        seen.update(fresh)
        yield from (Candidate(url=link) for link in fresh)
        if following is None or following in walked or not unknown:
            reason = _ending(following, unknown)
            break
        url = following
    log.info("listing %s: %d pages read, %d links; %s", source.name, len(walked), len(seen), reason)


def links_of(page: Page, source: Source) -> tuple[tuple[str, ...], str | None]:
    """The articles a listing page links to, in its order, and the next page (None: there is none)."""
    listing = _listing(source)
    # Only addresses are read here, and those are ASCII whatever the charset.
    soup = BeautifulSoup(page.body.decode("utf-8", errors="replace"), "lxml")
    base = _hrefs(soup, "base[href]", page.url)
    start = base[0] if base else page.url
    try:
        links = [link for link in _hrefs(soup, listing.link, start) if belongs(link, source)]
        following = _hrefs(soup, listing.next_page, start) if listing.next_page else []
    except SelectorSyntaxError as error:
        raise SourceError(f"Source {source.name!r}: a selector of its listing cannot be read: {error}") from error
    return tuple(links[:LINKS_MAX]), next((link for link in following if same_site(link, source.url)), None)


def _hrefs(soup: BeautifulSoup, selector: str, base: str) -> list[str]:
    """Cleaned addresses of what the selector finds, each once. A box that is no link stands for the links in it."""
    found: dict[str, None] = {}
    for element in soup.select(selector):
        for link in [element] if element.has_attr("href") else element.find_all(href=True):
            if url := clean(str(link["href"]), base):
                found[url] = None
    return list(found)


def _listing(source: Source) -> Listing:
    if source.listing is None:
        raise SourceError(f"Source {source.name!r} is a listing, but its stanza doesn't say how to walk it.")
    return source.listing


def _ending(following: str | None, unknown: frozenset[str]) -> str:
    if not unknown:
        return "a whole page brought nothing new"
    return "that was the last page" if following is None else "the next page was read before"
