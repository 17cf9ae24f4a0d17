"""Text of a page to a tree that nothing was lost from, however the markup was built.

lxml is three times faster than anything kinder, but stops reading below 256 levels and takes quadratic time over
thousands of attributes. Pages that would hit either limit are built level by level here, flattened and with few
attributes.
"""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any, TypeAlias, cast

import lxml.html
from lxml import etree

from indexer.extract.plain import clean, one_line

Tree: TypeAlias = lxml.html.HtmlElement

# Below this no page is known to carry text of its own; trafilatura's own recursion stays far from Python's limit.
_LEVELS_MAX = 120
_ATTRIBUTES_MAX = 40
_LONG_TAG = re.compile(r"<[A-Za-z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'|[\"'])*+")
_HOSTILE_TAG_CHARS = 8_000
_HOSTILE_ATTRIBUTES = 1_500
_VALUE = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_FLAT_KEEPS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "li", "blockquote", "td", "time", "meta", "link", "title", "script", "a", "br")
)
_MARKUP_CHARS_MAX = 8_000_000
# What lxml reads, but refuses to write again, so that moving text about would fail.
# Two patterns, because one that begins with either takes twice as long (measured).
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNWRITABLE_REFERENCE = re.compile(
    "&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45]))(?:;|(?![0-9a-f]))",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")


def parse(text: str) -> Tree | None:
    """The page as a tree without comments. None where the text holds no markup at all."""
    text = _UNWRITABLE_REFERENCE.sub("", _UNWRITABLE.sub("", text[:_MARKUP_CHARS_MAX]))
    if not text.strip():
        return None
    data = text.encode("utf-8", "replace")
    if _many_attributes(text):
        return _flattened(data)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(data, parser=parser)
    except etree.ParserError:  # nothing but comments or declarations
        return None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        return _flattened(data)
    return tree


def find(tree: etree._Element, path: str) -> list[etree._Element]:
    """The elements an XPath selects."""
    found: Any = tree.xpath(path)  # the stubs allow for numbers and strings, which no path here asks for
    return list(found)


def words_of(element: etree._Element) -> str:
    """The element's text on one line."""
    return one_line(" ".join(map(str, element.itertext())))


def _many_attributes(text: str) -> bool:
    long = (tag for match in _LONG_TAG.finditer(text) if len(tag := match.group()) > _HOSTILE_TAG_CHARS)
    return any(len(_VALUE.sub(" = ", tag).split()) > _HOSTILE_ATTRIBUTES for tag in long)


def _flattened(data: bytes) -> Tree | None:
    target = _Flattener()
    # The stubs allow for bytes; this parser only ever hands over str.
    parser = etree.HTMLParser(target=cast("etree.ParserTarget", target), encoding="utf-8")
    try:
        parser.feed(data)
        parser.close()
    except etree.XMLSyntaxError:
        return None
    return target.root


class _Flattener:
    """Builds a tree from parser events. Elements below the last level are dropped, but not their text, and the kinds
    that matter to a reader stay, side by side.
    """

    def __init__(self) -> None:
        self.root: lxml.html.HtmlElement = lxml.html.Element("html")
        self._open: list[etree._Element | None] = []
        self._kept: list[etree._Element] = [self.root]
        self._last: etree._Element | None = None
        self._words: list[str] = []

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        deep = len(self._kept) > _LEVELS_MAX
        if tag == "html" or not _NAME.fullmatch(tag) or (deep and tag not in _FLAT_KEEPS):
            self._open.append(None)
            return
        self._write()
        if deep:
            del self._kept[_LEVELS_MAX + 1 :]
        few = [(name, clean(value)) for name, value in islice(attrs.items(), _ATTRIBUTES_MAX)]
        element = etree.SubElement(self._kept[-1], tag, {name: value for name, value in few if _NAME.fullmatch(name)})
        self._kept.append(element)
        self._open.append(element)
        self._last = None

    def end(self, _tag: str) -> None:
        if not self._open:
            return
        element = self._open.pop()
        if element is not None and element is self._kept[-1]:
            self._write()
            self._last = self._kept.pop()

    def data(self, data: str) -> None:
        self._words.append(data)

    def close(self) -> lxml.html.HtmlElement:
        self._write()
        return self.root

    def _write(self) -> None:
        """Text goes behind the element that closed last, or opens the one that is open."""
        text, self._words = clean("".join(self._words)), []
        if self._last is not None:
            self._last.tail = (self._last.tail or "") + text
        elif text:
            self._kept[-1].text = (self._kept[-1].text or "") + text
