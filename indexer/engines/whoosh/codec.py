"""How terms, postings and columns lie on the disk: Whoosh's term table, and raw numbers that numpy reads as they are.

Whoosh's own codec packs postings as compressed pickles of tuples, reads and writes them one by one, and has a file for
each column, each of which has to be synced. This one keeps the term table and replaces the rest, so that reading and
writing go by whole arrays. Stock readers, searchers and matchers read all that through `RawCodec`.

    postings file = sections; a section = header, then for a stretch of terms of one field, term after term:
                    documents, frequencies, places; each of the three lists as 1, 2 or 4 bytes a number
    term table    = sorted terms, each with a `TERM` record
    columns file  = the columns' names as a JSON list in one line, then for each a number of eight bytes per document
"""

import json
import pickle
import secrets
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import whoosh3
from whoosh.matching import ListMatcher
from whoosh.reading import TermNotFound

from indexer.engines.whoosh.inverted import Inverted, Numbers, summed

TERM = np.dtype(
    [
        ("flags", "u1"),
        ("occurrences", ">f4"),
        ("documents", ">u4"),
        ("lengths", ">u2"),
        ("top_frequency", ">f4"),
        ("first_id", ">u4"),
        ("last_id", ">u4"),
        ("section", ">i8"),
        ("size", ">i4"),
        # So far as Whoosh knows it (flags and lengths are not used here). From here on our own:
        ("posting", ">i8"),
        ("place", ">i8"),
        ("places", ">i8"),
    ]
)
"""What the term table holds of a term. `posting` and `place` are indexes into the lists of its section."""
_COLUMN = np.dtype(">i8")
_ENTRY = struct.Struct("!ii")
"""Before each entry of the term table: length of its key and of its value. A key is a field's number and a term."""
_FIELD_BYTES = 2

_SECTION = struct.Struct("<QQBBB5x")
"""Postings, places, and the widths of documents, frequencies and places."""
_TABLE_HEAD = struct.Struct("!4sBii")
_SLOT = struct.Struct("!Iq")
_BUCKET = struct.Struct("!qi")
_BUCKETS = 256
_CRC32 = 1
"""Whoosh's number for this hash."""


@dataclass(frozen=True, slots=True)
class Section:
    """Views of one section's lists in the mapped file."""

    ids: NDArray[Any]
    frequencies: NDArray[Any]
    places: NDArray[Any]

    def postings(self, term: Any) -> tuple[Numbers, Numbers]:
        """Documents and frequencies of a term, given its `TERM` record."""
        own = slice(int(term["posting"]), int(term["posting"]) + int(term["documents"]))
        return self.ids[own].astype(np.int32), self.frequencies[own].astype(np.int32)

    def term_places(self, term: Any) -> Numbers:
        own = slice(int(term["place"]), int(term["place"]) + int(term["places"]))
        return self.places[own].astype(np.int32)


def read_section(buffer: Any, at: int) -> Section:
    """Raises ValueError or struct.error where there is none."""
    postings, places, *widths = _SECTION.unpack_from(buffer, at)
    lists = []
    at += _SECTION.size
    for count, width in zip((postings, postings, places), widths, strict=True):
        lists.append(np.frombuffer(buffer, f"<u{width}", count, at))
        at += count * width
    return Section(*lists)


class TermWriter:
    """Writes the terms and postings of a segment; fields must come in one order, and terms in that of their bytes."""

    def __init__(self, table_file: Any, postings_file: Any) -> None:
        self._table_file = table_file
        self._postings_file = postings_file
        self._postings_at = 0
        self._field_numbers: dict[str, int] = {}
        self._keys: list[bytes] = []
        self._records: list[bytes] = []

    def add(self, field: str, inverted: Inverted) -> None:
        """The next stretch of a field's terms."""
        number = self._field_numbers.setdefault(field, len(self._field_numbers)).to_bytes(_FIELD_BYTES, "big")
        self._keys += [number + term for term in inverted.terms]
        self._records.append(self._described(inverted).tobytes())
        section = _section(inverted)
        self._postings_file.write(section)
        self._postings_at += len(section)

    def finish(self) -> None:
        """Write the table; closing the files is left to who opened them."""
        self._table_file.write(_table(self._keys, b"".join(self._records), self._field_numbers))

    def _described(self, inverted: Inverted) -> NDArray[np.void]:
        records = np.zeros(len(inverted.terms), TERM)
        ends = np.cumsum(inverted.counts)
        starts = ends - inverted.counts
        occurrences = summed(inverted.frequencies, inverted.counts)
        places = occurrences if len(inverted.places) else np.zeros_like(occurrences)
        records["occurrences"], records["documents"] = occurrences, inverted.counts
        records["first_id"], records["last_id"] = inverted.ids[starts], inverted.ids[ends - 1]
        records["top_frequency"] = np.maximum.reduceat(inverted.frequencies, starts)
        records["section"], records["posting"] = self._postings_at, starts
        records["place"], records["places"] = np.cumsum(places) - places, places
        return records


