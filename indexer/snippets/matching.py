"""From a query's tree to the words of a text that it matched. What stands under NOT is never matched."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.query import And, Fuzzy, Near, Node, Or, Same, Term, Wildcard, Word
from indexer.snippets import nearness
from indexer.snippets.nearness import Place
from indexer.snippets.reading import Reading, Span, read
from indexer.spelling import singles, tied


@dataclass(frozen=True, slots=True)
class Mark:
    """A matched word of the text, and the term that matched it."""

    start: int
    end: int
    by: Term | Or


def marks(text: str, where: Node) -> tuple[Mark, ...]:
    """The matched words in the order of the text, each once."""
    wanted = tuple(_wanted(where))
    if not wanted:
        return ()
    reading = read(text)
    matched: dict[int, Mark] = {}
    for node in wanted:
        for place in _places(reading, node):
            for term, (first, end) in place:
                for word in range(first, end):
                    if word not in matched:
                        matched[word] = Mark(*reading.offsets[word], term)
    return tuple(matched[word] for word in sorted(matched))


def first_match(text: str, node: Term | Near | Same) -> tuple[str, ...]:
    """The words by which a text first matches, as they stand in it; for Near and Same one stretch for each part.

    Empty where it does not match.
    """
    reading = read(text)
    places = list(_places(reading, node))
    if not places:
        return ()
    first = min(places, key=lambda place: min(span for _, span in place))
    by_part: dict[Term | Or, Span] = {}
    for term, span in sorted(first, key=lambda one: one[1]):
        by_part.setdefault(term, span)
    return tuple(reading.words(span) for span in by_part.values())


def _wanted(node: Node) -> Iterator[Term | Near | Same]:
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _wanted(part)
    elif isinstance(node, Term | Near | Same):
        yield node


def _places(reading: Reading, node: Term | Near | Same) -> Iterator[Place]:
    if isinstance(node, Word | Wildcard | Fuzzy):
        words = singles(node)
        together = tied(words)
        if isinstance(together, Near):
            yield from nearness.near(reading, together)
        else:
            yield from (((single, span),) for single in words for span in reading.of_single(single))
    elif isinstance(node, Near):
        yield from nearness.near(reading, node)
    elif isinstance(node, Same):
        yield from nearness.same(reading, node)
    else:
        yield from (((node, span),) for span in reading.spans(node))
