"""A query that cannot be read: where the fault is, and whole searches that would be accepted instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer import params
from indexer.errors import QueryError
from indexer.query import parse
from webapp import links

AROUND = 36
"""Characters shown on each side of the fault."""


@dataclass(frozen=True, slots=True)
class Repair:
    label: str
    typed: bool
    """Whether the label is what would be searched for, or a description."""
    href: str


@dataclass(frozen=True, slots=True)
class Fault:
    text: str
    """What was typed, kept for the box."""
    message: str
    excerpt: str | None
    """The typed text around the fault. None where the fault isn't in the typed text."""
    caret: str
    """Spaces and a caret, to stand under the excerpt."""
    character: int
    """The faulty character's number, counted from 1."""
    repairs: tuple[Repair, ...]


Pairs = Sequence[tuple[str, str]]


def explain(error: QueryError, pairs: Pairs, zone: str) -> Fault:
    text = next((value.strip() for key, value in reversed(pairs) if key == "q" and value.strip()), "")
    if not _is_typed(text) and not error.repairs:
        refused = _is_refused(pairs, zone)
        if not refused or not error.position:
            return Fault(text, str(error), None, "", 0, () if refused else _simpler(pairs, zone)[:1])
    offers = [(t, [("q", t), *_without(pairs, "q", "page")]) for t in error.repairs]
    repairs = [Repair(t, typed=True, href=href) for t, href in _readable(offers, zone)]
    excerpt, caret = _pointed(text, error.position)
    return Fault(text, str(error), excerpt, caret, error.position + 1, tuple(repairs))


def _simpler(pairs: Pairs, zone: str) -> tuple[Repair, ...]:
    """The same words and filters without what stands beside them wrongly, the least taken away first."""
    offers = [
        ("the first page of this search", _without(pairs, "page")),
        ("this search without its dates", _without(pairs, "page", "date", "from", "to")),
    ]
    return tuple(Repair(label, typed=False, href=href) for label, href in _readable(offers, zone))


def _is_typed(text: str) -> bool:
    """Whether the typed text itself is at fault, not a date or a page number beside it."""
    try:
        parse(text)
    except QueryError:
        return True
    return False


def _is_refused(pairs: Pairs, zone: str) -> bool:
    """Whether all of it can be read, so that it was the engine that found the typed text too much to ask."""
    try:
        params.read(pairs, zone=zone)
    except QueryError:
        return False
    return True


def _pointed(text: str, position: int) -> tuple[str, str]:
    begin, end = max(0, position - AROUND), position + AROUND
    before, after = "…" if begin else "", "…" if end < len(text) else ""
    window = "".join(char if char.isprintable() else " " for char in text[begin:end])
    return before + window + after, " " * (len(before) + position - begin) + "^"


def _without(pairs: Pairs, *keys: str) -> Pairs:
    return [pair for pair in pairs if pair[0] not in keys]


def _readable(offers: Sequence[tuple[str, Pairs]], zone: str) -> Iterator[tuple[str, str]]:
    """Only those that can be read, with their addresses: a repair must not lead to the next fault."""
    for label, pairs in offers:
        try:
            yield label, links.search(params.read(pairs, zone=zone))
        except QueryError:
            continue
