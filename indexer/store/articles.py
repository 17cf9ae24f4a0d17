"""Articles and their versions, read back as they were put."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from indexer.model import Article, Change, Person, Quote, Revision, Statement, Topic
from indexer.store.dated import read_dated
from indexer.store.engine import among
from indexer.store.holders import known_offices
from indexer.store.persons import by_number
from indexer.store.spoken import named_in, said_in
from indexer.store.tables import QUOTE_FIELDS, articles, changes, persons, revisions, statements
from indexer.store.topics import read_assigned
from indexer.topics import Topics

_VERSIONS = select(revisions, articles.c.source, articles.c.first_seen_at).join(
    articles, revisions.c.article_id == articles.c.id
)


def read_articles(connection: Connection, ids: Sequence[int], known: Topics) -> Sequence[Revision]:
    """The present version of each, in the order of `ids`."""
    present = _VERSIONS.where(revisions.c.rev_seq == articles.c.rev_seq)
    rows = {row.article_id: row for row in among(connection, present, articles.c.id, ids)}
    return _assemble(connection, [rows[number] for number in ids if number in rows], known)


def read_revisions(connection: Connection, article_id: int, known: Topics) -> Sequence[Revision]:
    query = _VERSIONS.where(revisions.c.article_id == article_id).order_by(revisions.c.number)
    return _assemble(connection, connection.execute(query).all(), known)


def read_changes(connection: Connection, after: int, limit: int) -> Sequence[Change]:
    query = select(changes).where(changes.c.rev_seq > after).order_by(changes.c.rev_seq).limit(limit)
    return tuple(Change(row.rev_seq, row.article_id, row.removed) for row in connection.execute(query))


def reached_at(connection: Connection, moment: datetime) -> int:
    """The highest rev_seq given out before `moment`; 0 if there is none."""
    query = select(func.coalesce(func.max(changes.c.rev_seq), 0)).where(changes.c.at < moment)
    return int(connection.execute(query).scalar_one())


def counts(connection: Connection) -> Mapping[str, int]:
    """See `ports.Store.counts`. Statements are counted in present versions only."""
    by_source = select(articles.c.source, func.count()).group_by(articles.c.source).order_by(articles.c.source)
    sources = {f"source:{source}": count for source, count in connection.execute(by_source)}
    return {
        "articles": sum(sources.values()),
        "statements": _present_statements(connection),
        "people": connection.execute(select(func.count()).select_from(persons)).scalar_one(),
        **sources,
    }


def _present_statements(connection: Connection) -> int:
    # All less the few outdated ones: joining every statement to its article took five times as long.
    corrected = select(revisions.c.article_id).where(revisions.c.number == 2)
    outdated = (
        select(revisions.c.rev_seq)
        .join(articles, revisions.c.article_id == articles.c.id)
        .where(revisions.c.article_id.in_(corrected), revisions.c.rev_seq != articles.c.rev_seq)
    )
    every = select(func.count()).select_from(statements).where(statements.c.fragment.is_(False))
    old = every.where(statements.c.rev_seq.in_(outdated))
    return int(connection.execute(select(every.scalar_subquery() - old.scalar_subquery())).scalar_one())


# ----------------------------------------------------------------------------------------------------- putting together


def _assemble(connection: Connection, rows: Sequence[Row[Any]], known: Topics) -> Sequence[Revision]:
    """The versions with what was said and who was named in them: a handful of queries, however many there are."""
    numbers = [row.rev_seq for row in rows]
    said, named = said_in(connection, numbers), named_in(connection, numbers)
    met = {row.person_id for group in (*said.values(), *named.values()) for row in group if row.person_id}
    people = by_number(connection, list(met))
    titled = _titled(connection, {row.office for group in said.values() for row in group if row.office})
    assigned = read_assigned(connection, [row.article_id for row in rows])
    return tuple(
        _revision(
            row,
            said.get(row.rev_seq, []),
            named.get(row.rev_seq, []),
            people,
            titled,
            known.of(row.topics, row.section, assigned.get(row.article_id, ())),
        )
        for row in rows
    )


def _titled(connection: Connection, slugs: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Each of these offices with all it belongs to. Most archives are asked nothing: they know of no office."""
    if not slugs:
        return {}
    offices = known_offices(connection)
    return {slug: offices.within(slug) for slug in slugs}


def _revision(
    row: Row[Any],
    said: Sequence[Row[Any]],
    named: Sequence[Row[Any]],
    people: Mapping[int, Person],
    titled: Mapping[str, tuple[str, ...]],
    topics: tuple[Topic, ...],
) -> Revision:
    # Named people first, as the text names them; quotes may speak of some that were not listed.
    met = dict.fromkeys(entry.person_id for entry in (*named, *said) if entry.person_id)
    return Revision(
        article_id=row.article_id,
        source=row.source,
        number=row.number,
        rev_seq=row.rev_seq,
        first_seen=row.first_seen_at,
        seen_at=row.seen_at,
        backfill=row.backfill,
        content_sha256=row.content_sha256,
        page_sha256=row.page_sha256,
        article=_article(row),
        statements=tuple(_statement(entry, people, titled) for entry in said),
        mentioned=tuple(people[person] for person in met),
        topics=topics,
    )


def _article(row: Row[Any]) -> Article:
    return Article(
        url=row.url,
        title=row.title,
        body=row.body,
        published=read_dated("published", row),
        modified=read_dated("modified", row),
        authors=row.authors,
        section=row.section,
        topics=row.topics,
        language=row.language,
        dateline=row.dateline,
    )


def _statement(row: Row[Any], people: Mapping[int, Person], titled: Mapping[str, tuple[str, ...]]) -> Statement:
    quote = Quote(**{name: getattr(row, name) for name in QUOTE_FIELDS})
    return Statement(row.id, quote, people.get(row.person_id), row.bound, titled.get(row.office, ()))
