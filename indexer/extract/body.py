"""The article's paragraphs: what a reader came for."""

import json
import logging
import re
from collections.abc import Iterable, Sequence
from itertools import islice

import trafilatura
from lxml import etree

from indexer.extract import boilerplate, jsonld, markup
from indexer.extract.evidence import Evidence
from indexer.extract.markup import words_of
from indexer.extract.plain import lines

# It warns of every page it finds no text in; the caller counts those with its own reason.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_BLOCKS = frozenset(
    "p div section article li ul ol h1 h2 h3 h4 h5 h6 blockquote table tr td pre br main header footer figure".split()
)
_BULLETS = ("- ", "• ", "* ")
# A text below this may be a teaser; one less than half as long as another place's is.
_TEASER_CHARS = 600
_TOLD_LONGER = 2
# trafilatura takes seconds over more (measured: 9 s over 200,000). The longest live blogs stay below.
_ELEMENTS_MAX = 30_000
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"')
_STRING_CHARS = range(500, 1_000_000)
_PARAGRAPH = re.compile(r"(?:<|\\u003[cC])p[ >\\]")


def body(evidence: Evidence, title: str, names: Sequence[str]) -> str:
    """Plain paragraphs, one a line. Takes the tree apart: read everything else from it first."""
    tree = evidence.tree
    headings = [title, *evidence.meta("og:title"), *(words_of(heading) for heading in markup.find(tree, "//h1")[:3])]
    payloads = [script.text for script in tree.iter("script") if script.text and _PARAGRAPH.search(script.text)]
    boilerplate.remove_branches(tree)
    found = boilerplate.story_lines(_extracted(tree), headings, names)
    others = [_told(evidence)]
    if _length(found) < _TEASER_CHARS:
        others.append(_embedded(payloads))
    fullest = boilerplate.story_lines(max(others, key=_length), headings, names)
    if _length(fullest) > _TOLD_LONGER * _length(found):
        found = fullest
    return "\n".join(found or boilerplate.story_lines(paragraphs(tree), headings, names))


def paragraphs(element: etree._Element) -> list[str]:
    """All text below an element, a line for each block."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in _BLOCKS:
            parts.append("\n")
        if event == "start" and node.text and node.tag not in boilerplate.NEVER_TEXT:
            parts.append(node.text.replace("\n", " "))
        if event == "end" and node.tail and node is not element:
            parts.append(node.tail.replace("\n", " "))
    return lines("".join(parts))


def _extracted(tree: etree._Element) -> list[str]:
    if next(islice(tree.iter(), _ELEMENTS_MAX, None), None) is not None:
        return []
    try:
        document = trafilatura.bare_extraction(tree, include_comments=False, favor_recall=True)
    except (AttributeError, AssertionError, IndexError, KeyError, RecursionError, etree.LxmlError):
        return []  # trafilatura's own trips over markup that it didn't expect; plainer ways follow
    found = lines(getattr(document, "text", None) or "")
    return [line[2:] if line.startswith(_BULLETS) else line for line in found]


def _told(evidence: Evidence) -> list[str]:
    """The text as JSON-LD repeats it. Nothing where that is markup."""
    told = next((value for value in evidence.told("articleBody") if isinstance(value, str)), "")
    return [] if "<" in told else [word for line in lines(told) for word in jsonld.texts(line)]


def _embedded(scripts: Sequence[str]) -> list[str]:
    """The longest text in paragraphs among the strings in scripts: pages that a browser is meant to put together."""
    found: list[str] = []
    for literal in (match.group() for script in scripts for match in _STRING.finditer(script)):
        if len(literal) not in _STRING_CHARS or not _PARAGRAPH.search(literal):
            continue
        try:
            tree = markup.parse(json.loads(literal, strict=False))
        except ValueError:  # a string of JavaScript that isn't one of JSON
            continue
        if tree is not None:
            found = max(found, [words_of(paragraph) for paragraph in tree.iter("p")], key=_length)
    return [line for line in found if line]


def _length(found: Iterable[str]) -> int:
    return sum(map(len, found))
