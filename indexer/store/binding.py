"""Who said each statement of a text, who is named in it, and which office a title names.

With editors' decisions applied; for articles that come in and for those that are looked at again.
"""

import hashlib
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


def words_sha256(words: str) -> str:
    """Of a quotation's words without case, spaces and marks: equal in all versions that say the same."""
    return hashlib.sha256(" ".join(WORD.findall(words.casefold())).encode("utf-8", "surrogatepass")).hexdigest()


def _cast(text: Text) -> Cast:
    names: dict[str, str | None] = {}
    for name, title in (*((said.name, said.title) for said in text.said if said.name), *text.named):
        names[name] = names.get(name) or title
    return Cast(text.day, names)


def _voice(text: Text, said: Said, people: Mapping[str, Bound], decided: "_Decided", office: str | None) -> Voice:
    bound = people.get(said.name) if said.name else None
    if bound and text.article_id in decided:
        key = (words_sha256(said.words), bound.person_id)
        if key in decided[text.article_id]:
            # The title stands beside the name of whoever didn't say it.
            return Voice(decided[text.article_id][key], "correction", None)
    return Voice(bound.person_id, bound.by, office) if bound else Voice(None, None, office)


def _number(bound: Bound | None) -> int | None:
    return bound.person_id if bound else None


_Decided = Mapping[int, Mapping[tuple[str, int], int | None]]
"""By article, words and the person they are not of: whose they are."""


def _decided(connection: Connection, article_ids: Sequence[int]) -> _Decided:
    instead = persons.alias()
    query = (
        select(reattributions, root().label("root"), instead.c.merged_into, instead.c.id.label("instead"))
        .join(persons, reattributions.c.person_id == persons.c.id)
        .join(instead, reattributions.c.instead_id == instead.c.id, isouter=True)
        .order_by(reattributions.c.decision_id)
    )
    found: dict[int, dict[tuple[str, int], int | None]] = {}
    for row in among(connection, query, reattributions.c.article_id, article_ids):
        found.setdefault(row.article_id, {})[row.words_sha256, row.root] = row.merged_into or row.instead
    return found
