"""An index of a few revisions, in memory: the same files, read by the same code, as those on the disk."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from indexer.engines.whoosh.cache import Cache
from indexer.engines.whoosh.endtoend import EndToEnd
from indexer.engines.whoosh.gathering import gathered
from indexer.engines.whoosh.meaning import settle
from indexer.engines.whoosh.schema import VIEWS, columns, rows
from indexer.engines.whoosh.searching import Search
from indexer.engines.whoosh.segment import Segment, ValueNumbers
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.engines.whoosh.storage import MemoryStorage
from indexer.engines.whoosh.writing import write_segment
from indexer.model import Hit, Revision, View
from indexer.query import Query

CACHE_BYTES = 64 << 20


class AmongRevisions:
    """Fulfils `ports.Among`. Of several revisions of one article, only the last counts."""

    def __init__(self, revisions: Sequence[Revision], clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._cache = Cache(CACHE_BYTES)
        present = {revision.article_id: revision for revision in revisions}.values()
        self._snapshots = {view: _snapshot(list(present), view) for view in VIEWS}

    def matching(self, query: Query) -> Sequence[Hit]:
        return Search(self._snapshots[query.view], self._cache, settle(query, self._clock())).in_log_order()


def _snapshot(revisions: Sequence[Revision], view: View) -> Snapshot:
    documents = gathered((row for revision in revisions for row in rows(revision, view)), columns(view))
    storage = MemoryStorage()
    segment = Segment(storage, write_segment(storage, view, (), documents), ValueNumbers())
    return Snapshot(Path(storage.folder), view, 0, EndToEnd((segment,)), np.ones(segment.size, np.bool_))
