"""What a kind of source may use while it looks for candidates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from indexer.ports import Apart, Get, Known

Args = ParamSpec("Args")
Result = TypeVar("Result")


def here(read: Callable[Args, Result], /, *args: Args.args, **kwargs: Args.kwargs) -> Result:
    """Apart without being apart."""
    return read(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Reach:
    get: Get
    known: Known
    apart: Apart = here
