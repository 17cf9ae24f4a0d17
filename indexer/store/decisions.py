"""What editors decide of people: written down, applied to all that is stored, and taken back.

A decision is kept for ever. What it changes are a few rows (a person's `merged_into`, an alias's owner, a line in
`distinctions`, `kept_apart` or `reattributions`) and the list of versions that are bound anew because of it; taking
it back undoes just those.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, FromClause, Row, delete, func, insert, select, update

from indexer import people
from indexer.decisions import Decision, KeepApart, Merge, NotSaidBy, Rename, Split, What
from indexer.errors import StoreError
from indexer.store import rebinding
from indexer.store.binding import words_sha256
from indexer.store.columns import INDEXED_LENGTH_MAX, storable
from indexer.store.numbers import Numbers
from indexer.store.resolving import add_persons, add_spellings, title_words, tokens
from indexer.store.tables import (
    aliases,
    articles,
    decisions,
    distinctions,
    kept_apart,
    person_tokens,
    persons,
    reattributions,
    revisions,
    statements,
)

KINDS: Mapping[str, type[What]] = {kind.__name__: kind for kind in get_args(What)}
Undo = Mapping[str, Any]
"""What taking a decision back has to know."""


def decide(connection: Connection, what: What, *, by: str, note: str, now: datetime) -> Decision:
    """See `ports.Store.decide`."""
    row = {"at": now, "by": by, "kind": type(what).__name__, "what": "{}", "note": note}
    number = int(connection.execute(insert(decisions).values(row).returning(decisions.c.id)).scalar_one())
    undo = _applied(connection, what, number)
    text = json.dumps({"what": asdict(what), "undo": undo}, ensure_ascii=False)
    connection.execute(update(decisions).where(decisions.c.id == number).values(what=text))
    return Decision(number, now, by, what, note)


def revoke(connection: Connection, number: int, *, by: str, now: datetime) -> Decision | None:
    """See `ports.Store.revoke`."""
    row = connection.execute(select(decisions).where(decisions.c.id == number)).one_or_none()
    if row is None or row.revoked_at is not None:
        return None
    _undo(connection, row.kind, json.loads(row.what)["undo"], number)
    connection.execute(update(decisions).where(decisions.c.id == number).values(revoked_at=now, revoked_by=by))
    return read_decision(connection, number)


def read_decision(connection: Connection, number: int) -> Decision | None:
    row = connection.execute(select(decisions).where(decisions.c.id == number)).one_or_none()
    return _read(row) if row else None


def read_decisions(connection: Connection, limit: int) -> Sequence[Decision]:
    """Newest first."""
    rows = connection.execute(select(decisions).order_by(decisions.c.id.desc()).limit(limit))
    return tuple(map(_read, rows))


def corrections(connection: Connection, article_id: int) -> Mapping[int, Decision]:
    """See `ports.Store.corrections`."""
    made = (
        select(decisions, reattributions.c.words_sha256, _root_of(persons).label("said_by"))
        .join(reattributions, reattributions.c.decision_id == decisions.c.id)
        .join(persons, reattributions.c.instead_id == persons.c.id, isouter=True)
        .where(reattributions.c.article_id == article_id)
        .order_by(decisions.c.id)
    )
    # Of two about the same words the later one counts.
    known = {(row.words_sha256, row.said_by): _read(row) for row in connection.execute(made)}
    if not known:
        return {}
    said = (
        select(statements.c.id, statements.c.text, _root_of(persons).label("said_by"))
        .join(revisions, statements.c.rev_seq == revisions.c.rev_seq)
        .join(persons, statements.c.person_id == persons.c.id, isouter=True)
        .where(revisions.c.article_id == article_id, statements.c.bound == "correction")
    )
    found = {row.id: known.get((words_sha256(row.text), row.said_by)) for row in connection.execute(said)}
    return {number: decision for number, decision in found.items() if decision}


def apart(connection: Connection, slug: str) -> frozenset[str]:
    """See `ports.Store.apart`. Both may have been merged with others since."""
    a, b = persons.alias(), persons.alias()
    pairs = kept_apart.join(a, kept_apart.c.person_id == a.c.id).join(b, kept_apart.c.other_id == b.c.id)
    query = select(_root_of(a).label("one"), _root_of(b).label("other")).select_from(pairs)
    number = _person(connection, slug).id
    met = {n for row in connection.execute(query) if number in (row.one, row.other) for n in (row.one, row.other)}
    rows = connection.execute(select(persons.c.slug).where(persons.c.id.in_(met - {number})))
    return frozenset(rows.scalars())


def _root_of(person: FromClause) -> ColumnElement[int]:
    return func.coalesce(person.c.merged_into, person.c.id)


def rekey(connection: Connection) -> None:
    """Bring the keys of distinctions up to what the rules say now."""
    told = select(distinctions.c.decision_id, decisions.c.what).join(decisions)
    for row in connection.execute(told).all():
        key = _key(json.loads(row.what)["what"]["spelling"])
        connection.execute(update(distinctions).where(distinctions.c.decision_id == row.decision_id).values(key=key))


def _read(row: Row[Any]) -> Decision:
    what = KINDS[row.kind](**json.loads(row.what)["what"])
    return Decision(row.id, row.at, row.by, what, row.note, row.revoked_at, row.revoked_by)


# ------------------------------------------------------------------------------------------------------------- applying


def _applied(connection: Connection, what: What, number: int) -> Undo:
    match what:
        case Merge():
            return _merge(connection, what)
        case Split():
            return _split(connection, what, number)
        case Rename():
            return _rename(connection, what)
        case KeepApart():
            return _keep_apart(connection, what, number)
        case NotSaidBy():
            return _not_said_by(connection, what, number)


def _merge(connection: Connection, what: Merge) -> Undo:
    person, into = _person(connection, what.person), _person(connection, what.into)
    if person.id == into.id:
        raise StoreError(f"“{what.person}” and “{what.into}” are the same person already.")
    moved = list(connection.execute(select(persons.c.id).where(persons.c.merged_into == person.id)).scalars())
    _lead(connection, [person.id, *moved], into.id)
    rebinding.mark_people(connection, [person.id])
    return {"person": person.id, "into": into.id, "moved": moved}


def _split(connection: Connection, what: Split, number: int) -> Undo:
    person = _person(connection, what.person)
    owner, spelling = _spelling(connection, person, what)
    numbers = Numbers(connection)
    other = numbers.take("person")
    numbers.save()
    add_persons(connection, {other: storable(what.name)})
    key = _key(what.spelling)
    if what.title is None:
        here = (aliases.c.person_id == owner) & (aliases.c.alias == spelling)
        connection.execute(update(aliases).where(here).values(person_id=other))
        _hand_on_name(connection, person, spelling)
    elif words := sorted(title_words(what.title)):
        row = {"decision_id": number, "key": key, "title_words": words, "person_id": other}
        connection.execute(insert(distinctions).values(row))
    else:
        raise StoreError(f"The title “{what.title}” has no words to tell it by.")
    if what.name != spelling:
        add_spellings(connection, {(other, storable(what.name)): _key(what.name)})
    _know_by(connection, other, what.spelling)
    rebinding.mark_people(connection, [person.id])
    return {"person": person.id, "owner": owner, "spelling": spelling, "other": other, "name": person.name}


def _rename(connection: Connection, what: Rename) -> Undo:
    person, name = _person(connection, what.person), storable(" ".join(what.name.split()))
    if not name or len(name) > INDEXED_LENGTH_MAX:
        raise StoreError(f"A name has 1 to {INDEXED_LENGTH_MAX} letters, not {len(name)}.")
    connection.execute(update(persons).where(persons.c.id == person.id).values(name=name))
    _know_by(connection, person.id, name)
    return {"person": person.id, "name": person.name}


def _keep_apart(connection: Connection, what: KeepApart, number: int) -> Undo:
    person, other = _person(connection, what.person), _person(connection, what.other)
    if person.id == other.id:
        raise StoreError(f"“{what.person}” and “{what.other}” are one person. Split them, or take their merging back.")
    connection.execute(insert(kept_apart).values(decision_id=number, person_id=person.id, other_id=other.id))
    return {}


def _not_said_by(connection: Connection, what: NotSaidBy, number: int) -> Undo:
    if connection.execute(select(articles.c.id).where(articles.c.id == what.article_id)).one_or_none() is None:
        raise StoreError(f"There is no article {what.article_id}.")
    row = {
        "decision_id": number,
        "article_id": what.article_id,
        "words_sha256": words_sha256(what.words),
        "person_id": _person(connection, what.person).id,
        "instead_id": _person(connection, what.instead).id if what.instead else None,
    }
    connection.execute(insert(reattributions).values(row))
    _mark_article(connection, what.article_id)
    return {"article": what.article_id}


# ---------------------------------------------------------------------------------------------------------- taking back


def _undo(connection: Connection, kind: str, undo: Undo, number: int) -> None:
    for table in (distinctions, kept_apart, reattributions):
        connection.execute(delete(table).where(table.c.decision_id == number))
    if kind == Merge.__name__:
        # Whoever has been merged elsewhere since stays there.
        here = persons.c.merged_into == undo["into"]
        connection.execute(update(persons).where(persons.c.id == undo["person"], here).values(merged_into=None))
        moved = persons.c.id.in_(undo["moved"])
        connection.execute(update(persons).where(moved, here).values(merged_into=undo["person"]))
        rebinding.mark_people(connection, [undo["into"]])
    elif kind == Split.__name__:
        here = (aliases.c.person_id == undo["other"]) & (aliases.c.alias == undo["spelling"])
        connection.execute(update(aliases).where(here).values(person_id=undo["owner"]))
        _lead(connection, [undo["other"]], undo["person"])
        connection.execute(update(persons).where(persons.c.id == undo["person"]).values(name=undo["name"]))
        rebinding.mark_people(connection, [undo["other"]])
    elif kind == Rename.__name__:
        connection.execute(update(persons).where(persons.c.id == undo["person"]).values(name=undo["name"]))
    elif kind == NotSaidBy.__name__:
        _mark_article(connection, undo["article"])


# -------------------------------------------------------------------------------------------------------- people's rows


def _person(connection: Connection, slug: str) -> Row[Any]:
    """Who is known by that slug now."""
    row = connection.execute(select(persons).where(persons.c.slug == slug)).one_or_none()
    if row is None:
        raise StoreError(f"There is no person “{slug}”. Look for the slug with: onrecord people list NAME.")
    if row.merged_into is None:
        return row
    return connection.execute(select(persons).where(persons.c.id == row.merged_into)).one()


def _lead(connection: Connection, numbers: Sequence[int], into: int) -> None:
    connection.execute(update(persons).where(persons.c.id.in_(numbers)).values(merged_into=into))


def _spelling(connection: Connection, person: Row[Any], what: Split) -> tuple[int, str]:
    """Whose the spelling is, of those who are this person, and the spelling as stored."""
    known = list(_spellings(connection, person.id))
    found = next(((owner, alias) for owner, alias in known if alias == storable(what.spelling)), None)
    if found is None:
        others = ", ".join(alias for _, alias in known)
        raise StoreError(f"“{what.spelling}” is no spelling of {person.name}. Spellings: {others}.")
    if what.title is None and len(known) == 1:
        raise StoreError(f"“{what.spelling}” is the only spelling of {person.name}: tell the two by a title.")
    return found


def _spellings(connection: Connection, number: int) -> Iterator[tuple[int, str]]:
    mine = (persons.c.id == number) | (persons.c.merged_into == number)
    query = select(aliases.c.person_id, aliases.c.alias).join(persons).where(mine).order_by(aliases.c.alias)
    yield from ((row.person_id, row.alias) for row in connection.execute(query))


def _hand_on_name(connection: Connection, person: Row[Any], spelling: str) -> None:
    """A person whose name is taken away is known by the first of the other spellings."""
    if person.name == spelling:
        _, other = next(_spellings(connection, person.id))
        connection.execute(update(persons).where(persons.c.id == person.id).values(name=other))


def _key(name: str) -> str:
    return people.key(storable(name)) or " ".join(sorted(tokens(name)))


def _know_by(connection: Connection, number: int, name: str) -> None:
    """Have the person found by the words of a name."""
    known = set(connection.execute(select(person_tokens.c.token).where(person_tokens.c.person_id == number)).scalars())
    rows = [{"token": token, "person_id": number} for token in sorted(tokens(name) - known)]
    if rows:
        connection.execute(insert(person_tokens), rows)


def _mark_article(connection: Connection, number: int) -> None:
    rebinding.mark(connection, select(revisions.c.rev_seq).where(revisions.c.article_id == number))
