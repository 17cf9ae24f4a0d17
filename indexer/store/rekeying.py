"""Name keys made anew, for when the rules that make them have changed; people who turn out to share one become one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from indexer import people
from indexer.decisions import Merge
from indexer.store import decisions, rebinding
from indexer.store.resolving import root, tokens
from indexer.store.settings import keep, kept
from indexer.store.tables import aliases, mentions, person_tokens, persons

DECIDER = "onrecord"
FOLLOWED = "names"
"""The name under which `settings` keeps the version of the rules by which names were last compared."""


def follow(connection: Connection, now: datetime) -> int:
    """See `ports.Store.follow_names`."""
    if kept(connection, FOLLOWED) == str(people.VERSION):
        return 0
    met = rekey(connection, now)
    rebinding.mark_all(connection)
    keep(connection, FOLLOWED, str(people.VERSION))
    return met


def rekey(connection: Connection, now: datetime) -> int:
    """Bring all keys up to what the rules say now; how many people turned out to be somebody else.

    People meet only where nothing speaks against it: no veto between any two spellings, no third who might be meant as
    well, and no editor's decision.
    """
    rows = [row for row in connection.execute(select(aliases)) if _fresh_key(row.alias) != row.key]
    if rows:
        here = (aliases.c.person_id == bindparam("owner")) & (aliases.c.alias == bindparam("spelling"))
        values = [{"owner": r.person_id, "spelling": r.alias, "fresh": _fresh_key(r.alias)} for r in rows]
        connection.execute(update(aliases).where(here).values(key=bindparam("fresh")), values)
        _retoken(connection, {row.person_id for row in rows})
        decisions.rekey(connection)
    met = 0
    for person, into in _meeting(connection):
        decisions.decide(connection, Merge(person, into), by=DECIDER, note="The names have the same key.", now=now)
        met += 1
    return met


def _fresh_key(alias: str) -> str:
    return people.key(alias) or " ".join(sorted(tokens(alias)))


def _retoken(connection: Connection, numbers: set[int]) -> None:
    rows = connection.execute(select(aliases)).all()
    pairs = {(token, row.person_id) for row in rows if row.person_id in numbers for token in tokens(row.alias)}
    for number in numbers:
        connection.execute(delete(person_tokens).where(person_tokens.c.person_id == number))
    rows_again = [{"token": token, "person_id": number} for token, number in sorted(pairs)]
    connection.execute(insert(person_tokens), rows_again)


def _meeting(connection: Connection) -> Iterator[tuple[str, str]]:
    """Slugs of people who are one by their names, the shorter known and the longer known.

    Only where all who share the key agree on it: Olena Koval may be Olena Petrivna or Olena Ivanivna, who are two.
    """
    query = select(aliases.c.alias, aliases.c.key, root().label("root")).join(persons)
    by_key: dict[str, dict[int, list[str]]] = {}
    for row in connection.execute(query):
        by_key.setdefault(row.key, {}).setdefault(row.root, []).append(row.alias)
    slugs: Mapping[int, str] = {row.id: row.slug for row in connection.execute(select(persons.c.id, persons.c.slug))}
    met: set[int] = set()
    parted = decisions.parted(connection)
    for sharing in by_key.values():
        fits = {number: frozenset(other for other in sharing if _agree(sharing, number, other)) for number in sharing}
        for older, younger in combinations(sorted(sharing), 2):
            if fits[older] != fits[younger] or younger in met or older in met or frozenset((older, younger)) in parted:
                continue
            if not _together(connection, older, younger):
                met.add(younger)
                yield slugs[younger], slugs[older]


def _together(connection: Connection, one: int, other: int) -> bool:
    """Whether an article speaks of both: then its writer knows them as two."""
    others = mentions.alias()
    both = select(mentions.c.rev_seq).join(others, others.c.rev_seq == mentions.c.rev_seq)
    query = both.where(mentions.c.person_id == one, others.c.person_id == other).limit(1)
    return connection.execute(query).first() is not None


def _agree(spellings: Mapping[int, Sequence[str]], one: int, other: int) -> bool:
    return one == other or not any(people.veto(a, b) for a in spellings[one] for b in spellings[other])
