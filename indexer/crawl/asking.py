"""What a kind of source may use while it looks for candidates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ParamSpec, Protocol, TypeVar

from indexer.model import Page

Args = ParamSpec("Args")
Result = TypeVar("Result")
Known = Callable[[Sequence[str]], frozenset[str]]
"""Which of these cleaned URLs the archive has already."""


class Get(Protocol):
    def __call__(self, url: str, *, bytes_max: int | None = None) -> Page:
        """One page at the source's pace. Raises FetchError; a 304 comes as a Page with an empty body."""
        ...


class Apart(Protocol):
    def __call__(self, read: Callable[Args, Result], /, *args: Args.args, **kwargs: Args.kwargs) -> Result:
        """`read(*args)`, and be it in another process: hostile bytes can keep any parser busy for minutes.

        What goes in and comes out is picklable. Raises what `read` raises, and SourceError where it took too long.
        """
        ...


def here(read: Callable[Args, Result], /, *args: Args.args, **kwargs: Args.kwargs) -> Result:
    """Apart without being apart."""
    return read(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Reach:
    get: Get
    known: Known
    apart: Apart = here
