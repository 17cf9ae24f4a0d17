"""`/search`: parameters to a query, one question to the archive, one page."""

from dataclasses import replace
from urllib.parse import parse_qsl

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from indexer import params
from indexer.ask import Answer, Counter, is_single, meant
from indexer.errors import QueryError
from indexer.model import View
from indexer.query import Query, Sort, ranked
from webapp import chart, current, links
from webapp.search import examples, filters, nothing, paging, unread
from webapp.search.blueprint import pages

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
        query = current.archive().as_called_now(params.read(pairs, zone=current.zone()))
        if request.query_string.decode("latin-1") != params.write(query):
            return redirect(links.search(query))
        return _page(query)
    except QueryError as error:
        fault = unread.explain(error, pairs, current.zone())
        shown = examples.of(current.archive(), current.today())
        return render_template("search/unread.html", fault=fault, query=Query(text=fault.text), examples=shown), 400


def _page(query: Query) -> str:
    archive, today = current.archive(), current.today()
    asked = archive.ask(query)
    # All links but the pager's lead to the archive as it is now.
    answer = replace(asked, query=replace(query, page=1, upto=None))
    one = UNITS[query.view]
    first, last = filters.typed_days(query.dates)
    return render_template(
        "search/results.html",
        answer=answer,
        query=query,
        one=one,
        rest=answer.sentence.partition(" · ")[2],
        chips=filters.chips(answer, today),
        also=[(also.spelling, links.search(also.without)) for also in answer.also],
        boxes=filters.boxes(answer),
        chart=chart.draw(answer.results.histogram, answer.query, one),
        presets=filters.presets(answer.query, today),
        first=first,
        last=last,
        hidden=_hidden(answer.query),
        carried=parse_qsl(params.write(answer.query)),
        tabs=_tabs(answer.query),
        sorts=_sorts(answer.query),
        sizes=[(size, links.search(replace(answer.query, per_page=size))) for size in params.PER_PAGE],
        pager=paging.pager(asked),
        stood=paging.stood(asked),
        **(_instead(answer) if query.page == 1 and not answer.results.total else {}),
        examples=examples.of(archive, today),
        behind=archive.behind(),
        holds=archive.store.reached(),
        canonical=params.write(replace(answer.query, per_page=params.PER_PAGE[0])),
    )


def _instead(answer: Answer) -> dict[str, object]:
    """Where nothing is found: what may have been meant, single changes that help, or else what each condition finds."""
    archive = current.archive()
    count = Counter(archive.store, archive.engine)
    other = meant(archive.store, archive.engine, answer, count)
    reliefs = nothing.reliefs(answer, current.today(), count)
    return {
        "meant": other,
        "meant_href": links.search(other.query) if other else None,
        "reliefs": reliefs,
        "themselves": () if reliefs else nothing.by_themselves(answer, count),
        "single": is_single(answer.query),
        "unsure": count.spent,
    }


def _hidden(query: Query) -> list[tuple[str, str]]:
    """What the form carries along beside its visible fields."""
    visible = {"q", "page", *(pick.field for pick in query.picks)}
    typed = set() if filters.typed_days(query.dates) == (None, None) else {"date"}
    return [(k, v) for k, v in parse_qsl(params.write(query)) if k not in visible | typed]


def _tabs(query: Query) -> list[tuple[str, str, bool]]:
    """Label, address, and whether it is this one."""
    return [(label, links.search(replace(query, view=view)), view == query.view) for view, label in TABS.items()]


def _sorts(query: Query) -> list[tuple[str, str, bool]]:
    return [
        (label, links.search(replace(query, sort=sort)), sort == query.sort)
        for sort, label in SORTS.items()
        if sort != "relevance" or ranked(query.where)
    ]
