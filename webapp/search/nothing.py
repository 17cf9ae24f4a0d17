"""Why a search finds nothing: how much each condition costs, counted by leaving it out."""

from dataclasses import dataclass
from datetime import date

from indexer.ask import Answer, Counter, alone, easier
from webapp import links
from webapp.search import filters

TRIES_MAX = 8
"""Other searches that are tried one by one."""


@dataclass(frozen=True, slots=True)
class Relief:
    """One change to the search: what is found then."""

    change: str
    count: int
    href: str


def reliefs(answer: Answer, today: date, count: Counter) -> tuple[Relief, ...]:
    """The single changes that would give results, most results first."""
    typed = [(one.change, one.query) for one in easier(answer.query)]
    chosen = [(f"without {label}", query) for label, query in filters.conditions(answer, today)]
    tries = [*typed[:1], *chosen, *typed[1:]][:TRIES_MAX]
    found = (Relief(change, count(query), links.search(query)) for change, query in tries)
    return tuple(sorted((relief for relief in found if relief.count), key=lambda relief: -relief.count))


def by_themselves(answer: Answer, count: Counter) -> tuple[Relief, ...]:
    """What each typed condition finds by itself, be it nothing: for where no single change helps."""
    tries = [*alone(answer.query)][:TRIES_MAX]
    found = [Relief(one.change, count(one.query), links.search(one.query)) for one in tries]
    # A count of 0 says nothing once there is no time to count.
    return tuple(relief for relief in found if relief.count or not count.spent)
