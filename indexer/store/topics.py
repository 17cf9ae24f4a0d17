"""Topics in the database: how they are spelled, and what rules and people say an article is about."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, insert, select

from indexer.model import Assigner, Topic
from indexer.store.columns import storable
from indexer.store.engine import among
from indexer.store.settings import keep, kept
from indexer.store.tables import article_topics, articles, revisions, topics, touched
from indexer.topics import CHARS_MAX, GIVEN_MAX, Topics, label, normal

FOLLOWED = "topics"
"""The name under which `settings` keeps the fingerprint of the topics that articles were last read with."""

Assigned = Mapping[int, Sequence[tuple[str, Assigner]]]
"""What rules and then people call an article's topics, by its number."""


# ------------------------------------------------------------------------------------------------------------ spellings


def add_topics(connection: Connection, labels: Iterable[str]) -> None:
    """Keep the spelling of those that haven't been met before."""
    met: dict[str, str] = {}
    for written in labels:
        met.setdefault(normal(storable(written)), written)
    wanted = {value: written for value, written in met.items() if 0 < len(value) <= CHARS_MAX}
    known = _labels(connection, list(wanted))
    if rows := [{"value": value, "label": written} for value, written in wanted.items() if value not in known]:
        connection.execute(insert(topics), rows)


def topic_labels(connection: Connection, known: Topics, values: Sequence[str]) -> Mapping[str, str]:
    """See `ports.Store.topic_labels`."""
    return {**_labels(connection, values), **known.named(values)}


def _labels(connection: Connection, values: Sequence[str]) -> Mapping[str, str]:
    return {row.value: label(row.label) for row in among(connection, select(topics), topics.c.value, values)}


# ----------------------------------------------------------------------------------------------------- rules and people


def read_assigned(connection: Connection, article_ids: Sequence[int]) -> Assigned:
    found: dict[int, list[tuple[str, Assigner]]] = {}
    given: list[tuple[int, str]] = []
    query = select(article_topics).order_by(article_topics.c.article_id, article_topics.c.value)
    for row in among(connection, query, article_topics.c.article_id, article_ids):
        if row.by == "rule":  # its stanza has the name
            found.setdefault(row.article_id, []).append((row.value, "rule"))
        else:
            given.append((row.article_id, row.value))
    spelled = _labels(connection, [value for _, value in given])
    for number, value in given:
        found.setdefault(number, []).append((spelled.get(value, value), "person"))
    return found


def assign(
    connection: Connection, known: Topics, ruled: Mapping[int, Collection[str]], unsure: Collection[str]
) -> Mapping[int, tuple[Topic, ...]]:
    """See `ports.Store.assign_topics`."""
    by_rule = select(article_topics).where(article_topics.c.by == "rule")
    rows = among(connection, by_rule, article_topics.c.article_id, list(ruled))
    were = {(row.article_id, row.value) for row in rows}
    wanted = {(number, value) for number, values in ruled.items() for value in values}
    gone = {one for one in were - wanted if one[1] not in unsure}
    there = _present(connection, [number for number, _ in gone | (wanted - were)])
    _drop(connection, gone, "rule")
    if fresh := sorted(one for one in wanted - were if one[0] in there):
        connection.execute(insert(article_topics), [{"article_id": n, "value": v, "by": "rule"} for n, v in fresh])
    assigned = read_assigned(connection, list(there))
    return {number: known.of(row.topics, row.section, assigned.get(number, ())) for number, row in there.items()}


def give(connection: Connection, known: Topics, article_id: int, written: str) -> bool:
    """See `ports.Store.tag`."""
    row = _present(connection, [article_id]).get(article_id)
    value = known.value(storable(written))
    if row is None or not 0 < len(value) <= CHARS_MAX:
        return False
    assigned = read_assigned(connection, [article_id]).get(article_id, ())
    has = {topic.value for topic in known.of(row.topics, row.section, assigned)}
    if value in has or sum(by == "person" for _, by in assigned) >= GIVEN_MAX:
        return False
    add_topics(connection, [written])
    # As it was written: should the stanzas change, it still means what it meant.
    given = {"article_id": article_id, "value": normal(storable(written)), "by": "person"}
    connection.execute(insert(article_topics), given)
    connection.execute(insert(touched), {"article_id": article_id})
    return True


def take_back(connection: Connection, known: Topics, article_id: int, value: str) -> bool:
    """See `ports.Store.untag`."""
    is_given = and_(article_topics.c.article_id == article_id, article_topics.c.by == "person")
    given = select(article_topics.c.value).where(is_given)
    gone = [written for written in connection.execute(given).scalars() if known.value(written) == value]
    _drop(connection, [(article_id, written) for written in gone], "person")
    if gone:
        connection.execute(insert(touched), {"article_id": article_id})
    return bool(gone)


def _present(connection: Connection, article_ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """The publisher's tags and section of those that are there, by the article's number."""
    query = select(articles.c.id, revisions.c.topics, revisions.c.section).join(
        revisions, revisions.c.rev_seq == articles.c.rev_seq
    )
    return {row.id: row for row in among(connection, query, articles.c.id, article_ids)}


def _drop(connection: Connection, gone: Collection[tuple[int, str]], by: Assigner) -> None:
    if gone:
        one = and_(
            article_topics.c.article_id == bindparam("article"),
            article_topics.c.value == bindparam("written"),
            article_topics.c.by == by,
        )
        rows = [{"article": number, "written": value} for number, value in gone]
        connection.execute(delete(article_topics).where(one), rows)


# ------------------------------------------------------------------------------------------------- when stanzas change


def followed(connection: Connection) -> str | None:
    """The fingerprint of the topics that articles were last read with. None: they never were."""
    return kept(connection, FOLLOWED)


def follow(connection: Connection, known: Topics) -> int:
    """See `ports.Store.follow_topics`."""
    if followed(connection) == known.fingerprint():
        return 0
    keep(connection, FOLLOWED, known.fingerprint())
    # Who has no rule any more assigns nothing; all others are asked again when their articles are read.
    ruled = [known.value(stanza.name) for stanza in known.stanzas if stanza.rule]
    gone = and_(article_topics.c.by == "rule", article_topics.c.value.not_in(ruled))
    connection.execute(delete(article_topics).where(gone))
    add_topics(connection, _spelled(connection))
    every = connection.execute(insert(touched).from_select(["article_id"], select(articles.c.id)))
    return every.rowcount


def _spelled(connection: Connection) -> Iterator[str]:
    """Every tag and section of the archive, in the order in which they came."""
    query = select(revisions.c.topics, revisions.c.section).order_by(revisions.c.rev_seq)
    for row in connection.execute(query):
        yield from row.topics
        if row.section:
            yield row.section
