"""The nouns of a newsroom's archive: frozen values that every room hands to the next.

Rows, feed entries, request arguments and engine answers turn into these at the door. Times that are instants are aware
datetimes in UTC; a time as a page states it is a `Dated`, which keeps what the page said. Offsets into texts are code
points, end exclusive.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

SourceKind = Literal["feed", "sitemap", "listing", "warc", "jsonl"]
View = Literal["articles", "quotes"]
QuoteKind = Literal["direct", "indirect", "mixed"]
SpeakerType = Literal["person", "organisation", "document", "unnamed"]
Resolution = Literal["explicit", "surname", "pronoun", "nominal", "continuation", "none"]


# ----------------------------------------------------------------------------------------------- sources, crawling


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors that win over a page's own metadata. None where the source's stanza names none."""

    title: str | None = None
    date: str | None = None
    body: str | None = None
    author: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """How to walk a paginated listing: links to articles, link to the next page, and how many pages at most."""

    link: str
    next_page: str | None
    pages_max: int


@dataclass(frozen=True, slots=True)
class Source:
    """One stanza of config.toml: where articles come from and how gently to ask for them."""

    name: str
    """Key in the archive and in URLs: lower-case letters, digits and hyphens."""
    title: str
    """The name people read."""
    kind: SourceKind
    url: str
    """Where to look: an http(s) URL, or a path for warc and jsonl."""
    language: str | None
    """ISO 639-1 code of what the source writes. None: told from each text."""
    zone: str
    """IANA zone of times that a page states without an offset."""
    every_s: float | None
    """Seconds between visits. None: only when asked for by name."""
    pace_s: float
    """Least seconds between two requests to the same host."""
    items_max: int
    """How many unknown articles one visit fetches at the most; the rest waits for the next visit."""
    selectors: Selectors = Selectors()
    listing: Listing | None = None
    """Only for kind `listing`, where it is required."""
    only: tuple[str, ...] = ()
    """Regular expressions; a URL must match one of them to be an article's. Empty: whatever the source offers."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered, as bytes, after redirects and decompression."""

    url: str
    """Where the answer came from, after redirects."""
    status: int
    fetched_at: datetime
    content_type: str | None
    """The header's value with its parameters. None where there was none."""
    etag: str | None
    last_modified: str | None
    body: bytes


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be an article, as a feed entry, a sitemap line or a link tells of it."""

    url: str
    guid: str | None = None
    title: str | None = None
    published: "Dated | None" = None
    changed_hint: str | None = None
    """Any text that changes when the article does (a sitemap's lastmod, a feed's updated). None: no such hint."""
    topics: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    page: Page | None = None
    """The page itself where the source carries it (WARC). None: it has to be fetched."""
    article: "Article | None" = None
    """The finished article where the source carries it (JSON lines). None: it has to be read from the page."""


# --------------------------------------------------------------------------------------------------------- articles


@dataclass(frozen=True, slots=True)
class Dated:
    """A time as a page states it.

    `at` is aware. Where the page gave no offset, `zone_stated` is False and the source's zone was assumed; where it
    gave only a day, `precision` is "day" and `at` is the first instant of that day.
    """

    at: datetime
    raw: str
    origin: str
    """Where it was found: selector, json-ld, opengraph, meta, time, text, url, feed, sitemap, dateline, import."""
    precision: Literal["minute", "day"] = "minute"
    zone_stated: bool = True

    def iso(self) -> str:
        """ISO 8601 saying no more than the page did: a date alone, or without offset where none was stated."""
        if self.precision == "day":
            return self.at.date().isoformat()
        return self.at.isoformat() if self.zone_stated else self.at.replace(tzinfo=None).isoformat()


@dataclass(frozen=True, slots=True)
class Quote:
    """One statement found in a text: what, how, by whom as written. Offsets point into the article's body,
    or into its title where `in_title`.
    """

    start: int
    end: int
    text: str
    kind: QuoteKind
    cue: str | None
    """The word or mark that attributes it ("said", ":"). None where only position does."""
    speaker_text: str | None
    """The source as written, titles and all. None where nobody is named nearby."""
    speaker_start: int | None
    speaker_end: int | None
    speaker_name: str | None
    """The speaker's full name within this article. None where unresolved: nobody is guessed."""
    title: str | None
    """Office or title as written beside the name. None where none is."""
    speaker_type: SpeakerType
    resolution: Resolution
    confidence: float
    """0 to 1."""
    fragment: bool = False
    """True for the verbatim part of a mixed quote, which is an item of its own."""
    in_title: bool = False

    @property
    def speaker_is_person(self) -> bool:
        return self.speaker_type == "person"


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in an article, once per person: full name and the fullest title written beside it (or None)."""

    name: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says, taken apart. The same page always gives the same Article."""

    url: str
    """Canonical, absolute, without tracking parameters."""
    title: str
    """Empty where the publisher gave none; see `headline`."""
    body: str
    """Plain text, paragraphs separated by newlines, without title, standfirst repeated, or dateline."""
    published: Dated | None
    """None where no page evidence dates it."""
    modified: Dated | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    topics: tuple[str, ...] = ()
    """The publisher's own tags, as written."""
    language: str | None = None
    """ISO 639-1. None where the text is too short to tell."""
    dateline: str | None = None
    """The wire's opening taken off the body ("KYIV. Dec 9 (Interfax-Ukraine)"), without the dash. None: it has none."""
    quotes: tuple[Quote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes_version: int = 0
    """Of the rules that found them. 0: nobody has looked for any."""

    @property
    def headline(self) -> str:
        """The title, or the opening words where there is none."""
        if self.title:
            return self.title
        words = self.body.split(maxsplit=12)
        return " ".join(words[:12]) + (" …" if len(words) > 12 else "")


# -------------------------------------------------------------------------------------------------------- the archive


@dataclass(frozen=True, slots=True)
class Office:
    """A body that speaks through those who hold posts in it: a ministry, a service of it, a company, a parliament."""

    slug: str
    """Key in the index and in people files; never reused."""
    name: str
    aliases: tuple[str, ...] = ()
    """Other names of it, in any language: Interior Ministry, МВС, Міністерство внутрішніх справ."""
    parent: str | None = None
    """Slug of the body it belongs to. None: it belongs to none that is known."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody's time in an office, as far as it is known. A gap in what is known stays a gap."""

    office: str
    """Its slug."""
    office_name: str
    within: tuple[str, ...]
    """Slugs of the office and of all it belongs to, itself first."""
    title: str
    """What the holder is called: Minister of Internal Affairs."""
    since: str | None
    """First day, in ISO form, or as much of it as is known: 2021-07-16, 2021-07 or 2021. None: not recorded."""
    until: str | None
    """Last day, likewise. None: no end is recorded, which does not mean that there was none."""
    origin: str
    """Where that is known from, such as the file it was imported from."""

    def covers(self, day: date) -> bool:
        """Whether it was held on that day. A tenure without any date covers none; one without an end goes on."""
        if self.since is None and self.until is None:
            return False
        text = day.isoformat()
        # As much of the day as is known of the end: 2021 covers all of 2021.
        return (self.since or "") <= text and (self.until is None or text[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the archive, behind all spellings of the name."""

    slug: str
    """Key in URLs, in the index and in people files; never reused."""
    name: str
    aliases: tuple[str, ...] = ()
    """Other spellings met so far, without `name`."""
    tenures: tuple[Tenure, ...] = ()
    """Offices held, the latest first; those without dates last."""


Binding = Literal["name", "office", "decision", "correction"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote in the archive. `person` is None where the speaker is unresolved or no person."""

    id: int
    quote: Quote
    person: Person | None
    bound: Binding | None = None
    """How the speaker's name led to the person: by the full name, by a surname and the office held on that day, or by
    an editor's decision of whose the name is. A correction is a decision about these words alone, which may also be
    that nobody is known to have said them. None where nothing led to anybody.
    """
    titled: tuple[str, ...] = ()
    """Slugs of the office that the title as written names, and of all it belongs to. Empty where it names none that is
    known, or a former one.
    """

    @property
    def title(self) -> str | None:
        """As written beside the name, which after a correction is another's than the person's."""
        return None if self.bound == "correction" else self.quote.title


Assigner = Literal["publisher", "section", "rule", "person"]
"""The publisher's tag, the section it stands in, a rule of config.toml, or somebody in the newsroom."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What an article is about, and who says so."""

    value: str
    """The form under which it is searched and counted."""
    label: str
    """As people read it."""
    by: Assigner


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of an article as the archive keeps it."""

    article_id: int
    source: str
    number: int
    """1 for the first version."""
    rev_seq: int
    """Place in the change log."""
    first_seen: datetime
    """When the archive first met the article."""
    seen_at: datetime
    """When it met this version."""
    backfill: bool
    """True where it came with a bulk load of old material, which alerts sum up instead of listing."""
    content_sha256: str
    page_sha256: str | None
    """Of the page as fetched, which the archive keeps. None where the text was imported without a page."""
    article: Article
    """Its `quotes` and `mentions` are empty here: see `statements` and `mentioned`."""
    statements: tuple[Statement, ...] = ()
    mentioned: tuple[Person, ...] = ()
    """Everybody named in the article, quoted or not."""
    topics: tuple[Topic, ...] = ()
    """Each value once, by whoever said so first in the order publisher, section, rule, person."""

    @property
    def whole_statements(self) -> tuple[Statement, ...]:
        """The statements to count and to search: without the verbatim parts, which lie inside mixed ones."""
        return tuple(s for s in self.statements if not s.quote.fragment)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the change log: from `rev_seq` on, this article is different (or gone, if `removed`)."""

    rev_seq: int
    article_id: int
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What the archive remembers of one URL of a source, to tell whether it has to ask again."""

    url: str
    state: Literal["article", "not-article", "failed"]
    changed_hint: str | None
    etag: str | None
    last_modified: str | None
    attempts: int
    """Failures in a row."""
    next_check_at: datetime | None
    """None: only a changed hint makes us ask again."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit to one source: when, and what became of everything it offered."""

    source: str
    started_at: datetime
    ended_at: datetime | None = None
    """None while it runs, or if it was killed."""
    found: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    not_articles: int = 0
    failed: int = 0
    waiting: int = 0
    """Known to be there, left for the next visit because this one reached its limit."""
    error: str | None = None
    """Why the visit as a whole failed. None: it went through."""
    reasons: tuple[tuple[str, int], ...] = ()
    """Why pages were not articles or failed, with counts, most frequent first."""


# ----------------------------------------------------------------------------------------------------------- searching


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: an article's id, or a statement's where the view is quotes, with the article it stands in."""

    id: int
    article_id: int
    rev_seq: int
    score: float


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    count: int
    """Results carrying it under the filters of all other facets."""
    picked: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    field: str
    values: tuple[FacetValue, ...]
    """The most frequent first; picked and excluded ones always among them, also at 0."""
    distinct: int
    """How many different values there are, shown or not."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the histogram: days [first, until) in the reader's zone, under all filters but the date's."""

    first: date
    until: date
    count: int


@dataclass(frozen=True, slots=True)
class Histogram:
    unit: Literal["day", "week", "month", "year"]
    bars: tuple[Bar, ...]
    """In time order without holes; empty where nothing is dated."""
    undated: int


@dataclass(frozen=True, slots=True)
class Results:
    hits: tuple[Hit, ...]
    total: int
    """Exact."""
    facets: tuple[Facet, ...]
    histogram: Histogram
    reached: int
    """rev_seq up to which the index has read the change log."""


# -------------------------------------------------------------------------------------------------------- saved queries


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a saved query runs. `at` is HH:MM on the clock of `zone`; `weekdays` are 0 (Monday) to 6."""

    kind: Literal["ingest", "hourly", "daily", "weekly", "manual"]
    at: str = "07:00"
    weekdays: tuple[int, ...] = ()
    zone: str = "Europe/Kyiv"


@dataclass(frozen=True, slots=True)
class SavedQuery:
    id: int
    owner: str
    name: str
    params: str
    """The search as a canonical URL query string."""
    schedule: Schedule
    state: Literal["active", "paused", "attention"]
    reason: str | None
    """Why it needs attention, in words. None unless it does."""
    corrections: Literal["never", "received", "every"]
    """Which later versions of an article are told: none, of those already told, or of any."""
    watermark: int
    """rev_seq up to which it has looked."""
    created_at: datetime
    next_due_at: datetime | None
    """None: never by itself (manual, paused)."""
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One look of a saved query at the window (low, high] of the change log. Kept for ever."""

    id: int
    query_id: int
    slot: str
    """The due time this run stands for, or "manual-" and the moment; unique within the query."""
    started_at: datetime
    ended_at: datetime | None
    low: int
    high: int
    found: int
    """Articles that matched in the window."""
    delivered: int
    """Of those, how many went into the ledger."""
    suppressed: tuple[tuple[str, int], ...]
    """Why the others did not, with counts."""
    error: str | None


@dataclass(frozen=True, slots=True)
class Delivered:
    """One line of the ledger: this saved query has told its owner of this article, as this class of news."""

    id: int
    run_id: int
    article_id: int
    rev_seq: int
    item_class: str
    """`new`, or `correction:` and the content hash."""
    statement_ids: tuple[int, ...]
    """The statements that matched, where the query asks for quotes."""
    late: bool
    """Published more than 48 h before the archive first saw it."""
    read_at: datetime | None
