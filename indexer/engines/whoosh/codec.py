"""How terms and postings lie on the disk: lists of numbers that numpy reads, a stretch of terms at a time.

Whoosh's own codec packs postings as compressed pickles of tuples, reads and writes them one by one, finds terms in a
hash table, and has a file for each column, each of which has to be synced. This one writes whole arrays, two files for
the terms and one for all columns. Stock readers, searchers and matchers read all that through `RawCodec`.

    postings file  = sections, one for each stretch of terms of a field; as coded lists, term after term:
                     steps from a document to the next (0 for a term's first), frequencies less 1, and steps from a
                     place to the next within a document, the first from 0
    term table     = sections, likewise: coded lists of documents less 1, of occurrences less documents and of first
                     documents; for every block of terms where its text and its lists in the postings file begin; the
                     terms themselves, in byte order. Behind them, as JSON, where each field's sections are, and then
                     where that JSON begins
"""

import json
import secrets
import struct
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base, whoosh3
from whoosh.columns import ColumnReader
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from indexer.engines.whoosh.coding import Coded, coded
from indexer.engines.whoosh.columns import Column, StoredColumns
from indexer.engines.whoosh.inverted import NO_NUMBERS, Inverted, Mask, Numbers, ranges, summed

_BLOCK = 64
"""Terms in a block. What lies within is found by reading the block from its beginning."""
_HEAD = struct.Struct("<QQQ")
"""Terms, bytes of their text, and where their section of the postings file begins."""
_BEHIND = struct.Struct("<Q")
_BREAK = b"\xff"
"""Between two terms. It sorts behind every byte that a term may have."""
_PLACES = np.dtype("<u8")
_PLACES_PER_READING = 1_000
"""To read a list once more costs as much as to read on over so many places."""


class TermWriter:
    """Writes the terms and postings of a segment; a field's stretches must come in the order of its terms."""

    def __init__(self, table_file: Any, postings_file: Any) -> None:
        self._table_file = table_file
        self._postings_file = postings_file
        self._table_at = self._postings_at = 0
        self._sections: dict[str, list[int]] = {}

    def add(self, field: str, inverted: Inverted) -> None:
        """The next stretch of a field's terms."""
        if inverted.terms:
            self._sections.setdefault(field, []).append(self._table_at)
            table = _table_section(inverted, self._postings_at)
            postings = _postings_section(inverted)
            self._table_file.write(table)
            self._postings_file.write(postings)
            self._table_at += len(table)
            self._postings_at += len(postings)

    def finish(self) -> None:
        """Write what is behind the sections; closing the files is left to who opened them."""
        self._table_file.write(json.dumps(self._sections).encode() + _BEHIND.pack(self._table_at))


def _table_section(inverted: Inverted, postings_at: int) -> bytes:
    occurrences = summed(inverted.frequencies, inverted.counts)
    posting_ends, place_ends = np.cumsum(inverted.counts), np.cumsum(occurrences)
    text_ends = np.cumsum(np.fromiter(map(len, inverted.terms), np.int64, len(inverted.terms)) + len(_BREAK))
    text = _BREAK.join(inverted.terms)
    blocks = [np.concatenate(([0], ends[_BLOCK - 1 : -1 : _BLOCK])) for ends in (text_ends, posting_ends, place_ends)]
    starts = posting_ends - inverted.counts
    lists = (inverted.counts - 1, occurrences - inverted.counts, inverted.ids[starts])
    pieces = [_HEAD.pack(len(inverted.terms), len(text), postings_at)]
    pieces += [coded(numbers.astype(np.int32)) for numbers in lists]
    pieces += [begins.astype(_PLACES).tobytes() for begins in blocks]
    return b"".join((*pieces, text))


def _postings_section(inverted: Inverted) -> bytes:
    steps = np.diff(inverted.ids, prepend=np.int32(0))
    steps[np.cumsum(inverted.counts) - inverted.counts] = 0
    return b"".join(map(coded, (steps, inverted.frequencies - 1, _place_steps(inverted))))


