"""When a story was published and last changed: the page's statements weighed against each other."""

import re
from collections.abc import Iterator

from lxml import etree

from indexer.extract import dates, jsonld
from indexer.extract.evidence import Evidence, near_headline
from indexer.extract.markup import find, words_of
from indexer.model import Dated

_PUBLISHED_METAS = (
    "article:published_time og:article:published_time og:published_time datepublished date.issued dc.date.issued "
    "dcterms.issued dc.date.created dcterms.created date dc.date dcterms.date parsely-pub-date sailthru.date pubdate "
    "publishdate publish-date publish_date published_time published_at publication_date article.published "
    "article_date_original originalpublicationdate cxenseparse:recs:publishtime cxenseparse:publishtime ptime "
    "displaydate"
).split()
_MODIFIED_METAS = (
    "article:modified_time og:article:modified_time og:updated_time datemodified last-modified lastmod "
    "dcterms.modified dc.date.modified article.updated"
).split()
_CHANGED = re.compile(r"updat|modif|edited|оновл|обновл|змінен|изменен|aktualisiert", re.IGNORECASE)
_NOT_THE_STORYS = re.compile(r"©|\(c\)|copyright|comment|all rights", re.IGNORECASE)
_SAME_STORY_S = 36 * 3600
_LINE_CHARS_MAX = 60
_TIMES_MAX = 5


def published(evidence: Evidence, zone: str) -> Dated | None:
    """The first statement counts; a later one about the same day replaces it where it says more."""
    stated = _fullest(list(_stated(evidence, zone)))
    if stated is not None and stated.precision == "minute" and stated.zone_stated:
        return stated
    marked = (dates.read(_machine_text(element), zone, "time") for element in _time_elements(evidence.tree))
    found = [one for one in (stated, next((one for one in marked if one), None)) if one]
    return _fullest(found) or _near_headline(evidence.tree, zone) or dates.day_in_url(evidence.url)


def modified(evidence: Evidence, zone: str) -> Dated | None:
    told = [dates.read(text, zone, "json-ld") for text in _told(evidence, "dateModified")]
    stated = [dates.read(text, zone, _meta_origin(name)) for name in _MODIFIED_METAS for text in evidence.meta(name)]
    return next((found for found in told + stated if found), None)


def fuller(page: Dated | None, hint: Dated | None) -> Dated | None:
    """The page's date, or the feed's where the page has none, or only a day that the feed has the minute of."""
    return _fullest([found for found in (page, hint) if found])


def _fullest(found: list[Dated]) -> Dated | None:
    if not found:
        return None
    near = [one for one in found if abs((one.at - found[0].at).total_seconds()) <= _SAME_STORY_S]
    return max(near, key=lambda one: (one.precision == "minute", one.zone_stated))


def _stated(evidence: Evidence, zone: str) -> Iterator[Dated]:
    for text in _told(evidence, "datePublished"):
        if read := dates.read(text, zone, "json-ld"):
            yield read
    for name in _PUBLISHED_METAS:
        for text in evidence.meta(name):
            if read := dates.read(text, zone, _meta_origin(name)):
                yield read


def _told(evidence: Evidence, key: str) -> Iterator[str]:
    for value in evidence.told(key):
        yield from jsonld.texts(value)


def _meta_origin(name: str) -> str:
    return "opengraph" if name.startswith(("og:", "article:")) else "meta"


def _time_elements(tree: etree._Element) -> Iterator[etree._Element]:
    """Marked as the publication's first; of the rest, those below the headline before others, but none in a teaser, a
    comment or a note of changes.
    """
    yield from find(tree, "//*[@itemprop='datePublished' or @pubdate]")[:_TIMES_MAX]
    own = "time[@datetime][not(ancestor::a or ancestor::aside or ancestor::nav or ancestor::footer)]"
    for element in [*find(tree, f"(//h1)[1]/following::{own}")[:_TIMES_MAX], *find(tree, f"//{own}")[:_TIMES_MAX]]:
        parent = element.getparent()
        around = words_of(parent)[:_LINE_CHARS_MAX] if parent is not None else ""
        label = " ".join((element.get("class") or "", element.get("itemprop") or "", around))
        if not _CHANGED.search(label) and not _NOT_THE_STORYS.search(label):
            yield element


def _machine_text(element: etree._Element) -> str:
    return element.get("datetime") or element.get("content") or words_of(element)


def _near_headline(tree: etree._Element, zone: str) -> Dated | None:
    """A date on a short line of its own near the first headline, below it rather than above."""
    read = (dates.read(line, zone, "text") for line in near_headline(tree) if _is_date_line(line))
    return next((found for found in read if found), None)


def _is_date_line(line: str) -> bool:
    return len(line) <= _LINE_CHARS_MAX and not _CHANGED.search(line) and not _NOT_THE_STORYS.search(line)
