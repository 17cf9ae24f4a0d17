"""A number for each document of a segment, column by column, in a file of its own.

columns file = one line of JSON, which says of each column its name, its lowest value and where it begins; the columns
column       = how far each value lies above the lowest, plus 1, or 0 where there is none: a coded list; or, where
               they lie too far apart for that, eight bytes a value
"""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.coding import Coded, coded
from indexer.engines.whoosh.schema import MISSING

Column = NDArray[np.int64]

_PLAIN = np.dtype("<i8")
_SPAN_MAX = (1 << 31) - 2


def pack_columns(columns: Mapping[str, Column]) -> bytes:
    head: list[tuple[str, int | None, int]] = []
    pieces: list[bytes] = []
    at = 0
    for name, column in columns.items():
        there = column[column != MISSING]
        low = int(there.min()) if len(there) else 0
        if len(there) and int(there.max()) - low > _SPAN_MAX:
            head.append((name, None, at))
            pieces.append(column.astype(_PLAIN).tobytes())
        else:
            head.append((name, low, at))
            pieces.append(coded(np.where(column == MISSING, 0, column - low + 1).astype(np.int32)))
        at += len(pieces[-1])
    return json.dumps([*head, ["", None, at]]).encode() + b"\n" + b"".join(pieces)


class StoredColumns:
    """The columns of so many documents in a mapped file. Each reading makes an array of its own: nothing is kept.

    Raises ValueError, IndexError or struct.error where they aren't there.
    """

    def __init__(self, buffer: Any, size: int) -> None:
        begin = buffer.find(b"\n") + 1
        *head, (_, _, length) = json.loads(buffer[:begin])
        if len(buffer) != begin + length:
            raise ValueError(f"{len(buffer)} bytes are not {begin} and {length}")
        self._buffer = buffer
        self._size = size
        self._places = {name: (begin + at, low) for name, low, at in head}

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def read(self, name: str) -> Column:
        """A number for each document, MISSING where it has none or the file is older than the column."""
        if name not in self:
            return np.full(self._size, MISSING)
        at, low = self._places[name]
        if low is None:
            return np.frombuffer(self._buffer, _PLAIN, self._size, at).astype(np.int64)
        above = Coded(self._buffer, at).read(0, self._size).astype(np.int64)
        return np.where(above == 0, MISSING, above + (low - 1))
