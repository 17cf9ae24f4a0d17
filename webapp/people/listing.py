"""`/people`: who is on record, and how often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import render_template, request

from indexer.ask import Answer
from indexer.model import FacetValue, Person
from indexer.query import Pick, Query
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
    text = " ".join(request.args.get("q", "").split())[:TEXT_MAX]
    office = request.args.get("office", "").strip()
    archive = current.archive()
    answer = archive.ask(replace(Query(view="quotes"), picks=_in(office), per_page=1))
    said = _counts(answer) if office else archive.engine.values("said-by", "quotes")
    lines = _named(text, said, everybody=not office) if text else most_quoted(said)
    return render_template(
        "people/list.html",
        text=text,
        office=office,
        office_label=answer.label("office", office),
        offices=[(v.value, answer.label("office", v.value), v.count) for v in _facet(answer, "office")],
        lines=lines,
        known=archive.store.counts().get("people", 0),
        shown_max=SHOWN_MAX,
    )


def most_quoted(said: Mapping[str, int]) -> list[Line]:
    """`said` counts statements by slug."""
    leading = sorted(said, key=lambda slug: (-said[slug], slug))[:SHOWN_MAX]
    people = current.archive().store.people(leading)
    return [Line(people[slug], said[slug]) for slug in leading if slug in people]


def _in(office: str) -> tuple[Pick, ...]:
    return (Pick("office", (office,)),) if office else ()


def _counts(answer: Answer) -> Mapping[str, int]:
    """Of those who speak most, all if they are few."""
    return {value.value: value.count for value in _facet(answer, "said-by")}


def _facet(answer: Answer, field: str) -> Sequence[FacetValue]:
    return next((facet.values for facet in answer.results.facets if facet.field == field), ())


def _named(text: str, said: Mapping[str, int], *, everybody: bool) -> list[Line]:
    """Whoever has all the words first, then those with a name that begins like the last one; everybody, or only
    those who are counted.
    """
    store = current.archive().store
    people = {p.slug: p for p in current.archive().people_named(text, SHOWN_MAX) if everybody or p.slug in said}
    beginning = {slug for slug in store.slugs_beginning(text, BEGINNING_MAX) if everybody or slug in said}
    leading = sorted(beginning - set(people), key=lambda slug: (-said.get(slug, 0), slug))[: SHOWN_MAX - len(people)]
    begun = store.people(leading)
    return [Line(person, said.get(person.slug, 0)) for person in (*people.values(), *(begun[s] for s in leading))]