def pack_columns(columns: Mapping[str, NDArray[np.int64]]) -> bytes:
    names = json.dumps(list(columns)).encode() + b"\n"
    return names + b"".join(column.astype(_COLUMN).tobytes() for column in columns.values())


def column_offsets(buffer: Any, size: int) -> dict[str, int]:
    """Where each column of so many documents begins in a columns file."""
    at = buffer.find(b"\n") + 1
    names = json.loads(buffer[:at])
    if len(buffer) != at + len(names) * size * _COLUMN.itemsize:
        raise ValueError(f"{len(buffer)} bytes are not {len(names)} columns of {size}")
    return {name: at + i * size * _COLUMN.itemsize for i, name in enumerate(names)}


def read_column(buffer: Any, at: int, size: int) -> NDArray[np.int64]:
    return np.frombuffer(buffer, _COLUMN, size, at).astype(np.int64)


def _section(inverted: Inverted) -> bytes:
    lists = [_narrowed(numbers) for numbers in (inverted.ids, inverted.frequencies, inverted.places)]
    head = _SECTION.pack(len(inverted.ids), len(inverted.places), *(numbers.itemsize for numbers in lists))
    return head + b"".join(numbers.tobytes() for numbers in lists)


def _narrowed(numbers: Numbers) -> NDArray[Any]:
    top = int(numbers.max(initial=0))
    return numbers.astype("<u1" if top < 1 << 8 else "<u2" if top < 1 << 16 else "<u4")


def _table(keys: Sequence[bytes], records: bytes, field_numbers: dict[str, int]) -> bytes:
    """Whoosh's sorted hash file: entries, hash tables, where these are, what is said about all, places of entries."""
    head = _TABLE_HEAD.pack(b"HSH3", _CRC32, 0, 0)
    size = TERM.itemsize
    entries = [_ENTRY.pack(len(key), size) + key + records[i * size : (i + 1) * size] for i, key in enumerate(keys)]
    places = list(accumulate(map(len, entries), initial=len(head)))
    end = places.pop()
    tables, directory = _hash_tables(keys, places, end)
    typecode = "i" if end < 1 << 31 else "q"
    about = {"fieldmap": field_numbers, "indextype": typecode, "indexlen": len(keys)}
    extras = pickle.dumps(about, 2)
    index = np.array(places, f">{typecode}").tobytes()
    # The length of the extras counts the index behind them too: Whoosh looks for it at the very end.
    return b"".join((head, *entries, *tables, *directory, extras, index, struct.pack("!i", len(extras) + len(index))))


def _hash_tables(keys: Sequence[bytes], places: Sequence[int], at: int) -> tuple[list[bytes], list[bytes]]:
    buckets: list[list[tuple[int, int]]] = [[] for _ in range(_BUCKETS)]
    for key, place in zip(keys, places, strict=True):
        digest = crc32(key)
        buckets[digest % _BUCKETS].append((digest, place))
    tables, directory = [], []
    for bucket in buckets:
        count = 2 * len(bucket)
        slots: list[tuple[int, int]] = [(0, 0)] * count
        for digest, place in bucket:
            slot = (digest >> 8) % count
            while slots[slot][1]:
                slot = (slot + 1) % count
            slots[slot] = digest, place
        tables.append(b"".join([_SLOT.pack(*slot) for slot in slots]))
        directory.append(_BUCKET.pack(at, count))
        at += len(tables[-1])
    return tables, directory


