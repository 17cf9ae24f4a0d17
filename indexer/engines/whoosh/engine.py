"""The search engine on Whoosh: which snapshot answers, who may write, and what happens when files are damaged."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock

import numpy as np
from whoosh.util.filelock import FileLock, try_for

from indexer.engines.whoosh import pairs, writing
from indexer.engines.whoosh.among import AmongRevisions
from indexer.engines.whoosh.cache import Cache
from indexer.engines.whoosh.meaning import settle
from indexer.engines.whoosh.pairs import Current, Pair
from indexer.engines.whoosh.schema import VIEWS, seconds
from indexer.engines.whoosh.searching import Search
from indexer.engines.whoosh.segment import ValueNumbers
from indexer.engines.whoosh.similar import similar
from indexer.engines.whoosh.snapshot import Snapshot, SnapshotOpener, empty_snapshot
from indexer.engines.whoosh.storage import DamagedIndexError
from indexer.errors import EngineError
from indexer.model import Hit, Results, Revision, View
from indexer.query import Query

LOCK_TIMEOUT_S = 60.0
"""Joining a million articles takes half of that."""
FORMER_MAX = 2
"""So many superseded snapshots of each view stay open,"""
FORMER_DOCUMENTS_MAX = 400_000
"""as long as they are no larger than this: each may hold a copy of all columns, 150 bytes a document."""

log = logging.getLogger(__name__)


class WhooshEngine:
    """Fulfils `ports.SearchEngine`. Any number of threads and processes may search while one at a time applies.

    A rebuild goes on beside the pair that answers. `reached` and `apply` speak of the pair being built, so that the
    caller reads the log again from its beginning; `Results.reached` speaks of the pair that answered. When the caller
    has nothing left to apply it says so by `caught_up`, and the new pair answers.
    """

    def __init__(self, root: Path, *, writable: bool, clock: Callable[[], datetime], cache_bytes: int) -> None:
        self._root = root
        self._current = Current(root)
        self._writable = writable
        self._clock = clock
        self._cache = Cache(cache_bytes)
        self._values = {view: ValueNumbers() for view in VIEWS}
        self._openers = {view: SnapshotOpener(view, self._values[view], checked=writable) for view in VIEWS}
        self._opening = Lock()
        self._snapshots: dict[Path, Snapshot] = {}
        self._former: deque[Snapshot] = deque(maxlen=FORMER_MAX * len(VIEWS))
        """Superseded ones that may still be paged in."""
        self._damaged: set[Path] = set()
        self._pair: Pair | None = None
        """The pair of which `reached` or `clear` spoke last. None for readers."""
        if writable:
            with self._write_lock():
                self._pair_to_write()

    # ------------------------------------------------------------------------------------------------------- reading

    def search(self, query: Query) -> Results:
        now = self._clock()
        with self._searchable(query.view, query.upto) as snapshot:
            return self._search(snapshot, query, now).results(self._values[query.view], seconds(now))

    def matching(self, query: Query, low: int, high: int) -> Sequence[Hit]:
        with self._searchable(query.view) as snapshot:
            return self._search(snapshot, query, self._clock()).in_log_order(low, high)

    def among(self, revisions: Sequence[Revision]) -> AmongRevisions:
        return AmongRevisions(revisions, self._clock)

    def similar(self, word: str, view: View) -> Sequence[tuple[str, int]]:
        with self._searchable(view) as snapshot:
            return similar(snapshot, self._cache, word)

    def values(self, field: str, view: View) -> Mapping[str, int]:
        with self._searchable(view) as snapshot:
            counts = snapshot.value_counts(field, snapshot.all_ids)
            values = self._values[view].values(field)
            return {values[n]: int(counts[n]) for n in np.flatnonzero(counts).tolist()}

    def forget(self) -> None:
        self._cache.empty()

    def reached(self) -> int:
        if not self._writable:
            return self.answering()
        with self._write_lock():
            return self._reached(self._pair_to_write())

    def answering(self) -> int:
        # Of both: who asks doesn't say of which view.
        return min(self._answering(view).reached for view in VIEWS)

    def close(self) -> None:
        """Let go of all files. The engine opens them again if it is asked again."""
        with self._opening:
            self._snapshots.clear()
            self._former.clear()
        self.forget()

    def _search(self, snapshot: Snapshot, query: Query, now: datetime) -> Search:
        return Search(snapshot, self._cache, settle(query, now))

    @contextmanager
    def _searchable(self, view: View, upto: int | None = None) -> Iterator[Snapshot]:
        snapshot = self._answering(view)
        if upto is not None:
            snapshot = self._as_of(snapshot, upto)
        with _damage_noted(snapshot.folder.parent):
            yield snapshot

    def _as_of(self, snapshot: Snapshot, upto: int) -> Snapshot:
        """What a reader began to page in, if it is still open; else what is left of it."""
        if upto >= snapshot.reached:
            return snapshot
        open_ones = (s for s in tuple(self._former) if s.reached == upto and s.folder == snapshot.folder)
        return next(open_ones, None) or self._cache.get((snapshot.serial, "as of", upto), lambda: snapshot.as_of(upto))

    def _answering(self, view: View) -> Snapshot:
        """The latest snapshot of the pair that answers; an empty one where none can."""
        with self._opening:
            pair = self._current.pair()
            while pair and pair.readable:
                snapshot = self._sound(pair, view)
                if snapshot:
                    self._forget_cleared()
                    return snapshot
                # It may have been switched and cleared away between the look at its name and the look at its files.
                before, pair = pair, self._current.pair()
                if pair == before:
                    break
            return empty_snapshot(self._root, view)

    def _sound(self, pair: Pair, view: View) -> Snapshot | None:
        """The pair's latest snapshot. None where its files are damaged."""
        folder = pair.folder / view
        former = self._snapshots.get(folder)
        if former and not former.superseded():
            return former
        try:
            with _damage_noted(pair.folder):
                snapshot = self._openers[view].open(folder, former)
        except Exception as error:  # noqa: BLE001 # what a damaged pickle, block or table raises is anybody's guess
            if folder not in self._damaged:
                log.warning("the index at %s cannot be opened: %r", folder, error)
            self._damaged.add(folder)
            return None
        self._damaged.discard(folder)
        self._snapshots[folder] = snapshot
        if former and former.size <= FORMER_DOCUMENTS_MAX:
            self._former.append(former)
        return snapshot

    # ------------------------------------------------------------------------------------------------------- writing

    def apply(self, revisions: Sequence[Revision], removed: Iterable[int], reached: int) -> None:
        gone = tuple(removed)
        with self._write_lock():
            pair = self._pair_spoken_of()
            try:
                # A crash between the two is healed by doing it again: the watermark is the lower of both.
                with _damage_noted(pair.folder):
                    for view in VIEWS:
                        writing.write_batch(self._latest(pair, view), revisions, gone, reached)
            except OSError as error:
                message = f"The index at {pair.folder} cannot be written: {error}. Is the disk full?"
                raise EngineError(message) from error

    def clear(self) -> None:
        with self._write_lock():
            self._pair = self._begin()

    def caught_up(self) -> None:
        """Let the pair that was written to last answer from now on. Nothing happens where it does already."""
        with self._write_lock():
            pair = self._pair_spoken_of()
            if pair != self._current.pair():
                pairs.switch(self._root, pair)
                log.info("the index at %s answers from now on", pair.folder)

    def tidy(self) -> None:
        with self._write_lock():
            pair = self._pair_spoken_of()
            with _damage_noted(pair.folder):
                for view in VIEWS:
                    writing.tidy(self._latest(pair, view))

    def _pair_to_write(self) -> Pair:
        """The newest pair; a new one where that is damaged or was built by other code."""
        pair = pairs.newest(self._root)
        if not pair or not pair.up_to_date or pair.damaged or not self._opens(pair):
            pair = self._begin()
        self._pair = pair
        return pair

    def _pair_spoken_of(self) -> Pair:
        """The pair of which `reached` spoke, where it is still the newest: a batch is meant for no other."""
        if not self._pair or self._pair != pairs.newest(self._root):
            raise EngineError(f"The index at {self._root} was begun anew meanwhile. Read on from where it is now.")
        return self._pair

    def _begin(self) -> Pair:
        pair = pairs.begin(self._root)
        answering = self._current.pair()
        if answering and answering.readable and self._opens(answering):
            pairs.sweep(self._root, {answering.folder, pair.folder})
        else:
            pairs.switch(self._root, pair)
        log.info("a new index begins at %s", pair.folder)
        return pair

    def _opens(self, pair: Pair) -> bool:
        with self._opening:
            return all(self._sound(pair, view) for view in VIEWS)

    def _latest(self, pair: Pair, view: View) -> Snapshot:
        with self._opening:
            snapshot = self._sound(pair, view)
        if snapshot is None:
            raise DamagedIndexError(f"The index at {pair.folder} was damaged while it was written to.")
        return snapshot

    def _reached(self, pair: Pair) -> int:
        return min(self._latest(pair, view).reached for view in VIEWS)

    def _forget_cleared(self) -> None:
        """Let go of pairs that were cleared away after a switch."""
        if len(self._snapshots) > len(VIEWS):
            self._snapshots = {folder: s for folder, s in self._snapshots.items() if folder.exists()}
            self._former.clear()

    @contextmanager
    def _write_lock(self) -> Iterator[None]:
        if not self._writable:
            raise EngineError(f"The index at {self._root} was opened for reading only.")
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(str(self._root / "LOCK"))
        if not try_for(lock.acquire, timeout=LOCK_TIMEOUT_S, delay=0.1):
            raise EngineError(
                f"Somebody else has been writing to the index at {self._root} for {LOCK_TIMEOUT_S:.0f} s. Try later."
            )
        try:
            yield
        finally:
            lock.release()


@contextmanager
def _damage_noted(pair_folder: Path) -> Iterator[None]:
    """If the pair turns out damaged, leave a mark by which whoever writes next builds another."""
    try:
        yield
    except DamagedIndexError:
        try:
            pairs.mark_damaged(pair_folder)
        except OSError as error:
            log.warning("damage to the index at %s cannot be noted: %s", pair_folder, error)
        raise
