"""Stored statements and mentions led back to people again: after a decision, or with new knowledge of offices.

The texts aren't read again. Which versions are waiting stands in `unbound`, so that a job that is killed goes on
where it was, and a long one leaves others room between its steps.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select, update

from indexer.store.binding import BoundText, Said, Text, bind
from indexer.store.dated import read_dated
from indexer.store.engine import IN_LIST_MAX, among
from indexer.store.numbers import Numbers
from indexer.store.resolving import name_key
from indexer.store.spoken import named_in, said_in
from indexer.store.tables import articles, mentions, revisions, statements, touched, unbound

STEP = 500
"""Versions looked at in one transaction: a tenth of a second, up to one on a busy machine."""


def waiting(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(unbound)).scalar_one())


def mark(connection: Connection, rev_seqs: Select[Any]) -> None:
    """Have these versions looked at again; `rev_seqs` selects their numbers."""
    chosen = rev_seqs.subquery()
    column = chosen.c[0]
    fresh = select(column).distinct().where(column.not_in(select(unbound.c.rev_seq)))
    connection.execute(insert(unbound).from_select(["rev_seq"], fresh))


def mark_people(connection: Connection, numbers: Iterable[int]) -> None:
    """Have all versions looked at again that quote or mention one of these people, by their own numbers."""
    for number in numbers:
        for table in (statements, mentions):
            mark(connection, select(table.c.rev_seq).where(table.c.person_id == number))


def mark_nobodies(connection: Connection, keys: Collection[str]) -> None:
    """Have the versions looked at again in which a name with one of these keys is nobody's."""
    spoken = (statements.c.person_id.is_(None), statements.c.speaker_type == "person")
    for column, here in ((statements.c.speaker_name, spoken), (mentions.c.name, (mentions.c.person_id.is_(None),))):
        names = connection.execute(select(column).distinct().where(*here, column.is_not(None))).scalars().all()
        meant = [name for name in names if name_key(name) in keys]
        for start in range(0, len(meant), IN_LIST_MAX):
            mark(
                connection, select(column.table.c.rev_seq).where(*here, column.in_(meant[start : start + IN_LIST_MAX]))
            )


def mark_all(connection: Connection) -> None:
    mark(connection, select(revisions.c.rev_seq))


def rebind(connection: Connection) -> int:
    """Look at some of the versions that wait; how many that were. Whatever changes is noted for the index."""
    waiting_first = select(unbound.c.rev_seq).order_by(unbound.c.rev_seq).limit(STEP)
    rev_seqs = list(connection.execute(waiting_first).scalars())
    if rev_seqs:
        numbers = Numbers(connection)
        touch(connection, rebind_versions(connection, rev_seqs, numbers))
        numbers.save()
        connection.execute(delete(unbound).where(unbound.c.rev_seq.in_(rev_seqs)))
    return len(rev_seqs)


def touch(connection: Connection, rev_seqs: Iterable[int]) -> int:
    """Note for the index the articles of which one of these is the present version; how many."""
    present = among(connection, select(articles.c.id), articles.c.rev_seq, sorted(rev_seqs))
    if present:
        connection.execute(insert(touched), [{"article_id": row.id} for row in present])
    return len(present)


def read_touched(connection: Connection, limit: int) -> Sequence[tuple[int, int]]:
    """See `ports.Store.touched`."""
    rows = connection.execute(select(touched).order_by(touched.c.id).limit(limit))
    return tuple((row.id, row.article_id) for row in rows)


def settle(connection: Connection, numbers: Sequence[int]) -> None:
    connection.execute(delete(touched).where(touched.c.id == bindparam("number")), [{"number": n} for n in numbers])


def rebind_versions(connection: Connection, rev_seqs: Sequence[int], numbers: Numbers) -> set[int]:
    """The versions in which anything changed."""
    versions = among(connection, select(revisions), revisions.c.rev_seq, rev_seqs)
    said, named = said_in(connection, rev_seqs), named_in(connection, rev_seqs)
    texts = [_text(row, said.get(row.rev_seq, ()), named.get(row.rev_seq, ())) for row in versions]
    changed: set[int] = set()
    voices, people = [], []
    for row, bound in zip(versions, bind(connection, texts, numbers), strict=True):
        other_voices = _other_voices(said.get(row.rev_seq, ()), bound)
        other_people = _other_people(named.get(row.rev_seq, ()), bound)
        voices += other_voices
        people += other_people
        if other_voices or other_people:
            changed.add(row.rev_seq)
    if voices:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("person_id", "bound", "office")}
        connection.execute(update(statements).where(statements.c.id == bindparam("number")).values(values), voices)
    if people:
        here = (mentions.c.rev_seq == bindparam("version")) & (mentions.c.position == bindparam("place"))
        connection.execute(update(mentions).where(here).values(person_id=bindparam("new_person_id")), people)
    return changed


def _text(row: Row[Any], said: Sequence[Row[Any]], named: Sequence[Row[Any]]) -> Text:
    published = read_dated("published", row)
    day = (published.at if published else row.seen_at).date()
    spoken = [Said(s.speaker_name if s.speaker_type == "person" else None, s.title, s.text) for s in said]
    return Text(row.article_id, day, spoken, [(mention.name, mention.title) for mention in named])


def _other_voices(said: Sequence[Row[Any]], bound: BoundText) -> list[Mapping[str, Any]]:
    return [
        {"number": row.id, **{f"new_{name}": value for name, value in asdict(voice).items()}}
        for row, voice in zip(said, bound.said, strict=True)
        if (row.person_id, row.bound, row.office) != (voice.person_id, voice.bound, voice.office)
    ]


def _other_people(named: Sequence[Row[Any]], bound: BoundText) -> list[Mapping[str, Any]]:
    return [
        {"version": row.rev_seq, "place": row.position, "new_person_id": person}
        for row, person in zip(named, bound.named, strict=True)
        if row.person_id != person
    ]
