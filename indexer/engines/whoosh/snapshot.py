"""An index as it stood at one commit: its segments laid end to end, so that documents are numbered through.

A snapshot never changes. Searching one is arithmetic on whole columns, whatever the number of segments.
"""

from dataclasses import dataclass
from itertools import accumulate, count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.index import TOC

from indexer.engines.whoosh.inverted import Mask, Numbers
from indexer.engines.whoosh.schema import MISSING, length_column, whoosh_schema
from indexer.engines.whoosh.segment import Column, Segment, ValueNumbers, deleted_documents
from indexer.engines.whoosh.storage import DurableStorage
from indexer.model import View

INDEX_NAME = "MAIN"
_OPEN_TRIES = 20
"""A commit may delete what was just about to be opened; then the newer generation is there."""

_serials = count(1)


@dataclass(frozen=True, slots=True)
class ValuesColumn:
    """A keyword field of all documents: line by line a document and the number of a value, rising by document."""

    documents: Numbers
    numbers: Numbers
    starts: NDArray[np.int64]
    """Where each document's lines begin; one more entry than documents."""


class Snapshot:
    """Columns are joined when they are first asked for."""

    def __init__(self, folder: Path, view: View, generation: int, segments: tuple[Segment, ...], live: Mask) -> None:
        self.serial = next(_serials)
        """Tells snapshots apart in caches."""
        self.folder = folder
        self.view = view
        self.generation = generation
        self.segments = segments
        self.bases: tuple[int, ...] = (0, *accumulate(segment.size for segment in segments))[:-1]
        self.size = len(live)
        self._columns: dict[str, Column] = {}
        self._values: dict[str, ValuesColumn] = {}
        marks = self.column("reached")
        self.reached = int(marks[live].max(initial=0))
        self.live: Mask = live & (marks == MISSING)
        """Documents that count: not deleted, and not the watermark."""
        self.count = int(np.count_nonzero(self.live))
        self.all_live = self.count == self.size
        self._mean_lengths: dict[str, float] = {}

    def column(self, name: str) -> Column:
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = _joined([segment.column(name) for segment in self.segments], np.int64)
        return column

    def values(self, field: str) -> ValuesColumn:
        column = self._values.get(field)
        if column is None:
            column = self._values[field] = self._joined_values(field)
        return column

    def mean_length(self, field: str) -> float:
        """Words in a text field, on average over the documents that count."""
        mean = self._mean_lengths.get(field)
        if mean is None:
            lengths = self.column(length_column(field))[self.live]
            mean = self._mean_lengths[field] = float(np.maximum(lengths, 0).sum()) / max(1, self.count)
        return mean

    def superseded(self) -> bool:
        """Whether a later commit is there. Two looks at the file system: every commit makes the next number."""
        here = _toc_path(self.folder, self.generation)
        return _toc_path(self.folder, self.generation + 1).exists() or not here.exists()

    def _joined_values(self, field: str) -> ValuesColumn:
        pairs = [segment.values(field) for segment in self.segments]
        documents = _joined([ids + base for (ids, _), base in zip(pairs, self.bases, strict=True)], np.int32)
        numbers = _joined([numbers for _, numbers in pairs], np.int32)
        starts = np.zeros(self.size + 1, np.int64)
        np.cumsum(np.bincount(documents, minlength=self.size), out=starts[1:])
        return ValuesColumn(documents, numbers, starts)


def create_index(folder: Path, view: View) -> None:
    """An index without documents. The folder must not hold one."""
    TOC.create(DurableStorage(folder).create(), whoosh_schema(view), INDEX_NAME)


def empty_snapshot(folder: Path, view: View) -> Snapshot:
    """What answers where there is no index."""
    return Snapshot(folder, view, -1, (), np.zeros(0, np.bool_))


class SnapshotOpener:
    """Opens indexes of one view. `checked` compares every byte of new segments with their checksums."""

    def __init__(self, view: View, numbers: ValueNumbers, *, checked: bool) -> None:
        self._view = view
        self._numbers = numbers
        self._checked = checked

    def open(self, folder: Path, former: Snapshot | None = None) -> Snapshot:
        """The index as of its latest commit; segments that `former` has open already are taken over from it.

        Raises whatever comes up where files are missing or damaged.
        """
        known = {segment.key: segment for segment in former.segments} if former and former.folder == folder else {}
        for tries_left in reversed(range(_OPEN_TRIES)):
            try:
                return self._open(folder, known)
            except FileNotFoundError:
                if not tries_left:
                    raise
        raise AssertionError("the last try returns or raises")

    def _open(self, folder: Path, known: dict[str, Segment]) -> Snapshot:
        storage = DurableStorage(folder)
        toc = TOC.read(storage, INDEX_NAME, schema=whoosh_schema(self._view))
        segments = tuple(known.get(s.segment_id()) or self._open_segment(storage, s) for s in toc.segments)
        live = _joined([_alive(segment) for segment in toc.segments], np.bool_)
        return Snapshot(folder, self._view, toc.generation, segments, live)

    def _open_segment(self, storage: DurableStorage, segment: Any) -> Segment:
        storage.check(segment.segment_id(), contents=self._checked)
        return Segment(storage, segment, self._numbers)


def _alive(segment: Any) -> Mask:
    alive = np.ones(segment.doc_count_all(), np.bool_)
    alive[deleted_documents(segment)] = False
    return alive


def _toc_path(folder: Path, generation: int) -> Path:
    name: str = TOC._filename(INDEX_NAME, generation)  # noqa: SLF001 # Whoosh has no public name for it
    return folder / name


def _joined(parts: list[NDArray[Any]], dtype: type[Any]) -> NDArray[Any]:
    return parts[0] if len(parts) == 1 else np.concatenate([np.zeros(0, dtype), *parts])