class RawTermsReader(whoosh3.W3TermsReader):  # type: ignore[misc] # Whoosh has no types
    """Whoosh's reader of the term table, which knows where our postings are. Needs mapped files."""

    def __init__(self, codec: Any, dbfile: Any, length: int, postfile: Any) -> None:
        super().__init__(codec, dbfile, length, postfile)
        self.table = dbfile._buf  # noqa: SLF001 # the map of our own MappedFile
        width = 4 if self._tindex.extras["indextype"] == "i" else 8
        self._places = np.frombuffer(self.table, f">i{width}", self._tindex.indexlen, self._tindex.indexbase)
        self._sections: dict[int, Section] = {}

    def record(self, field: str, term: bytes) -> Any:
        """A term's `TERM` record. None where the field has no such term."""
        content = self._tindex.get(self._keycoder(field, term))
        return None if content is None else np.frombuffer(content, TERM)[0]

    def section(self, term: Any) -> Section:
        """The section that holds a term, given its record."""
        at = int(term["section"])
        section = self._sections.get(at)
        if section is None:
            section = self._sections[at] = read_section(self._postfile._buf, at)  # noqa: SLF001 # our MappedFile's map
        return section

    def walk(self, field: str, prefix: bytes) -> Iterator[tuple[bytes, int]]:
        """A field's terms that begin so, in byte order, each with the offset of its record in the `table`."""
        start = self._keycoder(field, prefix)
        first = bisect_left(self._places, start, key=lambda at: self._key(at)[0])
        for at in self._places[first:]:
            key, record_at = self._key(at)
            if not key.startswith(start):
                return
            yield key[_FIELD_BYTES:], record_at

    def _key(self, at: Any) -> tuple[bytes, int]:
        """The key of the entry at an offset of the table, and where its record is."""
        begin = int(at) + _ENTRY.size
        end = begin + _ENTRY.unpack_from(self.table, at)[0]
        return self.table[begin:end], end

    def matcher(self, fieldname: str, tbytes: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """How stock Whoosh asks for postings."""
        record = self.record(fieldname, tbytes)
        if record is None:
            raise TermNotFound(f"No term {fieldname}:{tbytes!r}")
        section = self.section(record)
        ids, frequencies = (numbers.tolist() for numbers in section.postings(record))
        places, ends = section.term_places(record).tolist(), accumulate(frequencies)
        values = [array("I", places[end - n : end]).tobytes() for n, end in zip(frequencies, ends, strict=True)]
        weights = [float(n) for n in frequencies]
        info = self.term_info(fieldname, tbytes)
        return ListMatcher(ids, weights, values, format_, scorer, term=(fieldname, tbytes), terminfo=info)


class RawColumnsReader(whoosh3.W3PerDocReader):  # type: ignore[misc] # Whoosh has no types
    """How stock Whoosh reads columns. Nothing is stored with documents."""

    def __init__(self, storage: Any, segment: Any) -> None:
        super().__init__(storage, segment)
        self._file = segment.open_file(storage, RawCodec.COLUMNS_EXT)
        self._offsets = column_offsets(self._file._buf, self._doccount)  # noqa: SLF001 # the map of our own MappedFile

    def has_column(self, fieldname: str) -> bool:
        return fieldname in self._offsets

    def column_reader(self, fieldname: str, column: Any) -> Any:
        return column.reader(self._file, self._offsets[fieldname], self._doccount * _COLUMN.itemsize, self._doccount)

    def stored_fields(self, docnum: int) -> dict[str, Any]:  # noqa: ARG002 # theirs
        return {}


class RawCodec(whoosh3.W3Codec):  # type: ignore[misc] # Whoosh has no types
    """Whoosh's codec with our postings and columns. Pickled by name into every index: moving it outdates them."""

    COLUMNS_EXT = ".cols"

    def new_segment(self, storage: Any, indexname: str) -> Any:  # noqa: ARG002 # theirs
        # Whoosh draws names from `random`: seeded twice alike, it would write over a segment in use.
        return whoosh3.W3Segment(self, indexname, segid=secrets.token_hex(8))

    def per_document_reader(self, storage: Any, segment: Any) -> "RawColumnsReader":
        return RawColumnsReader(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> RawTermsReader:
        name = segment.make_filename(self.TERMS_EXT)
        postings_file = segment.open_file(storage, self.POSTS_EXT)
        return RawTermsReader(self, storage.open_file(name), storage.file_length(name), postings_file)
