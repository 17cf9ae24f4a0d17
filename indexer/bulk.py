"""Bulk loads: many articles from files into the store, taken apart by several processes, safe to repeat or to resume.

What makes a repeat cheap is the digest of each record, remembered with its URL in the transaction that stores the
article: a record whose digest is known is not even taken apart again.
"""

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, islice

from indexer.apart import piecewise
from indexer.errors import NotAnArticleError, SourceError
from indexer.extract.language import language
from indexer.ingest import Fate, read, with_quotes
from indexer.model import Article, Candidate, Seen, Source
from indexer.ports import Apart, Intake, Store

BATCH = 200
"""Articles stored in one transaction."""
AHEAD = 6
"""Batches being taken apart while one is stored: keeps the processes busy and memory bounded."""

Offer = tuple[Source, Candidate]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the offers, counted."""

    fates: Counter[Fate]
    error: str | None
    """Why the file could not be read to its end. What stood before that is stored. None: it was read whole."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """Offers of one source that are worth taking apart, each with its digest, and how many were known already."""

    source: Source
    known: int
    offers: tuple[Offer, ...]
    digests: tuple[str, ...]


def load(
    offers: Iterable[Offer],
    store: Store,
    *,
    apart: Apart,
    clock: Callable[[], datetime],
    progress: Callable[[int], None],
    processes: int,
) -> Loaded:
    """Store what the offers hold as archive material (`backfill`), in order."""
    fates: Counter[Fate] = Counter()
    damage: list[str] = []
    # Each thread has a child process of its own, where the work is done.
    with ThreadPoolExecutor(processes) as pool:
        waiting: deque[tuple[_Batch, Future[list[Article | str]]]] = deque()
        for batch in _batches(_until_damaged(offers, damage), store):
            waiting.append((batch, pool.submit(piecewise, apart, take_apart, batch.offers)))
            if len(waiting) > AHEAD:
                _store(*waiting.popleft(), store, clock(), fates, progress)
        while waiting:
            _store(*waiting.popleft(), store, clock(), fates, progress)
    return Loaded(fates, damage[0] if damage else None)


def _until_damaged(offers: Iterable[Offer], damage: list[str]) -> Iterator[Offer]:
    """The offers up to where the file breaks off; why it does goes into `damage`."""
    try:
        yield from offers
    except SourceError as error:
        damage.append(str(error))


def take_apart(offers: Sequence[Offer]) -> list[Article | str]:
    """An Article, or the reason why there is none, for each offer. Runs in another process."""
    return [_read(source, candidate) for source, candidate in offers]


def _read(source: Source, candidate: Candidate) -> Article | str:
    if candidate.article is not None:
        text = candidate.article.body
        return with_quotes(replace(candidate.article, language=language(text, candidate.article.language)))
    if candidate.page is None:
        return "the record holds neither a page nor an article"
    try:
        return read(candidate.page, candidate, source)
    except NotAnArticleError as error:
        return str(error)


def _batches(offers: Iterable[Offer], store: Store) -> Iterator[_Batch]:
    for source, group in groupby(offers, key=lambda offer: offer[0]):
        while chunk := list(islice(group, BATCH)):
            yield _batch(source, chunk, store)


def _batch(source: Source, chunk: Sequence[Offer], store: Store) -> _Batch:
    seen = store.seen(source.name, [candidate.url for _, candidate in chunk])
    digests = [_digest(candidate) for _, candidate in chunk]
    fresh = [n for n, (_, c) in enumerate(chunk) if c.url not in seen or seen[c.url].changed_hint != digests[n]]
    offers = tuple(chunk[n] for n in fresh)
    return _Batch(source, len(chunk) - len(fresh), offers, tuple(digests[n] for n in fresh))


def _digest(candidate: Candidate) -> str:
    content = candidate.page.body if candidate.page else repr(candidate.article).encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()


def _store(
    batch: _Batch,
    reading: "Future[list[Article | str]]",
    store: Store,
    now: datetime,
    fates: Counter[Fate],
    progress: Callable[[int], None],
) -> None:
    intakes, refused, reasons = [], [], []
    for (_, candidate), digest, article in zip(batch.offers, batch.digests, reading.result(), strict=True):
        if isinstance(article, str):
            refused.append(Seen(candidate.url, "not-article", digest, None, None, 0, None))
            reasons.append(article)
        else:
            intakes.append(
                Intake(batch.source.name, candidate.url, article, candidate.guid, candidate.page, digest, backfill=True)
            )
    fates.update(store.put(intakes, now))
    store.remember(batch.source.name, refused, reasons, now)
    fates["unchanged"] += batch.known
    fates["not-article"] += len(refused)
    progress(batch.known + len(batch.offers))
