"""People who may be one with somebody: their names are alike, and nobody has said that they are two.

Only ever proposed. Whether two people are one is for an editor to say.
"""

from collections.abc import Iterable, Sequence

from indexer import people
from indexer.given import given_names
from indexer.model import Person
from indexer.ports import Store

CANDIDATES_MAX = 100
"""People of a surname nearly like it whose names are compared; of a frequent surname not all."""
SPELLINGS_MAX = 8
"""Of each person."""


def alike(store: Store, person: Person, limit: int) -> tuple[Person, ...]:
    """Whose names are alike enough to be looked at, the likest first."""
    apart = store.apart(person.slug)
    found = {other.slug: other for surname in _surnames(person) for other in _bearing(store, surname)}
    others = [other for slug, other in found.items() if slug != person.slug and slug not in apart]
    likeness = {other.slug: _likeness(person, other) for other in others}
    likely = [other for other in others if likeness[other.slug] >= people.LIKELY]
    return tuple(sorted(likely, key=lambda other: (-likeness[other.slug], other.slug))[:limit])


def _bearing(store: Store, surname: str) -> Iterable[Person]:
    return store.people_like(surname, CANDIDATES_MAX)


def _surnames(person: Person) -> Sequence[str]:
    """The words by which others of that name are found: neither initials nor given names, unless there is no other."""
    words = {word.strip(".,") for spelling in _spellings(person) for word in spelling.split()}
    full = sorted(word for word in words if len(word) > 1 and "." not in word)
    return [word for word in full if word.lower() not in given_names().standing] or full


def _likeness(one: Person, other: Person) -> float:
    return max(people.likeness(a, b) for a in _spellings(one) for b in _spellings(other))


def _spellings(person: Person) -> Sequence[str]:
    return (person.name, *person.aliases)[:SPELLINGS_MAX]