def _place_steps(inverted: Inverted) -> Numbers:
    if not len(inverted.places):
        return NO_NUMBERS
    steps = np.diff(inverted.places, prepend=np.int32(0))
    firsts = np.cumsum(inverted.frequencies, dtype=np.int64) - inverted.frequencies
    steps[firsts] = inverted.places[firsts]
    return steps


class TermSection:
    """A stretch of a field's terms in the mapped files. Terms are numbered from 0.

    Raises ValueError, IndexError or struct.error where the files hold something else.
    """

    def __init__(self, table: Any, at: int, postings: Any) -> None:
        self.size, self._text_bytes, self._postings_at = _HEAD.unpack_from(table, at)
        self._documents = Coded(table, at + _HEAD.size)
        self._repeats = Coded(table, self._documents.end)
        self._firsts = Coded(table, self._repeats.end)
        blocks, at = -(-self.size // _BLOCK), self._firsts.end
        columns = np.frombuffer(table, _PLACES, 3 * blocks, at).reshape(3, blocks)
        self._texts, self._postings, self._places = columns
        self._text_at = at + columns.nbytes
        self._table = table
        self._postings_buffer = postings
        self._openings: list[bytes] | None = None
        self._lists: tuple[Coded, Coded, Coded] | None = None

    def below(self, term: bytes) -> int:
        """How many terms sort before this one."""
        return self._place(term)[0]

    def beginning_with(self, prefix: bytes) -> tuple[int, int]:
        """The numbers of the terms that begin so: the first, and one behind the last."""
        return (self.below(prefix), self.below(prefix + _BREAK)) if prefix else (0, self.size)

    def number(self, term: bytes) -> int | None:
        """The term's number. None where it isn't here."""
        number, there = self._place(term)
        return number if there else None

    def terms(self, first: int, until: int) -> list[bytes]:
        block = first // _BLOCK
        names = self._names(block, -(-until // _BLOCK)) if first < until else []
        return names[first - block * _BLOCK : until - block * _BLOCK]

    def documents(self, first: int, until: int) -> Numbers:
        """In how many documents each of these terms is."""
        return self._documents.read(first, until) + 1

    def occurrences(self, first: int, until: int) -> Numbers:
        return self._repeats.read(first, until) + self.documents(first, until)

    def postings(self, term: int) -> tuple[Numbers, Numbers]:
        """Documents and frequencies of a term, given its number."""
        block = term // _BLOCK
        # Added up as a plain list: these are so few that one call of numpy's more would cost as much.
        less_one = self._documents.read(block * _BLOCK, term + 1).tolist()
        count = less_one.pop() + 1
        begin = int(self._postings[block]) + sum(less_one) + len(less_one)
        steps, less, _ = self._postings_lists()
        ids = steps.read(begin, begin + count)
        ids[0] = self._firsts.read(term, term + 1)[0]
        return ids.cumsum(dtype=np.int32), less.read(begin, begin + count) + 1

    def places(self, term: int, frequencies: Numbers, wanted: Mask) -> Numbers:
        """Where a term stands in those of its documents that are wanted, given its frequencies in all of them."""
        begin = self._begin(self._places, self.occurrences, term)
        places, total = self._postings_lists()[2], int(frequencies.sum(dtype=np.int64))
        starts, own = (np.cumsum(frequencies, dtype=np.int64) - frequencies)[wanted], frequencies[wanted]
        if len(own) * _PLACES_PER_READING < total:
            readings = zip((begin + starts).tolist(), own.tolist(), strict=True)
            steps = np.concatenate([NO_NUMBERS, *(places.read(first, first + count) for first, count in readings)])
        else:
            first, end = (int(starts[0]), int(starts[-1] + own[-1])) if len(own) else (0, 0)
            steps = places.read(begin + first, begin + end)[ranges(starts - first, own)]
        return _places(steps, own)

    def part(self, first: int, until: int) -> Inverted:
        """The terms from `first` to before `until` with all their postings."""
        counts = self.documents(first, until).astype(np.int64)
        begin = self._begin(self._postings, self.documents, first)
        total = int(counts.sum())
        steps, less, places = self._postings_lists()
        ids, frequencies = steps.read(begin, begin + total).cumsum(dtype=np.int32), less.read(begin, begin + total) + 1
        starts = np.cumsum(counts) - counts
        ids += np.repeat(self._firsts.read(first, until) - ids[starts], counts)
        standing = NO_NUMBERS
        if len(places):
            begin = self._begin(self._places, self.occurrences, first)
            standing = _places(places.read(begin, begin + int(frequencies.sum(dtype=np.int64))), frequencies)
        return Inverted(self.terms(first, until), counts, ids, frequencies, standing)

    def _begin(self, blocks: NDArray[Any], sizes: Any, term: int) -> int:
        """Where a term's stretch begins in a list of which `sizes` gives each term's share."""
        if term == self.size:
            return 0
        block = term // _BLOCK
        return int(blocks[block]) + int(sizes(block * _BLOCK, term).sum(dtype=np.int64))

    def _postings_lists(self) -> tuple[Coded, Coded, Coded]:
        if self._lists is None:
            steps = Coded(self._postings_buffer, self._postings_at)
            less = Coded(self._postings_buffer, steps.end)
            self._lists = steps, less, Coded(self._postings_buffer, less.end)
        return self._lists

    def _place(self, term: bytes) -> tuple[int, bool]:
        """How many terms sort before this one, and whether it stands behind them."""
        if self._openings is None:
            self._openings = [self._opening(block) for block in range(len(self._texts))]
        block = bisect_right(self._openings, term) - 1
        if block < 0:
            return 0, False
        names = self._names(block, block + 1)
        at = bisect_left(names, term)
        return block * _BLOCK + at, at < len(names) and names[at] == term

    def _names(self, block: int, until: int) -> list[bytes]:
        """The terms of these blocks."""
        first = self._text_at + int(self._texts[block])
        last = self._text_at + (int(self._texts[until]) - 1 if until < len(self._texts) else self._text_bytes)
        names: list[bytes] = self._table[first:last].split(_BREAK)
        return names

    def _opening(self, block: int) -> bytes:
        """A block's first term."""
        first = self._text_at + int(self._texts[block])
        end = self._table.find(_BREAK, first, self._text_at + self._text_bytes)
        opening: bytes = self._table[first : end if end >= 0 else self._text_at + self._text_bytes]
        return opening


def _places(steps: Numbers, frequencies: Numbers) -> Numbers:
    """From the steps within each of several documents."""
    if len(steps) == len(frequencies):
        return steps
    firsts = np.cumsum(frequencies, dtype=np.int64) - frequencies
    places = steps.cumsum(dtype=np.int32)
    places -= np.repeat(places[firsts] - steps[firsts], frequencies)
    return places


class RawTermsReader(base.TermsReader):  # type: ignore[misc] # Whoosh has no types
    """The term table and the postings of a segment, for us by sections and for stock Whoosh as it asks for them."""

    def __init__(self, table: Any, postings: Any) -> None:
        end = len(table) - _BEHIND.size
        (begin,) = _BEHIND.unpack_from(table, end)
        self._sections: dict[str, tuple[TermSection, ...]] = {
            field: tuple(TermSection(table, at, postings) for at in places)
            for field, places in json.loads(table[begin:end]).items()
        }
        self._openings: dict[str, list[bytes]] = {}

    def sections(self, field: str, prefix: bytes = b"") -> tuple[TermSection, ...]:
        """Those that may hold terms of the field that begin so."""
        sections = self._sections.get(field, ())
        if len(sections) <= 1:
            return sections
        openings = self._openings.get(field)
        if openings is None:
            openings = self._openings[field] = [section.terms(0, 1)[0] for section in sections]
        return sections[max(0, bisect_right(openings, prefix) - 1) : bisect_left(openings, prefix + _BREAK)]

    def found(self, field: str, term: bytes) -> tuple[TermSection, int] | None:
        """The section that holds a term, and the term's number there. None where the field has no such term."""
        for section in self.sections(field, term)[:1]:
            number = section.number(term)
            if number is not None:
                return section, number
        return None

    # --------------------------------------------------------------------------------------- as stock Whoosh has it

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self.found(*term) is not None

    def indexed_field_names(self) -> Any:
        return self._sections.keys()

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        for section in self.sections(fieldname):
            for term in section.terms(section.below(prefix), section.size):
                yield fieldname, term

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        ids, frequencies, _ = self._read(fieldname, text)
        occurrences, most = float(frequencies.sum()), float(frequencies.max())
        return TermInfo(occurrences, len(ids), 1, 1, most, int(ids[0]), int(ids[-1]))

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return int(self.term_info(fieldname, text).doc_frequency()) if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        ids, frequencies, places = (numbers.tolist() for numbers in self._read(fieldname, text))
        ends = accumulate(frequencies)
        values = [array("I", places[end - n : end]).tobytes() for n, end in zip(frequencies, ends, strict=True)]
        weights = [float(n) for n in frequencies]
        info = self.term_info(fieldname, text)
        return ListMatcher(ids, weights, values, format_, scorer, term=(fieldname, text), terminfo=info)

    def _read(self, field: str, term: bytes) -> tuple[Numbers, Numbers, Numbers]:
        found = self.found(field, term)
        if found is None:
            raise TermNotFound(f"No term {field}:{term!r}")
        read = found[0].part(found[1], found[1] + 1)
        return read.ids, read.frequencies, read.places


class _StockColumn(ColumnReader):  # type: ignore[misc] # Whoosh has no types
    def __init__(self, column: Column) -> None:
        super().__init__(None, 0, 0, len(column))
        self._column = column
        self._sign = 1

    def __getitem__(self, docnum: int) -> int:
        return int(self._column[docnum])

    def sort_key(self, docnum: int) -> int:
        return self._sign * self[docnum]

    def set_reverse(self) -> None:
        self._sign = -1


class RawColumnsReader(whoosh3.W3PerDocReader):  # type: ignore[misc] # Whoosh has no types
    """How stock Whoosh reads columns. Nothing is stored with documents."""

    def __init__(self, storage: Any, segment: Any) -> None:
        super().__init__(storage, segment)
        self._columns = StoredColumns(segment.open_file(storage, RawCodec.COLUMNS_EXT).buffer, self._doccount)

    def has_column(self, fieldname: str) -> bool:
        return fieldname in self._columns

    def column_reader(self, fieldname: str, column: Any) -> _StockColumn:  # noqa: ARG002 # theirs
        return _StockColumn(self._columns.read(fieldname))

    def stored_fields(self, docnum: int) -> dict[str, Any]:  # noqa: ARG002 # theirs
        return {}


class RawCodec(whoosh3.W3Codec):  # type: ignore[misc] # Whoosh has no types
    """Whoosh's codec with our terms and columns. Pickled by name into every index: moving it outdates them."""

    COLUMNS_EXT = ".cols"

    def new_segment(self, storage: Any, indexname: str) -> Any:  # noqa: ARG002 # theirs
        # Whoosh draws names from `random`: seeded twice alike, it would write over a segment in use.
        return whoosh3.W3Segment(self, indexname, segid=secrets.token_hex(8))

    def per_document_reader(self, storage: Any, segment: Any) -> "RawColumnsReader":
        return RawColumnsReader(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> RawTermsReader:
        files = (segment.open_file(storage, extension) for extension in (self.TERMS_EXT, self.POSTS_EXT))
        return RawTermsReader(*(file.buffer for file in files))
