"""From the names in articles to people: found by spelling, by key or by office, or created. Editors' decisions win.

The same for an article that comes in and for one that is looked at again: what is stored and the names of an article
lead to the same people, however often they are asked.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, insert, select

from indexer import analysis, people
from indexer.model import Binding
from indexer.store.columns import INDEXED_LENGTH_MAX, storable
from indexer.store.engine import among
from indexer.store.holders import Holders
from indexer.store.numbers import Numbers
from indexer.store.tables import aliases, distinctions, person_tokens, persons

RESERVED = ("decisions", "duplicates")
"""Addresses of other pages that stand beside people's."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody an article names."""

    day: date
    """On which it was published or, undated, seen."""
    names: Mapping[str, str | None]
    """As the article gives them, in order, each with a title written beside it, if there is one."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Who is behind a name, and how that was found."""

    person_id: int
    by: Binding


def resolve(connection: Connection, casts: Sequence[Cast], numbers: Numbers) -> list[Mapping[str, Bound]]:
    """The people behind each article's names. Whoever isn't known yet is created from a full name.

    Left out are names that may be several people's, and surnames alone unless the title beside one leads to the only
    one of that surname who held that office on that day.
    """
    keys = {name: key for cast in casts for name in cast.names if (key := name_key(name))}
    register = _Register(connection, list(dict.fromkeys(keys.values())), numbers)
    holders = Holders(connection)
    found: list[Mapping[str, Bound]] = []
    for cast in casts:
        article = _InArticle(cast, register, holders)
        found.append({name: bound for name in cast.names if (bound := article.person(name, keys.get(name)))})
    register.save()
    return found


def root() -> ColumnElement[int]:
    """Of rows of `persons`: the number of the one that the person turned out to be, mostly the person's own."""
    return func.coalesce(persons.c.merged_into, persons.c.id)


def tokens(text: str) -> frozenset[str]:
    """The words of a name, or of a part of one, as they stand in `person_tokens`."""
    return people.tokens(storable(text))


def title_words(title: str) -> frozenset[str]:
    """What is compared of titles: stems, in no order."""
    return frozenset(analysis.stem(form) for word in analysis.WORD.findall(title) for form in analysis.forms(word))


def name_key(name: str) -> str | None:
    """None for what is no full name, or too long to be one."""
    key = people.key(storable(name)) or ""
    return key if len(key.split()) > 1 and max(len(name), len(key)) <= INDEXED_LENGTH_MAX else None


@dataclass(slots=True)
class Known:
    """Somebody who may be meant, with the spellings that have a key in question."""

    id: int
    spellings: set[str] = field(default_factory=set)
    owners: dict[str, int] = field(default_factory=dict)
    """By key the number under which such spellings are kept: this one, or somebody's who turned out to be this."""


class _Register:
    """Who may be meant by a batch of names, as stored and as it goes on."""

    def __init__(self, connection: Connection, keys: Sequence[str], numbers: Numbers) -> None:
        self._connection = connection
        self._numbers = numbers
        self._by_key = known_by_key(connection, keys)
        self._distinct = _distinctions(connection, keys)
        self._created: dict[int, str] = {}
        """Name by number."""
        self._spellings: dict[tuple[int, str], str] = {}
        """Key by number and new spelling."""

    def by_title(self, key: str, title: str | None) -> int | None:
        """Whom an editor has said to be meant by such a name beside such a title. None: nobody."""
        words = title_words(title) if title and key in self._distinct else frozenset()
        return next((number for needed, number in self._distinct.get(key, ()) if needed <= words), None)

    def candidates(self, key: str) -> Sequence[Known]:
        """The longest known first."""
        return self._by_key.get(key, ())

    def create(self, name: str, key: str) -> int:
        person = Known(self._numbers.take("person"))
        self._by_key.setdefault(key, []).append(person)
        self._created[person.id] = name
        self.learn(person, name, key)
        return person.id

    def learn(self, person: Known, name: str, key: str) -> None:
        """Note a spelling that isn't known of the person."""
        person.spellings.add(name)
        # By whom its key was met: should two turn out not to be one, each keeps what is theirs.
        self._spellings[person.owners.get(key, person.id), name] = key

    def save(self) -> None:
        add_persons(self._connection, self._created)
        add_spellings(self._connection, self._spellings)


