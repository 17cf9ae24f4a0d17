"""`/people`: who is on record, how often, in which offices, and what they said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import get_args
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from flask import abort, render_template, request

from indexer import params
from indexer.ask import Answer, Found
from indexer.errors import QueryError
from indexer.model import FacetValue, Person, QuoteKind
from indexer.query import Pick, Query
from webapp import chart, current, links
from webapp.people.blueprint import pages

SHOWN_MAX = 50
"""People in the list, and statements on a person's page."""
BEGINNING_MAX = 1_000
"""People whose names begin as typed; of these the most quoted are shown."""
TOPICS_SHOWN = 12
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
    lines = _named(text) if text else _most_quoted()
    known = archive.store.counts().get("people", 0)
    return render_template("people/list.html", text=text, lines=lines, known=known, shown_max=SHOWN_MAX)


def _named(text: str) -> list[Line]:
    """Whoever has all the words first, then those with a name that begins like the last one."""
    archive = current.archive()
    said = archive.engine.values("said-by", "quotes")
    people = {person.slug: person for person in archive.store.people_named(text, SHOWN_MAX)}
    beginning = set(archive.store.slugs_beginning(text, BEGINNING_MAX)) - set(people)
    leading = sorted(beginning, key=lambda slug: (-said.get(slug, 0), slug))[: SHOWN_MAX - len(people)]
    begun = archive.store.people(leading)
    return [Line(person, said.get(person.slug, 0)) for person in (*people.values(), *(begun[s] for s in leading))]


def _most_quoted() -> list[Line]:
    said = _counts(Query(view="quotes"))
    people = current.archive().store.people(list(said))
    return [Line(people[slug], count) for slug, count in said.items() if slug in people]


def _counts(query: Query) -> dict[str, int]:
    return {value.value: value.count for value in _facet(current.archive().ask(query), "said-by")}


def _facet(answer: Answer, field: str) -> Sequence[FacetValue]:
    return next((facet.values for facet in answer.results.facets if facet.field == field), ())


# ----------------------------------------------------------------------------------------------------------- one person


@pages.get("/<slug>")
def person(slug: str) -> str | tuple[str, int]:
    archive = current.archive()
    somebody = archive.store.people([slug]).get(slug) or abort(404)
    text = request.args.get("q", "").strip()
    fault = None
    said = query = replace(links.statements_of(slug), zone=current.zone(), per_page=SHOWN_MAX)
    try:
        query = _searching(said, text)
        answer = archive.ask(query)
    except QueryError as error:
        fault = str(error)
        query, answer = said, archive.ask(said)
    query = replace(query, per_page=params.PER_PAGE[0])
    whole = archive.ask(links.statements_of(slug)) if text else answer
    mentions = Query().with_pick(Pick("mentions", (slug,)))
    page = render_template(
        "people/person.html",
        person=somebody,
        text=text,
        fault=fault,
        answer=answer,
        query=query,
        total=whole.results.total,
        kinds=_kinds(whole),
        topics=[
            (answer.label("topic", v.value), v, links.picking(query, "topic", v.value))
            for v in _facet(answer, "topic")[:TOPICS_SHOWN]
        ],
        offices=archive.store.titles_met(slug),
        chart=chart.draw(answer.results.histogram, query, "statement"),
        months=_months(answer.found),
        mentioned=archive.ask(mentions).results.total,
        mentions=links.search(mentions),
        everything=links.search(query),
    )
    return page if fault is None else (page, 400)


def _searching(query: Query, text: str) -> Query:
    """The same statements, of those the ones that match what was typed. Raises QueryError."""
    typed = params.read([*parse_qsl(params.write(query)), ("q", text)], zone=query.zone)
    return replace(query, text=typed.text, where=typed.where)


def _kinds(answer: Answer) -> list[tuple[str, int]]:
    """How the statements were made, in words, with counts, always in the same order."""
    counts = {value.value: value.count for value in _facet(answer, "kind")}
    return [(answer.label("kind", kind), counts[kind]) for kind in get_args(QuoteKind) if counts.get(kind)]


def _months(found: Sequence[Found]) -> list[tuple[str, list[Found]]]:
    """The latest statements by month of publication, in the reader's zone."""
    zone = ZoneInfo(current.zone())

    def month(one: Found) -> str:
        published = one.revision.article.published
        return f"{published.at.astimezone(zone):%B %Y}" if published else "Without a date"

    return [(name, list(group)) for name, group in groupby(found, key=month)]
