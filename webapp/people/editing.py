"""`/people/SLUG/edit`: showing a person under another name, joining two, parting one. What is typed is never lost."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import abort, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from indexer import people
from indexer.decisions import Rename, Split, What
from indexer.errors import StoreError
from indexer.model import Person
from webapp import current, editors, formats, links, names
from webapp.people.blueprint import pages

NAME_MAX = 200
"""Letters of a name."""
TITLES_OFFERED = 20
RESERVED = ("decisions", "duplicates")
"""Slugs whose addresses are those of other pages."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was filled in, in either form of the page, and what to mend, by field."""

    name: str = ""
    spelling: str = ""
    title: str = ""
    other: str = ""
    rename_note: str = ""
    split_note: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)


@pages.get("/<slug>/edit")
def edit(slug: str) -> Response | str:
    person = somebody(slug)
    if person.slug != slug:
        return redirect(f"{links.person(person.slug)}/edit", code=301)
    return _page(person)


@pages.post("/<slug>/rename")
def rename(slug: str) -> Response | tuple[str, int]:
    person = somebody(slug)
    name, note = _words(request.form, "name"), request.form.get("note", "").strip()
    faults = _found(name=_name_fault(name) or _same_name(name, person), rename_note=editors.note_fault(note))
    faults = faults or _decided(Rename(person.slug, name), note, "name")
    if faults:
        return _page(person, Form(name=name, rename_note=note, faults=faults)), 400
    return redirect(links.person(person.slug), code=303)


@pages.post("/<slug>/split")
def split(slug: str) -> Response | tuple[str, int]:
    person = somebody(slug)
    shown, title, other = (_words(request.form, key) for key in ("spelling", "title", "other"))
    spelling = _as_written(shown, person)
    note = request.form.get("note", "").strip()
    faults = _found(
        spelling=_spelling_fault(spelling, title, person),
        title=_title_fault(title),
        other=_name_fault(other) or _address_fault(other),
        split_note=editors.note_fault(note),
    )
    faults = faults or _decided(Split(person.slug, spelling, title or None, other), note, "spelling")
    if faults:
        form = Form(name=person.name, spelling=spelling, title=title, other=other, split_note=note, faults=faults)
        return _page(person, form), 400
    return redirect(links.person(person.slug), code=303)


def somebody(slug: str) -> Person:
    """Whoever is known by the slug now; 404 where nobody is."""
    return current.archive().store.people([slug]).get(slug) or abort(404)


def _page(person: Person, form: Form | None = None) -> str:
    typed = " ".join(request.args.get("with", "").split())[: names.TYPED_MAX]
    found = [other for other in names.called(typed) if other.slug != person.slug] if typed else []
    titles = [title for title, *_ in current.archive().store.titles_met(person.slug)[:TITLES_OFFERED]]
    return render_template(
        "people/edit.html",
        person=person,
        spellings=spellings(person),
        titles=titles,
        typed=typed,
        found=found,
        said=current.archive().engine.values("said-by", "quotes"),
        form=form or Form(name=person.name),
        name_max=NAME_MAX,
    )


def spellings(person: Person) -> Sequence[str]:
    """All ways in which articles write the name; a name that an editor gave need not be among them."""
    return (person.name, *person.aliases)


def _words(fields: MultiDict[str, str], key: str) -> str:
    return " ".join(fields.get(key, "").split())


def _decided(what: What, note: str, key: str) -> Mapping[str, str]:
    """Decide; where the store refuses, why, to be told beside the field `key`."""
    try:
        editors.decide(what, note)
    except StoreError as error:
        return {key: str(error)}
    return {}


def _found(**faults: str | None) -> Mapping[str, str]:
    return {key: fault for key, fault in faults.items() if fault}


def _name_fault(name: str) -> str | None:
    if not any(letter.isalpha() for letter in name):
        return "Type a name."
    if len(name) > NAME_MAX:
        return f"The name has {len(name)} letters; {NAME_MAX} are allowed."
    # Control characters, half characters, and those that turn the writing direction. Joiners are spelling.
    hidden = [
        letter for letter in name if unicodedata.category(letter) in ("Cc", "Cs") or ord(letter) in formats.TURNING
    ]
    return f"The name holds a sign that can’t be seen, U+{ord(hidden[0]):04X}." if hidden else None


def _same_name(name: str, person: Person) -> str | None:
    return "This is the name already." if name == person.name else None


def _address_fault(name: str) -> str | None:
    return "Type the name in full: this is the address of a page." if people.slug(name) in RESERVED else None


def _as_written(shown: str, person: Person) -> str:
    """The spelling that the page shows so; empty where it shows none so."""
    return next((known for known in spellings(person) if " ".join(str(formats.visible(known)).split()) == shown), "")


def _spelling_fault(spelling: str, title: str, person: Person) -> str | None:
    known = spellings(person)
    if not spelling:
        return "Choose one of the spellings."
    return "There is no other spelling: tell the two by a title." if len(known) == 1 and not title else None


def _title_fault(title: str) -> str | None:
    if not title:
        return None
    if len(title) > NAME_MAX:
        return f"The title has {len(title)} letters; {NAME_MAX} are allowed."
    return None if any(letter.isalnum() for letter in title) else "The title has no words."
