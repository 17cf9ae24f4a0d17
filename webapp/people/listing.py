"""`/people`: who is on record, and how often."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request

from indexer.model import Person
from webapp import current
from webapp.people.blueprint import pages

SHOWN_MAX = 50
BEGINNING_MAX = 1_000
"""People whose names begin as typed; of these the most quoted are shown."""
TEXT_MAX = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A person in the list."""

    person: Person
    statements: int


@pages.get("")
def listing() -> str:
    text = request.args.get("q", "").strip()[:TEXT_MAX]
    archive = current.archive()
    said = archive.engine.values("said-by", "quotes")
    lines = _named(text, said) if text else most_quoted(said)
    known = archive.store.counts().get("people", 0)
    return render_template("people/list.html", text=text, lines=lines, known=known, shown_max=SHOWN_MAX)


def most_quoted(said: Mapping[str, int]) -> list[Line]:
    """`said` counts statements by slug."""
    leading = sorted(said, key=lambda slug: (-said[slug], slug))[:SHOWN_MAX]
    people = current.archive().store.people(leading)
    return [Line(people[slug], said[slug]) for slug in leading if slug in people]


def _named(text: str, said: Mapping[str, int]) -> list[Line]:
    """Whoever has all the words first, then those with a name that begins like the last one."""
    store = current.archive().store
    people = {person.slug: person for person in store.people_named(text, SHOWN_MAX)}
    beginning = set(store.slugs_beginning(text, BEGINNING_MAX)) - set(people)
    leading = sorted(beginning, key=lambda slug: (-said.get(slug, 0), slug))[: SHOWN_MAX - len(people)]
    begun = store.people(leading)
    return [Line(person, said.get(person.slug, 0)) for person in (*people.values(), *(begun[s] for s in leading))]
