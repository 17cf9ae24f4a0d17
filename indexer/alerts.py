"""Saved queries: look at what is new in the change log since last time, and write down what was told.

The order is the promise. One transaction writes the run, the ledger lines and the moved watermark; whoever comes second
writes nothing. By change number, not by date: a story of 2011 may be crawled today, and it is new today.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from indexer import ask, fields, params, schedule
from indexer.errors import QueryError
from indexer.model import Delivered, Hit, Revision, Run, SavedQuery, Schedule
from indexer.ports import Among, SearchEngine, Store
from indexer.query import Query

log = logging.getLogger(__name__)

WINDOW_MAX = 5_000
"""Changes that are indexed by themselves for saved queries: 2 s of work, whatever the size of the archive."""


def save(
    store: Store, *, name: str, search: str, when: Schedule, zone: str, past_days: int, now: datetime
) -> SavedQuery:
    """Keep a search. With `past_days` its first run also tells of what came in during those days.

    Raises QueryError if the search cannot be read.
    """
    query = replace(params.read_text(search, zone=zone), page=1, upto=None)
    watermark = store.reached_at(now - timedelta(days=past_days)) if past_days else store.reached()
    return store.save_query(name, params.write(query), when, watermark, schedule.next_due(when, now), now)


def pause(store: Store, saved: SavedQuery) -> None:
    """Run it no more by itself; its watermark stays where it is."""
    store.set_query_state(saved.id, "paused", None, None)


def resume(store: Store, saved: SavedQuery, now: datetime) -> None:
    """Run it again by its schedule. What came in meanwhile is told at the next run."""
    store.set_query_state(saved.id, "active", None, schedule.next_due(saved.schedule, now))


def look(store: Store, engine: SearchEngine, now: datetime) -> int:
    """Run every saved query that is due; how many ran. One that cannot be read is set aside, the others go on."""
    due = store.due_queries(now)
    news = News(store, engine, min((saved.watermark for saved in due), default=0))
    done = 0
    for saved in due:
        if saved.schedule.kind != "ingest" or saved.watermark < news.high:
            done += run(store, news, saved, _slot(saved, news.high), now) is not None
    return done


def run_now(store: Store, engine: SearchEngine, saved: SavedQuery, now: datetime) -> Run | None:
    """Run one saved query at its owner's wish, whatever its schedule says."""
    return run(store, News(store, engine, saved.watermark), saved, f"manual-{now.isoformat()}", now)


class News:
    """What the index has reached and some saved queries have not looked at: the change log behind `low`.

    The latest of it is indexed by itself, once for all queries. What lies further back is asked of the whole index.
    """

    def __init__(self, store: Store, engine: SearchEngine, low: int) -> None:
        self._store = store
        self._engine = engine
        self.high = engine.answering()
        self._low = max(low, self.high - WINDOW_MAX)
        self._among: Among | None = None

    def matching(self, query: Query, low: int) -> Sequence[Hit]:
        """Matches with rev_seq in (low, high], in the order of the log. Raises QueryError as the engine does."""
        if low < self._low:
            return self._engine.matching(query, low, self.high)
        return [hit for hit in self._latest().matching(query) if hit.rev_seq > low]

    def _latest(self) -> Among:
        if self._among is None:
            changes = self._store.changes(self._low, max(1, self.high - self._low))
            revisions = self._store.articles(list(dict.fromkeys(change.article_id for change in changes)))
            # What changed again since is news for the next look.
            self._among = self._engine.among([r for r in revisions if self._low < r.rev_seq <= self.high])
        return self._among


def run(store: Store, news: News, saved: SavedQuery, slot: str, now: datetime) -> Run | None:
    """Look at the window behind the watermark.

    None if the query is broken, somebody else ran the slot first, or the index is not yet back where it was.
    """
    high = news.high
    if high < saved.watermark:
        return None
    try:
        query, _ = ask.resolve(params.read_text(saved.params, zone=saved.schedule.zone), store)
        hits = news.matching(query, saved.watermark)
    except QueryError as error:
        log.warning("saved query %d needs attention: %s", saved.id, error)
        store.set_query_state(saved.id, "attention", str(error), None)
        return None
    items, suppressed = _news(store, saved, hits, high)
    found = len({hit.article_id for hit in hits})
    record = Run(0, saved.id, slot, now, now, saved.watermark, high, found, len(items), suppressed, None)
    due = schedule.next_due(saved.schedule, now) if saved.state == "active" else saved.next_due_at
    return store.record_run(record, items, due, saved.watermark)


def _slot(saved: SavedQuery, high: int) -> str:
    return saved.next_due_at.isoformat() if saved.next_due_at else f"seq-{high}"


def _news(
    store: Store, saved: SavedQuery, hits: Sequence[Hit], high: int
) -> tuple[list[Delivered], tuple[tuple[str, int], ...]]:
    """What of the matches is told, in the order of the log, and why the rest is not, with counts."""
    statements: dict[int, list[int]] = {}
    for hit in hits:
        statements.setdefault(hit.article_id, []).append(hit.id)
    told = store.delivered_articles(saved.id, list(statements))
    quotes = "view=quotes" in saved.params.split("&")
    items: list[Delivered] = []
    suppressed: Counter[str] = Counter()
    for revision in store.articles(list(statements)):
        before = told.get(revision.article_id, frozenset())
        item_class = f"correction:{revision.content_sha256[:16]}" if before else "new"
        # Changed since it was indexed: the next window has it as it is now.
        reason = "changed meanwhile" if revision.rev_seq > high else _silent(saved, revision, item_class, before)
        if reason:
            suppressed[reason] += 1
        else:
            matched = tuple(statements[revision.article_id]) if quotes else ()
            items.append(_item(revision, item_class, matched))
    return items, tuple(sorted(suppressed.items()))


def _silent(saved: SavedQuery, revision: Revision, item_class: str, told: frozenset[str]) -> str | None:
    if item_class in told:
        return "told before"
    if item_class != "new" and saved.corrections == "never":
        return "correction"
    if item_class == "new" and revision.backfill:
        return "archive material"
    return None


def _item(revision: Revision, item_class: str, statement_ids: tuple[int, ...]) -> Delivered:
    late = fields.is_late(revision)
    return Delivered(0, 0, revision.article_id, revision.rev_seq, item_class, statement_ids, late, None)
