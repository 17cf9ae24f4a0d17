"""Runs of saved queries and the ledger of what has been told to whom."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from indexer.model import Article, Delivered, Run
from indexer.store.engine import among
from indexer.store.tables import ledger, revisions, runs, saved_queries

_RUN_FIELDS = tuple(f.name for f in fields(Run))
_DELIVERED_FIELDS = tuple(f.name for f in fields(Delivered))
_OPENING_LENGTH = 400
"""Characters of a text without a title that are enough to make its headline."""


def record_run(
    connection: Connection, run: Run, items: Sequence[Delivered], next_due_at: datetime | None, watermark_was: int
) -> Run | None:
    """See `ports.Store.record_run`. The numbers in `run` and `items` are not looked at."""
    slot = select(runs.c.id).where(runs.c.query_id == run.query_id, runs.c.slot == run.slot)
    if connection.execute(slot).first():
        return None
    query = update(saved_queries).where(saved_queries.c.id == run.query_id, saved_queries.c.watermark == watermark_was)
    if not connection.execute(query.values(watermark=run.high, next_due_at=next_due_at)).rowcount:
        return None
    row = {name: getattr(run, name) for name in _RUN_FIELDS if name != "id"}
    number = connection.execute(insert(runs).values(row).returning(runs.c.id)).scalar_one()
    if items:
        headlines = _headlines(connection, [item.rev_seq for item in items])
        connection.execute(
            insert(ledger), [_line(item, run.query_id, number, headlines[item.rev_seq]) for item in items]
        )
    return replace(run, id=number)


def delivered(connection: Connection, query_id: int, article_ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """See `ports.Store.delivered_articles`. Articles that have never been told of are left out."""
    lines = select(ledger.c.article_id, ledger.c.item_class).where(ledger.c.query_id == query_id)
    classes: dict[int, frozenset[str]] = {}
    for row in among(connection, lines, ledger.c.article_id, article_ids):
        classes[row.article_id] = classes.get(row.article_id, frozenset()) | {row.item_class}
    return classes


def read_runs(connection: Connection, query_id: int, limit: int) -> Sequence[Run]:
    query = select(runs).where(runs.c.query_id == query_id).order_by(runs.c.id.desc()).limit(limit)
    return tuple(_run(row) for row in connection.execute(query))


def read_run(connection: Connection, run_id: int) -> Run | None:
    row = connection.execute(select(runs).where(runs.c.id == run_id)).one_or_none()
    return _run(row) if row else None


def read_items(connection: Connection, run_id: int) -> Sequence[Delivered]:
    lines = select(*(ledger.c[name] for name in _DELIVERED_FIELDS)).where(ledger.c.run_id == run_id)
    return tuple(Delivered(**row._asdict()) for row in connection.execute(lines.order_by(ledger.c.id)))


def mark_read(connection: Connection, run_id: int, now: datetime) -> None:
    unread = update(ledger).where(ledger.c.run_id == run_id, ledger.c.read_at.is_(None))
    connection.execute(unread.values(read_at=now))


def _headlines(connection: Connection, numbers: Sequence[int]) -> Mapping[int, str]:
    opening = func.substr(revisions.c.body, 1, _OPENING_LENGTH).label("opening")
    query = select(revisions.c.rev_seq, revisions.c.title, opening)
    rows = among(connection, query, revisions.c.rev_seq, numbers)
    return {row.rev_seq: Article("", row.title, row.opening, None).headline for row in rows}


def _line(item: Delivered, query_id: int, run_id: int, headline: str) -> Mapping[str, Any]:
    told = {name: getattr(item, name) for name in _DELIVERED_FIELDS if name != "id"}
    return {**told, "query_id": query_id, "run_id": run_id, "headline": headline}


def _run(row: Row[Any]) -> Run:
    return Run(**row._asdict())
