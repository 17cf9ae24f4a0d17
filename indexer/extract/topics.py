"""The publisher's own tags, as written: what a story is about, not the section it stands in."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from indexer.extract import jsonld
from indexer.extract.evidence import Evidence, site_names
from indexer.extract.markup import find, words_of
from indexer.extract.plain import folded, one_line

_TOPICS_MAX = 60
_TOPIC_CHARS_MAX = 100
_METAS = "news_keywords article:tag keywords parsely-tags sailthru.tags og:article:tag dc.subject".split()
_LINKED_MAX = 12
_TAG_PAGE = re.compile(
    r"/(?:tags?|topics?|thema|themen|tema|temas|temi|teme|keywords?|schlagwort|etiket|etiquetas?|sujets?)/[^/?#]+/?$",
    re.IGNORECASE,
)
_TELLING_KEY = re.compile(r"subject|topic|tag|entit|keyword|person|place|theme|location|company", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{24,64}|[0-9]{5,}", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;|]\s*")


def topics(evidence: Evidence) -> tuple[str, ...]:
    """From the first kind of statement that has any: JSON-LD, <meta>, links marked as tags, links to pages of tags."""
    sites = {folded(name) for name in site_names(evidence)}
    kinds = (*_told(evidence, "keywords"), *_stated(evidence), *_told(evidence, "about"))
    for texts in (*kinds, _marked(evidence), _linked(evidence)):
        if found := tags_in(texts, sites):
            return found
    return ()


def tags_in(texts: Iterable[str], sites: Iterable[str] = ()) -> tuple[str, ...]:
    """Single tags out of lists written with commas, each once, without the site's own name and notes for machines."""
    tags: dict[str, str] = {}
    for text in texts:
        for part in _BETWEEN.split(one_line(unescape(text))):
            tag = _tag(part)
            if tag and folded(tag) not in sites and len(tags) < _TOPICS_MAX:
                tags.setdefault(folded(tag), tag)
    return tuple(tags.values())


def _tag(part: str) -> str | None:
    """None for identifiers, and for "Page Type: Article"; of "Subject: Justice" the value."""
    tag = part.strip().removeprefix("#").strip()
    key, colon, value = tag.partition(":")
    if colon and value and not _TELLING_KEY.search(key):
        return None
    tag = value.strip() if colon else tag
    return tag if 0 < len(tag) <= _TOPIC_CHARS_MAX and not _IDENTIFIER.fullmatch(tag) else None


def section(evidence: Evidence) -> str | None:
    """The desk or page a story stands under. None where the page names none."""
    told = [name for value in evidence.told("articleSection") for name in jsonld.texts(value)]
    stated = evidence.meta("article:section", "og:article:section", "section", "parsely-section", "dc.type", "category")
    return next(iter([*told, *stated]), None)


def _told(evidence: Evidence, key: str) -> Iterator[tuple[str, ...]]:
    for story in evidence.stories:
        if jsonld.is_story(story):
            yield jsonld.texts(story.get(key))


def _stated(evidence: Evidence) -> Iterator[tuple[str, ...]]:
    for name in _METAS:
        yield evidence.metas.get(name, ())


def _marked(evidence: Evidence) -> tuple[str, ...]:
    links = find(evidence.tree, "//a[contains(concat(' ', @rel, ' '), ' tag ')]")
    return tuple(words_of(link) for link in links[:_TOPICS_MAX])


def _linked(evidence: Evidence) -> tuple[str, ...]:
    """Texts of links to pages of tags outside of menus and sentences. None where they are a menu."""
    links = find(evidence.tree, "//a[@href][not(ancestor::nav or ancestor::header or ancestor::footer or ancestor::p)]")
    found = {text: None for link in links if _TAG_PAGE.search(link.get("href", "")) and (text := words_of(link))}
    return tuple(found) if len(found) <= _LINKED_MAX else ()
