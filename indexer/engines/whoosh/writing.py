"""One batch into one index: one commit, or nothing.

A commit writes one new segment: the batch's documents, behind those of older segments that are joined into it. Whoosh's
own writer isn't used: it sorts posting by posting in Python, opens all segments for each replaced document, and keeps
its lock when it fails. Here nothing counts until the table of contents is renamed; what an interrupted commit leaves
behind is swept by the next.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.index import TOC, clean_files

from indexer.engines.whoosh.codec import RawCodec, TermWriter
from indexer.engines.whoosh.columns import Column, pack_columns
from indexer.engines.whoosh.gathering import Gathered, gathered
from indexer.engines.whoosh.inverted import Inverted, Mask, Numbers, Part, joined
from indexer.engines.whoosh.merging import segments_to_join, segments_to_tidy
from indexer.engines.whoosh.schema import columns, rows, term_fields, watermark, whoosh_schema
from indexer.engines.whoosh.segment import Segment
from indexer.engines.whoosh.snapshot import INDEX_NAME, Snapshot
from indexer.engines.whoosh.storage import DurableStorage, SegmentStorage
from indexer.model import Revision, View


def write_batch(snapshot: Snapshot, revisions: Iterable[Revision], removed: Iterable[int], reached: int) -> None:
    """Make an index show these revisions, the last of each article, and not the removed articles; set its watermark.

    `snapshot` must be of the latest commit, and nobody else may be writing.
    """
    view = snapshot.view
    articles = {revision.article_id: revision for revision in revisions}
    new = [row for revision in articles.values() for row in rows(revision, view)] + [watermark(reached)]
    added = gathered(new, columns(view))
    # By a look at the column: Whoosh's own way would open all segments for each article.
    live = snapshot.live & ~np.isin(snapshot.column("article"), [*articles, *removed])
    _commit(snapshot, live, added, segments_to_join(_sizes(snapshot), _gone(snapshot, live)))


def tidy(snapshot: Snapshot) -> None:
    """Join segments where that is worth a commit. The same conditions hold."""
    chosen = segments_to_tidy(_sizes(snapshot), _gone(snapshot, snapshot.live))
    if chosen:
        _commit(snapshot, snapshot.live, gathered([watermark(snapshot.reached)], columns(snapshot.view)), chosen)


def _sizes(snapshot: Snapshot) -> list[int]:
    return [segment.size for segment in snapshot.segments]


def _lives(snapshot: Snapshot, live: Mask) -> list[Mask]:
    """Segment by segment."""
    return np.split(live, snapshot.bases[1:]) if snapshot.segments else []


def _gone(snapshot: Snapshot, live: Mask) -> list[int]:
    return [int(np.count_nonzero(~own)) for own in _lives(snapshot, live)]


@dataclass(frozen=True, slots=True)
class _Source:
    """A segment that is joined into the new one. `numbers` says where its documents go: below 0 nowhere."""

    segment: Segment
    kept: Mask
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class _Moved:
    """A part whose documents get other numbers in the new segment."""

    inner: Part
    numbers: Numbers

    @property
    def terms(self) -> Sequence[bytes]:
        return self.inner.terms

    @property
    def counts(self) -> NDArray[np.int64]:
        return self.inner.counts

    def part(self, first: int, until: int) -> Inverted:
        return self.inner.part(first, until).moved(self.numbers)


def _commit(snapshot: Snapshot, live: Mask, added: Gathered, chosen: frozenset[int]) -> None:
    """Write the new segment with the chosen ones in it, mark what is gone in the others, and make that the index."""
    storage = DurableStorage(snapshot.folder)
    toc = TOC.read(storage, INDEX_NAME, schema=whoosh_schema(snapshot.view))
    assert toc.generation == snapshot.generation, "somebody wrote without the lock"
    lives = _lives(snapshot, live)
    sources = list(_sources([(snapshot.segments[i], lives[i]) for i in sorted(chosen)]))
    kept = [_with_deletions(toc.segments[i], lives[i]) for i in range(len(lives)) if i not in chosen]
    segments = [*kept, write_segment(storage, snapshot.view, sources, added)]
    TOC(toc.schema, segments, toc.generation + 1).write(storage, INDEX_NAME)
    clean_files(storage, INDEX_NAME, toc.generation + 1, segments)
    # Whoosh forgets what a commit leaves behind that was killed on its last step.
    for draft in snapshot.folder.glob(f"_{INDEX_NAME}_*.toc.*"):
        draft.unlink(missing_ok=True)


def _sources(chosen: Sequence[tuple[Segment, Mask]]) -> Iterator[_Source]:
    base = 0
    for segment, live in chosen:
        numbers = np.where(live, np.cumsum(live) - 1 + base, -1).astype(np.int32)
        yield _Source(segment, live, numbers)
        base += int(np.count_nonzero(live))


def _with_deletions(segment: Any, live: Mask) -> Any:
    for document in np.flatnonzero(~live).tolist():
        segment.delete_document(document)
    return segment


def write_segment(storage: SegmentStorage, view: View, sources: Sequence[_Source], added: Gathered) -> Any:
    """The joined segments' documents, then the new ones."""
    segment = RawCodec().new_segment(storage, INDEX_NAME)
    segment.set_doc_count(_kept(sources) + added.size)
    segment._fieldlengths = {}  # noqa: SLF001 # stock readers ask for it; lengths are columns of ours
    with segment.create_file(storage, RawCodec.COLUMNS_EXT) as file:
        file.write(pack_columns({name: _column(name, sources, added) for name in columns(view)}))
    with (
        segment.create_file(storage, RawCodec.TERMS_EXT) as table,
        segment.create_file(storage, RawCodec.POSTS_EXT) as postings,
    ):
        terms = TermWriter(table, postings)
        for field in term_fields(view):
            for stretch in joined(_parts(field, sources, added)):
                terms.add(field, stretch)
        terms.finish()
    return segment


def _parts(field: str, sources: Sequence[_Source], added: Gathered) -> list[_Moved]:
    base = _kept(sources)
    last = np.arange(base, base + added.size, dtype=np.int32)
    old = (_Moved(source.segment.terms.field(field), source.numbers) for source in sources)
    return [*old, _Moved(added.field(field), last)]


def _kept(sources: Sequence[_Source]) -> int:
    """How many documents are left of older segments."""
    return sum(int(np.count_nonzero(source.kept)) for source in sources)


def _column(name: str, sources: Sequence[_Source], added: Gathered) -> Column:
    return np.concatenate([*(source.segment.column(name)[source.kept] for source in sources), added.column(name)])
