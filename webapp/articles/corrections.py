"""Words that are not the person's under whom they stand: the form beside each statement, and what it decides."""

from dataclasses import dataclass

from flask import abort, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from indexer.decisions import NotSaidBy
from indexer.model import Person, Revision, Statement
from webapp import editors, names


@dataclass(frozen=True, slots=True)
class Correction:
    """One statement's form as filled in, with what to mend. For a form just opened nothing is filled in."""

    statement_id: int
    instead: str = ""
    """Name of whoever said it, as typed. Empty: nobody known."""
    chosen: str = ""
    """Slug of one of several of that name."""
    note: str = ""
    name_fault: str | None = None
    note_fault: str | None = None
    choices: tuple[Person, ...] = ()


def read(statement_id: int, fields: MultiDict[str, str]) -> Correction:
    instead, chosen, note = (fields.get(name, "").strip() for name in ("instead", "chosen", "note"))
    return Correction(statement_id, instead, chosen, note)


def decide(revision: Revision, statement_id: int) -> Response | Correction:
    """Back to the article once it is decided, or the form with its faults. 404 where there is no such statement."""
    statement = next((s for s in revision.whole_statements if s.id == statement_id), None) or abort(404)
    address = f"/articles/{revision.article_id}#s{statement.id}"
    if statement.person is None or statement.bound == "correction":
        # Sent twice, or decided elsewhere meanwhile: the page says so.
        return redirect(address, code=303)
    filled = read(statement_id, request.form)
    meant = names.meant(filled.instead, filled.chosen)
    name_fault = meant.fault or _still_the_same(statement, meant.person) or _another_now(statement)
    note_fault = editors.note_fault(filled.note)
    if name_fault or note_fault:
        return Correction(
            statement_id, filled.instead, filled.chosen, filled.note, name_fault, note_fault, meant.choices
        )
    instead = meant.person.slug if meant.person else None
    what = NotSaidBy(revision.article_id, statement.quote.text, statement.person.slug, instead)
    editors.decide(what, filled.note)
    return redirect(address, code=303)


def _still_the_same(statement: Statement, instead: Person | None) -> str | None:
    same = instead is not None and statement.person is not None and instead.slug == statement.person.slug
    return "That is who you say did not say it." if same else None


def _another_now(statement: Statement) -> str | None:
    """The page may have stood open while somebody decided otherwise."""
    if statement.person is None or request.form.get("person", statement.person.slug) == statement.person.slug:
        return None
    return f"These words stand under {statement.person.name} by now. Send it again if they did not say them either."
