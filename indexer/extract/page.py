"""What a page says about its story besides the text: headline, dates, authors, section, tags, address.

A source's own selectors win wherever they match; then the page's statements; then what the feed said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import lxml.html
from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from indexer import urls
from indexer.errors import NotAnArticleError
from indexer.extract import authors, body, dates, markup, titles, topics
from indexer.extract.evidence import Evidence, site_names
from indexer.extract.plain import one_line
from indexer.model import Dated, Selectors

_MATCHES_MAX = 60


@dataclass(frozen=True, slots=True)
class Selected:
    """What a source's selectors matched. Empty where it names none, or nothing matched."""

    title: str | None = None
    date: Dated | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    body: str | None = None


def select(evidence: Evidence, selectors: Selectors, zone: str) -> Selected:
    """Raises NotAnArticleError where a selector can't be read, so that the mistake shows among the reasons."""
    if selectors == Selectors():
        return Selected()
    soup = BeautifulSoup(lxml.html.tostring(evidence.tree, encoding="unicode"), "lxml")
    try:
        found = {
            name: soup.select(selector, limit=_MATCHES_MAX)
            for name in ("title", "date", "author", "topic", "body")
            if (selector := getattr(selectors, name))
        }
    except (SelectorSyntaxError, NotImplementedError) as error:
        raise NotAnArticleError(f"a selector cannot be read: {one_line(str(error))[:120]}") from error
    read = (dates.read(_machine_text(tag), zone, "selector") for tag in found.get("date", ()))
    return Selected(
        title=titles.without_site(" ".join(map(_words, found.get("title", ())[:1])), site_names(evidence)),
        date=next((date for date in read if date), None),
        authors=authors.names_in(map(_words, found.get("author", ()))),
        topics=topics.tags_in(map(_words, found.get("topic", ()))),
        body=_paragraphs(found.get("body", ())),
    )


def canonical_url(evidence: Evidence) -> str | None:
    """The address the page calls its own, where that lies on the same site and isn't its home page. A page of unknown
    address is believed.
    """
    links = markup.find(evidence.tree, "//link[translate(@rel, 'CANOIL', 'canoil')='canonical'][@href]")[:1]
    for claim in (*(link.get("href", "") for link in links), *evidence.meta("og:url")[:1]):
        url = _address(claim, evidence.url)
        if url and (not evidence.url or same_site(url, evidence.url)) and urlsplit(url).path.strip("/"):
            return url
    return None


def _address(claim: str, base: str) -> str | None:
    try:
        return urls.clean(claim, base or None)
    except ValueError:  # brackets that enclose no IPv6 address
        return None


def same_site(one: str, other: str) -> bool:
    """Same host, or one is a subdomain of the other's, as m. and www. are."""
    a, b = ((urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other))
    return bool(a and b) and (a == b or a.endswith("." + b) or b.endswith("." + a))


def _paragraphs(tags: Sequence[Tag]) -> str | None:
    tree = markup.parse("".join(map(str, tags)))
    return None if tree is None else "\n".join(body.paragraphs(tree)) or None


def _words(tag: Tag) -> str:
    return one_line(str(tag.get("content") or "") or tag.get_text(" "))


def _machine_text(tag: Tag) -> str:
    return str(tag.get("datetime") or "") or _words(tag)
