"""Who wrote a story: names only, each once, without "By", addresses, jobs or the site's handles."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from lxml import etree

from indexer.extract import jsonld
from indexer.extract.evidence import Evidence, near_headline, site_names
from indexer.extract.markup import find, words_of
from indexer.extract.plain import folded, one_line

_AUTHORS_MAX = 20
_NAME_CHARS = range(2, 80)
_NAME_WORDS_MAX = 7
_METAS = (
    "author article:author og:article:author dc.creator dcterms.creator dc.creator.name byl parsely-author "
    "sailthru.author cxenseparse:author creator authors article.author"
).split()
_OPENING = re.compile(
    r"^(?:by|von|from|written by|reported by|story by|text(?: by)?|words by|por|par|di|door|av|af|"
    r"автор[иы]?|текст|author[s]?|autor(?:en|in|a|es)?|auteur|redaktion)\s*[:\s]\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*[;|/•·\n]\s*|\s*,\s*(?:and|und|y|та|і|и)\s+|\s*,\s+|\s+(?:and|und|y|et|e|og|och|та|і|и|&)\s+"
)
_ADDRESS = re.compile(r"https?://|www\.|@|\.(?:com|html|php)\b|[{}<>]", re.IGNORECASE)
_URL_OR_MAIL = re.compile(r"https?://\S+|\S*@\S+")
_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_JOB = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|journalist|columnist|chief|staff|contributor|producer|analyst|desk|"
    r"bureau|redakteur\w*|korrespondent\w*|reporter\w*|кореспондент\w*|корреспондент\w*|редактор\w*|журналіст\w*|"
    r"журналист\w*|оглядач\w*|обозреватель)\b",
    re.IGNORECASE,
)
_NOBODY = frozenset("admin administrator unknown none null undefined editor webmaster anonymous root n/a".split())
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author|autor|автор)(?:s|[-_]?names?)?(?:$|[\s_-])", re.IGNORECASE)
_SPOKEN = re.compile(r"^\s*(?:by|von|автор[иы]?|текст|author)\s*[:\s]\s*\S", re.IGNORECASE)
_FULL_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_][\w.'’-]*)* [^\W\d_a-z][\w'’-]+$|[\u3040-\u9fff]{3,5}$")
_LINE_CHARS_MAX = 100


def authors(evidence: Evidence) -> tuple[str, ...]:
    """From the first kind of statement that names anybody: JSON-LD, <meta>, marked bylines, a line "By …". The site
    itself counts as an author unless somebody is named in full elsewhere.
    """
    sites = {folded(name) for name in site_names(evidence)}
    told: tuple[str, ...] = ()
    for texts in (_told(evidence), _stated(evidence), _marked(evidence.tree), _spoken(evidence.tree)):
        names = names_in(texts)
        others = [name for name in names if folded(name) not in sites]
        if others and (not told or any(map(_FULL_NAME.match, others))):
            return names
        told = told or names
    return told


def names_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The people and agencies in byline texts, in order, each once."""
    names: dict[str, str] = {}
    for text in texts:
        for part in _parts(text):
            name = _name(part)
            if name and len(names) < _AUTHORS_MAX:
                names.setdefault(folded(name), name)
    return tuple(names.values())


def _parts(text: str) -> list[str]:
    plain = _URL_OR_MAIL.sub(" ", one_line(unescape(text)))
    return _BETWEEN.split(_OPENING.sub("", plain.strip()))


def _name(part: str) -> str | None:
    name = _IN_BRACKETS.sub("", _OPENING.sub("", part.strip())).strip(" .,:;-–—")
    if _ADDRESS.search(name) or folded(name) in _NOBODY or len(name) not in _NAME_CHARS:
        return None
    if len(name.split()) > _NAME_WORDS_MAX or _JOB.search(name) or not re.search(r"[^\W\d_]", name):
        return None
    return name


def _told(evidence: Evidence) -> Iterator[str]:
    for story in evidence.stories:
        told = jsonld.texts(story.get("author")) or jsonld.texts(story.get("creator"))
        if told:
            yield from told
            return


def _stated(evidence: Evidence) -> Iterator[str]:
    for name in _METAS:
        stated = [text for text in evidence.metas.get(name, ()) if not _ADDRESS.search(text)]
        if names_in(stated):
            yield from stated
            return


def _marked(tree: etree._Element) -> Iterator[str]:
    for path in ("//*[@itemprop='author']", "//a[@rel='author']"):
        found = _together(find(tree, path)[:_AUTHORS_MAX])
        texts = [text for element in found for text in _marked_names(element)]
        if names_in(texts):
            yield from texts
            return
    for element in find(tree, "//*[@class]"):
        if _BYLINE.search(element.get("class", "")) and len(text := words_of(element)) <= _LINE_CHARS_MAX and text:
            yield text
            return


def _together(elements: list[etree._Element]) -> list[etree._Element]:
    """Those that stand with the first; bylines further down are other stories'."""
    return [element for element in elements if _place(element) is _place(elements[0])]


def _place(element: etree._Element) -> etree._Element | None:
    parent = element.getparent()
    return None if parent is None else parent.getparent()


def _marked_names(element: etree._Element) -> list[str]:
    named = find(element, ".//*[@itemprop='name']")
    return [one.get("content") or words_of(one) for one in named or [element]]


def _spoken(tree: etree._Element) -> Iterator[str]:
    """A short line "By Ada Example" or «Автор: …» near the headline."""
    for line in near_headline(tree):
        if len(line) <= _LINE_CHARS_MAX and _SPOKEN.match(line) and line[-1] not in ".!?":
            yield line
            return
