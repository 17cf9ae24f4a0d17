"""Lists of whole numbers in few bytes, of which any stretch can be read by itself, a whole array at a time.

A list is a level of cells, all of 4, 8, 16 or 32 bits. A cell of nothing but ones says that its number is too large for
it and stands in a second list, of wider cells, which holds just those numbers in their order. So reading is a compare,
and an assignment where there are exceptions. How many exceptions come before a cell is counted from the nearest mark.

    level = head, cells, marks (where there are exceptions), and the next level (where there are exceptions)
"""

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.inverted import Numbers

_HEAD = struct.Struct("<IBB2x")
"""Numbers, bits of a cell (0 where all numbers are 0), whether there are exceptions."""
_ALIGNED = 4
_TYPES = {4: "u1", 8: "u1", 16: "<u2", 32: "<u4"}
_MARK_EVERY = 512
"""Cells between two marks; even, as two cells of 4 bits share a byte."""


class Coded:
    """A list read from mapped bytes. Raises ValueError or struct.error where they hold none."""

    __slots__ = ("_before", "_bits", "_cells", "_larger", "_size", "end")

    def __init__(self, buffer: Any, at: int) -> None:
        self._size, self._bits, more = _HEAD.unpack_from(buffer, at)
        at += _HEAD.size
        count = (self._size + 1) // 2 if self._bits == 4 else self._size if self._bits else 0
        self._cells = np.frombuffer(buffer, _TYPES[self._bits or 8], count, at)
        self.end: int = at + _aligned(self._cells.nbytes)
        """Where the bytes behind it begin."""
        self._before: NDArray[Any] | None = None
        self._larger: Coded | None = None
        if more:
            self._before = np.frombuffer(buffer, "<u4", -(-self._size // _MARK_EVERY), self.end)
            self._larger = Coded(buffer, self.end + self._before.nbytes)
            self.end = self._larger.end

    def __len__(self) -> int:
        return int(self._size)

    def read(self, first: int, until: int) -> Numbers:
        """The numbers from `first` to before `until`, in an array of the caller's own."""
        if not 0 <= first <= until <= self._size:
            raise ValueError(f"{first} to {until} of {self._size} numbers")
        if not self._bits:
            return np.zeros(until - first, np.int32)
        cells = self._stretch(first, until)
        numbers = cells.astype(np.int32)
        if self._larger is not None:
            escaped = np.flatnonzero(cells == _full(self._bits))
            if len(escaped):
                at = self._exceptions_before(first)
                numbers[escaped] = self._larger.read(at, at + len(escaped))
        return numbers

    def _stretch(self, first: int, until: int) -> NDArray[Any]:
        if self._bits != 4:
            return self._cells[first:until]
        pairs = self._cells[first // 2 : (until + 1) // 2]
        cells = np.empty(2 * len(pairs), np.uint8)
        cells[::2], cells[1::2] = pairs & 15, pairs >> 4
        return cells[first % 2 : first % 2 + until - first]

    def _exceptions_before(self, cell: int) -> int:
        assert self._before is not None
        mark = cell // _MARK_EVERY
        since = self._stretch(mark * _MARK_EVERY, cell) == _full(self._bits)
        return int(self._before[mark]) + int(np.count_nonzero(since))


def coded(numbers: Numbers) -> bytes:
    """A list as bytes; none of the numbers may be below 0."""
    pieces: list[bytes] = []
    bits = _narrowest(numbers)
    while True:
        more = bits < 32 and bool(bits) and int(numbers.max(initial=0)) >= _full(bits)
        pieces.append(_HEAD.pack(len(numbers), bits, more))
        cells = np.minimum(numbers, _full(bits)) if more else numbers
        pieces.append(_padded(_cell_bytes(cells, bits)))
        if not more:
            return b"".join(pieces)
        escaped = np.flatnonzero(cells == _full(bits))
        marks = np.searchsorted(escaped, np.arange(0, len(numbers), _MARK_EVERY))
        pieces.append(marks.astype("<u4").tobytes())
        numbers, bits = numbers[escaped], 2 * bits


def _narrowest(numbers: Numbers) -> int:
    """Bits of a cell that make the list short. Cells of 4 bits are slower to read, so that exceptions must be few."""
    if not int(numbers.max(initial=0)):
        return 0
    count = len(numbers)
    over_4, over_8, over_16 = (int(np.count_nonzero(numbers >= _full(bits))) for bits in (4, 8, 16))
    sizes = {32: 4 * count, 16: 2 * count + 4 * over_16, 8: count + 2 * over_8 + 4 * over_16}
    if over_4 <= count // 8:
        sizes[4] = (count + 1) // 2 + over_4 + 2 * over_8 + 4 * over_16
    return min(sizes, key=lambda bits: sizes[bits])


def _cell_bytes(cells: Numbers, bits: int) -> bytes:
    if bits == 4:
        evened = np.append(cells, np.int32(0)) if len(cells) % 2 else cells
        return (evened[::2] | evened[1::2] << 4).astype(np.uint8).tobytes()
    return cells.astype(_TYPES[bits]).tobytes() if bits else b""


def _full(bits: int) -> int:
    return (1 << bits) - 1


def _aligned(at: int) -> int:
    return -(-at // _ALIGNED) * _ALIGNED


def _padded(cells: bytes) -> bytes:
    return cells.ljust(_aligned(len(cells)), b"\0")
