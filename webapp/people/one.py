"""`/people/SLUG`: one person's offices, what they said, and when; all filters stand in the address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby
from typing import get_args
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

from flask import abort, redirect, render_template, request
from werkzeug.wrappers import Response

from indexer import params, wording
from indexer.ask import Answer, Found
from indexer.errors import QueryError
from indexer.model import FacetValue, Hit, Person, QuoteKind, Results
from indexer.offices import history
from indexer.query import Keyword, Pick, Query
from webapp import chart, current, links
from webapp.people.blueprint import pages
from webapp.search import filters

SHOWN_MAX = 50
"""Statements on a page: one of `params.PER_PAGE`."""
TOPICS_SHOWN = 12
TOGETHER_SHOWN = 10
ALIKE_MAX = 3
OWN = ("said-by", "view", "sort", "per", "upto")
"""Parameters of a search that the page sets itself."""


@dataclass(frozen=True, slots=True)
class Record:
    """All that a person has said and where else the name stands, whatever the page is filtered to."""

    total: int
    kinds: tuple[tuple[str, int], ...]
    """How it was said, in words, always in the same order."""
    first: date | None
    last: date | None
    """Days of publication, as far as known."""
    mentioned: int
    """Articles that name the person without quoting."""
    mentions: str
    """Where those are."""
    together: tuple[tuple[Person, int], ...]
    """Who is quoted in the same articles, in how many."""


@pages.get("/<slug>")
def person(slug: str) -> Response | str | tuple[str, int]:
    somebody = current.archive().store.people([slug]).get(slug) or abort(404)
    if somebody.slug != slug:
        # Merged with somebody since the address was written down.
        text = request.query_string.decode("latin-1")
        return redirect(f"/people/{somebody.slug}{'?' + text if text else ''}", code=301)
    try:
        query = _asked(slug)
        here = _address(slug, query)
        if request.query_string.decode("latin-1") != here.partition("?")[2]:
            return redirect(here)
        return _page(somebody, query, current.archive().ask(query))
    except QueryError as error:
        said = _statements_of(slug)
        return _page(somebody, said, current.archive().ask(said), str(error)), 400


def _asked(slug: str) -> Query:
    """The person's statements, of those the ones that fit what was typed and ticked. Raises QueryError."""
    typed = [(key, value) for key, value in request.args.items(multi=True) if key not in OWN]
    own = [("said-by", slug), ("view", "quotes"), ("sort", "newest"), ("per", str(SHOWN_MAX))]
    return current.archive().as_called_now(params.read([*typed, *own], zone=current.zone()))


def _statements_of(slug: str) -> Query:
    return replace(links.statements_of(slug), zone=current.zone(), per_page=SHOWN_MAX)


def _address(slug: str, query: Query) -> str:
    """Of this page, filtered as the query is."""
    pairs = [(key, value) for key, value in parse_qsl(params.write(query)) if key not in OWN]
    path = links.person(slug)
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _page(somebody: Person, query: Query, answer: Answer, fault: str | None = None) -> str:
    slug, here = somebody.slug, partial(_address, somebody.slug)
    as_search = replace(query, page=1, per_page=params.PER_PAGE[0])
    return render_template(
        "people/person.html",
        person=somebody,
        record=_record(slug),
        text=request.args.get("q", "").strip(),
        fault=fault,
        answer=answer,
        chips=[(label, here(without)) for label, without in _conditions(answer)],
        carried=[(k, v) for k, v in parse_qsl(params.write(query)) if k not in (*OWN, "q", "office", "page")],
        topics=[(answer.label("topic", v.value), v, here(_switched(query, v.value))) for v in _topics(answer)],
        offices=[(v.value, answer.label("office", v.value), v.count) for v in _values(answer.results, "office")],
        only_office=next(iter(query.pick("office").include), ""),
        alike=current.archive().alike(somebody, ALIKE_MAX),
        history=history(somebody.tenures),
        titles=current.archive().store.titles_met(slug),
        chart=chart.draw(answer.results.histogram, replace(query, page=1), "statement", here),
        months=_months(answer.found),
        earlier=here(replace(query, page=query.page - 1)) if query.page > 1 else None,
        later=here(replace(query, page=query.page + 1)) if _goes_on(answer) else None,
        shown_max=SHOWN_MAX,
        everything=links.search(as_search),
        follow=f"/saved/new?{params.write(as_search)}",
    )


def _conditions(answer: Answer) -> list[tuple[str, Query]]:
    """The filters in force, but for the person."""
    found = filters.conditions(answer, current.today())
    return [(label, without) for label, without in found if without.pick("said-by").include]


def _switched(query: Query, topic: str) -> Query:
    """With this topic alone, or with any where it is the one already."""
    return query.with_pick(Pick("topic", () if query.pick("topic").include == (topic,) else (topic,)))


def _topics(answer: Answer) -> Sequence[FacetValue]:
    return [value for value in _values(answer.results, "topic") if value.count or value.picked][:TOPICS_SHOWN]


def _goes_on(answer: Answer) -> bool:
    shown = answer.query.page * answer.query.per_page
    return shown < min(answer.results.total, params.WINDOW)


def _months(found: Sequence[Found]) -> list[tuple[str, list[Found]]]:
    """The statements by month of publication, in the reader's zone."""
    zone = ZoneInfo(current.zone())

    def month(one: Found) -> str:
        published = one.revision.article.published
        return f"{published.at.astimezone(zone):%B %Y}" if published else "Without a date"

    return [(name, list(group)) for name, group in groupby(found, key=month)]


# ---------------------------------------------------------------------------------------------------------- the record


def _record(slug: str) -> Record:
    # Asked of the engine itself: nothing of it needs the names of all that is counted beside.
    engine = current.archive().engine
    said = replace(links.statements_of(slug), per_page=1)
    latest, first = (engine.search(replace(said, sort=sort)) for sort in ("newest", "oldest"))
    mentions = Query().with_pick(Pick("mentions", (slug,)))
    days = _days([*first.hits, *latest.hits])
    return Record(
        latest.total,
        _kinds(latest),
        days[0] if days else None,
        days[-1] if days else None,
        engine.search(replace(mentions, per_page=1)).total,
        links.search(mentions),
        _together(slug),
    )


def _kinds(results: Results) -> tuple[tuple[str, int], ...]:
    counts = {value.value: value.count for value in _values(results, "kind")}
    return tuple((wording.name("kind", kind) or kind, counts[kind]) for kind in get_args(QuoteKind) if counts.get(kind))


def _days(hits: Sequence[Hit]) -> list[date]:
    """Of publication, in the reader's zone; a day without an hour stays the page's."""
    zone = ZoneInfo(current.zone())
    revisions = current.archive().store.articles([hit.article_id for hit in hits])
    dated = [revision.article.published for revision in revisions if revision.article.published]
    return sorted((one.at if one.precision == "day" else one.at.astimezone(zone)).date() for one in dated)


def _values(results: Results, field: str) -> Sequence[FacetValue]:
    return next((facet.values for facet in results.facets if facet.field == field), ())


def _together(slug: str) -> tuple[tuple[Person, int], ...]:
    archive = current.archive()
    results = archive.engine.search(Query(where=Keyword("said-by", (slug,)), per_page=1))
    counts = {value.value: value.count for value in _values(results, "said-by") if value.value != slug}
    people = archive.store.people(list(counts)[:TOGETHER_SHOWN])
    return tuple((people[other], count) for other, count in counts.items() if other in people)
