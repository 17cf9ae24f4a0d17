"""`/search`: parameters to a query, one question to the archive, one page."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from indexer import fields, params
from indexer.ask import Answer
from indexer.errors import QueryError
from indexer.model import View
from indexer.query import Query, Sort, ranked
from webapp import chart, current, links
from webapp.search import filters, nothing, unread

pages = Blueprint("search", __name__)

UNITS: dict[View, str] = {"articles": "article", "quotes": "statement"}
TABS: dict[View, str] = {"articles": "Articles", "quotes": "Statements"}
SORTS: dict[Sort, str] = {
    "relevance": "Most relevant",
    "newest": "Newest",
    "oldest": "Oldest",
    "seen": "Latest arrivals",
}


@pages.get("/")
def home() -> Response:
    return redirect("/search")


@pages.get("/search")
def results() -> Response | str | tuple[str, int]:
    pairs = list(request.args.items(multi=True))
    try:
        query = params.read(pairs, zone=current.zone())
    except QueryError as error:
        fault = unread.explain(error, pairs, current.zone())
        return render_template("search/unread.html", fault=fault, query=Query(text=fault.text)), 400
    if request.query_string.decode("latin-1") != params.write(query):
        return redirect(links.search(query))
    return _page(query)


def _page(query: Query) -> str:
    archive, today = current.archive(), current.today()
    answer = archive.ask(query)
    one = UNITS[query.view]
    first, last = filters.typed_days(query.dates)
    return render_template(
        "search/results.html",
        answer=answer,
        query=query,
        one=one,
        rest=answer.sentence.partition(" · ")[2],
        chips=filters.chips(answer, today),
        boxes=filters.boxes(answer),
        chart=chart.draw(answer.results.histogram, query, one),
        presets=filters.presets(query, today),
        first=first,
        last=last,
        hidden=_hidden(query),
        tabs=_tabs(query),
        sorts=_sorts(query),
        sizes=[(size, links.search(replace(query, per_page=size, page=1))) for size in params.PER_PAGE],
        pager=_pager(answer),
        reliefs=nothing.reliefs(answer, today, archive.ask) if not answer.results.total else (),
        behind=archive.behind(),
        holds=archive.store.reached(),
        canonical=params.write(replace(query, page=1, per_page=params.PER_PAGE[0])),
    )


def _hidden(query: Query) -> list[tuple[str, str]]:
    """What the form carries along beside its visible fields."""
    visible = {"q", "page", *(pick.field for pick in query.picks)}
    typed = set() if filters.typed_days(query.dates) == (None, None) else {"date"}
    return [(k, v) for k, v in parse_qsl(params.write(query)) if k not in visible | typed]


def _tabs(query: Query) -> list[tuple[str, str, bool, str]]:
    """Label, address, whether it is this one, and which filters the other view has no use for."""
    tabs = []
    for view, label in TABS.items():
        known = {field.name for field in fields.facets(view)}
        lost = ", ".join(fields.BY_NAME[p.field].label for p in query.picks if p.field not in known)
        tabs.append((label, links.search(replace(query, view=view, page=1)), view == query.view, lost))
    return tabs


def _sorts(query: Query) -> list[tuple[str, str, bool]]:
    return [
        (label, links.search(replace(query, sort=sort, page=1)), sort == query.sort)
        for sort, label in SORTS.items()
        if sort != "relevance" or ranked(query.where)
    ]


@dataclass(frozen=True, slots=True)
class Pager:
    page: int
    pages: int
    cut: bool
    """There are more results than can be paged to."""
    earlier: str | None
    later: str | None


def _pager(answer: Answer) -> Pager:
    query, total = answer.query, answer.results.total
    pages = max(1, -(-min(total, params.WINDOW) // query.per_page))
    earlier = links.search(replace(query, page=min(query.page - 1, pages))) if query.page > 1 else None
    later = links.search(replace(query, page=query.page + 1)) if query.page < pages else None
    return Pager(query.page, pages, total > params.WINDOW, earlier, later)
