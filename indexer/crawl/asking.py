"""What a kind of source may use while it looks for candidates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, Protocol, TypeVar

from indexer.ports import Get, Known

Args = ParamSpec("Args")
Result = TypeVar("Result")


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
