"""Everything a page says about itself, gathered once, for the rooms that each decide one thing."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from indexer.extract import jsonld
from indexer.extract.plain import one_line

_METAS_MAX = 2_000
_PIECES_AFTER, _LINES_BEFORE = 100, 30
_LINE_CHARS_MAX = 120
_UNSEEN = frozenset(("script", "style", "title", "option", "template", "noscript"))
_BLOCKS = frozenset(("p", "li", "blockquote", "td", "figcaption"))
_ELEMENTS_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """`metas` maps the lower-cased name, property or itemprop of <meta> to its contents, in document order."""

    url: str
    tree: etree._Element
    metas: Mapping[str, tuple[str, ...]]
    stories: tuple[jsonld.Node, ...]
    """From JSON-LD, likeliest first; see `jsonld.stories`."""

    def meta(self, *names: str) -> tuple[str, ...]:
        """Contents of the first of these names that has any."""
        return next((found for name in names if (found := self.metas.get(name))), ())

    def told(self, key: str) -> tuple[object, ...]:
        """What each described story says under `key`, likeliest first."""
        return tuple(value for story in self.stories if (value := story.get(key)))


def gather(tree: etree._Element, url: str) -> Evidence:
    metas: dict[str, list[str]] = {}
    for at, element in enumerate(tree.iter("meta")):
        if at >= _METAS_MAX:
            break
        content = one_line(element.get("content") or "")
        for name in {element.get("name"), element.get("property"), element.get("itemprop")} - {None, ""}:
            if content:
                metas.setdefault(str(name).strip().lower(), []).append(content)
    return Evidence(url, tree, {name: tuple(found) for name, found in metas.items()}, jsonld.stories(tree))


def site_names(evidence: Evidence) -> tuple[str, ...]:
    """How the publisher calls itself, for taking its name off titles and author lists."""
    told = [name for value in evidence.told("publisher") for name in jsonld.texts([value])]
    stated = evidence.meta("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site")
    host = (urlsplit(evidence.url).hostname or "").removeprefix("www.")
    label = max(host.split(".")[:-1] or [host], key=len)
    return tuple(dict.fromkeys([*stated, *told, host, label]))


def near_headline(tree: etree._Element) -> list[str]:
    """Short lines around the first heading, those below it first, then those above from the nearest up. Nothing out
    of sentences; empty where the page has no heading.
    """
    before: deque[tuple[etree._Element, str]] = deque(maxlen=_LINES_BEFORE)
    after: list[tuple[etree._Element, str]] = []
    headed = False
    for element in islice(tree.iter(etree.Element), _ELEMENTS_MAX):
        headed = headed or element.tag == "h1"
        pieces = after if headed else before
        if element.text and element.tag not in _UNSEEN:
            pieces.append((element, one_line(element.text)))
        parent = element.getparent()
        if element.tail and parent is not None:
            pieces.append((parent, one_line(element.tail)))
        if len(after) >= _PIECES_AFTER:
            break
    around = [*after, *reversed(before)] if headed else []
    return [text for element, text in around if text and not _in_sentence(element)]


def _in_sentence(element: etree._Element) -> bool:
    block = next((one for one in (element, *element.iterancestors()) if one.tag in _BLOCKS), None)
    return block is not None and sum(len(text.strip()) for text in block.itertext()) > _LINE_CHARS_MAX
