"""The composition root: a config becomes opened parts that know each other. No logic of its own.

Command line, worker and web site all work through an `Archive`; which store, engine and fetcher stand behind it is
decided here and nowhere else.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from indexer import alerts, bulk, crawl, duplicates, ingest, rereading, sync
from indexer.apart import Apart
from indexer.ask import Answer, as_called_now, ask, in_words, named
from indexer.config import Config
from indexer.decisions import Decision, What
from indexer.engines.whoosh import open_engine
from indexer.errors import ConfigError
from indexer.extract import quotes
from indexer.fetch import Fetcher, FetchSettings
from indexer.leases import leased
from indexer.model import Candidate, Page, Person, Run, SavedQuery, Schedule, Source, Visit
from indexer.ports import SearchEngine, Store
from indexer.query import Query
from indexer.store import open_store
from indexer.topic_rules import Rule, rules_of
from indexer.topics import Topics

USER_AGENT = "Onrecord/0.1"
Clock = Callable[[], datetime]
REBIND_STEPS = 4
"""As much of a decision's work as somebody waits for: half a second, or a few if busy. A worker does the rest."""


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Archive:
    config: Config
    store: Store
    engine: SearchEngine
    fetcher: Fetcher
    apart: Apart
    clock: Clock
    rules: tuple[Rule, ...]

    # ---- asking
    def ask(self, query: Query) -> Answer:
        return ask(self.store, self.engine, query, self.source_titles())

    def as_called_now(self, query: Query) -> Query:
        """The search with ticked topics under their present values."""
        return as_called_now(query, self.store)

    def in_words(self, query: Query, language: str = "en") -> str:
        """The search in one sentence, in English (en) or Ukrainian (uk)."""
        return in_words(self.store, query, self.source_titles(), language)

    def source_titles(self) -> dict[str, str]:
        return {source.name: source.title for source in self.config.sources}

    def behind(self) -> int:
        """How many changes searches do not show yet."""
        return self.store.reached() - self.engine.answering()

    # ---- filling
    def visit(
        self,
        source: Source,
        progress: ingest.Progress,
        stopping: Callable[[], bool] = lambda: False,
        since: datetime | None = None,
    ) -> Visit | None:
        """None where somebody else is visiting the source at this moment."""
        with leased(self.store, f"visit:{source.name}", self.clock) as lease:
            if lease is None:
                return None
            means = self._means(source, lease.keep)
            return ingest.visit(source, means, progress=progress, stopping=stopping, since=since)

    def offers(self, source: Source, since: datetime | None) -> Iterator[Candidate]:
        """What a visit would look at, without fetching any of it."""
        return ingest.offers(source, self._means(source, lambda: None), since)

    def _means(self, source: Source, sign_of_life: Callable[[], None]) -> ingest.Means:
        def get(
            url: str, *, etag: str | None = None, last_modified: str | None = None, bytes_max: int | None = None
        ) -> Page:
            sign_of_life()
            return self.fetcher.get(
                url, etag=etag, last_modified=last_modified, pace_s=source.pace_s, bytes_max=bytes_max
            )

        return ingest.Means(self.store, get, crawl.discover, self.apart, self.clock)

    def due_sources(self) -> list[Source]:
        """Those whose next visit is due, longest overdue first."""
        every_s = {s.name: s.every_s for s in self.config.sources if s.every_s is not None}
        return [self.config.source(name) for name in self.store.due_sources(every_s, self.clock())]

    def load(self, offers: Iterable[bulk.Offer], progress: Callable[[int], None], processes: int) -> bulk.Loaded:
        return bulk.load(offers, self.store, apart=self.apart, clock=self.clock, progress=progress, processes=processes)

    def outdated(self) -> int:
        """How many versions have quotes that older rules found."""
        return self.store.count_outdated(quotes.VERSION)

    def reparse(self, progress: Callable[[int], None], processes: int) -> rereading.Reparsed:
        """Read the quotes of everything anew that older rules have read."""
        return rereading.reread(self.store, self.apart, progress, processes)

    def catch_up(self, progress: Callable[[int], None] | None = None) -> int:
        return sync.catch_up(self.store, self.engine, self.rules, progress)

    # ---- people
    def people_named(self, text: str, limit: int) -> Sequence[Person]:
        """People of that name, in any spelling and any case form; the most quoted first."""
        return named(text, self.store, limit)

    def decide(self, what: What, *, by: str, note: str = "") -> Decision:
        """See `Store.decide`. What it changes is done when this returns, but for what a worker does better."""
        decision = self.store.decide(what, by=by, note=note, now=self.clock())
        self._rebind_some()
        return decision

    def revoke(self, decision_id: int, *, by: str) -> Decision | None:
        decision = self.store.revoke(decision_id, by=by, now=self.clock())
        self._rebind_some()
        return decision

    def alike(self, person: Person, limit: int) -> tuple[Person, ...]:
        """People who may be one with this one, by their names; the likest first."""
        return duplicates.alike(self.store, person, limit)

    def _rebind_some(self) -> None:
        for _ in range(REBIND_STEPS):
            if not self.store.rebind():
                break

    def rebind(self, progress: Callable[[int], None]) -> int:
        """Lead all names that wait for it back to people; how many versions that were."""
        total = 0
        while done := self.store.rebind():
            total += done
            progress(done)
        return total

    # ---- saved queries
    def save_query(self, name: str, search: str, when: Schedule, past_days: int) -> SavedQuery:
        return alerts.save(
            self.store,
            name=name,
            search=search,
            when=when,
            zone=self.config.zone,
            past_days=past_days,
            now=self.clock(),
        )

    def look(self) -> int:
        """Run the saved queries that are due; how many ran."""
        return alerts.look(self.store, self.engine, self.clock())

    def run_now(self, saved: SavedQuery) -> Run | None:
        return alerts.run_now(self.store, self.engine, saved, self.clock())

    def pause(self, saved: SavedQuery) -> None:
        alerts.pause(self.store, saved)

    def resume(self, saved: SavedQuery) -> None:
        alerts.resume(self.store, saved, self.clock())


@contextmanager
def open_archive(config: Config, *, writes_index: bool, clock: Clock = utc_now) -> Iterator[Archive]:
    """Open store, index and fetcher of a config, and close them again. Only one process should write the index."""
    try:
        config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise ConfigError(f"{config.path.name}: data: the folder {config.data} cannot be made: {error}.") from error
    topics = Topics(config.topics)
    store = open_store(store_url(config.data), topics)
    engine = open_engine(config.data / "index", writable=writes_index, clock=clock)
    settings = FetchSettings(
        user_agent=USER_AGENT,
        contact=config.fetching.contact,
        timeout_s=config.fetching.timeout_s,
        page_bytes_max=config.fetching.page_bytes_max,
        allow=config.fetching.allow,
        pace_s=config.fetching.pace_s,
        ca_file=config.fetching.ca_file,
    )
    apart = Apart()
    with Fetcher(settings) as fetcher:
        try:
            if writes_index:
                store.follow_topics()
                store.follow_names(clock())
            yield Archive(config, store, engine, fetcher, apart, clock, rules_of(topics, config.zone))
        finally:
            apart.close()
            engine.close()
            store.close()


def store_url(data: Path) -> str:
    """The embedded database of a data folder."""
    return f"sqlite:///{data / 'onrecord.db'}"
