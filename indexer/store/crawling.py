"""What the archive remembers of the addresses and sources it visits."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from indexer.model import Seen, Visit
from indexer.store.columns import storable
from indexer.store.engine import IN_LIST_MAX, among
from indexer.store.tables import seen, visits

_SEEN_FIELDS = tuple(f.name for f in fields(Seen))
_VISIT_FIELDS = tuple(f.name for f in fields(Visit))


def read_seen(connection: Connection, source: str, urls: Sequence[str]) -> Mapping[str, Seen]:
    query = select(*(seen.c[name] for name in _SEEN_FIELDS)).where(seen.c.source == source)
    return {row.url: Seen(**row._asdict()) for row in among(connection, query, seen.c.url, urls)}


def due_again(connection: Connection, source: str, now: datetime, limit: int) -> Sequence[tuple[str, int | None]]:
    due = select(seen.c.url, seen.c.article_id).where(seen.c.source == source, seen.c.next_check_at <= now)
    rows = connection.execute(due.order_by(seen.c.next_check_at).limit(limit))
    return tuple((row.url, row.article_id) for row in rows)


def note(
    connection: Connection, source: str, entries: Sequence[tuple[Seen, str | None, int | None]], now: datetime
) -> None:
    """Remember URLs, each with a reason and the number of its article, instead of what was remembered of them.

    An address that once led to an article goes on leading to it, even if it fails now.
    """
    latest = {storable(entry.url): (entry, reason, article_id) for entry, reason, article_id in entries}
    known = select(seen.c.url, seen.c.article_id).where(seen.c.source == source)
    articles = {row.url: row.article_id for row in among(connection, known, seen.c.url, list(latest))}
    rows = [
        {
            "source": source,
            **{name: getattr(entry, name) for name in _SEEN_FIELDS},
            "url": url,
            "reason": reason,
            "article_id": article_id or articles.get(url),
            "noted_at": now,
        }
        for url, (entry, reason, article_id) in latest.items()
    ]
    for start in range(0, len(rows), IN_LIST_MAX):
        part = rows[start : start + IN_LIST_MAX]
        connection.execute(delete(seen).where(seen.c.source == source, seen.c.url.in_([row["url"] for row in part])))
        connection.execute(insert(seen), part)


def open_visit(connection: Connection, source: str, now: datetime) -> int:
    earlier = update(visits).where(visits.c.latest.is_(True), visits.c.source == source)
    connection.execute(earlier.values(latest=False))
    row = {name: getattr(Visit(source, now), name) for name in _VISIT_FIELDS} | {"latest": True}
    return int(connection.execute(insert(visits).values(row).returning(visits.c.id)).scalar_one())


def close_visit(connection: Connection, visit_id: int, visit: Visit) -> None:
    row = {name: getattr(visit, name) for name in _VISIT_FIELDS}
    connection.execute(update(visits).where(visits.c.id == visit_id).values(row))


def last_visits(connection: Connection) -> Mapping[str, Visit]:
    rows = connection.execute(select(visits).where(visits.c.latest.is_(True)).order_by(visits.c.source))
    return {row.source: _visit(row) for row in rows}


def read_visits(connection: Connection, source: str, limit: int) -> Sequence[Visit]:
    query = select(visits).where(visits.c.source == source).order_by(visits.c.id.desc()).limit(limit)
    return tuple(_visit(row) for row in connection.execute(query))


def overdue(last: Mapping[str, Visit], every_s: Mapping[str, float], now: datetime) -> Sequence[str]:
    """The sources among `every_s` whose next visit is due: never visited ones, then the longest overdue."""
    waits = {}
    for source, seconds in every_s.items():
        if source not in last:
            waits[source] = timedelta.max
            continue
        since = now - last[source].started_at
        # A last visit in the future means that the clock was set back: waiting for it to come could take years.
        if since >= timedelta(seconds=seconds) or since < timedelta(0):
            waits[source] = since - timedelta(seconds=seconds)
    return tuple(sorted(waits, key=lambda source: waits[source], reverse=True))


def _visit(row: Row[Any]) -> Visit:
    return Visit(**{name: getattr(row, name) for name in _VISIT_FIELDS})
