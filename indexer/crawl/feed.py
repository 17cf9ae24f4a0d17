"""Candidates from RSS and Atom, however broken: feedparser reads what it can of the bytes we fetched."""

import io
import logging
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
from w3lib.html import remove_tags

from indexer.crawl.asking import Reach
from indexer.crawl.times import stated
from indexer.errors import SourceError
from indexer.model import Candidate, Page, Source
from indexer.urls import clean

log = logging.getLogger(__name__)

ITEMS_MAX = 1_000
FIELD_MAX = 1_000
NAMES_MAX = 50

Entry = Mapping[str, object]


def candidates(source: Source, reach: Reach) -> Iterator[Candidate]:
    page = reach.get(source.url)
    if page.status != 304:
        yield from reach.apart(read, page, source)


def read(page: Page, source: Source) -> tuple[Candidate, ...]:
    """In the feed's own order. Raises SourceError where the bytes are no feed."""
    parsed = _parsed(page)
    version, entries = str(parsed.get("version") or ""), parsed["entries"]
    if not version and not entries:
        raise SourceError(f"{page.url} is no RSS or Atom feed. Check the address of source {source.name!r}.")
    if len(entries) > ITEMS_MAX:
        log.warning("feed %s: the first %d of %d items read", source.name, ITEMS_MAX, len(entries))
    zone = ZoneInfo(source.zone)
    day_key = "published" if version.startswith("atom") else "updated"
    # As plain dicts: feedparser's own answer with `published` where they are asked for an absent `updated`.
    rows = (_candidate(dict(row), page.url, zone, day_key=day_key) for row in entries[:ITEMS_MAX])
    return tuple(row for row in rows if row is not None)


def _parsed(page: Page) -> Mapping[str, Any]:
    # A stream, never a str: feedparser would take that for a path or an address and open it.
    found = feedparser.parse(
        io.BytesIO(page.body),
        response_headers={"content-type": page.content_type or "application/xml", "content-location": page.url},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    return dict(found)


def _candidate(entry: Entry, base: str, zone: ZoneInfo, *, day_key: str) -> Candidate | None:
    """`day_key` stands in for a missing `published`: in RSS, dc:date is the day of publication. None without a link."""
    # A feed that is counted by FeedBurner keeps the publisher's own link aside.
    url = clean(_text(entry, "feedburner_origlink") or _text(entry, "link") or _text(entry, "id"), base)
    if url is None:
        return None
    return Candidate(
        url=url,
        guid=_text(entry, "id") or None,
        title=_plain(_text(entry, "title")) or None,
        published=stated(_text(entry, "published") or _text(entry, day_key), origin="feed", zone=zone),
        changed_hint=_text(entry, "updated") or None,
        topics=_names(entry, "tags", "term"),
        authors=_names(entry, "authors", "name"),
    )


def _text(entry: Entry, key: str) -> str:
    """Empty where the entry has no such text."""
    value = entry.get(key)
    return " ".join(value.split())[:FIELD_MAX] if isinstance(value, str) else ""


def _plain(text: str) -> str:
    """A title as people read it: feeds disagree on how often markup is escaped."""
    return " ".join(unescape(remove_tags(text)).split())


def _names(entry: Entry, key: str, part: str) -> tuple[str, ...]:
    rows = entry.get(key)
    names = (_text(row, part) for row in rows[:NAMES_MAX]) if isinstance(rows, list) else ()
    return tuple(dict.fromkeys(name for name in names if name))
