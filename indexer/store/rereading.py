"""Quotes and mentions of stored texts, put anew when newer rules have read them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from indexer.ports import Outdated, Reread
from indexer.store import rebinding
from indexer.store.numbers import Numbers
from indexer.store.spoken import named_in, said_in
from indexer.store.tables import QUOTE_FIELDS, mentions, revisions, statements

PLACE = ("in_title", "start", "end", "kind", "fragment", "speaker_name")
"""Where these are equal a statement is the same one. The speaker, since two people may say the same words together."""


def outdated(connection: Connection, version: int, limit: int) -> Sequence[Outdated]:
    """See `ports.Store.outdated`."""
    older = select(revisions).where(revisions.c.quotes_version < version).order_by(revisions.c.rev_seq).limit(limit)
    return tuple(Outdated(row.rev_seq, row.title, row.body, row.language) for row in connection.execute(older))


def count_outdated(connection: Connection, version: int) -> int:
    older = select(func.count()).select_from(revisions).where(revisions.c.quotes_version < version)
    return int(connection.execute(older).scalar_one())


def reread(connection: Connection, batch: Sequence[Reread], unreadable: Sequence[int], version: int) -> int:
    """See `ports.Store.reread`. The same transaction leads the names back to people."""
    numbers = Numbers(connection)
    rev_seqs = [found.rev_seq for found in batch]
    said, named = said_in(connection, rev_seqs), named_in(connection, rev_seqs)
    changed = [f for f in batch if _differs(f, said.get(f.rev_seq, ()), named.get(f.rev_seq, ()))]
    for found in changed:
        _replace(connection, found, said.get(found.rev_seq, ()), numbers)
    here = [found.rev_seq for found in changed]
    # At once: a saved search that looked in between would take the speakers for nobody.
    rebinding.rebind_versions(connection, here, numbers)
    numbers.save()
    rebinding.touch(connection, here)
    read = update(revisions).where(revisions.c.rev_seq.in_([*rev_seqs, *unreadable]))
    connection.execute(read.values(quotes_version=version))
    return len(changed)


def _differs(found: Reread, said: Sequence[Row[Any]], named: Sequence[Row[Any]]) -> bool:
    quotes = [_values(quote, QUOTE_FIELDS) for quote in found.quotes]
    if quotes != [_values(row, QUOTE_FIELDS) for row in said]:
        return True
    return [(m.name, m.title) for m in found.mentions] != [(row.name, row.title) for row in named]


def _replace(connection: Connection, found: Reread, said: Sequence[Row[Any]], numbers: Numbers) -> None:
    known = {_values(row, PLACE): row.id for row in said}
    quotes = [
        {
            "id": known.pop(_values(quote, PLACE), None) or numbers.take("statement"),
            "rev_seq": found.rev_seq,
            **{name: getattr(quote, name) for name in QUOTE_FIELDS},
        }
        for quote in found.quotes
    ]
    people = [
        {"rev_seq": found.rev_seq, "position": position, "name": mention.name, "title": mention.title}
        for position, mention in enumerate(found.mentions)
    ]
    for table, rows in ((statements, quotes), (mentions, people)):
        connection.execute(delete(table).where(table.c.rev_seq == found.rev_seq))
        if rows:
            connection.execute(insert(table), rows)


def _values(quote: Any, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(quote, name) for name in names)
