"""`/search/values`: all values of one facet, to find those that the filters beside the results have no room for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from flask import abort, render_template, request

from indexer import fields, params
from indexer.model import FacetValue
from indexer.query import Pick, Query
from webapp import current, links
from webapp.search.blueprint import pages

SHOWN_MAX = 200
FIND_MAX = 100
"""Characters of what is looked for."""
PEOPLE_MAX = 1_000
"""People whose names begin as typed; of these the most frequent are shown."""
PERSON_FIELDS = ("said-by", "mentions")


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    count: int
    """Results carrying it under the filters of all other facets."""
    picked: bool
    called_so: bool
    """Whether it was looked for; a ticked one is listed anyway, so that it can be taken away."""
    href: str
    """The search with this value ticked, or no longer."""


@pages.get("/search/values")
def values() -> str:
    """Raises QueryError for a search that cannot be read."""
    pairs = [(key, value) for key, value in request.args.items(multi=True) if key not in ("field", "find", "page")]
    query = replace(current.archive().as_called_now(params.read(pairs, zone=current.zone())), upto=None)
    field = request.args.get("field", "")
    if field not in {facet.name for facet in fields.facets(query.view)}:
        abort(404)
    find = request.args.get("find", "").strip()[:FIND_MAX]
    matching = _matching(query, field, find)
    lines = _lines(query, field, matching[:SHOWN_MAX])
    return render_template(
        "search/values.html",
        field=fields.BY_NAME[field],
        find=find,
        lines=lines,
        found=sum(line.called_so for line in lines),
        distinct=len(matching),
        shown_max=SHOWN_MAX,
        carried=parse_qsl(params.write(query)),
        back=links.search(query),
    )


def _matching(query: Query, field: str, find: str) -> list[str]:
    """Values of the field that are called so, the most frequent in the archive first."""
    counts = current.archive().engine.values(field, query.view)
    if not find:
        wanted = set(counts)
    elif field in PERSON_FIELDS:
        wanted = set(current.archive().store.slugs_beginning(find, PEOPLE_MAX)) & set(counts)
    elif field == "topic":
        wanted = set(current.archive().store.topics.called(find, counts))
    else:
        titles = _titles(field)
        wanted = {v for v in counts if find.casefold() in f"{v} {titles.get(v, '')}".casefold()}
    return sorted(wanted, key=lambda value: (-counts[value], value))


def _titles(field: str) -> Mapping[str, str]:
    """What else its values are called, all in one text each."""
    if field == "office":
        return {office.slug: " ".join((office.name, *office.aliases)) for office in current.archive().store.offices()}
    return current.archive().source_titles() if field == "source" else {}


def _lines(query: Query, field: str, values: list[str]) -> list[Line]:
    """What of them there is among the results; all ticked ones, also at 0."""
    pick = query.pick(field)
    looked_at = tuple(dict.fromkeys((*pick.include, *values)))
    answer = current.archive().ask(replace(query.with_pick(Pick(field, looked_at)), per_page=1))
    counted = next((facet.values for facet in answer.results.facets if facet.field == field), ())
    lines = [
        _line(query, pick, one, answer.label(field, one.value), called_so=one.value in values)
        for one in counted
        if one.value in pick.include or (one.value in values and one.count)
    ]
    return sorted(lines, key=lambda line: -line.count)


def _line(query: Query, pick: Pick, value: FacetValue, label: str, *, called_so: bool) -> Line:
    picked = value.value in pick.include
    include = tuple(v for v in pick.include if v != value.value) if picked else (*pick.include, value.value)
    exclude = tuple(v for v in pick.exclude if v != value.value)
    href = links.search(query.with_pick(Pick(pick.field, include, exclude)))
    return Line(label, value.count, picked, called_so, href)
