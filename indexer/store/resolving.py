"""From names in articles to people: found by name key, or created."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from indexer import people
from indexer.store.columns import INDEXED_LENGTH_MAX, storable
from indexer.store.engine import among
from indexer.store.numbers import Numbers
from indexer.store.tables import aliases, person_tokens, persons


def resolve(connection: Connection, names: Iterable[str], numbers: Numbers) -> Mapping[str, int]:
    """The person behind each full name. Who isn't known yet is created; names that are not full are left out."""
    keys = {name: key for name in dict.fromkeys(names) if (key := _key(name))}
    register = _Register(_candidates(connection, list(keys.values())), numbers)
    found = {name: register.look_up(storable(name), key) for name, key in keys.items()}
    _add_persons(connection, register.created)
    _add_spellings(connection, register.spellings)
    return found


def tokens(text: str) -> frozenset[str]:
    """The words of a name, or of a part of one, as they stand in `person_tokens`."""
    # A single word has no key; written twice it has, and that is made of the word alone.
    key = people.key(storable(text)) or people.key(storable(f"{text} {text}")) or ""
    return frozenset(key.split())


def _key(name: str) -> str | None:
    """None for what is no full name, or too long to be one."""
    key = people.key(storable(name)) or ""
    return key if len(key.split()) > 1 and max(len(name), len(key)) <= INDEXED_LENGTH_MAX else None


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody who may be meant, with all spellings so far."""

    id: int
    spellings: set[str]


class _Register:
    """Who may be meant by a batch of names, as stored and as it goes on."""

    def __init__(self, by_key: dict[str, list[_Known]], numbers: Numbers) -> None:
        self._by_key = by_key
        self._numbers = numbers
        self.created: dict[int, str] = {}
        """Name by number."""
        self.spellings: dict[tuple[int, str], str] = {}
        """Key by number and new spelling."""

    def look_up(self, name: str, key: str) -> int:
        candidates = self._by_key.setdefault(key, [])
        person = _same(name, candidates)
        if person is None:
            person = _Known(self._numbers.take("person"), set())
            candidates.append(person)
            self.created[person.id] = name
        if name not in person.spellings:
            person.spellings.add(name)
            self.spellings[person.id, name] = key
        return person.id


def _same(name: str, candidates: Sequence[_Known]) -> _Known | None:
    """Who is spelled just so, else who has no spelling that speaks against it."""
    for person in candidates:
        if name in person.spellings:
            return person
    for person in candidates:
        if not any(people.veto(name, spelling) for spelling in person.spellings):
            return person
    return None


def _candidates(connection: Connection, keys: Sequence[str]) -> dict[str, list[_Known]]:
    """For each key the persons who have a spelling with it, the longest known first."""
    holders: dict[int, set[str]] = {}
    for row in among(connection, select(aliases.c.person_id, aliases.c.key), aliases.c.key, keys):
        holders.setdefault(row.person_id, set()).add(row.key)
    known = {number: _Known(number, set()) for number in sorted(holders)}
    for row in among(connection, select(aliases), aliases.c.person_id, list(known)):
        known[row.person_id].spellings.add(row.alias)
    by_key: dict[str, list[_Known]] = {}
    for number, person in known.items():
        for key in holders[number]:
            by_key.setdefault(key, []).append(person)
    return by_key


def _add_persons(connection: Connection, names: Mapping[int, str]) -> None:
    if not names:
        return
    bases = {number: people.slug(name) for number, name in names.items()}
    taken = {row.slug for row in among(connection, select(persons.c.slug), persons.c.slug, list(bases.values()))}
    rows = []
    for number, base in bases.items():
        slug = base if base not in taken else _numbered(connection, base, taken)
        taken.add(slug)
        rows.append({"id": number, "slug": slug, "name": names[number]})
    connection.execute(insert(persons), rows)


def _numbered(connection: Connection, base: str, taken: Collection[str]) -> str:
    """The first of base-2, base-3, … that nobody has. Namesakes are rare enough to be asked for one by one."""
    alike = select(persons.c.slug).where(persons.c.slug.startswith(f"{base}-", autoescape=True))
    used = {*taken, *connection.execute(alike).scalars()}
    number = 2
    while f"{base}-{number}" in used:
        number += 1
    return f"{base}-{number}"


def _add_spellings(connection: Connection, spellings: Mapping[tuple[int, str], str]) -> None:
    if not spellings:
        return
    rows = [{"person_id": person, "alias": alias, "key": key} for (person, alias), key in spellings.items()]
    connection.execute(insert(aliases), rows)
    tokens = {(token, person) for (person, _), key in spellings.items() for token in key.split()}
    known = among(connection, select(person_tokens), person_tokens.c.person_id, [person for _, person in tokens])
    if fresh := sorted(tokens - {(row.token, row.person_id) for row in known}):
        connection.execute(insert(person_tokens), [{"token": token, "person_id": person} for token, person in fresh])
