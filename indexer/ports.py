"""What the use cases ask of the outside world: a store, a search engine, a way to fetch. Adapters fulfil these."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, ParamSpec, Protocol, TypeVar

from indexer.decisions import Decision, What
from indexer.model import (
    Article,
    Candidate,
    Change,
    Delivered,
    Hit,
    Mention,
    Office,
    Page,
    Person,
    Quote,
    Results,
    Revision,
    Run,
    SavedQuery,
    Schedule,
    Seen,
    Source,
    Topic,
    View,
    Visit,
)
from indexer.query import Query
from indexer.register import Register, Registered
from indexer.topics import Topics

Args = ParamSpec("Args")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Intake:
    """One article on its way into the store, with what is remembered of its URL."""

    source: str
    offered: str
    """The URL under which the source offered it, by which it is remembered; `article.url` is what the page says."""
    article: Article
    guid: str | None = None
    page: Page | None = None
    """None: imported without a page."""
    changed_hint: str | None = None
    next_check_at: datetime | None = None
    backfill: bool = False


Outcome = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Outdated:
    """The stored text of a version whose quotes were found by older rules."""

    rev_seq: int
    title: str
    body: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Reread:
    """What newer rules find in the stored text of a version."""

    rev_seq: int
    quotes: tuple[Quote, ...]
    mentions: tuple[Mention, ...]


class Store(Protocol):
    """The truth. Every method is one transaction; a method that raises has changed nothing."""

    topics: Topics
    """What config.toml says of tags, by which `Revision.topics` are made."""

    # ---- crawling
    def seen(self, source: str, urls: Sequence[str]) -> Mapping[str, Seen]:
        """What is remembered of those of the URLs that the source has offered before."""

    def put(self, batch: Sequence[Intake], now: datetime) -> tuple[Outcome, ...]:
        """Store articles, one outcome each, in order. An article is known by source and URL, or source and guid.

        The same content again stores nothing ("unchanged"); different content makes a new revision with the next
        `rev_seq`. People are looked up by name key, or created. Returning means the batch will survive a crash.
        """

    def remember(self, source: str, seen: Sequence[Seen], reasons: Sequence[str | None], now: datetime) -> None:
        """Note what became of URLs that gave no article, each with its reason or None; replaces what was noted."""

    def due_again(self, source: str, now: datetime, limit: int) -> Sequence[tuple[str, int | None]]:
        """The source's URLs whose next check has come, longest overdue first, each with its article's id, if any."""

    def open_visit(self, source: str, now: datetime) -> int:
        """Write down that a visit begins; its number."""

    def close_visit(self, visit_id: int, visit: Visit) -> None: ...

    def last_visits(self) -> Mapping[str, Visit]:
        """The latest visit to each source that has been visited."""

    def visits(self, source: str, limit: int) -> Sequence[Visit]:
        """Newest first."""

    def due_sources(self, every_s: Mapping[str, float], now: datetime) -> Sequence[str]:
        """Of the named sources, those whose next visit is due, longest overdue first; never visited ones lead."""

    def claim(self, name: str, holder: str, now: datetime, until: datetime, over: str | None = None) -> int | None:
        """Take the lease `name` if it is free, run out, already the holder's, who prolongs it so, or held by `over`.

        A fencing number greater than any before; None if somebody else has it.
        """

    def holder(self, name: str) -> str | None:
        """Who holds or held the lease last. None if nobody ever did."""

    def release(self, name: str, token: int) -> None:
        """Give the lease back, if `token` still holds it."""

    # ---- the change log and what it points to
    def reached(self) -> int:
        """The highest rev_seq given out; 0 for an empty archive."""

    def reached_at(self, moment: datetime) -> int:
        """The highest rev_seq given out before `moment`."""

    def changes(self, after: int, limit: int) -> Sequence[Change]:
        """The log behind `after`, in order."""

    def articles(self, ids: Sequence[int]) -> Sequence[Revision]:
        """The present revision of each article that is there, in the order of `ids`, in one round trip."""

    def revisions(self, article_id: int) -> Sequence[Revision]:
        """All versions of one article, first to last; empty if there is no such article."""

    def page(self, sha256: str) -> Page | None:
        """A page as it was fetched. None where the archive does not have it."""

    def counts(self) -> Mapping[str, int]:
        """How many articles, statements, people and articles of each source ("source:NAME") there are."""

    # ---- people and topics
    def people(self, slugs: Sequence[str]) -> Mapping[str, Person]: ...

    def people_named(self, text: str, limit: int) -> Sequence[Person]:
        """Those whose name or alias has every word of `text`, in any of the usual spellings; the most quoted first."""

    def people_bearing(self, words: Collection[str], limit: int) -> Sequence[Person]:
        """Those whose name or alias has any of the words, in any of the usual spellings; of each word at most `limit`,
        the longest known first.
        """

    def people_like(self, text: str, limit: int) -> Sequence[Person]:
        """Those with a word in their spellings that nearly is each word of `text`; the likest first."""

    def slugs_beginning(self, text: str, limit: int) -> Sequence[str]:
        """Of those with all words of `text` in their spellings, of the last one at least the beginning; in no order."""

    def titles_met(self, slug: str) -> Sequence[tuple[str, datetime, datetime, int]]:
        """Titles as written beside the person's name: title, first and last date met, how often; latest first."""

    # ---- what editors decide of people
    def decide(self, what: What, *, by: str, note: str, now: datetime) -> Decision:
        """Write a decision down and let it win from now on, in all that is stored too once `rebind` has got there.

        Raises StoreError if it speaks of people, articles or spellings that are not there.
        """

    def revoke(self, decision_id: int, *, by: str, now: datetime) -> Decision | None:
        """Take a decision back; what it changed follows by `rebind`. None if there is none, or it is taken back."""

    def decisions(self, limit: int) -> Sequence[Decision]:
        """Newest first, those taken back among them."""

    def decision(self, decision_id: int) -> Decision | None: ...

    def corrections(self, article_id: int) -> Mapping[int, Decision]:
        """Of the article's statements, in all versions, those that stand under somebody by a decision: by which."""

    def own_names(self, slugs: Sequence[str]) -> Mapping[str, str]:
        """What people are called by themselves, also those who turned out to be somebody else."""

    def apart(self, slug: str) -> frozenset[str]:
        """Slugs of those whom an editor has said not to be this person."""

    def rekey(self, now: datetime) -> int:
        """Make all name keys anew and have every version bound anew; how many people turned out to be one with
        another, who has the same key now and nothing that speaks against it.
        """

    def follow_names(self, now: datetime) -> int:
        """`rekey` if names were last compared by other rules than today's; how many people turned out to be one."""

    def unbound(self) -> int:
        """How many versions wait for `rebind`."""

    def rebind(self) -> int:
        """Lead the names of some versions that wait back to people again; how many. Fast enough for a page to wait."""

    def outdated(self, version: int, limit: int) -> Sequence[Outdated]:
        """Versions of articles whose quotes were found by rules older than these, in the order of the log."""

    def count_outdated(self, version: int) -> int: ...

    def reread(self, batch: Sequence[Reread], unreadable: Sequence[int], version: int) -> int:
        """Put what newer rules find in place of what older ones found, and note which rules that were; in how many of
        these versions anything changed. Statements that are found again keep their ids. Nothing of it is news.

        Versions that could not be read, by their rev_seq, keep the quotes they have and are not offered again.
        """

    def touched(self, limit: int) -> Sequence[tuple[int, int]]:
        """Articles that the index must read again though no version is new: number in this list, article; in order."""

    def settle(self, numbers: Sequence[int]) -> None:
        """Strike lines off that list, by their numbers."""

    # ---- offices
    def offices(self) -> Sequence[Office]:
        """All that are known, in the order of their slugs."""

    def holders(self) -> Sequence[Person]:
        """Everybody of whom an office is recorded, held today or not; in the order of names."""

    def register(self, register: Register) -> Registered:
        """Take in a file of people: its offices by slug, or by name where it only names them; its people by slug, else
        by name, else anew. Their tenures replace all of the same origin; what was known from elsewhere stays.

        Titles in stored articles follow by `rebind`. Raises StoreError, and nothing is changed, where a name may be
        several people's or an office would belong to itself.
        """

    def topic_labels(self, values: Sequence[str]) -> Mapping[str, str]:
        """The spelling of topics that are searched in folded form: as in config.toml, else as first met."""

    def assign_topics(
        self, ruled: Mapping[int, Collection[str]], unsure: Collection[str] = ()
    ) -> Mapping[int, tuple[Topic, ...]]:
        """What rules find each of these articles to be about, instead of what they found before; but where the rule
        of an `unsure` value found something, that stays.

        All topics of those of the articles for which that makes a difference.
        """

    def tag(self, article_id: int, label: str) -> bool:
        """Somebody in the newsroom says that the article is about this as well; it is to be indexed anew.

        False, and nothing changes, where that is no topic or the article has it already, or has as many as it may.
        """

    def untag(self, article_id: int, value: str) -> bool:
        """The opposite. False, and nothing changes, for a topic that nobody in the newsroom gave."""

    def follow_topics(self) -> int:
        """Have all articles read and indexed anew if `topics` has changed since that was done last; how many."""

    # ---- saved queries
    def save_query(
        self, name: str, params: str, schedule: Schedule, watermark: int, next_due_at: datetime | None, now: datetime
    ) -> SavedQuery: ...

    def saved_queries(self) -> Sequence[SavedQuery]: ...

    def saved_query(self, query_id: int) -> SavedQuery | None: ...

    def due_queries(self, now: datetime) -> Sequence[SavedQuery]:
        """Active ones whose due time has come, and active ones that run at each ingest and lag behind the log."""

    def set_query_state(self, query_id: int, state: str, reason: str | None, next_due_at: datetime | None) -> None: ...

    def delete_query(self, query_id: int) -> None: ...

    def delivered_articles(self, query_id: int, article_ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
        """The item classes that each of these articles has been told under."""

    def record_run(
        self, run: Run, items: Sequence[Delivered], next_due_at: datetime | None, watermark_was: int
    ) -> Run | None:
        """One transaction: run, ledger lines, the moved watermark and due time. The stored run with its number.

        None, and nothing written, if the query's watermark is no longer `watermark_was` or the slot has its run:
        somebody else was faster.
        """

    def runs(self, query_id: int, limit: int) -> Sequence[Run]:
        """Newest first."""

    def run(self, run_id: int) -> Run | None: ...

    def run_items(self, run_id: int) -> Sequence[Delivered]: ...

    def mark_read(self, run_id: int, now: datetime) -> None: ...

    def close(self) -> None: ...


class Get(Protocol):
    """Fetch one URL politely; the fetcher bound to one source's pace.

    A 304 comes back as a Page of status 304 without a body. Raises FetchError for everything but 200 and 304.
    """

    def __call__(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, bytes_max: int | None = None
    ) -> Page: ...


Known = Callable[[Sequence[str]], frozenset[str]]
"""Which of these URLs the archive has met before."""


class Apart(Protocol):
    """Run a function in another process, which can be killed.

    What goes in and comes out is picklable. Raises the ArchiveErrors that the function raises, and UnreadableError
    where it fails otherwise or takes too long.
    """

    def __call__(self, read: Callable[Args, Result], /, *args: Args.args, **kwargs: Args.kwargs) -> Result: ...


class Discover(Protocol):
    """What a source offers at present. Raises SourceError or FetchError where the source as a whole fails."""

    def __call__(self, source: Source, get: Get, known: Known, *, apart: Apart) -> Iterator[Candidate]: ...


class Among(Protocol):
    """A few revisions, indexed by themselves."""

    def matching(self, query: Query) -> Sequence[Hit]:
        """All of them that match, in the order of the log. Page and sort are ignored."""


class SearchEngine(Protocol):
    """A cache of the store that answers queries. It knows how far it has read the change log."""

    def search(self, query: Query) -> Results:
        """Raises QueryError where a pattern stands for too many words, or answering would take too long."""

    def matching(self, query: Query, low: int, high: int) -> Sequence[Hit]:
        """Everything that matches with rev_seq in (low, high], in the order of the log. Page and sort are ignored.

        Raises QueryError as `search` does.
        """

    def among(self, revisions: Sequence[Revision]) -> Among:
        """The same matcher over just these revisions: what it costs depends on them, not on the archive."""

    def similar(self, word: str, view: View) -> Sequence[tuple[str, int]]:
        """Words of the index spelt nearly like this one, folded, each with how many documents hold it; the likeliest
        meant first. The word itself is not among them.
        """

    def values(self, field: str, view: View) -> Mapping[str, int]:
        """All values of a keyword field, each with how many documents have it."""

    def forget(self) -> None:
        """Drop what is only kept to answer faster. For measuring, and for giving memory back."""

    def reached(self) -> int:
        """rev_seq up to which changes have been applied; 0 for an empty index."""

    def apply(self, revisions: Sequence[Revision], removed: Iterable[int], reached: int) -> None:
        """Make the index show these revisions instead of any earlier one, drop the removed article ids, and
        remember `reached`: one commit. Doing it twice is harmless.
        """

    def answering(self) -> int:
        """rev_seq up to which `search` and `matching` answer; differs from `reached` while an index is built anew."""

    def clear(self) -> None:
        """Begin an empty index beside the present one, which goes on answering; `reached` begins at 0 again."""

    def tidy(self) -> None:
        """There is time now to make searching faster, seconds for each 100,000 articles. Often nothing happens."""

    def caught_up(self) -> None:
        """There is nothing left to apply: an index built anew answers from now on. Otherwise nothing happens."""

    def close(self) -> None: ...
