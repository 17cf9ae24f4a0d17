"""The answer to a search: results with their articles, what matched and why, and the words for all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from indexer import fields, wording
from indexer.ask.labels import asked_values, labels_for
from indexer.ask.reasons import Labels, reasons
from indexer.ask.resolving import Also, also, resolve
from indexer.model import Hit, Results, Revision, Statement
from indexer.ports import SearchEngine, Store
from indexer.query import Query, ranked
from indexer.snippets import Snippet, mark, snippets


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
    labels: Labels
    """What people call a facet's value, where that differs from the value."""
    sentence: str
    nobody: tuple[str, ...]
    """Typed names that fit no person in the archive."""
    also: tuple[Also, ...]
    """Spellings of names that were searched for beside the typed ones."""

    def label(self, field: str, value: str) -> str:
        return self.labels.get((field, value)) or wording.name(field, value) or value


def ask(store: Store, engine: SearchEngine, query: Query, sources: Mapping[str, str]) -> Answer:
    """Answer a query; `sources` gives the sources' titles by name. Raises QueryError as the engine does."""
    resolved, nobody = resolve(query, store)
    results = engine.search(resolved)
    labels = labels_for(asked_values(resolved) | _shown_values(results), store, sources)
    answer = Answer(query, results, _found(results, resolved, store, labels), labels, "", nobody, also(query, resolved))
    return replace(answer, sentence=wording.sentence(resolved, answer.label))


def _shown_values(results: Results) -> set[tuple[str, str]]:
    return {(facet.field, value.value) for facet in results.facets for value in facet.values}


def _found(results: Results, query: Query, store: Store, labels: Labels) -> tuple[Found, ...]:
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
            found.append(_shown(hit, revision, statement, query, labels))
    return tuple(found)


def _shown(hit: Hit, revision: Revision, statement: Statement | None, query: Query, labels: Labels) -> Found:
    title = mark(revision.article.headline, query.where)
    shown = snippets(revision.article.body, query.where) if statement is None else _said(revision, statement, query)
    return Found(hit, revision, statement, title, shown, reasons(query, revision, statement, labels))


def _said(revision: Revision, statement: Statement, query: Query) -> tuple[Snippet, ...]:
    """The words; and where what was asked for stands only around them, that place, too."""
    words = mark(statement.quote.text, query.where)
    if not ranked(query.where) or any(matched for _, matched in words.parts):
        return (words,)
    return (words, *snippets(fields.context(revision, statement), query.where, count=1))
