"""`/suggest`: people and topics for what is being typed, as JSON for the search box."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from indexer.model import View
from indexer.query import Keyword, render
from webapp import current

pages = Blueprint("suggest", __name__)

SHOWN_MAX = 8
TYPED_MAX = 100
TOGETHER_MAX = 2
"""Words that are looked for together where not all of them are one name."""
LETTERS_MIN = 2
PEOPLE_MAX = 1_000
"""People whose names begin as typed; of these the most frequent are suggested."""
FIELDS: dict[str, View] = {"said-by": "quotes", "mentions": "articles", "topic": "articles"}
"""What is suggested, and in which view it is counted."""
BESIDE_PEOPLE = 3
"""Topics, where no field says what is meant."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    label: str
    insert: str
    """What takes the place of the typed words in the box."""
    words: int
    """How many of them, the last ones: of "border halyna trof" two are one name."""
    count: int
    unit: str


@pages.get("/suggest")
def suggest() -> Response:
    """At most 8, the most frequent first. Without a field: people who are quoted, then topics.

    For all the words together; where they are nothing together, for the last ones, which the field isn't meant for.
    """
    words = request.args.get("q", "")[:TYPED_MAX].split()
    field = request.args.get("field", "")
    found = _fitting(words, field) or next(filter(None, map(_fitting, _last(words))), [])
    return jsonify(suggestions=[asdict(one) for one in found])


def _last(words: Sequence[str]) -> Iterator[Sequence[str]]:
    for count in range(min(len(words) - 1, TOGETHER_MAX), 0, -1):
        yield words[-count:]


def _fitting(words: Sequence[str], field: str = "") -> list[Suggestion]:
    if len(" ".join(words)) < LETTERS_MIN:
        return []
    if field in FIELDS:
        return list(_of_field(field, words))[:SHOWN_MAX]
    topics = list(_of_field("topic", words))[:BESIDE_PEOPLE]
    return [*list(_of_field("said-by", words))[: SHOWN_MAX - len(topics)], *topics]


def _of_field(field: str, words: Sequence[str]) -> Iterator[Suggestion]:
    typed = " ".join(words)
    archive, view = current.archive(), FIELDS[field]
    counts = archive.engine.values(field, view)
    if field == "topic":
        wanted = set(archive.store.topics.called(typed, counts))
    else:
        wanted = set(archive.store.slugs_beginning(typed, PEOPLE_MAX)) & set(counts)
    leading = sorted(wanted, key=lambda value: (-counts[value], value))[:SHOWN_MAX]
    labels = archive.store.topic_labels(leading) if field == "topic" else _names(leading)
    unit = "statement" if view == "quotes" else "article"
    for value in leading:
        label = labels.get(value, value)
        yield Suggestion(label, render(Keyword(field, (label,))), len(words), counts[value], unit)


def _names(slugs: list[str]) -> dict[str, str]:
    return {slug: person.name for slug, person in current.archive().store.people(slugs).items()}
