"""`/saved`: pages about saved queries by GET, every change by POST and a redirect."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from indexer import params, schedule
from indexer.ask import Answer
from indexer.errors import QueryError
from indexer.model import Delivered, Revision, Run, SavedQuery, Statement
from indexer.query import And, LastDays, Query
from webapp import current
from webapp.saved import form, wordings

pages = Blueprint("saved", __name__, url_prefix="/saved")

PREVIEW_DAYS = 28
PREVIEW_SHOWN = 5
RUNS_SHOWN = 50
ITEMS_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A saved query in words."""

    saved: SavedQuery
    query: Query | None
    """None where the search can no longer be read."""
    sentence: str
    schedule: str
    last: Run | None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a run told, as it was then."""

    told: Delivered
    revision: Revision | None
    """None where the article has left the archive."""
    statements: tuple[Statement, ...]


# -------------------------------------------------------------------------------------------------------------- reading


@pages.get("")
def listing() -> str:
    return render_template("saved/list.html", lines=[_line(saved) for saved in current.archive().store.saved_queries()])


@pages.get("/new")
def new() -> str:
    query = _first_page(params.read(request.args.items(multi=True), zone=current.zone()))
    sentence = _sentence(query)
    name = query.text or sentence.partition(" · ")[2]
    return _form_page(query, sentence, form.Form(name[: form.NAME_MAX]))


@pages.get("/<int:query_id>")
def one(query_id: int) -> str:
    saved = _saved(query_id)
    runs = current.archive().store.runs(saved.id, RUNS_SHOWN)
    line = _line(saved)
    dates = wordings.dates_in_time(line.query) if line.query else None
    return render_template("saved/query.html", line=line, dates=dates, runs=runs, runs_shown=RUNS_SHOWN)


@pages.get("/<int:query_id>/runs/<int:run_id>")
def run(query_id: int, run_id: int) -> str:
    saved = _saved(query_id)
    found = _run(saved, run_id)
    told = current.archive().store.run_items(found.id)
    items = _items(told[:ITEMS_SHOWN])
    sources = current.archive().source_titles()
    fresh = any(item.read_at is None for item in told)
    return render_template(
        "saved/run.html", saved=saved, run=found, items=items, count_told=len(told), sources=sources, fresh=fresh
    )


# ------------------------------------------------------------------------------------------------------------- changing


@pages.post("")
def save() -> Response | tuple[str, int]:
    query = _first_page(params.read_text(request.form.get("search", ""), zone=current.zone()))
    filled = form.read(request.form)
    if filled.faults():
        return _form_page(query, _sentence(query), filled), 400
    when = filled.schedule(current.zone())
    saved = current.archive().save_query(filled.name, params.write(query), when, filled.days_back())
    return _back_to(saved)


@pages.post("/<int:query_id>/run")
def run_now(query_id: int) -> Response:
    saved = _saved(query_id)
    done = current.archive().run_now(saved)
    return redirect(f"/saved/{saved.id}/runs/{done.id}", code=303) if done else _back_to(saved)


@pages.post("/<int:query_id>/pause")
def pause(query_id: int) -> Response:
    saved = _saved(query_id)
    current.archive().pause(saved)
    return _back_to(saved)


@pages.post("/<int:query_id>/resume")
def resume(query_id: int) -> Response:
    saved = _saved(query_id)
    current.archive().resume(saved)
    return _back_to(saved)


@pages.post("/<int:query_id>/delete")
def delete(query_id: int) -> Response:
    saved = _saved(query_id)
    current.archive().store.delete_query(saved.id)
    return redirect("/saved", code=303)


@pages.post("/<int:query_id>/runs/<int:run_id>/read")
def mark_read(query_id: int, run_id: int) -> Response:
    archive = current.archive()
    found = _run(_saved(query_id), run_id)
    archive.store.mark_read(found.id, archive.clock())
    return redirect(f"/saved/{query_id}/runs/{found.id}", code=303)


# -------------------------------------------------------------------------------------------------------------- helpers


def _back_to(saved: SavedQuery) -> Response:
    return redirect(f"/saved/{saved.id}", code=303)


def _saved(query_id: int) -> SavedQuery:
    return (current.archive().store.saved_query(query_id) if query_id < 2**63 else None) or abort(404)


def _run(saved: SavedQuery, run_id: int) -> Run:
    found = current.archive().store.run(run_id) if run_id < 2**63 else None
    return found if found and found.query_id == saved.id else abort(404)


def _first_page(query: Query) -> Query:
    return replace(query, page=1, per_page=params.PER_PAGE[0])


def _line(saved: SavedQuery) -> Line:
    archive = current.archive()
    last = next(iter(archive.store.runs(saved.id, 1)), None)
    when = schedule.in_words(saved.schedule)
    try:
        query = params.read_text(saved.params, zone=saved.schedule.zone)
        return Line(saved, query, _sentence(query), when, last)
    except QueryError as error:
        return Line(saved, None, f"This search can no longer be answered: {error}", when, last)


def _sentence(query: Query) -> str:
    return current.archive().in_words(query)


def _form_page(query: Query, sentence: str, filled: form.Form) -> str:
    preview = _preview(query)
    return render_template(
        "saved/new.html",
        form=filled,
        # A form just opened has no faults yet.
        faults=filled.faults() if request.method == "POST" else {},
        weekdays=form.WEEKDAYS,
        search=params.write(query),
        sentence=sentence,
        dates=wordings.dates_in_time(query),
        preview=preview,
        shown=preview.found[:PREVIEW_SHOWN],
        preview_days=PREVIEW_DAYS,
        name_max=form.NAME_MAX,
        past_days_max=form.PAST_DAYS_MAX,
    )


def _preview(query: Query) -> Answer:
    """What of it came into the archive lately."""
    lately = And((query.where, LastDays("seen", PREVIEW_DAYS)))
    return current.archive().ask(replace(query, where=lately, sort="seen"))


def _items(told: Sequence[Delivered]) -> list[Item]:
    """Each in the version that was told, even where the article has changed since."""
    store = current.archive().store
    present = {r.article_id: r for r in store.articles(list({item.article_id for item in told}))}
    items = []
    for item in told:
        revision = present.get(item.article_id)
        if revision is None or revision.rev_seq != item.rev_seq:
            versions = store.revisions(item.article_id)
            revision = next((r for r in versions if r.rev_seq == item.rev_seq), revision)
        said = revision.statements if revision else ()
        items.append(Item(item, revision, tuple(s for s in said if s.id in item.statement_ids)))
    return items
