"""What was said and who was named in versions of articles, as rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from indexer.store.engine import among
from indexer.store.tables import mentions, statements

ByVersion = Mapping[int, Sequence[Row[Any]]]
"""By rev_seq; versions without any are left out."""


def said_in(connection: Connection, rev_seqs: Sequence[int]) -> ByVersion:
    """Statements in the order in which they were found."""
    return _grouped(among(connection, select(statements).order_by(statements.c.id), statements.c.rev_seq, rev_seqs))


def named_in(connection: Connection, rev_seqs: Sequence[int]) -> ByVersion:
    """Mentions in the order of the text."""
    in_order = select(mentions).order_by(mentions.c.rev_seq, mentions.c.position)
    return _grouped(among(connection, in_order, mentions.c.rev_seq, rev_seqs))


def _grouped(rows: Sequence[Row[Any]]) -> ByVersion:
    groups: dict[int, list[Row[Any]]] = {}
    for row in rows:
        groups.setdefault(row.rev_seq, []).append(row)
    return groups
