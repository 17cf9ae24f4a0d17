"""A text with its statements marked: paragraphs as trees of plain pieces and marked ones. Pure; escapes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.model import Revision, Statement


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of text that belongs to a statement; `parts` may hold further ones."""

    statement: Statement
    number: int | None
    """As in the list beside the text. None for the verbatim part of a statement, which is counted with it."""
    opens: bool
    """False where it goes on from the paragraph before."""
    parts: "tuple[Part, ...]"


Part = str | Marked


def numbered(revision: Revision) -> Mapping[int, int]:
    """The statements' numbers on the page by their ids: title first, then down the text."""
    whole = list(revision.whole_statements)
    ordered = sorted(whole, key=lambda s: (not s.quote.in_title, s.quote.start, -s.quote.end))
    return {statement.id: n for n, statement in enumerate(ordered, 1)}


def title(revision: Revision) -> tuple[Part, ...]:
    text = revision.article.title
    if not text:
        return (revision.article.headline,)
    inside = [s for s in revision.statements if s.quote.in_title]
    return tuple(_parts(text, 0, len(text), _outer_first(inside), numbered(revision)))


def paragraphs(revision: Revision) -> tuple[tuple[Part, ...], ...]:
    text = revision.article.body
    inside = _outer_first([s for s in revision.statements if not s.quote.in_title])
    numbers = numbered(revision)
    made = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            made.append(tuple(_parts(text, start, end, _touching(inside, start, end), numbers)))
        start = end + 1
    return tuple(made)


def _outer_first(statements: Sequence[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda s: (s.quote.start, -s.quote.end, s.quote.fragment))


def _touching(statements: Sequence[Statement], start: int, end: int) -> list[Statement]:
    return [s for s in statements if s.quote.start < end and s.quote.end > start]


def _parts(
    text: str, start: int, end: int, statements: Sequence[Statement], numbers: Mapping[int, int]
) -> Iterator[Part]:
    """The text from start to end. A statement that begins in another and ends behind it is cut at that one's end."""
    at = start
    for n, statement in enumerate(statements):
        begin, finish = max(start, statement.quote.start), min(end, statement.quote.end)
        if begin < at or begin >= finish:
            continue  # shown inside the one before
        if begin > at:
            yield text[at:begin]
        within = [s for s in statements[n + 1 :] if s.quote.start < finish]
        parts = tuple(_parts(text, begin, finish, within, numbers))
        yield Marked(statement, numbers.get(statement.id), statement.quote.start >= start, parts)
        at = finish
    if at < end:
        yield text[at:end]
