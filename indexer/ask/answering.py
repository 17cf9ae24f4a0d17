"""The answer to a search: results with their articles, what matched and why, and the words for all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from indexer import fields, wording
from indexer.ask.reasons import reasons
from indexer.ask.resolving import PERSON_FIELDS, Also, also, resolve
from indexer.model import Hit, Results, Revision, Statement
from indexer.ports import SearchEngine, Store
from indexer.query import Keyword, Query, nodes, ranked
from indexer.snippets import Snippet, mark, snippets

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
    why: tuple[str, ...]
    """What of the typed conditions it fulfils, in words."""


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
    also: tuple[Also, ...]
    """Spellings of names that were searched for beside the typed ones."""

    def label(self, field: str, value: str) -> str:
        return self.labels.get((field, value), value)


def ask(store: Store, engine: SearchEngine, query: Query, sources: Mapping[str, str]) -> Answer:
    """Answer a query; `sources` gives the sources' titles by name. Raises QueryError as the engine does."""
    resolved, nobody = resolve(query, store)
    results = engine.search(resolved)
    labels = _labels(resolved, results, store, sources)
    answer = Answer(query, results, _found(results, resolved, store), labels, "", nobody, also(query, resolved))
    return replace(answer, sentence=wording.sentence(resolved, answer.label))


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
    shown = snippets(revision.article.body, query.where) if statement is None else _said(revision, statement, query)
    return Found(hit, revision, statement, title, shown, reasons(query, revision, statement))


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
