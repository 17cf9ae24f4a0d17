"""Who said each statement of a text, who is named in it, and which office a title names.

With editors' decisions applied; for articles that come in and for those that are looked at again.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from indexer.model import Binding
from indexer.store.engine import among
from indexer.store.holders import known_offices
from indexer.store.numbers import Numbers
from indexer.store.resolving import Bound, Cast, resolve, root
from indexer.store.tables import persons, reattributions

WORD = re.compile(r"\w+")
SAME_WORDS_MIN = 4
"""Fewer words than that may stand in another quotation by chance."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, as far as it matters for who said it."""

    name: str | None
    """The speaker's, within the article. None where it is no person or nobody is named."""
    title: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    article_id: int
    day: date
    """On which it was published or, undated, seen."""
    said: Sequence[Said]
    named: Sequence[tuple[str, str | None]]
    """Who is mentioned, each with a title, if there is one beside the name."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What is stored with a statement."""

    person_id: int | None
    bound: Binding | None
    office: str | None


@dataclass(frozen=True, slots=True)
class BoundText:
    said: tuple[Voice, ...]
    """In the order of the text's statements."""
    named: tuple[int | None, ...]
    """In the order of its mentions."""


def bind(connection: Connection, texts: Sequence[Text], numbers: Numbers) -> list[BoundText]:
    """Everybody behind the names of these texts; whoever isn't known yet is created."""
    found = resolve(connection, [_cast(text) for text in texts], numbers)
    offices = known_offices(connection)
    decided = _decided(connection, [text.article_id for text in texts])
    return [
        BoundText(
            tuple(
                _voice(text, said, people, decided, said.title and offices.of_title(said.title)) for said in text.said
            ),
            tuple(_number(people.get(name)) for name, _ in text.named),
        )
        for text, people in zip(texts, found, strict=True)
    ]


def plain_words(words: str) -> str:
    """A quotation's words without case and marks: equal in all versions that say the same."""
    return " ".join(WORD.findall(words.casefold()))


def same_words(one: str, other: str) -> bool:
    """Whether two quotations, as plain words, are one: newer rules may begin or end it elsewhere."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (shorter.count(" ") + 1 >= SAME_WORDS_MIN and f" {shorter} " in f" {longer} ")


def _cast(text: Text) -> Cast:
    names: dict[str, str | None] = {}
    for name, title in (*((said.name, said.title) for said in text.said if said.name), *text.named):
        names[name] = names.get(name) or title
    return Cast(text.day, names)


def _voice(
    text: Text, said: Said, people: Mapping[str, Bound], decided: "Mapping[int, Sequence[_Decided]]", office: str | None
) -> Voice:
    bound = people.get(said.name) if said.name else None
    if bound is None:
        return Voice(None, None, office)
    decisions = [d for d in decided.get(text.article_id, ()) if same_words(d.words, plain_words(said.words))]
    number = _corrected(bound.person_id, decisions)
    # The title stands beside the name of whoever didn't say it.
    return Voice(bound.person_id, bound.by, office) if number == bound.person_id else Voice(number, "correction", None)


def _corrected(named: int, decisions: Sequence["_Decided"]) -> int | None:
    """Whose the words are: not A's but B's, and then not B's either; or after all C's and not A's."""
    number: int | None = named
    for decision in decisions:
        if decision.person_id in (number, named):
            number = decision.instead_id
    return number


def _number(bound: Bound | None) -> int | None:
    return bound.person_id if bound else None


@dataclass(frozen=True, slots=True)
class _Decided:
    """Words of an article that are not this person's, and whose they are."""

    words: str
    person_id: int
    instead_id: int | None


def _decided(connection: Connection, article_ids: Sequence[int]) -> Mapping[int, Sequence[_Decided]]:
    """By article, in the order of the decisions."""
    instead = persons.alias()
    query = (
        select(reattributions, root().label("root"), instead.c.merged_into, instead.c.id.label("instead"))
        .join(persons, reattributions.c.person_id == persons.c.id)
        .join(instead, reattributions.c.instead_id == instead.c.id, isouter=True)
        .order_by(reattributions.c.decision_id)
    )
    found: dict[int, list[_Decided]] = {}
    for row in among(connection, query, reattributions.c.article_id, article_ids):
        told = _Decided(row.words, row.root, row.merged_into or row.instead)
        found.setdefault(row.article_id, []).append(told)
    return found