class _InArticle:
    """One article's names, one after the other."""

    def __init__(self, cast: Cast, register: _Register, holders: Holders) -> None:
        self._cast = cast
        self._register = register
        self._holders = holders
        self._met: dict[int, list[str]] = {}
        """The names under which the article has spoken of a person so far."""

    def person(self, name: str, key: str | None) -> Bound | None:
        title = self._cast.names[name]
        if key is None:
            holder = self._holders.only(tokens(name), title, self._cast.day) if title else None
            return Bound(holder, "office") if holder else None
        decided = self._register.by_title(key, title)
        bound = Bound(decided, "decision") if decided else self._by_name(storable(name), key, title)
        if bound:
            self._met.setdefault(bound.person_id, []).append(name)
        return bound

    def _by_name(self, name: str, key: str, title: str | None) -> Bound | None:
        candidates = self._register.candidates(key)
        # A spelling that is somebody's is theirs: a rule or an editor has said so before.
        spelled = [person for person in candidates if name in person.spellings]
        fitting = spelled or [person for person in candidates if self._may_be(person, name)]
        if len(fitting) == 1:
            if not spelled:
                self._register.learn(fitting[0], name, key)
            return Bound(fitting[0].id, "name")
        if not fitting:
            return Bound(self._register.create(name, key), "name")
        among_them = frozenset(person.id for person in fitting)
        holder = self._holders.one_of(among_them, title, self._cast.day) if title else None
        return Bound(holder, "office") if holder else None

    def _may_be(self, person: Known, name: str) -> bool:
        if any(people.clash(name, other) for other in self._met.get(person.id, ())):
            return False
        return not any(people.veto(name, spelling) for spelling in person.spellings)


def known_by_key(connection: Connection, keys: Sequence[str]) -> dict[str, list[Known]]:
    """For each key the persons who have a spelling with it, the longest known first."""
    query = select(aliases.c.alias, aliases.c.key, persons.c.id.label("owner"), root().label("person_id")).join(persons)
    known: dict[int, Known] = {}
    by_key: dict[str, list[Known]] = {}
    for row in sorted(among(connection, query, aliases.c.key, keys), key=lambda row: row.person_id):
        person = known.setdefault(row.person_id, Known(row.person_id))
        person.owners.setdefault(row.key, row.owner)
        person.spellings.add(row.alias)
        holders = by_key.setdefault(row.key, [])
        if person not in holders:
            holders.append(person)
    return by_key


def _distinctions(connection: Connection, keys: Sequence[str]) -> dict[str, list[tuple[frozenset[str], int]]]:
    query = select(distinctions, root().label("root")).join(persons).order_by(distinctions.c.decision_id)
    found: dict[str, list[tuple[frozenset[str], int]]] = {}
    for row in among(connection, query, distinctions.c.key, keys):
        found.setdefault(row.key, []).append((frozenset(row.title_words), row.root))
    return found


# -------------------------------------------------------------------------------------------------------------- writing


def add_persons(connection: Connection, names: Mapping[int, str]) -> None:
    """Persons of these numbers, each with a slug of its own."""
    if not names:
        return
    bases = {number: people.slug(name) for number, name in names.items()}
    stored = among(connection, select(persons.c.slug), persons.c.slug, list(bases.values()))
    taken = {*RESERVED, *(row.slug for row in stored)}
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


def add_spellings(connection: Connection, spellings: Mapping[tuple[int, str], str]) -> None:
    """The key of each spelling that a person has and that isn't stored yet."""
    if not spellings:
        return
    rows = [{"person_id": person, "alias": alias, "key": key} for (person, alias), key in spellings.items()]
    connection.execute(insert(aliases), rows)
    pairs = {(token, person) for person, alias in spellings for token in tokens(alias)}
    known = among(connection, select(person_tokens), person_tokens.c.person_id, [person for _, person in pairs])
    if fresh := sorted(pairs - {(row.token, row.person_id) for row in known}):
        connection.execute(insert(person_tokens), [{"token": token, "person_id": person} for token, person in fresh])
