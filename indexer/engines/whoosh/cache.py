"""What was computed once and may be needed again, up to so many bytes; the longest unused goes first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Protocol, TypeVar


class Sized(Protocol):
    @property
    def nbytes(self) -> int: ...


T = TypeVar("T", bound=Sized)

_ENTRY_BYTES = 300
"""What an entry costs beside its arrays, roughly."""
_LARGEST_SHARE = 4
"""Nothing larger than this part of the budget is kept: it would drive out everything else."""


class Cache:
    """Shared by threads. Two of them may compute the same value at once; that costs time and does no harm."""

    def __init__(self, bytes_max: int) -> None:
        self.bytes_max = bytes_max
        self._lock = Lock()
        self._entries: OrderedDict[Hashable, tuple[Sized, int]] = OrderedDict()
        self._bytes = 0

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The value kept under a key, which must name everything the value depends on; else computed now."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
                return entry[0]  # type: ignore[return-value] # a key always stands for values of one type
        value = compute()
        self._keep(key, value)
        return value

    def empty(self) -> None:
        with self._lock:
            self._entries.clear()
            self._bytes = 0

    def _keep(self, key: Hashable, value: Sized) -> None:
        size = value.nbytes + _ENTRY_BYTES
        if size > self.bytes_max // _LARGEST_SHARE:
            return
        with self._lock:
            if key not in self._entries:
                self._entries[key] = value, size
                self._bytes += size
            while self._bytes > self.bytes_max:
                _, (_, freed) = self._entries.popitem(last=False)
                self._bytes -= freed
