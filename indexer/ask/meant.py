"""Did you mean: one other query in place of one that finds nothing, where a word or a name seems misspelt.

A word is taken for misspelt where no document has it. Where all words are there and still nothing is found, the rarest
one is, if another, spelt nearly like it, is far more frequent. What is proposed finds something.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from indexer import analysis, fields
from indexer.ask.answering import Answer
from indexer.ask.resolving import PERSON_FIELDS
from indexer.ask.rewriting import Counter, rewritten
from indexer.errors import QueryError
from indexer.ports import SearchEngine, Store
from indexer.query import And, Keyword, Near, Node, Or, Phrase, Query, Same, Word

WORDS_MAX = 8
"""Words of a query that are looked at; each is a search of its own."""
GUESSES_MAX = 3
FAR_MORE = 10
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
    where = answer.query.where
    if answer.results.total and not any(_alternatives(where)):
        return None
    values = {**_people(store, answer.nobody), **_values(engine, answer.query)}
    guesses = _guesses(engine, answer.query, count, others=not values and not answer.results.total)
    for n in range(min(GUESSES_MAX, max(map(len, guesses.values()), default=1))):
        words = {form: found[min(n, len(found) - 1)] for form, found in guesses.items()}
        other = rewritten(answer.query, _replaced(where, words, values))
        if other is None or other.where == where:
            return None
        if total := count(other):
            return Meant(other, total)
    return None


def _alternatives(node: Node) -> Sequence[Or]:
    """Only there can a word be misspelt although something is found."""
    if isinstance(node, Or):
        return (node,)
    return [found for part in node.parts for found in _alternatives(part)] if isinstance(node, And) else ()


# ---------------------------------------------------------------------------------------------------------------- words


def _guesses(engine: SearchEngine, query: Query, count: Counter, *, others: bool) -> Mapping[str, Sequence[str]]:
    """Better spellings of the words that need one, the likeliest first; with `others` also of the rarest."""
    forms = list(dict.fromkeys(form for text in _texts(query.where) for form in analysis.forms(text)))[:WORDS_MAX]
    alone = {form: count(Query(where=Word(form), view=query.view, zone=query.zone)) for form in forms}
    missing = {form: found for form in forms if not alone[form] and (found := _near(engine, form, query, 1))}
    if missing or not others or not all(alone.values()):
        return missing
    for form in sorted(forms, key=alone.__getitem__):
        if found := _near(engine, form, query, FAR_MORE * alone[form]):
            return {form: found}
    return {}


def _near(engine: SearchEngine, form: str, query: Query, least: int) -> Sequence[str]:
    """Other words spelt nearly so, no mere form of it, that stand in so many documents at least."""
    if len(form) < LETTERS_MIN or not form.isalpha():
        return ()
    stem = analysis.stem(form)
    most = 1 if len(form) <= SHORT else 2
    try:
        similar = [(OSA.distance(form, word), word, documents) for word, documents in engine.similar(form, query.view)]
    except QueryError:  # it took too long; the answer itself is there
        return ()
    kept = [one for one in similar if one[0] <= most and one[2] >= least and analysis.stem(one[1]) != stem]
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


def _values(engine: SearchEngine, query: Query) -> _Values:
    """Topics and sources that no document has."""
    nearest: dict[tuple[str, str], str] = {}
    for node in _keywords(query.where):
        known = engine.values(node.field, query.view)
        for typed in node.values:
            value = fields.topic_value(typed) if node.field == "topic" else typed
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
