"""A search as a tree that knows no engine: what was asked, whatever it was typed as.

Texts in it are as typed; whoever compares them with articles folds both sides with `analysis`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from indexer.model import View

Sort = Literal["relevance", "newest", "oldest", "seen"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest", "seen")


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches all there is."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms."""

    text: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Every word of this pattern: `*` stands for any letters or none, `?` for exactly one."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every word that becomes this one by at most `distance` changes of a letter, and begins with the same one.

    A change is a letter too many, too few, another, or two neighbours swapped.
    """

    text: str
    distance: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words one after the other, in exactly these forms, within one paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Spellings:
    """A word of a name in all its spellings, the typed one first. Made from what the archive knows, never typed."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """All the parts in any order, with at most `distance` words between them altogether, within one paragraph."""

    parts: "tuple[Placed, ...]"
    distance: int


@dataclass(frozen=True, slots=True)
class Same:
    """All the parts within one paragraph."""

    parts: "tuple[Placed, ...]"


@dataclass(frozen=True, slots=True)
class Keyword:
    """Any of these values in a keyword field. As typed it holds one; names are resolved to slugs before searching."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InField:
    """All these words, in any of their forms, in one text field that plain words leave alone, such as `role`."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Days:
    """Days from `first` to `last`, both included, in the reader's zone; None is open."""

    field: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class LastDays:
    """`count` days, of which the last is `ago` days before the day on which the query runs."""

    field: str
    count: int
    ago: int = 0


@dataclass(frozen=True, slots=True)
class Undated:
    """Articles without a publication date."""


@dataclass(frozen=True, slots=True)
class And:
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"


Term = Word | Wildcard | Fuzzy | Phrase | Spellings
"""What stands at places in a text."""
Placed = Term | Or
"""What can be near something: a term, or an Or of nothing but terms and such Ors."""
Scored = (Word, Wildcard, Fuzzy, Phrase, Spellings, Near, Same)
"""Kinds of nodes by which one result is more relevant than another."""
Node = Everything | Term | Near | Same | Keyword | InField | Days | LastDays | Undated | And | Or | Not


@dataclass(frozen=True, slots=True)
class Pick:
    """Ticks in one facet: results carry one of `include` (if any) and none of `exclude`."""

    field: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A whole search: what was typed, what was ticked, and how to show it."""

    text: str = ""
    where: Node = Everything()
    picks: tuple[Pick, ...] = ()
    """At most one for each facet, in the order of the field table."""
    dates: Days | LastDays | Undated | None = None
    """The date filter of the page, of which the histogram is free."""
    not_also: tuple[str, ...] = ()
    """Spellings of names that the reader struck out of `Spellings`."""
    view: View = "articles"
    sort: Sort = "newest"
    page: int = 1
    per_page: int = 20
    upto: int | None = None
    """Only what the change log held up to this rev_seq, so that pages stay while articles come in. None: all."""
    zone: str = "Europe/Kyiv"

    def pick(self, field: str) -> Pick:
        return next((p for p in self.picks if p.field == field), Pick(field))

    def with_pick(self, pick: Pick) -> "Query":
        """The same search with this facet's ticks; an empty pick takes them away."""
        others = tuple(p for p in self.picks if p.field != pick.field)
        kept = (*others, pick) if pick.include or pick.exclude else others
        return replace(self, picks=kept, page=1)


def alternatives(placed: Placed) -> tuple[Term, ...]:
    """The terms of which any may stand there."""
    if not isinstance(placed, Or):
        return (placed,)
    return tuple(term for part in placed.parts if isinstance(part, Placed) for term in alternatives(part))


def nodes(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    yield node
    children = node.parts if isinstance(node, And | Or | Near | Same) else (node.part,) if isinstance(node, Not) else ()
    for child in children:
        yield from nodes(child)


def ranked(node: Node) -> bool:
    """Whether relevance means anything: some words are asked for, not only left out."""
    return any(map(ranked, node.parts)) if isinstance(node, And | Or) else isinstance(node, Scored)
