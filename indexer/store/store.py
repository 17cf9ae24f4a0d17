"""The store as its users see it: every method is one transaction over the statements of the rooms next door."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from indexer.decisions import Decision, What
from indexer.model import (
    Change,
    Delivered,
    Office,
    Page,
    Person,
    Revision,
    Run,
    SavedQuery,
    Schedule,
    Seen,
    Topic,
    Visit,
)
from indexer.ports import Intake, Outcome, Outdated, Reread
from indexer.register import Register, Registered
from indexer.store import (
    articles,
    catalogue,
    crawling,
    decisions,
    holders,
    intake,
    leases,
    numbers,
    pages,
    persons,
    rebinding,
    registering,
    rekeying,
    rereading,
    resolving,
    runs,
    saved,
    topics,
)
from indexer.store.engine import Database
from indexer.topics import Topics


class SqlStore:
    """Fulfils `ports.Store`, where its promises are written. May be used by many threads and processes at once."""

    def __init__(self, database: Database, known: Topics) -> None:
        self._database = database
        self.topics = known

    def close(self) -> None:
        """Let go of the database. Using the store again opens it again."""
        self._database.close()

    # ---- crawling

    def seen(self, source: str, urls: Sequence[str]) -> Mapping[str, Seen]:
        with self._database.reading() as connection:
            return crawling.read_seen(connection, source, urls)

    def put(self, batch: Sequence[Intake], now: datetime) -> tuple[Outcome, ...]:
        prepared = [catalogue.prepare(entry) for entry in batch]
        with self._database.writing() as connection:
            return intake.put(connection, prepared, now)

    def remember(self, source: str, seen: Sequence[Seen], reasons: Sequence[str | None], now: datetime) -> None:
        noted = [(entry, reason, None) for entry, reason in zip(seen, reasons, strict=True)]
        with self._database.writing() as connection:
            crawling.note(connection, source, noted, now)

    def due_again(self, source: str, now: datetime, limit: int) -> Sequence[tuple[str, int | None]]:
        with self._database.reading() as connection:
            return crawling.due_again(connection, source, now, limit)

    def open_visit(self, source: str, now: datetime) -> int:
        with self._database.writing() as connection:
            return crawling.open_visit(connection, source, now)

    def close_visit(self, visit_id: int, visit: Visit) -> None:
        with self._database.writing() as connection:
            crawling.close_visit(connection, visit_id, visit)

    def last_visits(self) -> Mapping[str, Visit]:
        with self._database.reading() as connection:
            return crawling.last_visits(connection)

    def visits(self, source: str, limit: int) -> Sequence[Visit]:
        with self._database.reading() as connection:
            return crawling.read_visits(connection, source, limit)

    def due_sources(self, every_s: Mapping[str, float], now: datetime) -> Sequence[str]:
        with self._database.reading() as connection:
            last = crawling.last_visits(connection)
        return crawling.overdue(last, every_s, now)

    def claim(self, name: str, holder: str, now: datetime, until: datetime, over: str | None = None) -> int | None:
        with self._database.writing() as connection:
            return leases.claim(connection, name, holder, now, until, over)

    def holder(self, name: str) -> str | None:
        with self._database.reading() as connection:
            return leases.holder(connection, name)

    def release(self, name: str, token: int) -> None:
        with self._database.writing() as connection:
            leases.release(connection, name, token)

    # ---- the change log and what it points to

    def reached(self) -> int:
        with self._database.reading() as connection:
            return numbers.reached(connection)

    def reached_at(self, moment: datetime) -> int:
        with self._database.reading() as connection:
            return articles.reached_at(connection, moment)

    def changes(self, after: int, limit: int) -> Sequence[Change]:
        with self._database.reading() as connection:
            return articles.read_changes(connection, after, limit)

    def articles(self, ids: Sequence[int]) -> Sequence[Revision]:
        with self._database.reading() as connection:
            return articles.read_articles(connection, ids, self.topics)

    def revisions(self, article_id: int) -> Sequence[Revision]:
        with self._database.reading() as connection:
            return articles.read_revisions(connection, article_id, self.topics)

    def page(self, sha256: str) -> Page | None:
        with self._database.reading() as connection:
            return pages.read_page(connection, sha256)

    def counts(self) -> Mapping[str, int]:
        with self._database.reading() as connection:
            return articles.counts(connection)

    # ---- people and topics

    def people(self, slugs: Sequence[str]) -> Mapping[str, Person]:
        with self._database.reading() as connection:
            return persons.by_slug(connection, slugs)

    def people_named(self, text: str, limit: int) -> Sequence[Person]:
        with self._database.reading() as connection:
            return persons.named(connection, text, limit)

    def people_bearing(self, words: Collection[str], limit: int) -> Sequence[Person]:
        tokens = {token for word in words for token in resolving.tokens(word)}
        with self._database.reading() as connection:
            return persons.bearing(connection, tokens, limit)

    def people_like(self, text: str, limit: int) -> Sequence[Person]:
        with self._database.reading() as connection:
            return persons.like(connection, resolving.tokens(text), limit)

    def slugs_beginning(self, text: str, limit: int) -> Sequence[str]:
        with self._database.reading() as connection:
            return persons.slugs_beginning(connection, text, limit)

    def titles_met(self, slug: str) -> Sequence[tuple[str, datetime, datetime, int]]:
        with self._database.reading() as connection:
            return persons.titles_met(connection, slug)

    # ---- what editors decide of people

    def decide(self, what: What, *, by: str, note: str, now: datetime) -> Decision:
        with self._database.writing() as connection:
            return decisions.decide(connection, what, by=by, note=note, now=now)

    def revoke(self, decision_id: int, *, by: str, now: datetime) -> Decision | None:
        with self._database.writing() as connection:
            return decisions.revoke(connection, decision_id, by=by, now=now)

    def decisions(self, limit: int) -> Sequence[Decision]:
        with self._database.reading() as connection:
            return decisions.read_decisions(connection, limit)

    def decision(self, decision_id: int) -> Decision | None:
        with self._database.reading() as connection:
            return decisions.read_decision(connection, decision_id)

    def corrections(self, article_id: int) -> Mapping[int, Decision]:
        with self._database.reading() as connection:
            return decisions.corrections(connection, article_id)

    def own_names(self, slugs: Sequence[str]) -> Mapping[str, str]:
        with self._database.reading() as connection:
            return persons.own_names(connection, slugs)

    def apart(self, slug: str) -> frozenset[str]:
        with self._database.reading() as connection:
            return decisions.apart(connection, slug)

    def rekey(self, now: datetime) -> int:
        with self._database.writing() as connection:
            met = rekeying.rekey(connection, now)
            rebinding.mark_all(connection)
            return met

    def follow_names(self, now: datetime) -> int:
        with self._database.writing() as connection:
            return rekeying.follow(connection, now)

    def unbound(self) -> int:
        with self._database.reading() as connection:
            return rebinding.waiting(connection)

    def rebind(self) -> int:
        # A look first: the worker asks each second, and nothing waits then but once in a while.
        if not self.unbound():
            return 0
        with self._database.writing() as connection:
            return rebinding.rebind(connection)

    def outdated(self, version: int, limit: int) -> Sequence[Outdated]:
        with self._database.reading() as connection:
            return rereading.outdated(connection, version, limit)

    def count_outdated(self, version: int) -> int:
        with self._database.reading() as connection:
            return rereading.count_outdated(connection, version)

    def reread(self, batch: Sequence[Reread], unreadable: Sequence[int], version: int) -> int:
        with self._database.writing() as connection:
            return rereading.reread(connection, batch, unreadable, version)

    def touched(self, limit: int) -> Sequence[tuple[int, int]]:
        with self._database.reading() as connection:
            return rebinding.read_touched(connection, limit)

    def settle(self, numbers: Sequence[int]) -> None:
        with self._database.writing() as connection:
            rebinding.settle(connection, numbers)

    # ---- offices

    def offices(self) -> Sequence[Office]:
        with self._database.reading() as connection:
            return holders.read_offices(connection)

    def holders(self) -> Sequence[Person]:
        with self._database.reading() as connection:
            return persons.holding(connection)

    def register(self, register: Register) -> Registered:
        with self._database.writing() as connection:
            return registering.register(connection, register)

    def topic_labels(self, values: Sequence[str]) -> Mapping[str, str]:
        with self._database.reading() as connection:
            return topics.topic_labels(connection, self.topics, values)

    def assign_topics(
        self, ruled: Mapping[int, Collection[str]], unsure: Collection[str] = ()
    ) -> Mapping[int, tuple[Topic, ...]]:
        with self._database.writing() as connection:
            return topics.assign(connection, self.topics, ruled, unsure)

    def tag(self, article_id: int, label: str) -> bool:
        with self._database.writing() as connection:
            return topics.give(connection, self.topics, article_id, label)

    def untag(self, article_id: int, value: str) -> bool:
        with self._database.writing() as connection:
            return topics.take_back(connection, self.topics, article_id, value)

    def follow_topics(self) -> int:
        with self._database.reading() as connection:
            if topics.followed(connection) == self.topics.fingerprint():
                return 0
        with self._database.writing() as connection:
            return topics.follow(connection, self.topics)

    # ---- saved queries

    def save_query(
        self, name: str, params: str, schedule: Schedule, watermark: int, next_due_at: datetime | None, now: datetime
    ) -> SavedQuery:
        with self._database.writing() as connection:
            return saved.save_query(connection, name, params, schedule, watermark, next_due_at, now)

    def saved_queries(self) -> Sequence[SavedQuery]:
        with self._database.reading() as connection:
            return saved.read_all(connection)

    def saved_query(self, query_id: int) -> SavedQuery | None:
        with self._database.reading() as connection:
            return saved.read_one(connection, query_id)

    def due_queries(self, now: datetime) -> Sequence[SavedQuery]:
        with self._database.reading() as connection:
            return saved.read_due(connection, now)

    def set_query_state(self, query_id: int, state: str, reason: str | None, next_due_at: datetime | None) -> None:
        with self._database.writing() as connection:
            saved.set_state(connection, query_id, state, reason, next_due_at)

    def delete_query(self, query_id: int) -> None:
        with self._database.writing() as connection:
            saved.delete_query(connection, query_id)

    def delivered_articles(self, query_id: int, article_ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
        with self._database.reading() as connection:
            return runs.delivered(connection, query_id, article_ids)

    def record_run(
        self, run: Run, items: Sequence[Delivered], next_due_at: datetime | None, watermark_was: int
    ) -> Run | None:
        with self._database.writing() as connection:
            return runs.record_run(connection, run, items, next_due_at, watermark_was)

    def runs(self, query_id: int, limit: int) -> Sequence[Run]:
        with self._database.reading() as connection:
            return runs.read_runs(connection, query_id, limit)

    def run(self, run_id: int) -> Run | None:
        with self._database.reading() as connection:
            return runs.read_run(connection, run_id)

    def run_items(self, run_id: int) -> Sequence[Delivered]:
        with self._database.reading() as connection:
            return runs.read_items(connection, run_id)

    def mark_read(self, run_id: int, now: datetime) -> None:
        with self._database.writing() as connection:
            runs.mark_read(connection, run_id, now)
