"""From the bytes of a page to an Article, or a reason why it holds none."""

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from indexer import urls
from indexer.errors import NotAnArticleError
from indexer.extract import (
    authors,
    body,
    charset,
    dateline,
    dating,
    evidence,
    jsonld,
    language,
    markup,
    page,
    titles,
    topics,
)
from indexer.extract.evidence import Evidence
from indexer.extract.plain import one_line
from indexer.model import Article, Dated, Selectors

_WORDS_MIN = 20
_WORDS_OF_A_NOTICE = 150
_FRONT_LINKS_MIN = 40
_PARAGRAPH_WORDS_MIN = 20
_GATE_CHARS = 300
_NOISE = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
_NOISE_CHARS, _NOISE_SHARE_MAX = 2_000, 0.05
_YEAR_IN_PATH = re.compile(r"/((?:19|20)[0-9]{2})/")
_WORD = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_NOT_MARKUP = (b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00")
_ERROR_TITLE = re.compile(
    r"^(?:error\b.*)?\b(?:40[0-9]|410|50[0-4])\b|page (?:was )?not found|^not found|does(?:n.t| not) exist|^error$|"
    r"access denied|forbidden|сторінк[уаи] не (?:знайдено|існує|знайдена)|страниц[аы] не (?:найдена|существует)|"
    r"seite nicht gefunden|service unavailable|bad gateway",
    re.IGNORECASE,
)
_GATE = re.compile(
    r"just a moment|attention required|are you (?:a )?(?:robot|human)|checking your browser|verify you are human|"
    r"enable javascript|before you continue|captcha|security check|ddos protection|"
    r"(?:accept|manage) (?:all )?cookies|we value your privacy|cookie consent",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a page before it is read. Title, date, authors and topics count where the page says nothing."""

    selectors: Selectors = field(default_factory=Selectors)
    zone: str = "UTC"
    """IANA zone of times that the page states without an offset."""
    language: str | None = None
    content_type: str | None = None
    """The header's value with its parameters."""
    title: str | None = None
    published: Dated | None = None
    topics: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


_NO_HINTS = Hints()


def read(html: bytes, url: str, hints: Hints = _NO_HINTS) -> Article:
    """Everything but quotes and mentions. Raises NotAnArticleError with a reason that can be counted.

    An empty `url` stands for a page of unknown address.
    """
    found = evidence.gather(_tree(html, hints), urls.clean(url) or "")
    selected = page.select(found, hints.selectors, hints.zone)
    told = _without_body(found, selected, hints)
    links = len(markup.find(found.tree, "//a[@href]"))
    declared = hints.language or language.declared(found)
    text = selected.body if selected.body is not None else body.body(found, told.title, told.authors)
    article = _with_body(told, text, declared, hints.zone)
    if reason := _refusal(article, links, described=_described(found)):
        raise NotAnArticleError(reason)
    return article


def _tree(html: bytes, hints: Hints) -> markup.Tree:
    if not html.strip():
        raise NotAnArticleError("an empty page")
    if html.lstrip()[:8].startswith(_NOT_MARKUP):
        raise NotAnArticleError("another kind of file than a web page")
    text = charset.decode(html, hints.content_type)
    if len(_NOISE.findall(text[:_NOISE_CHARS])) > _NOISE_CHARS * _NOISE_SHARE_MAX:
        raise NotAnArticleError("another kind of file than a web page")
    tree = markup.parse(text)
    if tree is None:
        raise NotAnArticleError("no markup in it")
    return tree


def _without_body(found: Evidence, selected: page.Selected, hints: Hints) -> Article:
    published = selected.date or dating.fuller(dating.published(found, hints.zone), hints.published)
    return Article(
        url=page.canonical_url(found) or found.url,
        title=selected.title or titles.title(found) or one_line(hints.title or ""),
        body="",
        published=published,
        modified=dating.modified(found, hints.zone),
        authors=selected.authors or authors.authors(found) or authors.names_in(hints.authors),
        section=topics.section(found),
        topics=selected.topics or topics.topics(found) or topics.tags_in(hints.topics),
    )


def _with_body(told: Article, text: str, declared: str | None, zone: str) -> Article:
    opening, text = dateline.split(text)
    published = told.published
    year = _YEAR_IN_PATH.search(told.url)
    if published is None and opening and year:
        published = dateline.dated(opening, int(year.group(1)), zone)
    spoken = language.language(text, declared)
    return replace(told, body=text, dateline=opening, published=published, language=spoken)


def _refusal(article: Article, links: int, *, described: bool) -> str | None:
    """Why a page is no article. None: it is one, or may be one; a doubtful page is better kept than lost."""
    words = _word_count(article.body)
    undated = article.published is None
    short = words < _WORDS_OF_A_NOTICE and not described
    if short and _ERROR_TITLE.search(article.title):
        return f"an error page: title says {article.title[:60]}"
    if short and _GATE.search(article.title + "\n" + article.body[:_GATE_CHARS] if undated else article.title):
        return "a consent or challenge page"
    if (
        undated
        and not described
        and (_is_home(article.url) or (links >= _FRONT_LINKS_MIN and _only_teasers(article.body)))
    ):
        return f"a front page: {links} links, no date"
    if words == 0 or (words < _WORDS_MIN and undated):
        return f"too little text ({words} words)"
    if undated and not article.title:
        return "no title"
    bare = undated and not (described or article.authors or article.topics or article.dateline)
    if bare and _names_no_story(article.url):
        return "a page of the site itself: no date, author or tags, and an address without number or headline"
    return None


def _described(found: Evidence) -> bool:
    """Whether the page calls itself an article."""
    return any(map(jsonld.is_story, found.stories)) or "article" in found.meta("og:type")


def _only_teasers(text: str) -> bool:
    return all(_word_count(line) < _PARAGRAPH_WORDS_MIN for line in text.split("\n"))


def _word_count(text: str) -> int:
    """Scripts without spaces count two letters as a word."""
    return len(_WORD.findall(text)) + len(_UNSPACED.findall(text)) // 2


def _names_no_story(url: str) -> bool:
    """Whether an address is as short as /about or /contact-us.php: stories have numbers or headlines in theirs."""
    parts = urlsplit(url)
    last = parts.path.strip("/").rpartition("/")[2]
    return bool(last) and not re.search(r"[0-9]", parts.path + parts.query) and len(re.findall(r"[^\W_]+", last)) < 4


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return bool(url) and not parts.path.strip("/") and not parts.query
