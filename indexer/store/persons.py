"""People read back: by slug, by name, by part of a name, and the offices in which they were met."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, Connection, func, or_, select, union

from indexer import people
from indexer.given import given_names
from indexer.model import Person, Tenure
from indexer.offices import latest_first
from indexer.store import resolving
from indexer.store.columns import storable
from indexer.store.engine import among
from indexer.store.holders import known_offices
from indexer.store.resolving import root
from indexer.store.tables import aliases, articles, mentions, person_tokens, persons, revisions, statements, tenures

LETTERS_OFF = 2
"""In how many letters a name may differ from one that is nearly it; half as many where it is short."""
SHORT = 5


def by_number(connection: Connection, numbers: Sequence[int]) -> Mapping[int, Person]:
    """Also under the numbers of those who turned out to be somebody else."""
    return _persons(connection, persons.c.id, numbers)


def by_slug(connection: Connection, slugs: Sequence[str]) -> Mapping[str, Person]:
    """Under the slugs as asked, which for those who turned out to be somebody else are not the person's own."""
    return _persons(connection, persons.c.slug, slugs)


def own_names(connection: Connection, slugs: Sequence[str]) -> Mapping[str, str]:
    """See `ports.Store.own_names`."""
    rows = among(connection, select(persons.c.slug, persons.c.name), persons.c.slug, slugs)
    return {row.slug: row.name for row in rows}


def _persons(connection: Connection, column: ColumnElement[Any], values: Sequence[Any]) -> Mapping[Any, Person]:
    asked = select(column.label("asked"), root().label("root"))
    roots = {row.asked: row.root for row in among(connection, asked, column, values)}
    people = _with_spellings(connection, list(roots.values()))
    return {value: people[number] for value, number in roots.items()}


def _with_spellings(connection: Connection, numbers: Sequence[int]) -> Mapping[int, Person]:
    """Those who are nobody else, with the spellings of all who turned out to be them."""
    own = among(connection, select(persons), persons.c.id, numbers)
    joined = among(connection, select(persons), persons.c.merged_into, numbers)
    root_of = {**{row.id: row.id for row in own}, **{row.id: row.merged_into for row in joined}}
    spellings: dict[int, list[str]] = {}
    for row in among(connection, select(aliases).order_by(aliases.c.alias), aliases.c.person_id, list(root_of)):
        spellings.setdefault(root_of[row.person_id], []).append(row.alias)
    held = _held(connection, root_of)
    return {
        row.id: Person(
            row.slug,
            row.name,
            tuple(dict.fromkeys(s for s in spellings.get(row.id, ()) if s != row.name)),
            latest_first(held.get(row.id, ())),
        )
        for row in own
    }


def holding(connection: Connection) -> Sequence[Person]:
    """See `ports.Store.holders`."""
    query = select(root()).join(tenures, tenures.c.person_id == persons.c.id).distinct()
    found = by_number(connection, connection.execute(query).scalars().all())
    return tuple(sorted(found.values(), key=lambda person: (person.name, person.slug)))


def _held(connection: Connection, root_of: Mapping[int, int]) -> Mapping[int, Sequence[Tenure]]:
    """The offices of these people, under the number of the one that each turned out to be."""
    rows = among(connection, select(tenures).order_by(tenures.c.id), tenures.c.person_id, list(root_of))
    known = known_offices(connection) if rows else None
    held: dict[int, dict[Tenure, None]] = {}
    for row in rows:
        office = known.get(row.office) if known else None
        if known and office:
            told = (row.title, row.since, row.until, row.origin)
            tenure = Tenure(office.slug, office.name, known.within(office.slug), *told)
            held.setdefault(root_of[row.person_id], {})[tenure] = None
    return {number: tuple(each) for number, each in held.items()}


def titles_met(connection: Connection, slug: str) -> Sequence[tuple[str, datetime, datetime, int]]:
    """See `ports.Store.titles_met`. Counted in articles; an undated article counts as of when it was first seen."""
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


