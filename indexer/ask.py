"""A search from question to answer: names resolved, the engine asked, articles fetched, matches marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from indexer import fields, wording
from indexer.model import Hit, Results, Revision, Statement
from indexer.ports import SearchEngine, Store
from indexer.query import And, Keyword, Node, Not, Or, Query, nodes, ranked
from indexer.snippets import Snippet, mark, snippets

NAMESAKES_MAX = 50
"""How many people one typed name may stand for."""
PERSON_FIELDS = ("said-by", "mentions")
LANGUAGES = {"en": "English", "uk": "Ukrainian", "ru": "Russian", "unknown": "language unknown"}
KINDS = {"direct": "directly", "indirect": "in reported speech", "mixed": "partly in their words"}


@dataclass(frozen=True, slots=True)
class Found:
    """One result, ready to be shown."""

    hit: Hit
    revision: Revision
    statement: Statement | None
    """None where articles were asked for."""
    title: Snippet
    snippets: tuple[Snippet, ...]
    """Pieces of the article; for a statement its words, then perhaps the place around them that matched."""


@dataclass(frozen=True, slots=True)
class Answer:
    query: Query
    """As it was asked."""
    results: Results
    found: tuple[Found, ...]
    labels: Mapping[tuple[str, str], str]
    """What people call a facet's value, where that differs from the value."""
    sentence: str
    nobody: tuple[str, ...]
    """Typed names that fit no person in the archive."""

    def label(self, field: str, value: str) -> str:
        return self.labels.get((field, value), value)


def ask(store: Store, engine: SearchEngine, query: Query, sources: Mapping[str, str]) -> Answer:
    """Answer a query; `sources` gives the sources' titles by name."""
    resolved, nobody = resolve(query, store)
    results = engine.search(resolved)
    labels = _labels(resolved, results, store, sources)
    answer = Answer(query, results, _found(results, resolved, store), labels, "", nobody)
    return replace(answer, sentence=wording.sentence(resolved, answer.label))


def resolve(query: Query, store: Store) -> tuple[Query, tuple[str, ...]]:
    """The query with typed names and topics replaced by the values of the index, and the names that fit nobody."""
    nobody: list[str] = []
    return replace(query, where=_resolved(query.where, store, nobody)), tuple(nobody)


def _resolved(node: Node, store: Store, nobody: list[str]) -> Node:
    if isinstance(node, And | Or):
        return type(node)(tuple(_resolved(part, store, nobody) for part in node.parts))
    if isinstance(node, Not):
        return Not(_resolved(node.part, store, nobody))
    if not isinstance(node, Keyword):
        return node
    if node.field in PERSON_FIELDS:
        return Keyword(node.field, tuple(slug for v in node.values for slug in _slugs(v, store, nobody)))
    return Keyword(node.field, tuple(_value(node.field, v) for v in node.values))


def _value(field: str, typed: str) -> str:
    """The form in which the index holds it. Sources keep the name they were given, capitals and all."""
    if field == "topic":
        return fields.topic_value(typed)
    return typed if field == "source" else typed.lower()


def _slugs(typed: str, store: Store, nobody: list[str]) -> Sequence[str]:
    slugs = [person.slug for person in store.people_named(typed, NAMESAKES_MAX)]
    if not slugs and typed in store.people([typed]):
        slugs = [typed]
    if not slugs:
        nobody.append(typed)
    return slugs or [typed]


def _found(results: Results, query: Query, store: Store) -> tuple[Found, ...]:
    """A hit whose article has changed since it was indexed, or is gone, is left out: the index will follow."""
    ids = dict.fromkeys(hit.article_id for hit in results.hits)
    revisions = {r.article_id: r for r in store.articles(list(ids))}
    found = []
    for hit in results.hits:
        revision = revisions.get(hit.article_id)
        if revision is None:
            continue
        statement = next((s for s in revision.statements if s.id == hit.id), None) if query.view == "quotes" else None
        if query.view == "articles" or statement is not None:
            found.append(_shown(hit, revision, statement, query))
    return tuple(found)


def _shown(hit: Hit, revision: Revision, statement: Statement | None, query: Query) -> Found:
    title = mark(revision.article.headline, query.where)
    if statement is None:
        return Found(hit, revision, None, title, snippets(revision.article.body, query.where))
    return Found(hit, revision, statement, title, _said(revision, statement, query))


def _said(revision: Revision, statement: Statement, query: Query) -> tuple[Snippet, ...]:
    """The words; and where what was asked for stands only around them, that place, too."""
    words = mark(statement.quote.text, query.where)
    if not ranked(query.where) or any(matched for _, matched in words.parts):
        return (words,)
    return (words, *snippets(fields.context(revision, statement), query.where, count=1))


def _labels(query: Query, results: Results, store: Store, sources: Mapping[str, str]) -> Mapping[tuple[str, str], str]:
    shown = {(f.field, v.value) for f in results.facets for v in f.values}
    shown |= {(p.field, v) for p in query.picks for v in (*p.include, *p.exclude)}
    shown |= {(n.field, v) for n in nodes(query.where) if isinstance(n, Keyword) for v in n.values}
    people = store.people([v for f, v in shown if f in PERSON_FIELDS])
    labels = {(f, v): people[v].name for f, v in shown if f in PERSON_FIELDS and v in people}
    topics = store.topic_labels([v for f, v in shown if f == "topic"])
    labels |= {("topic", value): label for value, label in topics.items()}
    labels |= {("source", name): title for name, title in sources.items()}
    labels |= {("lang", code): name for code, name in LANGUAGES.items()}
    return labels | {("kind", kind): words for kind, words in KINDS.items()}
