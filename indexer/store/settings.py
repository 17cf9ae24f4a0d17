"""What the archive remembers of the rules it was last brought up to, each under a name."""

from sqlalchemy import Connection, delete, insert, select

from indexer.store.tables import settings


def kept(connection: Connection, name: str) -> str | None:
    """None: nothing was ever kept under that name."""
    return connection.execute(select(settings.c.value).where(settings.c.name == name)).scalar_one_or_none()


def keep(connection: Connection, name: str, value: str) -> None:
    connection.execute(delete(settings).where(settings.c.name == name))
    connection.execute(insert(settings), {"name": name, "value": value})
