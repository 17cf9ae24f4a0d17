"""Who turned out to be whom: all merges in force, and splits taken back, in the order in which they were decided.

Made anew from the decisions whenever one of them changes, so that they can be taken back in any order.
"""

import json
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, bindparam, select, update

from indexer.decisions import Merge, Split
from indexer.store.tables import decisions, persons


def relead(connection: Connection) -> frozenset[int]:
    """Bring `merged_into` up to the decisions; whom that concerns: who leads elsewhere now, from whom, and to whom."""
    now = _leads(connection)
    led = select(persons.c.id, persons.c.merged_into).where(persons.c.merged_into.is_not(None))
    before = {row.id: row.merged_into for row in connection.execute(led)}
    changed = [number for number in now.keys() | before.keys() if now.get(number) != before.get(number)]
    if changed:
        here = update(persons).where(persons.c.id == bindparam("number")).values(merged_into=bindparam("into"))
        connection.execute(here, [{"number": number, "into": now.get(number)} for number in changed])
    concerned = {n for number in changed for n in (number, now.get(number), before.get(number)) if n}
    return frozenset(concerned)


def _leads(connection: Connection) -> Mapping[int, int]:
    """Who is somebody else, and who that is in the end."""
    leads: dict[int, int] = {}

    def end(number: int) -> int:
        while number in leads:
            number = leads[number]
        return number

    for one, into in _links(connection):
        # A circle is one person already.
        if end(one) != end(into):
            leads[end(one)] = end(into)
    return {number: end(number) for number in leads}


def _links(connection: Connection) -> Iterator[tuple[int, int]]:
    """Splits taken back first: whoever was split off is who it was before anybody was merged."""
    kinds = (Split.__name__, Merge.__name__)
    query = select(decisions).where(decisions.c.kind.in_(kinds)).order_by(decisions.c.kind.desc(), decisions.c.id)
    for row in connection.execute(query):
        undo = json.loads(row.what)["undo"]
        if row.kind == Merge.__name__ and row.revoked_at is None:
            yield undo["person"], undo["into"]
        elif row.kind == Split.__name__ and row.revoked_at is not None:
            yield undo["other"], undo["person"]


def parted(connection: Connection) -> frozenset[frozenset[int]]:
    """Pairs of people's own numbers whom an editor has parted: by a split in force, or by taking a merge back."""
    query = select(decisions).where(decisions.c.kind.in_((Split.__name__, Merge.__name__)))
    pairs = set()
    for row in connection.execute(query):
        undo = json.loads(row.what)["undo"]
        if row.kind == Split.__name__ and row.revoked_at is None:
            pairs.add(frozenset((undo["other"], undo["person"])))
        elif row.kind == Merge.__name__ and row.revoked_at is not None:
            pairs.add(frozenset((undo["person"], undo["into"])))
    return frozenset(pairs)
