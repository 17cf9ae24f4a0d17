"""What editors decide of people: written down, applied to all that is stored, and taken back.

A decision is kept for ever. What it changes are a few rows (an alias's owner, a line in `distinctions`, `kept_apart` or
`reattributions`) and the list of versions that are bound anew because of it; taking it back undoes just those. Who
turned out to be whom is made anew from all decisions in force.
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
from indexer.store import leading, rebinding
from indexer.store.binding import plain_words, same_words
from indexer.store.columns import storable
from indexer.store.engine import among
from indexer.store.numbers import Numbers
from indexer.store.resolving import add_persons, add_spellings, root, title_words, tokens
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
NAME_CHARS_MAX = 200
Undo = Mapping[str, Any]
"""What taking a decision back has to know."""


def decide(connection: Connection, what: What, *, by: str, note: str, now: datetime) -> Decision:
    """See `ports.Store.decide`."""
    row = {"at": now, "by": by, "kind": type(what).__name__, "what": "{}", "note": note}
    number = int(connection.execute(insert(decisions).values(row).returning(decisions.c.id)).scalar_one())
    undo = _applied(connection, what, number)
    text = json.dumps({"what": asdict(what), "undo": undo}, ensure_ascii=False)
    connection.execute(update(decisions).where(decisions.c.id == number).values(what=text))
    _follow(connection)
    return Decision(number, now, by, what, note)


def revoke(connection: Connection, number: int, *, by: str, now: datetime) -> Decision | None:
    """See `ports.Store.revoke`."""
    row = connection.execute(select(decisions).where(decisions.c.id == number)).one_or_none()
    if row is None or row.revoked_at is not None:
        return None
    connection.execute(update(decisions).where(decisions.c.id == number).values(revoked_at=now, revoked_by=by))
    _undo(connection, row.kind, json.loads(row.what)["undo"], number)
    _follow(connection)
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
        select(decisions, reattributions.c.words, _root_of(persons).label("said_by"))
        .join(reattributions, reattributions.c.decision_id == decisions.c.id)
        .join(persons, reattributions.c.instead_id == persons.c.id, isouter=True)
        .where(reattributions.c.article_id == article_id)
        .order_by(decisions.c.id)
    )
    known = connection.execute(made).all()
    if not known:
        return {}
    said = (
        select(statements.c.id, statements.c.text, _root_of(persons).label("said_by"))
        .join(revisions, statements.c.rev_seq == revisions.c.rev_seq)
        .join(persons, statements.c.person_id == persons.c.id, isouter=True)
        .where(revisions.c.article_id == article_id, statements.c.bound == "correction")
    )
    # Of two about the same words the later one counts.
    return {
        row.id: _read(decided)
        for row in connection.execute(said).all()
        for decided in known
        if decided.said_by == row.said_by and same_words(decided.words, plain_words(row.text))
    }


def apart(connection: Connection, slug: str) -> frozenset[str]:
    """See `ports.Store.apart`. Both may have been merged with others since."""
    number = _person(connection, slug).id
    met = frozenset().union(*(pair for pair in parted(connection) if number in pair)) - {number}
    rows = connection.execute(select(persons.c.slug).where(persons.c.id.in_(met)))
    return frozenset(rows.scalars())


def parted(connection: Connection) -> frozenset[frozenset[int]]:
    """Pairs that editors have parted in any way, as who they turned out to be."""
    kept = connection.execute(select(kept_apart.c.person_id, kept_apart.c.other_id))
    pairs = {*leading.parted(connection), *(frozenset((row.person_id, row.other_id)) for row in kept)}
    numbers = {number for pair in pairs for number in pair}
    ends = {
        row.id: row.root
        for row in among(connection, select(persons.c.id, root().label("root")), persons.c.id, list(numbers))
    }
    return frozenset(frozenset(ends[number] for number in pair) for pair in pairs)


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
    return {"person": person.id, "into": into.id}


def _split(connection: Connection, what: Split, number: int) -> Undo:
    person = _person(connection, what.person)
    owner, spelling = _spelling(connection, person, what)
    name = _checked(what.name)
    numbers = Numbers(connection)
    other = numbers.take("person")
    numbers.save()
    add_persons(connection, {other: name})
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
    if name != spelling:
        add_spellings(connection, {(other, name): _key(name)})
    _know_by(connection, other, what.spelling)
    rebinding.mark_people(connection, [person.id])
    return {"person": person.id, "owner": owner, "spelling": spelling, "other": other, "name": person.name}


def _rename(connection: Connection, what: Rename) -> Undo:
    person, name = _person(connection, what.person), _checked(what.name)
    connection.execute(update(persons).where(persons.c.id == person.id).values(name=name))
    _know_by(connection, person.id, name)
    return {"person": person.id, "name": person.name}


def _keep_apart(connection: Connection, what: KeepApart, number: int) -> Undo:
    person, other = _person(connection, what.person), _person(connection, what.other)
    if person.id == other.id:
        raise StoreError(f"“{what.person}” and “{what.other}” are one person. Split them, or take their merging back.")
    numbers = {"person_id": _own(connection, what.person), "other_id": _own(connection, what.other)}
    connection.execute(insert(kept_apart).values(decision_id=number, **numbers))
    return {}


def _not_said_by(connection: Connection, what: NotSaidBy, number: int) -> Undo:
    if connection.execute(select(articles.c.id).where(articles.c.id == what.article_id)).one_or_none() is None:
        raise StoreError(f"There is no article {what.article_id}.")
    row = {
        "decision_id": number,
        "article_id": what.article_id,
        "words": plain_words(what.words),
        "person_id": _own(connection, what.person),
        "instead_id": _own(connection, what.instead) if what.instead else None,
    }
    _check_said(connection, what, _person(connection, what.person))
    connection.execute(insert(reattributions).values(row))
    _mark_article(connection, what.article_id)
    return {"article": what.article_id}


# ---------------------------------------------------------------------------------------------------------- taking back


def _undo(connection: Connection, kind: str, undo: Undo, number: int) -> None:
    for table in (distinctions, kept_apart, reattributions):
        connection.execute(delete(table).where(table.c.decision_id == number))
    if kind == Split.__name__:
        mine = aliases.c.alias == undo["spelling"]
        kept = select(aliases.c.alias).where(mine, aliases.c.person_id == undo["owner"])
        # A file of people may have given it back meanwhile.
        if connection.execute(kept).one_or_none() is None:
            moved = update(aliases).where(mine, aliases.c.person_id == undo["other"])
            connection.execute(moved.values(person_id=undo["owner"]))
        _name_again(connection, undo["person"], undo["name"])
        rebinding.mark_people(connection, [undo["other"], undo["person"]])
    elif kind == Rename.__name__:
        _name_again(connection, undo["person"], undo["name"])
    elif kind == NotSaidBy.__name__:
        _mark_article(connection, undo["article"])


def _name_again(connection: Connection, person: int, name: str) -> None:
    """The latest name in force that somebody gave, else the one from before anybody did."""
    given = select(decisions).where(decisions.c.kind == Rename.__name__).order_by(decisions.c.id)
    told = [(row.revoked_at, json.loads(row.what)) for row in connection.execute(given)]
    of_person = [(revoked, both) for revoked, both in told if both["undo"]["person"] == person]
    in_force = [both["what"]["name"] for revoked, both in of_person if revoked is None]
    first = of_person[0][1]["undo"]["name"] if of_person else name
    fresh = _checked(in_force[-1]) if in_force else first
    connection.execute(update(persons).where(persons.c.id == person).values(name=fresh))


def _follow(connection: Connection) -> None:
    """Bring who is who up to the decisions, and have all versions looked at again that it concerns."""
    concerned = leading.relead(connection)
    if not concerned:
        return
    rebinding.mark_people(connection, concerned)
    keys = select(aliases.c.key).where(aliases.c.person_id.in_(concerned))
    rebinding.mark_nobodies(connection, frozenset(connection.execute(keys).scalars()))
    about = reattributions.c.person_id.in_(concerned) | reattributions.c.instead_id.in_(concerned)
    corrected = select(reattributions.c.article_id).where(about)
    rebinding.mark(connection, select(revisions.c.rev_seq).where(revisions.c.article_id.in_(corrected)))


# -------------------------------------------------------------------------------------------------------- people's rows


def _person(connection: Connection, slug: str) -> Row[Any]:
    """Who is known by that slug now."""
    row = connection.execute(select(persons).where(persons.c.slug == slug)).one_or_none()
    if row is None:
        raise StoreError(f"There is no person “{slug}”. Look for the slug with: onrecord people list NAME.")
    if row.merged_into is None:
        return row
    return connection.execute(select(persons).where(persons.c.id == row.merged_into)).one()


def _own(connection: Connection, slug: str) -> int:
    """The number that goes with a slug, whoever that turned out to be."""
    _person(connection, slug)
    return int(connection.execute(select(persons.c.id).where(persons.c.slug == slug)).scalar_one())


def _checked(name: str) -> str:
    """A name in one line. Raises StoreError where it is none."""
    line = storable(" ".join(name.split()))
    if not any(map(str.isalpha, line)) or len(line) > NAME_CHARS_MAX or not line.isprintable():
        shown = "".join(letter for letter in line[:40] if letter.isprintable())
        raise StoreError(
            f"A name has letters, no signs that can't be seen, and at most {NAME_CHARS_MAX} characters, not “{shown}”."
        )
    return line


def _check_said(connection: Connection, what: NotSaidBy, person: Row[Any]) -> None:
    words = plain_words(what.words)
    query = (
        select(statements.c.text)
        .join(revisions, statements.c.rev_seq == revisions.c.rev_seq)
        .join(persons, statements.c.person_id == persons.c.id, isouter=True)
        .where(revisions.c.article_id == what.article_id)
        .where((_root_of(persons) == person.id) | (statements.c.bound == "correction"))
    )
    if not any(same_words(words, plain_words(text)) for text in connection.execute(query).scalars()):
        raise StoreError(f"Article {what.article_id} has no such words under the name of {person.name}.")


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
