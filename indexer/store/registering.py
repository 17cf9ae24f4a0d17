"""A file of offices and of who held them into the archive: found by slug or name, or made."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select, update

from indexer.errors import StoreError
from indexer.model import Office
from indexer.offices import Offices
from indexer.register import Held, Register, Registered
from indexer.store import rebinding
from indexer.store.engine import among
from indexer.store.finding import Finder
from indexer.store.holders import known_offices, read_offices
from indexer.store.resolving import root
from indexer.store.tables import mentions, offices, persons, statements, tenures

Time = tuple[str, str, str | None, str | None]
"""Office, title, since, until."""


def register(connection: Connection, told: Register) -> Registered:
    """See `ports.Store.register`."""
    known = {office.slug: office for office in read_offices(connection)}
    meant = _meant(told, known_offices(connection))
    changed = {office.slug: office for office in _described(told, known, meant) if office != known.get(office.slug)}
    _check(known | changed, changed)
    _write_offices(connection, known, changed.values())
    finder = Finder(connection, told.people)
    held = {finder.number(listed): _times(listed.held, meant) for listed in told.people}
    finder.save()
    others = _replace_tenures(connection, told.origin, held)
    moved = [slug for slug, office in changed.items() if slug in known and office.parent != known[slug].parent]
    articles = rebinding.touch(connection, _spoken(connection, others, _under(moved, known_offices(connection))))
    if others or changed:
        _read_titles_again(connection)
    return Registered(
        offices_new=len(changed.keys() - known.keys()),
        offices_changed=len(changed.keys() & known.keys()),
        people_found=len(held) - finder.made,
        people_made=finder.made,
        tenures=sum(map(len, held.values())),
        articles=articles,
    )


# -------------------------------------------------------------------------------------------------------------- offices


def _meant(told: Register, known: Offices) -> Mapping[str, str]:
    """The archive's slug for each office of the file: its own, or where it only names them that of the name."""
    meant = {}
    for office in told.offices:
        named = () if told.describes or known.get(office.slug) else known.named(office.name)
        if len(named) > 1:
            raise StoreError(f"{told.origin}: “{office.name}” may be {_listed(named)}. Write a name that only one has.")
        meant[office.slug] = named[0] if named else office.slug
    return meant


def _described(told: Register, known: Mapping[str, Office], meant: Mapping[str, str]) -> Iterable[Office]:
    """The file's offices as they are to be kept."""
    for office in told.offices:
        parent = meant.get(office.parent, office.parent) if office.parent else None
        fresh = replace(office, slug=meant[office.slug], parent=parent)
        old = known.get(fresh.slug)
        if old and not told.describes:
            fresh = replace(old, parent=old.parent or parent)
        yield fresh


def _check(all_offices: Mapping[str, Office], changed: Collection[str]) -> None:
    """Raises StoreError where titles could not be told apart, or something would belong to itself."""
    tree = Offices(all_offices.values())
    for slug in changed:
        office = all_offices[slug]
        top = tree.within(slug)[-1]
        if all_offices[top].parent is not None:
            raise StoreError(f"The office {slug} would belong to itself, by way of {top}. Give one of them no parent.")
        for name in (office.name, *office.aliases):
            if len(named := tree.named(name)) > 1:
                raise StoreError(
                    f"“{name}” would name {_listed(named)} alike, and titles could not be told apart. "
                    "Write the office once, or give each a name of its own."
                )


def _listed(slugs: Collection[str]) -> str:
    *first, last = slugs
    return f"{', '.join(first)} and {last}" if first else last


def _write_offices(connection: Connection, known: Collection[str], described: Iterable[Office]) -> None:
    for office in described:
        row = {"name": office.name, "aliases": office.aliases, "parent": office.parent}
        if office.slug in known:
            connection.execute(update(offices).where(offices.c.slug == office.slug).values(row))
        else:
            connection.execute(insert(offices).values({"slug": office.slug, **row}))


def _under(slugs: Iterable[str], tree: Offices) -> frozenset[str]:
    return frozenset(below for slug in slugs for below in tree.under(slug))


# -------------------------------------------------------------------------------------------------------------- tenures


def _times(held: Iterable[Held], meant: Mapping[str, str]) -> frozenset[Time]:
    return frozenset((meant.get(one.office, one.office), one.title, one.since, one.until) for one in held)


def _replace_tenures(connection: Connection, origin: str, held: Mapping[int, frozenset[Time]]) -> frozenset[int]:
    """Keep these of the origin instead of those that were; the people for whom that is a difference."""
    owner = root().label("owner")
    query = select(tenures, owner).join(persons, tenures.c.person_id == persons.c.id).where(tenures.c.origin == origin)
    before: dict[int, set[Time]] = {}
    for row in connection.execute(query):
        before.setdefault(row.owner, set()).add((row.office, row.title, row.since, row.until))
    connection.execute(delete(tenures).where(tenures.c.origin == origin))
    rows = [
        {"person_id": number, "office": office, "title": title, "since": since, "until": until, "origin": origin}
        for number, times in held.items()
        for office, title, since, until in sorted(times, key=str)
    ]
    if rows:
        connection.execute(insert(tenures), rows)
    numbers = before.keys() | held.keys()
    return frozenset(n for n in numbers if before.get(n, frozenset()) != held.get(n, frozenset()))


# -------------------------------------------------------------------------------------------------- what it reaches


def _spoken(connection: Connection, people: Collection[int], moved: Collection[str]) -> set[int]:
    """Versions in which one of these people speaks, or somebody in one of these offices."""
    holding = among(connection, select(tenures.c.person_id), tenures.c.office, sorted(moved))
    numbers = [*people, *(row.person_id for row in holding)]
    members = among(connection, select(persons.c.id), root(), numbers)
    said = among(connection, select(statements.c.rev_seq), statements.c.person_id, [row.id for row in members])
    titled = among(connection, select(statements.c.rev_seq), statements.c.office, sorted(moved))
    return {row.rev_seq for row in (*said, *titled)}


def _read_titles_again(connection: Connection) -> None:
    """Titles may name other offices now, and tell apart whom they didn't."""
    for table in (statements, mentions):
        rebinding.mark(connection, select(table.c.rev_seq).where(table.c.title.is_not(None)))
