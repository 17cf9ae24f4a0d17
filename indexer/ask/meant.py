"""Did you mean: one other query in place of one that finds nothing, where a word or a name seems misspelt.

A word is taken for misspelt where no document has it. What is proposed finds something.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from indexer import analysis
from indexer.ask.answering import Answer
from indexer.ask.resolving import PERSON_FIELDS
from indexer.ask.rewriting import Counter, rewritten
from indexer.errors import QueryError
from indexer.ports import SearchEngine, Store
from indexer.query import And, Keyword, Near, Node, Or, Phrase, Query, Same, Word

WORDS_MAX = 8
"""Words of a query that are looked at; each is a search of its own."""
GUESSES_MAX = 3
LETTERS_MIN = 4
"""Shorter words are nearly like too many others."""
SHORT = 5
"""Up to this length only one letter can be wrong."""
RARER = 20
"""A word is as likely with one letter more wrong if it is so many times as frequent."""
LIKENESS_MIN = 0.7
"""Of a topic or source; 1 is equal."""
_NAMED = ("topic", "source")


@dataclass(frozen=True, slots=True)
class Meant:
    query: Query
    total: int
    """What it finds; more than nothing."""


def meant(store: Store, engine: SearchEngine, answer: Answer, count: Counter) -> Meant | None:
    """One other query, or None where the one that was asked finds something or nothing better is known."""
    # In "bordre OR calm" a word can be misspelt although something is found; to learn it would cost a search a word.
    if answer.results.total:
        return None
    where = answer.query.where
    values = {**_people(store, answer.nobody), **_values(store, engine, answer.query)}
    guesses = _guesses(engine, answer.query, count)
    for n in range(min(GUESSES_MAX, max(map(len, guesses.values()), default=1))):
        words = {form: found[min(n, len(found) - 1)] for form, found in guesses.items()}
        other = rewritten(answer.query, _replaced(where, words, values))
        if other is None or other.where == where:
            return None
        if total := count(other):
            return Meant(other, total)
    return None


# ---------------------------------------------------------------------------------------------------------------- words


def _guesses(engine: SearchEngine, query: Query, count: Counter) -> Mapping[str, Sequence[str]]:
    """Better spellings of the words that need one, the likeliest first."""
    forms = list(dict.fromkeys(form for text in _texts(query.where) for form in _spellable(text)))[:WORDS_MAX]
    missing = [form for form in forms if not count(Query(where=Word(form), view=query.view, zone=query.zone))]
    # A count of 0 says nothing once the allowance is used up.
    return {} if count.spent else {form: found for form in missing if (found := _near(engine, form, query))}


def _spellable(text: str) -> Iterator[str]:
    """Its words that can be misspelt. One with an apostrophe isn't looked at: texts may hold it in parts."""
    for token in analysis.tokens(text):
        if len(token.form) >= LETTERS_MIN and text[token.start : token.end].isalpha():
            yield token.form


def _near(engine: SearchEngine, form: str, query: Query) -> Sequence[str]:
    """Other words spelt nearly so, no mere form of it."""
    stem = analysis.stem(form)
    most = 1 if len(form) <= SHORT else 2
    try:
        similar = [(OSA.distance(form, word), word, documents) for word, documents in engine.similar(form, query.view)]
    except QueryError:  # it took too long; the answer itself is there
        return ()
    kept = [one for one in similar if one[0] <= most and analysis.stem(one[1]) != stem]
    return [word for _, word, _ in sorted(kept, key=lambda one: one[2] / RARER ** one[0], reverse=True)]


def _texts(node: Node) -> Sequence[str]:
    """Typed words and phrases, but for what is excluded."""
    if isinstance(node, Word | Phrase):
        return (node.text,)
    return [text for part in node.parts for text in _texts(part)] if isinstance(node, And | Or | Near | Same) else ()


def _respelt(text: str, words: Mapping[str, str]) -> str:
    for token in reversed(list(analysis.tokens(text))):
        if token.form in words:
            typed = text[token.start : token.end]
            text = text[: token.start] + _as_typed(typed, words[token.form]) + text[token.end :]
    return text


def _as_typed(typed: str, word: str) -> str:
    """With capitals where the typed word has them."""
    if len(typed) > 1 and typed.isupper():
        return word.upper()
    return word.capitalize() if typed[0].isupper() else word


# --------------------------------------------------------------------------------------------------------------- values

_Values = Mapping[tuple[str, str], str]
"""(field, typed) -> what may have been meant."""


def _people(store: Store, nobody: Sequence[str]) -> _Values:
    found = {typed: store.people_like(typed, 1) for typed in nobody}
    return {(field, typed): people[0].name for typed, people in found.items() if people for field in PERSON_FIELDS}


def _values(store: Store, engine: SearchEngine, query: Query) -> _Values:
    """Topics and sources that no document has."""
    nearest: dict[tuple[str, str], str] = {}
    for node in _keywords(query.where):
        known = engine.values(node.field, query.view)
        for typed in node.values:
            value = store.topics.value(typed) if node.field == "topic" else typed
            if value not in known and (best := _nearest(value, list(known))):
                nearest[node.field, typed] = best
    return nearest


def _keywords(node: Node) -> Sequence[Keyword]:
    if isinstance(node, Keyword):
        return (node,) if node.field in _NAMED else ()
    return [found for part in node.parts for found in _keywords(part)] if isinstance(node, And | Or) else ()


def _nearest(value: str, known: Sequence[str]) -> str | None:
    scorer: Callable[..., float] = OSA.normalized_similarity
    best = process.extractOne(value, known, scorer=scorer, score_cutoff=LIKENESS_MIN)
    return best[0] if best else None


def _replaced(node: Node, words: Mapping[str, str], values: _Values) -> Node:
    match node:
        case Word(text) | Phrase(text):
            return type(node)(_respelt(text, words))
        case And(parts) | Or(parts) | Near(parts) | Same(parts):
            changed = tuple(_replaced(part, words, values) for part in parts)
            return replace(node, parts=changed)  # type: ignore[arg-type] # terms stay terms
        case Keyword(field, typed):
            return Keyword(field, tuple(values.get((field, value), value) for value in typed))
    return node
