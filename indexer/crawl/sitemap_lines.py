"""The lines of a sitemap from its bytes: XML or text, gzipped or not, broken or whole. Pure but for its log."""

import gzip
import io
import logging
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from indexer.errors import SourceError
from indexer.urls import clean

log = logging.getLogger(__name__)

BYTES_MAX = 50_000_000
"""Of one sitemap, decompressed: the protocol's own limit."""
LINES_MAX = 200_000
FIELD_MAX = 2_000
GZIP_MAGIC = b"\x1f\x8b"
XML_OPENINGS = (b"<", b"\xff\xfe", b"\xfe\xff")
ROOTS = frozenset({"urlset", "sitemapindex"})
# Which text goes into which field, by element and its parent: an <image:loc> is no <loc>.
FIELDS = {
    ("url", "loc"): "loc",
    ("url", "lastmod"): "lastmod",
    ("sitemap", "loc"): "loc",
    ("sitemap", "lastmod"): "lastmod",
    ("news", "publication_date"): "published",
    ("news", "title"): "title",
    ("news", "keywords"): "keywords",
}
# Many sites forget to escape the & between parameters. Within CDATA it stands for itself.
BARE_AMPERSAND = re.compile(rb"(<!\[CDATA\[.*?(?:\]\]>|\Z))|&(?!(?:#\d+|#x[0-9a-fA-F]+|\w+);)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One <url> or <sitemap> as written."""

    kind: str
    loc: str
    lastmod: str | None = None
    published: str | None = None
    title: str | None = None
    keywords: str = ""


def lines(body: bytes) -> list[Line]:
    """In the sitemap's own order. Raises SourceError with the reason where the bytes are no sitemap."""
    plain = _gunzip(body) if body.startswith(GZIP_MAGIC) else body
    plain = plain.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = _xml_lines(plain) if plain.startswith(XML_OPENINGS) else _text_lines(plain)
    rows = list(islice(found, LINES_MAX))
    if len(rows) == LINES_MAX:
        log.warning("only the first %d lines of a sitemap are read", LINES_MAX)
    return rows


def _gunzip(body: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(body)) as packed:
            plain = packed.read(BYTES_MAX + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise SourceError("its compressed data is damaged or breaks off") from error
    if len(plain) > BYTES_MAX:
        raise SourceError(f"it unpacks to more than {BYTES_MAX:,} bytes")
    return plain


def _xml_lines(plain: bytes) -> Iterator[Line]:
    """As far as the XML can be read; what follows damage is lost, and that is logged."""
    wide = b"\0" in plain[:4]
    reader = etree.iterparse(
        io.BytesIO(plain if wide else BARE_AMPERSAND.sub(lambda found: found[1] or b"&amp;", plain)),
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
    )
    yield from _collected(_below_root(reader))
    if len(reader.error_log):
        log.warning("a sitemap's XML is damaged and was read as far as it goes: %s", reader.error_log[0].message)


def _below_root(events: Iterable[tuple[str, etree._Element]]) -> Iterator[etree._Element]:
    """Elements as they end, below the root of a sitemap or an index."""
    root: str | None = None
    for event, element in events:
        if root is None:
            root = _local(element)
            if root not in ROOTS:
                raise SourceError(f"its outermost element is <{root[:40]}>")
        if event == "end":
            yield element
            _forget(element)
    if root is None:
        raise SourceError("its XML cannot be read")


def _collected(elements: Iterable[etree._Element]) -> Iterator[Line]:
    fields: dict[str, str] = {}
    for element in elements:
        name, parent = _local(element), element.getparent()
        if field := FIELDS.get(("" if parent is None else _local(parent), name)):
            fields[field] = " ".join((element.text or "").split())[:FIELD_MAX]
        elif name in {"url", "sitemap"}:
            if fields.get("loc"):
                yield Line(kind=name, **fields)
            fields = {}


def _forget(element: "etree._Element") -> None:
    """Free what was read: a sitemap of 50 MB would be ten times that as a tree."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _local(element: "etree._Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _text_lines(plain: bytes) -> Iterator[Line]:
    found = False
    for row in io.BytesIO(plain):
        url = clean(row[:FIELD_MAX].decode("utf-8", errors="replace").strip())
        if url is not None:
            found = True
            yield Line(kind="url", loc=url)
    if not found:
        raise SourceError("it holds no address")
