"""Two people side by side, to say whether they are one; and who may be one among the most quoted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import abort, redirect, render_template, request
from werkzeug.wrappers import Response

from indexer.ask import Found
from indexer.decisions import KeepApart, Merge, What
from indexer.model import Person
from webapp import current, editors, links
from webapp.people.blueprint import pages
from webapp.people.editing import somebody
from webapp.people.listing import SHOWN_MAX, most_quoted

ALIKE_MAX = 5
"""People proposed as one with somebody."""
TITLES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One of two people, as far as it helps to tell whether they are one."""

    person: Person
    statements: int
    titles: tuple[str, ...]
    """As written, the latest first."""
    latest: Found | None
    """None: nothing that they said is in the index."""


@dataclass(frozen=True, slots=True)
class Pair:
    person: Person
    other: Person


@pages.get("/<slug>/beside/<other>")
def beside(slug: str, other: str) -> str:
    one, two = _two(slug, other)
    return _page(one, two)


@pages.post("/<slug>/beside/<other>")
def answer(slug: str, other: str) -> Response | tuple[str, int]:
    one, two = _two(slug, other)
    note = request.form.get("note", "").strip()
    known_as = request.form.get("known-as", one.slug)
    into, gone = (two, one) if known_as == two.slug else (one, two)
    answers: Mapping[str, What] = {"one": Merge(gone.slug, into.slug), "two": KeepApart(one.slug, two.slug)}
    what = answers.get(request.form.get("answer", ""))
    fault = editors.note_fault(note)
    if what is None or fault:
        return _page(one, two, note, known_as, fault or "Say whether they are one person or two."), 400
    editors.decide(what, note)
    return redirect(links.person(into.slug), code=303)


@pages.get("/duplicates")
def duplicates() -> str:
    said = current.archive().engine.values("said-by", "quotes")
    lines = most_quoted(said)
    pairs: dict[frozenset[str], Pair] = {}
    for line in lines:
        for other in current.archive().alike(line.person, ALIKE_MAX):
            pairs.setdefault(frozenset((line.person.slug, other.slug)), Pair(line.person, other))
    return render_template(
        "people/duplicates.html",
        pairs=list(pairs.values()),
        said=said,
        looked_at=len(lines),
        known=current.archive().store.counts().get("people", 0),
        shown_max=SHOWN_MAX,
        alike_max=ALIKE_MAX,
    )


def _two(slug: str, other: str) -> tuple[Person, Person]:
    """404 where one is not there, or both are the same person by now."""
    one, two = somebody(slug), somebody(other)
    return abort(404) if one.slug == two.slug else (one, two)


def _page(one: Person, two: Person, note: str = "", known_as: str = "", fault: str | None = None) -> str:
    said = current.archive().engine.values("said-by", "quotes")
    more_quoted = two if said.get(two.slug, 0) > said.get(one.slug, 0) else one
    return render_template(
        "people/beside.html",
        sides=[_side(person, said) for person in (one, two)],
        known_as=known_as or more_quoted.slug,
        apart=two.slug in current.archive().store.apart(one.slug),
        note=note,
        fault=fault,
    )


def _side(person: Person, said: Mapping[str, int]) -> Side:
    archive = current.archive()
    titles = tuple(title for title, *_ in archive.store.titles_met(person.slug)[:TITLES_SHOWN])
    latest = archive.ask(replace(links.statements_of(person.slug), per_page=1)).found
    return Side(person, said.get(person.slug, 0), titles, next(iter(latest), None))
