"""The archive's own numbers: in the order of commits, without a gap, never given twice."""

from typing import Literal

from sqlalchemy import Connection, bindparam, select, update

from indexer.store.tables import counters

Counter = Literal["rev_seq", "article", "person", "statement"]


class Numbers:
    """Hands out numbers inside one write transaction; only `save` makes them count."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._given: dict[str, int] = {row.name: row.value for row in connection.execute(select(counters))}

    def take(self, counter: Counter) -> int:
        self._given[counter] += 1
        return self._given[counter]

    def save(self) -> None:
        """Write down what has been given out."""
        change = update(counters).where(counters.c.name == bindparam("counter")).values(value=bindparam("reached"))
        self._connection.execute(change, [{"counter": c, "reached": value} for c, value in self._given.items()])


def reached(connection: Connection) -> int:
    """The highest rev_seq given out."""
    return int(connection.execute(select(counters.c.value).where(counters.c.name == "rev_seq")).scalar_one())
