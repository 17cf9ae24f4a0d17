"""The same search asked less of: without one of the typed conditions, or with its words less strictly. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.ask.rewriting import rewritten
from indexer.query import And, Everything, Fuzzy, Near, Node, Not, Phrase, Query, Same, Word, render

FUZZY_MAX = 4
"""As many as one query may have."""
LETTERS_MIN = 4
SHORT = 5
"""Words up to this length may differ in one letter, longer ones in two, as a bare ~ has it."""


@dataclass(frozen=True, slots=True)
class Easier:
    change: str
    """In words: without “zebra”."""
    query: Query


def easier(query: Query) -> Iterator[Easier]:
    """Each of these searches, the same words in other spellings first."""
    parts = _parts(query.where)
    spelt = [_fuzzy(part) for part in parts]
    if loose := [n for n, node in enumerate(spelt) if node != parts[n]][:FUZZY_MAX]:
        made = rewritten(query, _all_of([spelt[n] if n in loose else part for n, part in enumerate(parts)]))
        yield from _named("with words spelt a little otherwise", made)
    yield from _apart(query, parts)
    if is_single(query):
        return  # all there is helps nobody
    for n, part in enumerate(parts):
        yield from _named(_without(part), rewritten(query, _all_of([*parts[:n], *parts[n + 1 :]])))


def is_single(query: Query) -> bool:
    """Whether it has one typed condition and no other."""
    return len(_parts(query.where)) == 1 and not query.picks and query.dates is None


def _apart(query: Query, parts: tuple[Node, ...]) -> Iterator[Easier]:
    """Where words are to stand near each other: anywhere in the text, and each of them for itself."""
    for n, part in enumerate(parts):
        if isinstance(part, Near | Same):
            anywhere = _all_of([*parts[:n], *part.parts, *parts[n + 1 :]])
            yield from _named(f"with {_listed(part.parts)} anywhere", rewritten(query, anywhere))
    if is_single(query) and isinstance(parts[0], Near | Same):
        for placed in parts[0].parts:
            yield from _named(f"only {_typed(placed)}", rewritten(query, placed))


def alone(query: Query) -> Iterator[Easier]:
    """Each typed condition that asks for something, by itself; nothing where there is only one."""
    parts = [part for part in _parts(query.where) if not isinstance(part, Not)]
    bare = replace(query, picks=(), dates=None)
    for part in parts if len(parts) > 1 or bare != query else ():
        yield from _named(_typed(part), rewritten(bare, part))


def _parts(where: Node) -> tuple[Node, ...]:
    if isinstance(where, And):
        return where.parts
    return () if isinstance(where, Everything) else (where,)


def _all_of(parts: list[Node]) -> Node:
    return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else Everything()


def _named(change: str, query: Query | None) -> Iterator[Easier]:
    if query is not None:
        yield Easier(change, query)


def _fuzzy(node: Node) -> Node:
    if isinstance(node, Word) and node.text.isalpha() and len(node.text) >= LETTERS_MIN:
        return Fuzzy(node.text, 1 if len(node.text) <= SHORT else 2)
    return node


def _without(part: Node) -> str:
    if isinstance(part, Not):
        return f"without leaving out {_typed(part.part)}"
    return f"without {_typed(part)}"


def _listed(parts: Sequence[Node]) -> str:
    """In words: “a”, “b” and “c”."""
    *first, last = map(_typed, parts)
    return f"{', '.join(first)} and {last}" if first else last


def _typed(part: Node) -> str:
    return f"“{part.text}”" if isinstance(part, Word | Phrase) else render(part)
