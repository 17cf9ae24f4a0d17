"""Who held which office on a day: what tells namesakes apart, and whom a surname alone may mean."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from indexer.model import Office, Tenure
from indexer.offices import Offices, registry
from indexer.store.tables import offices, person_tokens, persons, tenures


class _Held(NamedTuple):
    person_id: int
    tenure: Tenure


class Holders:
    """Reads what it needs when it is first asked; most articles never ask."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._by_office: dict[str, list[_Held]] = {}

    def only(self, surname: Collection[str], title: str, day: date) -> int | None:
        """The one of that surname, given as tokens, who held the office that the title names. None: none or several."""
        holders = self._held(title, day)
        query = select(person_tokens.c.person_id).where(person_tokens.c.token.in_(surname))
        bearers = set(self._connection.execute(query).scalars()) if holders and surname else set()
        return _one({held.person_id for held in holders if bearers & self._members(held.person_id)})

    def one_of(self, numbers: Collection[int], title: str, day: date) -> int | None:
        """The one of these persons who held the office that the title names. None: none or several."""
        return _one({held.person_id for held in self._held(title, day) if held.person_id in numbers})

    @cached_property
    def _offices(self) -> Offices:
        return known_offices(self._connection)

    def _members(self, number: int) -> set[int]:
        query = select(persons.c.id).where(persons.c.merged_into == number)
        return {number, *self._connection.execute(query).scalars()}

    def _held(self, title: str, day: date) -> list[_Held]:
        office = self._offices.of_title(title)
        if office is None:
            return []
        if office not in self._by_office:
            self._by_office[office] = self._read(office)
        return [held for held in self._by_office[office] if held.tenure.covers(day)]

    def _read(self, office: str) -> list[_Held]:
        number = func.coalesce(persons.c.merged_into, persons.c.id).label("number")
        query = select(tenures, number).join(persons, tenures.c.person_id == persons.c.id)
        return [
            _Held(row.number, Tenure(office, "", (office,), row.title, row.since, row.until, row.origin))
            for row in self._connection.execute(query.where(tenures.c.office == office))
        ]


def known_offices(connection: Connection) -> Offices:
    """All that are known."""
    return registry(tuple(read_offices(connection)))


def read_offices(connection: Connection) -> Sequence[Office]:
    rows = connection.execute(select(offices).order_by(offices.c.slug))
    return tuple(Office(row.slug, row.name, row.aliases, row.parent) for row in rows)


def _one(numbers: set[int]) -> int | None:
    return next(iter(numbers)) if len(numbers) == 1 else None
