"""Who works on what until when, so that two workers never do the same at once."""

from datetime import datetime

from sqlalchemy import Connection, insert, or_, select, update

from indexer.store.tables import leases


def claim(
    connection: Connection, name: str, holder: str, now: datetime, until: datetime, over: str | None
) -> int | None:
    """See `ports.Store.claim`."""
    free = or_(leases.c.until.is_(None), leases.c.until <= now, leases.c.holder.in_([holder, over or holder]))
    taking = update(leases).where(leases.c.name == name, free)
    taking = taking.values(holder=holder, token=leases.c.token + 1, until=until)
    if connection.execute(taking).rowcount:
        return int(connection.execute(select(leases.c.token).where(leases.c.name == name)).scalar_one())
    if connection.execute(select(leases.c.name).where(leases.c.name == name)).first():
        return None
    connection.execute(insert(leases).values(name=name, holder=holder, token=1, until=until))
    return 1


def holder(connection: Connection, name: str) -> str | None:
    return connection.execute(select(leases.c.holder).where(leases.c.name == name)).scalar_one_or_none()


def release(connection: Connection, name: str, token: int) -> None:
    connection.execute(update(leases).where(leases.c.name == name, leases.c.token == token).values(until=None))
