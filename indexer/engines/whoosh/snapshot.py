"""An index as it stood at one commit: its segments laid end to end, so that documents are numbered through.

A snapshot never changes. Searching one is arithmetic on whole columns, whatever the number of segments.
"""

import os
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.index import TOC

from indexer.engines.whoosh.columns import Column
from indexer.engines.whoosh.endtoend import EndToEnd
from indexer.engines.whoosh.inverted import Mask, Numbers
from indexer.engines.whoosh.schema import MISSING, length_column, whoosh_schema
from indexer.engines.whoosh.segment import Segment, ValueNumbers, deleted_documents
from indexer.engines.whoosh.storage import DurableStorage
from indexer.model import View

INDEX_NAME = "MAIN"
_DOCUMENT_BYTES = 32
_OPEN_TRIES = 20
"""A commit may delete what was just about to be opened; then the newer generation is there."""

_serials = count(1)


class Snapshot:
    """Segments end to end, and which of their documents count."""

    def __init__(self, folder: Path, view: View, generation: int, whole: EndToEnd, live: Mask) -> None:
        self.serial = next(_serials)
        """Tells snapshots apart in caches."""
        self.folder = folder
        self.view = view
        self.generation = generation
        self._toc, self._next_toc = _toc_path(folder, generation), _toc_path(folder, generation + 1)
        self.whole = whole
        self.segments, self.bases = whole.segments, whole.bases
        self.size = len(live)
        self._counts: dict[str, NDArray[np.int64]] = {}
        self._undeleted = live
        marks = self.column("reached")
        self.reached = int(marks[live].max(initial=0))
        self.live: Mask = live & (marks == MISSING)
        """Documents that count: not deleted, and not the watermark."""
        self.count = int(np.count_nonzero(self.live))
        self.none_deleted = bool(live.all())
        self.all_ids: Numbers = np.flatnonzero(self.live).astype(np.int32)
        self._norms: dict[str, NDArray[np.float64]] = {}

    @property
    def nbytes(self) -> int:
        """About what it holds beside the segments' columns."""
        return _DOCUMENT_BYTES * self.size

    def as_of(self, rev_seq: int) -> "Snapshot":
        """What is left of how the index stood then: nothing that came later, and nothing that has changed since."""
        left = self._undeleted & (self.column("rev-seq") <= rev_seq)
        return Snapshot(self.folder, self.view, self.generation, self.whole, left)

    def column(self, name: str) -> Column:
        return self.whole.column(name)

    def value_counts(self, field: str, ids: Numbers) -> NDArray[np.int64]:
        """How many of the documents have each value of a keyword field, by its number."""
        if ids is not self.all_ids:
            return self.whole.table(field).counts(ids)
        counts = self._counts.get(field)
        if counts is None:
            counts = self._counts[field] = self.whole.table(field).counts(ids)
        return counts

    def norms(self, field: str) -> NDArray[np.float64]:
        """Words in a text field of each document, as a share of the mean."""
        norms = self._norms.get(field)
        if norms is None:
            lengths = self.column(length_column(field))
            norms = self._norms[field] = lengths / max(self._mean_length(lengths), 1e-9)
        return norms

    def _mean_length(self, lengths: Column) -> float:
        return float(np.maximum(lengths[self.live], 0).sum()) / max(1, self.count)

    def superseded(self) -> bool:
        """Whether a later commit is there. Two looks at the file system: every commit makes the next number."""
        return os.path.exists(self._next_toc) or not os.path.exists(self._toc)  # noqa: PTH110 # at every search


def create_index(folder: Path, view: View) -> None:
    """An index without documents. The folder must not hold one."""
    TOC.create(DurableStorage(folder).create(), whoosh_schema(view), INDEX_NAME)


def empty_snapshot(folder: Path, view: View) -> Snapshot:
    """What answers where there is no index."""
    return Snapshot(folder, view, -1, EndToEnd(()), np.zeros(0, np.bool_))


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
        live = np.concatenate([np.zeros(0, np.bool_), *map(_alive, toc.segments)])
        return Snapshot(folder, self._view, toc.generation, EndToEnd(segments), live)

    def _open_segment(self, storage: DurableStorage, segment: Any) -> Segment:
        storage.check(segment.segment_id(), contents=self._checked)
        return Segment(storage, segment, self._numbers)


def _alive(segment: Any) -> Mask:
    alive = np.ones(segment.doc_count_all(), np.bool_)
    alive[deleted_documents(segment)] = False
    return alive


def _toc_path(folder: Path, generation: int) -> str:
    name: str = TOC._filename(INDEX_NAME, generation)  # noqa: SLF001 # Whoosh has no public name for it
    return str(folder / name)
