"""Finished articles from JSON lines: another archive's export, a wire's back file.

One object a line: url, title, body, published, authors, topics, lang, source. `date` means the same as `published`; a
record without a url but with an `id` gets an address of our own.
"""

import gzip
import io
import json
import logging
import lzma
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from indexer.crawl.asking import Reach
from indexer.crawl.paragraphs import unwrapped
from indexer.crawl.times import stated
from indexer.errors import SourceError
from indexer.model import Article, Candidate, Source
from indexer.urls import clean

log = logging.getLogger(__name__)

LINE_MAX = 20_000_000
NAMES_MAX = 200
LANGUAGE = re.compile(r"[a-z]{2}")
# What no database stores alike: NUL and halves of surrogate pairs.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Record:
    """One line that holds an article."""

    source: str | None
    """The source the line itself names. None: it names none."""
    candidate: Candidate
    note: str | None = None
    """What could not be taken over, as a sentence. None: everything was."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """One line that holds none, and why."""

    line: int
    """Counted from 1."""
    reason: str


class _NoRecordError(Exception):
    """A line holds no article; the text says why, for people."""


def candidates(source: Source, _reach: Reach) -> Iterator[Candidate]:
    path = Path(source.url)
    rejected = 0
    for row in read_file(path, source=source.name, zone=ZoneInfo(source.zone)):
        if isinstance(row, Record):
            yield row.candidate
        else:
            rejected += 1
            log.warning("%s, line %d: %s", path, row.line, row.reason)
    log.info("read %s: %d lines rejected", path, rejected)


def read_file(path: Path, *, source: str, zone: tzinfo) -> Iterator[Record | Rejected]:
    """The lines of a file, unpacked if its name ends in .gz or .xz. Raises SourceError where it cannot be read."""
    try:
        with open_lines(path) as file:
            yield from read(file, source=source, zone=zone)
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise SourceError(f"{path} cannot be read: {error}.") from error


def open_lines(path: Path) -> io.BufferedIOBase:
    """A file of lines, unpacked if its name ends in .gz or .xz. Raises OSError; a damaged one only while it is read."""
    if path.suffix == ".gz":
        return gzip.open(path)
    return lzma.open(path) if path.suffix == ".xz" else path.open("rb")


def read(lines: Iterable[str | bytes], *, source: str, zone: tzinfo = UTC) -> Iterator[Record | Rejected]:
    """One result a line, in order; blank lines are skipped. No line stops the reading.

    `zone` is that of times without an offset.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _record(_fields(line), source, zone)
            except _NoRecordError as error:
                yield Rejected(number, str(error))


def _fields(line: str | bytes) -> Fields:
    if len(line) > LINE_MAX:
        raise _NoRecordError(f"The line is longer than {LINE_MAX:,} characters.")
    try:
        text = (line if isinstance(line, str) else line.decode()).removeprefix("\ufeff")
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _NoRecordError(f"The line cannot be read as JSON ({error}).") from error
    if not isinstance(fields, dict):
        raise _NoRecordError("The line is no object with url, title and body.")
    return fields


def _record(fields: Fields, source: str, zone: tzinfo) -> Record:
    title, body = " ".join(_text(fields, "title").split()), unwrapped(_text(fields, "body"))
    if not title and not body:
        raise _NoRecordError("The record has neither title nor body.")
    own_source = _text(fields, "source").strip() or None
    url = _address(fields, own_source or source)
    raw = fields.get("published") or fields.get("date")
    published = stated(raw, origin="import", zone=zone)
    language = _text(fields, "lang").strip().lower()
    article = Article(
        url=url,
        title=title,
        body=body,
        published=published,
        authors=_names(fields, "authors"),
        topics=_names(fields, "topics"),
        language=language if LANGUAGE.fullmatch(language) else None,
    )
    note = f"The time {str(raw)[:80]!r} cannot be read; the article has no date." if raw and not published else None
    candidate = Candidate(
        url=url,
        # Beside a url an id says little: two exports both count from 1.
        guid=None if _text(fields, "url") else _identity(fields),
        title=title or None,
        published=published,
        topics=article.topics,
        authors=article.authors,
        article=article,
    )
    return Record(own_source, candidate, note)


def _address(fields: Fields, source: str) -> str:
    url = _text(fields, "url")
    if url:
        cleaned = clean(url)
        if cleaned is None:
            raise _NoRecordError(f"The url {url[:200]!r} is no http or https address.")
        return cleaned
    identity = _identity(fields)
    if identity is None:
        raise _NoRecordError("The record has neither url nor id.")
    return f"urn:onrecord:{quote(source, safe='')}:{quote(identity, safe='')}"


def _identity(fields: Fields) -> str | None:
    identity = fields.get("id")
    if isinstance(identity, bool) or not isinstance(identity, int | str):
        return None
    return UNSTORABLE.sub("", str(identity)).strip() or None


def _text(fields: Fields, key: str) -> str:
    value = fields.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _NoRecordError(f"The field {key!r} is no text.")
    return UNSTORABLE.sub("", value)


def _names(fields: Fields, key: str) -> tuple[str, ...]:
    value = fields.get(key)
    rows = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
        raise _NoRecordError(f"The field {key!r} is no list of texts.")
    names = (" ".join(UNSTORABLE.sub("", row).split()) for row in rows[:NAMES_MAX])
    return tuple(dict.fromkeys(name for name in names if name))
