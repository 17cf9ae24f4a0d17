"""Candidates from sitemaps: plain, news, gzipped, text, and indexes of them, newest first.

Sitemaps are fetched one at a time and only as far as candidates are asked for, so a visit that wants fifty articles
doesn't fetch five hundred sitemaps.
"""

import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from indexer.crawl.asking import Reach
from indexer.crawl.sitemap_lines import BYTES_MAX, Line, lines
from indexer.crawl.sites import same_site
from indexer.crawl.times import stated
from indexer.errors import FetchError, SourceError, UnreadableError
from indexer.model import Candidate, Source
from indexer.urls import clean

log = logging.getLogger(__name__)

DEPTH_MAX = 3
SITEMAPS_MAX = 500
URLS_MAX = 200_000
TOPICS_MAX = 50
LONG_AGO = datetime.min.replace(tzinfo=UTC)


def candidates(source: Source, reach: Reach) -> Iterator[Candidate]:
    """Raises SourceError or FetchError where the topmost sitemap fails, or every one below it."""
    pending = [(source.url, 1)]
    seen = {source.url}
    urls = failures = read = 0
    while pending and urls < URLS_MAX:
        url, depth = pending.pop()
        try:
            rows = _ask(url, source, reach)
        except (FetchError, SourceError, UnreadableError) as error:
            if depth == 1:
                raise
            log.warning("sitemap %s: one left out: %s", source.name, error)
            failures += 1
            continue
        read += depth > 1
        for candidate in islice(_candidates(rows, url, source), URLS_MAX - urls):
            urls += 1
            yield candidate
        children = _children(rows, url, source, seen=seen) if depth < DEPTH_MAX else []
        # The newest has to lie on top.
        pending.extend((child, depth + 1) for child in reversed(children))
    if failures and not read:
        raise SourceError(f"None of the sitemaps listed at {source.url} could be read. They are tried again later.")
    if urls >= URLS_MAX:
        log.warning("sitemap %s: stopped after %d addresses", source.name, urls)


def newest_first(rows: Sequence[Line]) -> list[Line]:
    """By publication date or lastmod; rows with neither come last, in their own order."""

    def moment(row: Line) -> datetime:
        dated = stated(row.published or row.lastmod, origin="sitemap", zone=UTC)
        return dated.at if dated else LONG_AGO

    return sorted(rows, key=moment, reverse=True)


def _ask(url: str, source: Source, reach: Reach) -> list[Line]:
    page = reach.get(url, bytes_max=BYTES_MAX)
    if page.status == 304:
        return []
    try:
        return newest_first(reach.apart(lines, page.body))
    except SourceError as error:
        raise SourceError(f"{url} is no sitemap: {error}. Check the address of source {source.name!r}.") from error


def _candidates(rows: Sequence[Line], base: str, source: Source) -> Iterator[Candidate]:
    zone = ZoneInfo(source.zone)
    for row in rows:
        if row.kind == "url" and (url := clean(row.loc, base)):
            topics = (word.strip() for word in row.keywords.split(","))
            yield Candidate(
                url=url,
                title=row.title,
                published=stated(row.published, origin="sitemap", zone=zone),
                changed_hint=row.lastmod,
                topics=tuple(dict.fromkeys(topic for topic in topics if topic))[:TOPICS_MAX],
            )


def _children(rows: Sequence[Line], base: str, source: Source, *, seen: set[str]) -> list[str]:
    """The sitemaps an index lists, each once and none of a foreign site. What is listed counts as seen."""
    children = []
    for row in rows:
        url = clean(row.loc, base) if row.kind == "sitemap" else None
        if url is None or url in seen:
            continue
        if not same_site(url, source.url):
            log.warning("sitemap %s: %s belongs to another site and is left out", source.name, url)
        elif len(seen) >= SITEMAPS_MAX:
            log.warning("sitemap %s: only the first %d sitemaps are read", source.name, SITEMAPS_MAX)
            break
        else:
            children.append(url)
        seen.add(url)
    return children
