"""Who is meant by an entry of a file of people: found by slug, else by name, else made."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from indexer import people
from indexer.errors import StoreError
from indexer.register import Listed
from indexer.store.columns import storable
from indexer.store.engine import among
from indexer.store.numbers import Numbers
from indexer.store.resolving import Known, add_persons, add_spellings, known_by_key, name_key, root
from indexer.store.tables import persons

SHOWN_MAX = 5
"""Of several people who may be meant."""


class Finder:
    """Goes through the entries one by one; `save` writes who was made and which spellings are new."""

    def __init__(self, connection: Connection, entries: Sequence[Listed]) -> None:
        self._connection = connection
        self._numbers = Numbers(connection)
        slugs = [entry.slug for entry in entries if entry.slug]
        asked = select(persons.c.slug, root().label("number"))
        self._by_slug = {row.slug: row.number for row in among(connection, asked, persons.c.slug, slugs)}
        self._keys = {name: key for entry in entries for name in _names(entry) if (key := name_key(name))}
        self._by_key = known_by_key(connection, list(dict.fromkeys(self._keys.values())))
        self._entries: dict[int, Listed] = {}
        self._created: dict[int, str] = {}
        self._slugs: dict[int, str] = {}
        self._spellings: dict[tuple[int, str], str] = {}

    @property
    def made(self) -> int:
        return len(self._created) + len(self._slugs)

    def number(self, entry: Listed) -> int:
        """Raises StoreError where several people may be meant, or two entries mean one."""
        number = self._by_slug.get(entry.slug) if entry.slug else None
        named = None if number else self._named(entry)
        # Two entries of one name with ids of their own are two people.
        taken = named in self._entries and entry.slug is not None
        number = number or (None if taken else named) or self._made(entry)
        if number in self._entries:
            other = self._entries[number].name
            raise StoreError(f"“{other}” and “{entry.name}” are one person in the archive. Write them as one.")
        self._entries[number] = entry
        for name in _names(entry):
            self._learn(number, name)
        return number

    def save(self) -> None:
        if self._slugs:
            rows = [{"id": n, "slug": slug, "name": _names(self._entries[n])[0]} for n, slug in self._slugs.items()]
            self._connection.execute(insert(persons), rows)
        add_persons(self._connection, self._created)
        add_spellings(self._connection, self._spellings)
        self._numbers.save()

    def _named(self, entry: Listed) -> int | None:
        fitting = dict.fromkeys(number for name in _names(entry) for number in self._fitting(name))
        if len(fitting) > 1:
            raise StoreError(
                f"“{entry.name}” may be any of {self._told(list(fitting))}. Give the id of the one who is meant, or "
                "make them one: onrecord people merge."
            )
        return next(iter(fitting), None)

    def _fitting(self, name: str) -> list[int]:
        """Who is spelled just so, else whose spellings don't speak against it."""
        known = self._by_key.get(self._keys.get(name, ""), [])
        spelled = [person.id for person in known if name in person.spellings]
        return spelled or [p.id for p in known if not any(people.veto(name, other) for other in p.spellings)]

    def _made(self, entry: Listed) -> int:
        number = self._numbers.take("person")
        if entry.slug:
            self._slugs[number] = entry.slug
        else:
            self._created[number] = _names(entry)[0]
        return number

    def _learn(self, number: int, name: str) -> None:
        key = self._keys.get(name)
        if key is None:
            return
        known = self._by_key.setdefault(key, [])
        person = next((person for person in known if person.id == number), None)
        if person is None:
            person = Known(number)
            known.append(person)
        if name not in person.spellings:
            person.spellings.add(name)
            self._spellings[number, name] = key

    def _told(self, numbers: Sequence[int]) -> str:
        rows = among(self._connection, select(persons), persons.c.id, numbers)
        told = [f"{row.name} ({row.slug})" for row in rows]
        told += [f"“{self._entries[n].name}”" for n in numbers if n in {*self._created, *self._slugs}]
        more = len(told) - SHOWN_MAX
        return ", ".join(told[:SHOWN_MAX]) + (f" and {more} more" if more > 0 else "")


def _names(entry: Listed) -> Sequence[str]:
    return tuple(dict.fromkeys(map(storable, (entry.name, *entry.aliases))))