def named(connection: Connection, text: str, limit: int) -> Sequence[Person]:
    """Those who have all the words among their spellings, the most quoted first.

    Words are found by how they sound; where some of those found fit letter by letter, nobody else is meant.
    """
    tokens = resolving.tokens(text)
    have_all = (
        select(person_tokens.c.person_id)
        .where(person_tokens.c.token.in_(tokens))
        .group_by(person_tokens.c.person_id)
        .having(func.count() == len(tokens))
    )
    present = statements.join(articles, statements.c.rev_seq == articles.c.rev_seq)
    said = select(func.count()).select_from(present).where(statements.c.person_id == root()).scalar_subquery()
    query = select(persons.c.id).where(persons.c.id.in_(have_all)).order_by(said.desc(), persons.c.id).limit(limit)
    found = _in_order(connection, connection.execute(query).scalars().all())
    fitting = [who for who in found if any(people.fitting(storable(text), name) for name in (who.name, *who.aliases))]
    return tuple(fitting) or found


def bearing(connection: Connection, tokens: Collection[str], limit: int) -> Sequence[Person]:
    """Those who have any of the tokens among their spellings, the longest known first; so many for each token."""
    rank = func.row_number().over(partition_by=person_tokens.c.token, order_by=person_tokens.c.person_id)
    ranked = select(person_tokens.c.person_id, rank.label("rank")).where(person_tokens.c.token.in_(tokens)).subquery()
    first = select(ranked.c.person_id).where(ranked.c.rank <= limit).distinct().order_by(ranked.c.person_id)
    return _in_order(connection, connection.execute(first).scalars().all())


def like(connection: Connection, tokens: Collection[str], limit: int) -> Sequence[Person]:
    """Those with a token nearly like each of these among their spellings, the likest first."""
    off: dict[int, dict[str, int]] = {}
    for typed in tokens:
        rows = connection.execute(select(person_tokens).where(person_tokens.c.token.startswith(typed[0])))
        most = LETTERS_OFF if len(typed) > SHORT else LETTERS_OFF // 2
        for token, number in rows:
            distance = OSA.distance(typed, token, score_cutoff=most)
            if distance <= most:
                of_person = off.setdefault(number, {})
                of_person[typed] = min(distance, of_person.get(typed, distance))
    found = sorted((sum(of.values()), number) for number, of in off.items() if len(of) == len(tokens))
    return _in_order(connection, [number for _, number in found[:limit]])


def slugs_beginning(connection: Connection, text: str, limit: int) -> Sequence[str]:
    """See `ports.Store.slugs_beginning`."""
    *whole, begun = text.split() or [""]
    if not begun:
        return ()
    query = select(root()).where(or_(*_begins(begun)))
    for token in resolving.tokens(" ".join(whole)):
        query = query.where(persons.c.id.in_(select(person_tokens.c.person_id).where(person_tokens.c.token == token)))
    meant = select(persons.c.slug).where(persons.c.id.in_(query)).order_by(persons.c.id).limit(limit)
    return tuple(connection.execute(meant).scalars())


def _begins(begun: str) -> list[ColumnElement[bool]]:
    """That a word of a person's begins so: by its sound, by another spelling of a given name, or letter by letter,
    as two letters may be one sound that the first of them isn't.
    """
    conditions: list[ColumnElement[bool]] = []
    if sound := next(iter(resolving.tokens(begun)), ""):
        # Not LIKE, which reads the whole table where it ignores case.
        between = person_tokens.c.token.between(sound, sound + "\uffff")
        conditions.append(persons.c.id.in_(select(person_tokens.c.person_id).where(between)))
    given = {spelling for spelling in given_names().standing if spelling.startswith(begun.lower())}
    if given_tokens := {token for spelling in given for token in resolving.tokens(spelling)}:
        named_so = person_tokens.c.token.in_(given_tokens)
        conditions.append(persons.c.id.in_(select(person_tokens.c.person_id).where(named_so)))
    for spelling in {begun, begun.capitalize()}:
        letters = or_(
            aliases.c.alias.startswith(spelling, autoescape=True),
            aliases.c.alias.contains(f" {spelling}", autoescape=True),
        )
        conditions.append(persons.c.id.in_(select(aliases.c.person_id).where(letters)))
    return conditions


def _in_order(connection: Connection, numbers: Sequence[int]) -> Sequence[Person]:
    """Each person once, also where several of the numbers turned out to be one."""
    known = by_number(connection, numbers)
    return tuple(dict.fromkeys(known[number] for number in numbers))
