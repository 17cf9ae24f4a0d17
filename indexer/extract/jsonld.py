"""The article a page describes in JSON-LD, among all else that it describes there."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from lxml import etree

from indexer.extract.plain import one_line

Node = Mapping[str, Any]

STORY_TYPES = frozenset(
    "newsarticle article reportagenewsarticle opinionnewsarticle analysisnewsarticle backgroundnewsarticle "
    "reviewnewsarticle askpublicnewsarticle satiricalarticle advertisercontentarticle liveblogposting blogposting "
    "socialmediaposting discussionforumposting report techarticle scholarlyarticle".split()
)
_PAGE_TYPES = frozenset(("webpage", "itempage", "videoobject", "recipe", "review", "podcastepisode", "event"))
# Where other stories than the page's own are described.
_ELSEWHERE = frozenset(
    ("itemlistelement", "mentions", "haspart", "ispartof", "relatedlink", "comment", "about", "publisher", "citation")
)
_CHARS_MAX = 1_000_000
_NODES_MAX = 5_000
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")


def stories(tree: etree._Element) -> tuple[Node, ...]:
    """What the page says of itself, likeliest first: articles before pages, those with a headline before others."""
    nodes = [node for block in _blocks(tree) for node in _nodes(block)]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    kept = [_joined(node, named) for node in nodes if _rank(node) < 2]
    return tuple(sorted(kept, key=lambda node: (_rank(node), not node.get("headline"), not node.get("datePublished"))))


def is_story(node: Node) -> bool:
    return _rank(node) == 0


def texts(value: object) -> tuple[str, ...]:
    """The plain words of a value: a string, a list of them, or things with a name."""
    if isinstance(value, str):
        word = one_line(unescape(value))
        return (word,) if word else ()
    if isinstance(value, list):
        return tuple(word for item in value[:_NODES_MAX] for word in _name(item))
    return _name(value)


def _name(item: object) -> tuple[str, ...]:
    if isinstance(item, Mapping):
        item = item.get("name") or item.get("@value")
    if isinstance(item, list):
        item = next(iter(item), None)
    return texts(item) if isinstance(item, str) else ()


def _blocks(tree: etree._Element) -> Iterator[object]:
    left = _CHARS_MAX
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" not in script.get("type", "").lower() or not text.strip() or len(text) > left:
            continue
        left -= len(text)
        try:
            yield json.loads(_WRAPPING.sub("", text.strip()), strict=False)
        except (ValueError, RecursionError):  # the page's mistake: it is read without this block
            continue


def _nodes(block: object) -> Iterator[dict[str, Any]]:
    """Every described thing in document order, but those that are about other stories."""
    waiting: list[object] = [block]
    for _ in range(_NODES_MAX):
        if not waiting:
            return
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, dict):
            yield item
            within = [value for key, value in item.items() if key.lower() not in _ELSEWHERE]
            waiting += [value for value in reversed(within) if isinstance(value, dict | list)]


def _types(node: Node) -> set[str]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for kind in listed if isinstance(kind, str)}


def _rank(node: Node) -> int:
    kinds = _types(node)
    if kinds & STORY_TYPES:
        return 0
    return 1 if kinds & _PAGE_TYPES else 2


def _joined(node: dict[str, Any], named: Mapping[str, Node]) -> Node:
    """The node with its references ({"@id": …} alone) replaced by what they refer to."""
    return {key: _referred(value, named) for key, value in node.items()}


def _referred(value: object, named: Mapping[str, Node]) -> object:
    if isinstance(value, list):
        return [_referred(item, named) if isinstance(item, dict) else item for item in value]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
        return named.get(value["@id"], value)
    return value
