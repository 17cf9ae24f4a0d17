"""One headline out of several: what JSON-LD, OpenGraph, the heading and the window title call the story."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from indexer.extract import jsonld
from indexer.extract.evidence import Evidence, site_names
from indexer.extract.markup import find, words_of
from indexer.extract.plain import folded, one_line

_CHARS_MAX = 500
_SEPARATOR = re.compile(r"\s+(?:[|·•»:–—―-]|::|//|\\)\s+|\s*\|\s*|\s[–—]\s")
_TAIL = re.compile(r"\s*[-|:–—*·•ㅣ»/]")
_SUFFIX_WORDS_MAX = 5
_STEM_CHARS_MIN = 8


def title(evidence: Evidence) -> str | None:
    """What two of JSON-LD, OpenGraph and the heading agree on; else the first of them that there is; else what the
    other places say. None where nothing names the page.
    """
    names = site_names(evidence)
    voters = [_cleaned(found, names) for found in (_told(evidence), evidence.meta("og:title"), _headings(evidence))]
    others = [_cleaned([text], names) for text in _elsewhere(evidence)]
    known = [text for text in voters + others if text]
    cut = [_without_more(text, known) for text in voters if text]
    ballot = Counter(folded(text) for text in cut)
    winner = max(cut, key=lambda text: ballot[folded(text)], default=None) or (known[0] if known else None)
    return _completed(winner, known) if winner else None


def without_site(text: str, names: Iterable[str]) -> str | None:
    """Without " | The Daily Example" at its end, or at its start. None where nothing else is left."""
    text = one_line(unescape(text))[:_CHARS_MAX]
    sites = {_bare(name) for name in names} - {""}
    if _bare(text) in sites:
        return None
    breaks = list(_SEPARATOR.finditer(text))
    for mark in breaks:
        if _names_site(text[mark.end() :], sites):
            return without_site(text[: mark.start()], names)
    if breaks and _bare(text[: breaks[0].start()]) in sites:
        return text[breaks[0].end() :]
    return text or None


def _told(evidence: Evidence) -> list[str]:
    return [
        text for story in evidence.stories if jsonld.is_story(story) for text in jsonld.texts(story.get("headline"))
    ]


def _headings(evidence: Evidence) -> list[str]:
    marked = find(evidence.tree, "//*[@itemprop='headline'][not(self::meta)]")[:1]
    return [text for element in marked or find(evidence.tree, "//h1")[:3] if (text := words_of(element))]


def _elsewhere(evidence: Evidence) -> Iterator[str]:
    yield from evidence.meta("twitter:title")[:1]
    yield from evidence.meta("headline", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title")[:1]
    for element in find(evidence.tree, "//head/title")[:1] or find(evidence.tree, "//title")[:1]:
        yield words_of(element)


def _cleaned(texts: Sequence[str], names: Iterable[str]) -> str | None:
    return without_site(texts[0], names) if texts else None


def _without_more(text: str, known: Iterable[str]) -> str:
    """Without what follows a dash or bar where another candidate ends: a section's name, a slogan, the author."""
    shorter = [other for other in known if len(other) >= _STEM_CHARS_MIN and text.startswith(other)]
    return next((stem for stem in sorted(shorter, key=len) if _TAIL.match(text[len(stem) :])), text)


def _completed(text: str, known: Iterable[str]) -> str:
    """The whole headline where `text` breaks off with dots."""
    if not text.endswith(("…", "...")):
        return text
    stem = folded(text.rstrip(".… "))
    return next((other for other in known if len(other) > len(text) and folded(other).startswith(stem)), text)


def _names_site(text: str, sites: set[str]) -> bool:
    bare = _bare(text)
    if bare in sites:
        return True
    few = len(text.split()) <= _SUFFIX_WORDS_MAX
    long = [site for site in sites if min(len(site), len(bare)) > 3]
    return few and any(bare.startswith(site) or site.startswith(bare) for site in long)


def _bare(name: str) -> str:
    """For comparing a site's names: "The Daily-Example.com" and "dailyexample" are one."""
    bare = re.sub(r"[\W_]+", "", folded(name.strip().lstrip("@").removeprefix("www.")))
    return re.sub(r"^the|(?:com|org|net)$", "", bare) if len(bare) > 6 else bare
