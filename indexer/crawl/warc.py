"""Candidates from WARC files, the pages included: what was crawled before, by us or by others."""

import logging
import mmap
import zlib
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from indexer.crawl.asking import Reach
from indexer.crawl.times import stated
from indexer.errors import SourceError
from indexer.model import Candidate, Page, Source
from indexer.urls import clean

log = logging.getLogger(__name__)

BODY_BYTES_MAX = 5_000_000
CHUNK_BYTES = 65_536
HTML = ("text/html", "application/xhtml+xml")
# AttributeError and the rest: warcio 1.8 trips in these ways over records that break off or were damaged.
DAMAGE = (ArchiveLoadFailed, AttributeError, EOFError, IndexError, OSError, ValueError, zlib.error)


def candidates(source: Source, _reach: Reach) -> Iterator[Candidate]:
    yield from read(Path(source.url))


def read(path: Path) -> Iterator[Candidate]:
    """HTML answers with status 200, in the order of the file. Broken records are counted, logged and left out.

    Raises SourceError where the file cannot be opened or holds no record at all.
    """
    records = pages = broken = 0
    for record in _records(path):
        if record is None:
            broken += 1
            continue
        records += 1
        try:
            candidate = _candidate(record)
        except DAMAGE as error:
            log.debug("warc %s: %s", path, error)
            broken += 1
            continue
        if candidate is not None:
            pages += 1
            yield candidate
    if not records:
        raise SourceError(f"{path} holds no WARC record that can be read.")
    log.info("warc %s: %d records, %d pages, %d broken records left out", path, records, pages, broken)


def _records(path: Path) -> Iterator[ArcWarcRecord | None]:
    """None for a stretch that cannot be read; reading goes on at the next place that looks like a record's start."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            yield from _recovering(content)
    except (OSError, ValueError) as error:
        raise SourceError(f"{path} cannot be read: {error}.") from error


def _recovering(content: mmap.mmap) -> Iterator[ArcWarcRecord | None]:
    start_mark = b"\x1f\x8b\x08" if content[:2] == b"\x1f\x8b" else b"WARC/1."
    start = 0
    while start >= 0:
        content.seek(start)
        iterator = ArchiveIterator(content)
        try:
            yield from iterator
        except DAMAGE as error:
            log.debug("record at byte %d: %s", iterator.offset, error)
            yield None
            start = content.find(start_mark, max(start, iterator.offset) + 1)
        else:
            return


def _candidate(record: ArcWarcRecord) -> Candidate | None:
    """None where the record is sound but no page. Raises ValueError where the page isn't whole."""
    headers, http = record.rec_headers, record.http_headers
    if record.rec_type is None or headers.get_header("Content-Length") is None:
        raise ValueError("the record's head breaks off")
    url = clean((headers.get_header("WARC-Target-URI") or "").strip("<>"))
    if record.rec_type != "response" or http is None or http.get_statuscode() != "200" or url is None:
        return None
    content_type = http.get_header("Content-Type")
    if content_type and not content_type.lower().startswith(HTML):
        return None
    fetched = stated(headers.get_header("WARC-Date"), origin="import", zone=UTC)
    if fetched is None:
        raise ValueError("the record names no time")
    if headers.get_header("WARC-Truncated"):
        raise ValueError("the record was cut when it was written")
    page = Page(
        url=url,
        status=200,
        fetched_at=fetched.at.astimezone(UTC),
        content_type=content_type,
        etag=http.get_header("ETag"),
        last_modified=http.get_header("Last-Modified"),
        body=_body(record),
    )
    return Candidate(url=url, page=page)


def _body(record: ArcWarcRecord) -> bytes:
    body = bytearray()
    stream = record.content_stream()
    while chunk := stream.read(CHUNK_BYTES):
        body += chunk
        if len(body) > BODY_BYTES_MAX:
            raise ValueError(f"the page is larger than {BODY_BYTES_MAX:,} bytes")
    if record.raw_stream.limit > 0:
        raise ValueError("the record breaks off")
    return bytes(body)
