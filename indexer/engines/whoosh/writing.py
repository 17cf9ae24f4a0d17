"""One batch into one index: one commit, or nothing.

A commit writes one new segment: the batch's documents, behind those of older segments that are joined into it. Whoosh's
own writer isn't used: it sorts posting by posting in Python, opens all segments for each replaced document, and keeps
its lock when it fails. Here nothing counts until the table of contents is renamed; what an interrupted commit leaves
behind is swept by the next.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.index import TOC, clean_files

from indexer import fields
from indexer.engines.whoosh.codec import RawCodec, TermWriter, pack_columns
from indexer.engines.whoosh.gathering import Gathered
from indexer.engines.whoosh.inverted import Inverted, Mask, Numbers, Part, joined
from indexer.engines.whoosh.merging import segments_to_join
from indexer.engines.whoosh.schema import columns, rows, watermark, whoosh_schema
from indexer.engines.whoosh.segment import Column, Segment
from indexer.engines.whoosh.snapshot import INDEX_NAME, Snapshot
from indexer.engines.whoosh.storage import DurableStorage
from indexer.model import Revision, View


def write_batch(snapshot: Snapshot, revisions: Iterable[Revision], removed: Iterable[int], reached: int) -> None:
    """Make an index show these revisions, the last of each article, and not the removed articles; set its watermark.

    `snapshot` must be of the latest commit, and nobody else may be writing.
    """
    articles = {revision.article_id: revision for revision in revisions}
    gathered = Gathered(columns(snapshot.view))
    for row in chain.from_iterable(rows(revision, snapshot.view) for revision in articles.values()):
        gathered.add(row)
    gathered.add(watermark(reached))
    # By a look at the column: Whoosh's own way would open all segments for each article.
    live = snapshot.live & ~np.isin(snapshot.column("article"), [*articles, *removed])
    _commit(snapshot, live, gathered)


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


def _commit(snapshot: Snapshot, live: Mask, gathered: Gathered) -> None:
    """Write the new segment, mark what is gone in the others, and make all that the index."""
    storage = DurableStorage(snapshot.folder)
    toc = TOC.read(storage, INDEX_NAME, schema=whoosh_schema(snapshot.view))
    assert toc.generation == snapshot.generation, "somebody wrote without the lock"
    lives = np.split(live, snapshot.bases[1:]) if snapshot.segments else []
    gone = [int(np.count_nonzero(~own)) for own in lives]
    chosen = segments_to_join([segment.size for segment in snapshot.segments], gone)
    sources = list(_sources([(snapshot.segments[i], lives[i]) for i in sorted(chosen)]))
    kept = [_with_deletions(toc.segments[i], lives[i]) for i in range(len(lives)) if i not in chosen]
    segments = [*kept, _write_segment(storage, snapshot.view, sources, gathered)]
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


def _write_segment(storage: DurableStorage, view: View, sources: Sequence[_Source], gathered: Gathered) -> Any:
    """The joined segments' documents, then the new ones."""
    segment = RawCodec().new_segment(storage, INDEX_NAME)
    segment.set_doc_count(sum(int(np.count_nonzero(source.kept)) for source in sources) + gathered.size)
    segment._fieldlengths = {}  # noqa: SLF001 # stock readers ask for it; lengths are columns of ours
    with segment.create_file(storage, RawCodec.COLUMNS_EXT) as file:
        file.write(pack_columns({name: _column(name, sources, gathered) for name in columns(view)}))
    with (
        segment.create_file(storage, RawCodec.TERMS_EXT) as table,
        segment.create_file(storage, RawCodec.POSTS_EXT) as postings,
    ):
        terms = TermWriter(table, postings)
        for field in (f for f in fields.FIELDS if f.kind != "date" and view in f.views):
            for stretch in joined(_parts(field.name, sources, gathered)):
                terms.add(field.name, stretch)
        terms.finish()
    return segment


def _parts(field: str, sources: Sequence[_Source], gathered: Gathered) -> list[_Moved]:
    kept = sum(int(np.count_nonzero(source.kept)) for source in sources)
    last = np.arange(kept, kept + gathered.size, dtype=np.int32)
    old = (_Moved(source.segment.terms.field(field), source.numbers) for source in sources)
    return [*old, _Moved(gathered.field(field), last)]


def _column(name: str, sources: Sequence[_Source], gathered: Gathered) -> Column:
    return np.concatenate([*(source.segment.column(name)[source.kept] for source in sources), gathered.column(name)])
