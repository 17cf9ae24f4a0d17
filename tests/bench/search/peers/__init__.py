"""The engines that are compared. Each gets the same articles and questions and answers in its own best way: the first
20 results, the exact total, and over all matches the 20 most frequent topics and people and the counts by month. None
of them keeps the articles' text.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from indexer.query import And, Node, Query
from tests.bench.search.corpus import Story

TOP = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine's answer says, for comparing; made after the clock has stopped."""

    total: int
    ids: tuple[int, ...]
    people: dict[str, int]
    topics: dict[str, int]
    by_month: int
    """All months' counts together."""


class Reader(Protocol):
    def asker(self, query: Query) -> Callable[[], Any]:
        """The question in the engine's own terms, to be asked any number of times."""

    def read(self, answered: Any) -> Answer: ...

    def refresh(self) -> None:
        """See what was committed meanwhile, where that doesn't come by itself."""

    def close(self) -> None: ...


class Writer(Protocol):
    @property
    def inputs_s(self) -> float:
        """CPU seconds for turning articles into what the engine takes, where that isn't the engine's work."""

    def build(self, stories: Iterator[Story], count: int) -> None:
        """Index so many articles; when it returns, they are on the disk and small parts are joined."""

    def change(self, stories: Sequence[Story], former: Sequence[Story]) -> None:
        """Put these in place of the articles with their ids, which are `former`: one commit."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Peer:
    name: str
    write: Callable[[Path], Writer]
    read: Callable[[Path], Reader]
    budget_s: float
    """CPU seconds for all its questions; of a slow engine only the first ones are measured."""
    about: str


def conditions(where: Node) -> tuple[Node, ...]:
    """What has to hold, one condition each."""
    return where.parts if isinstance(where, And) else (where,)
