"""People read back: by slug, by name, and the offices in which they were met."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, union

from indexer.model import Person
from indexer.store.engine import among
from indexer.store.tables import aliases, articles, mentions, person_tokens, persons, revisions, statements


def by_number(connection: Connection, numbers: Sequence[int]) -> Mapping[int, Person]:
    return _persons(connection, persons.c.id, numbers)


def by_slug(connection: Connection, slugs: Sequence[str]) -> Mapping[str, Person]:
    return {person.slug: person for person in _persons(connection, persons.c.slug, slugs).values()}


def _persons(connection: Connection, column: ColumnElement[Any], values: Sequence[Any]) -> Mapping[int, Person]:
    spelled = select(persons, aliases.c.alias).join(aliases, aliases.c.person_id == persons.c.id)
    spellings: dict[int, list[str]] = {}
    rows = among(connection, spelled.order_by(aliases.c.alias), column, values)
    for row in rows:
        spellings.setdefault(row.id, []).extend([row.alias] if row.alias != row.name else [])
    return {row.id: Person(row.slug, row.name, tuple(spellings[row.id])) for row in rows}


def offices(connection: Connection, slug: str) -> Sequence[tuple[str, datetime, datetime, int]]:
    """See `ports.Store.offices`. Counted in articles; an undated article counts as of when it was first seen."""
    met = union(
        *(
            select(table.c.title, table.c.rev_seq)
            .join(persons, table.c.person_id == persons.c.id)
            .where(persons.c.slug == slug, table.c.title.is_not(None))
            for table in (statements, mentions)
        )
    ).subquery()
    when = func.coalesce(revisions.c.published_at, articles.c.first_seen_at)
    query = (
        select(met.c.title, func.min(when), func.max(when), func.count())
        .join(revisions, revisions.c.rev_seq == met.c.rev_seq)
        .join(articles, articles.c.rev_seq == met.c.rev_seq)
        .group_by(met.c.title)
        .order_by(func.count().desc(), met.c.title)
    )
    # Case is folded here, not in SQL: SQLite's lower() knows no Cyrillic. The most frequent spelling stands for all.
    spelled: dict[str, tuple[str, datetime, datetime, int]] = {}
    for title, first, last, count in connection.execute(query):
        known = spelled.get(title.casefold(), (title, first, last, 0))
        spelled[title.casefold()] = (known[0], min(known[1], first), max(known[2], last), known[3] + count)
    return tuple(sorted(spelled.values(), key=lambda office: (office[2], office[3]), reverse=True))


def named(connection: Connection, tokens: Collection[str], limit: int) -> Sequence[Person]:
    """Those who have all the tokens among their spellings, the most quoted first."""
    have_all = (
        select(person_tokens.c.person_id)
        .where(person_tokens.c.token.in_(tokens))
        .group_by(person_tokens.c.person_id)
        .having(func.count() == len(tokens))
    )
    present = statements.join(articles, statements.c.rev_seq == articles.c.rev_seq)
    said = select(func.count()).select_from(present).where(statements.c.person_id == persons.c.id).scalar_subquery()
    query = select(persons.c.id).where(persons.c.id.in_(have_all)).order_by(said.desc(), persons.c.id).limit(limit)
    numbers = connection.execute(query).scalars().all()
    people = by_number(connection, numbers)
    return tuple(people[number] for number in numbers)
