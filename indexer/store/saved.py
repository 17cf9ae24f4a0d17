"""Saved queries: what is asked again and again, when, and how far it has looked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, or_, select, update

from indexer.model import SavedQuery, Schedule
from indexer.store.tables import counters, ledger, outbox, runs, saved_queries

LOCAL_OWNER = "local"
ITEMS_MAX = 25
"""Items in one mail at the most; the rest is linked."""

_UNREAD = (
    select(func.count())
    .where(ledger.c.query_id == saved_queries.c.id, ledger.c.read_at.is_(None), ledger.c.dismissed_at.is_(None))
    .scalar_subquery()
    .label("unread")
)
_SAVED = select(saved_queries, _UNREAD).order_by(saved_queries.c.id)


def save_query(
    connection: Connection,
    name: str,
    params: str,
    schedule: Schedule,
    watermark: int,
    next_due_at: datetime | None,
    now: datetime,
) -> SavedQuery:
    row = {
        "owner": LOCAL_OWNER,
        "name": name,
        "params": params,
        "confidential": False,
        "schedule_kind": schedule.kind,
        "schedule_at": schedule.at,
        "schedule_weekdays": schedule.weekdays,
        "schedule_zone": schedule.zone,
        "state": "active",
        "corrections": "received",
        "include_backfill": False,
        "items_max": ITEMS_MAX,
        "heartbeat": False,
        "watermark": watermark,
        "created_at": now,
        "next_due_at": next_due_at,
        "lease_token": 0,
    }
    number = connection.execute(insert(saved_queries).values(row).returning(saved_queries.c.id)).scalar_one()
    return _saved(connection.execute(_SAVED.where(saved_queries.c.id == number)).one())


def read_all(connection: Connection) -> Sequence[SavedQuery]:
    return tuple(_saved(row) for row in connection.execute(_SAVED))


def read_one(connection: Connection, query_id: int) -> SavedQuery | None:
    row = connection.execute(_SAVED.where(saved_queries.c.id == query_id)).one_or_none()
    return _saved(row) if row else None


def read_due(connection: Connection, now: datetime) -> Sequence[SavedQuery]:
    """See `ports.Store.due_queries`."""
    reached = select(counters.c.value).where(counters.c.name == "rev_seq").scalar_subquery()
    behind = and_(saved_queries.c.schedule_kind == "ingest", saved_queries.c.watermark < reached)
    due = _SAVED.where(saved_queries.c.state == "active", or_(saved_queries.c.next_due_at <= now, behind))
    return tuple(_saved(row) for row in connection.execute(due))


def set_state(
    connection: Connection, query_id: int, state: str, reason: str | None, next_due_at: datetime | None
) -> None:
    change = update(saved_queries).where(saved_queries.c.id == query_id)
    connection.execute(change.values(state=state, reason=reason, next_due_at=next_due_at))


def delete_query(connection: Connection, query_id: int) -> None:
    """Leaves nothing behind: what somebody was looking for is theirs to take away."""
    its_runs = select(runs.c.id).where(runs.c.query_id == query_id)
    connection.execute(delete(outbox).where(outbox.c.run_id.in_(its_runs)))
    connection.execute(delete(ledger).where(ledger.c.query_id == query_id))
    connection.execute(delete(runs).where(runs.c.query_id == query_id))
    connection.execute(delete(saved_queries).where(saved_queries.c.id == query_id))


def _saved(row: Row[Any]) -> SavedQuery:
    return SavedQuery(
        id=row.id,
        owner=row.owner,
        name=row.name,
        params=row.params,
        schedule=Schedule(row.schedule_kind, row.schedule_at, row.schedule_weekdays, row.schedule_zone),
        state=row.state,
        reason=row.reason,
        corrections=row.corrections,
        watermark=row.watermark,
        created_at=row.created_at,
        next_due_at=row.next_due_at,
        unread=row.unread,
    )
