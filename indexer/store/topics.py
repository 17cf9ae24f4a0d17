"""Publishers' tags: the first spelling met of each, by the form in which it is searched."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, insert, select

from indexer.fields import topic_value
from indexer.store.columns import INDEXED_LENGTH_MAX, storable
from indexer.store.engine import among
from indexer.store.tables import topics


def add_topics(connection: Connection, labels: Iterable[str]) -> None:
    """Keep the spelling of those that haven't been met before."""
    met: dict[str, str] = {}
    for label in labels:
        met.setdefault(topic_value(storable(label)), label)
    wanted = {value: label for value, label in met.items() if 0 < len(value) <= INDEXED_LENGTH_MAX}
    known = topic_labels(connection, list(wanted))
    if rows := [{"value": value, "label": label} for value, label in wanted.items() if value not in known]:
        connection.execute(insert(topics), rows)


def topic_labels(connection: Connection, values: Sequence[str]) -> Mapping[str, str]:
    return {row.value: row.label for row in among(connection, select(topics), topics.c.value, values)}
