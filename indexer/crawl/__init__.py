"""From a source to what may be its articles: one file for each kind of source."""

import logging
from collections.abc import Callable, Iterator, Mapping

from indexer.crawl import feed, jsonl, listing, sitemap, warc
from indexer.crawl.asking import Reach, here
from indexer.crawl.sites import belongs
from indexer.model import Candidate, Source, SourceKind
from indexer.ports import Apart, Get, Known

__all__ = ["KINDS", "Apart", "Get", "Known", "discover"]

log = logging.getLogger(__name__)

KINDS: Mapping[SourceKind, Callable[[Source, Reach], Iterator[Candidate]]] = {
    "feed": feed.candidates,
    "sitemap": sitemap.candidates,
    "listing": listing.candidates,
    "warc": warc.candidates,
    "jsonl": jsonl.candidates,
}
# What such a file holds is the source's wherever it came from, and an address may stand there with several versions.
FILES = frozenset({"warc", "jsonl"})


def discover(source: Source, get: Get, known: Known, *, apart: Apart = here) -> Iterator[Candidate]:
    """Candidates in the source's order, each address once; what isn't the source's is left out and counted.

    Pages are asked for as candidates are taken. Raises SourceError or FetchError where the source as a whole fails.
    """
    found = KINDS[source.kind](source, Reach(get, known, apart))
    if source.kind not in FILES:
        found = _each_once(found)
    return _own(found, source) if source.only or source.kind not in FILES else found


def _each_once(candidates: Iterator[Candidate]) -> Iterator[Candidate]:
    seen: set[str] = set()
    for candidate in candidates:
        if candidate.url not in seen:
            seen.add(candidate.url)
            yield candidate


def _own(candidates: Iterator[Candidate], source: Source) -> Iterator[Candidate]:
    foreign = 0
    for candidate in candidates:
        if belongs(candidate.url, source):
            yield candidate
        else:
            foreign += 1
    if foreign:
        log.info("source %s: %d links to other places left out; `only` decides which count", source.name, foreign)
