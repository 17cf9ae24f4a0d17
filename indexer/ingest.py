"""One visit to one source: list, skip what is known, fetch, take apart, store."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import Literal

from indexer.errors import ArchiveError, FetchError, NotAnArticleError, UnreadableError
from indexer.extract import article as reading
from indexer.extract import quotes
from indexer.model import Article, Candidate, Dated, Page, Seen, Source, Visit
from indexer.ports import Apart, Discover, Get, Intake, Known, Outcome, Store

log = logging.getLogger(__name__)

CHUNK = 50
"""Candidates looked up in the store at once."""
FRESH_FOR = timedelta(days=7)
"""An article younger than this is looked at again even without a hint that it changed: corrections come early."""
RECHECK_EVERY = timedelta(hours=6)
RETRY_FIRST, RETRY_MAX = timedelta(minutes=15), timedelta(days=1)
ATTEMPTS_MAX = 8
"""About four days of trying."""
GONE = 410
FILES = ("warc", "jsonl")
"""Kinds of source whose articles lie in a file and cannot be asked for one by one."""

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]
"""Called with how many candidates are done and how many are known so far."""
Fate = Outcome | Literal["not-article", "failed", "waiting"]


@dataclass(frozen=True, slots=True)
class Means:
    """What a visit works with."""

    store: Store
    get: Get
    """At the source's pace."""
    discover: Discover
    apart: Apart
    clock: Clock


@dataclass(frozen=True, slots=True)
class _Errand:
    source: Source
    means: Means
    stopping: Callable[[], bool]


@dataclass(slots=True)
class _Tally:
    """What became of a visit's candidates, counted while it runs."""

    fates: Counter[Fate]
    reasons: Counter[str]
    found: int = 0
    fetched: int = 0


def visit(
    source: Source,
    means: Means,
    *,
    progress: Progress,
    stopping: Callable[[], bool],
    since: datetime | None = None,
) -> Visit:
    """Visit a source once. Failures of single pages are counted, a failure of the source as a whole is its `error`.

    Once `stopping` says so, what is left waits for the next visit.
    """
    started = means.clock()
    offered = offers(source, means, since)
    number = means.store.open_visit(source.name, started)
    errand, tally = _Errand(source, means, stopping), _Tally(Counter(), Counter())
    error = None
    try:
        for chunk in chain(_chunks(offered, CHUNK), _due_again(errand)):
            for fate, reason in _work_off(chunk, errand, tally):
                tally.fates[fate] += 1
                tally.reasons.update([reason] if reason else [])
                progress(tally.fates.total(), tally.found)
    except ArchiveError as reason:
        error = None if stopping() else str(reason)
        # So that the next visit knows there is more behind what is known by now.
        tally.fates["waiting"] += stopping()
    done = _visit(source, started, means.clock(), tally, error)
    means.store.close_visit(number, done)
    counts = (done.found, done.new, done.changed, done.not_articles, done.failed)
    log.info("visited %s: %d found, %d new, %d changed, %d no articles, %d failed", source.name, *counts)
    return done


def offers(source: Source, means: Means, since: datetime | None) -> Iterator[Candidate]:
    """What the source offers, without what it dates before `since`."""
    found = means.discover(source, means.get, _known_to(source, means.store), apart=means.apart)
    return (c for c in found if since is None or c.published is None or c.published.at >= since)


def _known_to(source: Source, store: Store) -> Known:
    """Tells a walk through a listing where it may stop: at a page of which everything is known.

    Nowhere, if the last visit was killed, failed or left something waiting: what it did not reach lies behind pages
    that are known by now.
    """
    if any(v.ended_at is None or v.error or v.waiting for v in store.visits(source.name, 1)):
        return lambda _urls: frozenset()
    return lambda urls: frozenset(store.seen(source.name, urls))


def _due_again(errand: _Errand) -> Iterator[list[Candidate]]:
    """What failed before, or is young enough for another look, whether it is still offered or not.

    A page that is silent about its date or tags got them from the feed the first time. The article remembers them, and
    would seem corrected without them.
    """
    source, store = errand.source, errand.means.store
    if source.kind in FILES:
        return
    due = store.due_again(source.name, errand.means.clock(), source.items_max)
    articles = {r.article_id: r.article for r in store.articles([number for _, number in due if number])}
    remembered = store.seen(source.name, [url for url, _ in due])
    yield from _chunks((_from_memory(remembered[url], articles.get(number or 0)) for url, number in due), CHUNK)


def _from_memory(seen: Seen, article: Article | None) -> Candidate:
    again = Candidate(seen.url, changed_hint=seen.changed_hint)
    if article is None:
        return again
    told = replace(again, title=article.title or None, published=article.published)
    return replace(told, topics=article.topics, authors=article.authors)


def _work_off(chunk: list[Candidate], errand: _Errand, tally: _Tally) -> Iterator[tuple[Fate, str | None]]:
    """What becomes of each candidate, and why it was no article or failed."""
    remembered = errand.means.store.seen(errand.source.name, [c.url for c in chunk])
    tally.found += len(chunk)
    for candidate in chunk:
        seen = remembered.get(candidate.url)
        if not worth_asking(candidate, seen, errand.means.clock()):
            yield "unchanged", None
        elif tally.fetched >= errand.source.items_max or errand.stopping():
            yield "waiting", None
        else:
            tally.fetched += 1
            yield _take_in(candidate, seen, errand)


def worth_asking(candidate: Candidate, seen: Seen | None, now: datetime) -> bool:
    """Whether to fetch it: never met, said to have changed, or due for another look."""
    if seen is None:
        return True
    if candidate.changed_hint is not None and candidate.changed_hint != seen.changed_hint:
        return True
    return seen.next_check_at is not None and seen.next_check_at <= now


def _take_in(candidate: Candidate, seen: Seen | None, errand: _Errand) -> tuple[Fate, str | None]:
    """Fetch, read and store one candidate, or remember why not."""
    now = errand.means.clock()
    try:
        page = candidate.page or _fetch(candidate, seen, errand.means.get)
        if page.status == 304 and seen is not None:
            # A listing tells no dates; what it shows is young.
            check = next_check(candidate.published, now) if candidate.published else now + RECHECK_EVERY
            _note(errand, replace(seen, changed_hint=candidate.changed_hint, attempts=0, next_check_at=check), None)
            return "unchanged", None
        article = candidate.article or errand.means.apart(read, page, candidate, errand.source)
    except NotAnArticleError as error:
        _note(errand, Seen(candidate.url, "not-article", candidate.changed_hint, None, None, 0, None), str(error))
        return "not-article", str(error)
    except (FetchError, UnreadableError) as error:
        if errand.stopping():
            return "waiting", None
        if isinstance(error, FetchError) and error.kind == "robots":
            _note(errand, Seen(candidate.url, "not-article", candidate.changed_hint, None, None, 0, None), str(error))
            return "not-article", str(error)
        attempts = seen.attempts + 1 if seen else 1
        retry = retry_at(error, attempts, now)
        _note(errand, Seen(candidate.url, "failed", candidate.changed_hint, None, None, attempts, retry), str(error))
        return "failed", str(error)
    check = next_check(article.published, now)
    intake = Intake(errand.source.name, candidate.url, article, candidate.guid, page, candidate.changed_hint, check)
    return errand.means.store.put([intake], now)[0], None


def _note(errand: _Errand, seen: Seen, reason: str | None) -> None:
    errand.means.store.remember(errand.source.name, [seen], [reason], errand.means.clock())


def _fetch(candidate: Candidate, seen: Seen | None, get: Get) -> Page:
    if seen is None or seen.state != "article":
        return get(candidate.url)
    return get(candidate.url, etag=seen.etag, last_modified=seen.last_modified)


def read(page: Page, candidate: Candidate, source: Source) -> Article:
    """A page into an Article with its quotes and people. Raises NotAnArticleError with the reason."""
    hints = reading.Hints(
        selectors=source.selectors,
        zone=source.zone,
        language=source.language,
        content_type=page.content_type,
        title=candidate.title,
        published=candidate.published,
        topics=candidate.topics,
        authors=candidate.authors,
    )
    return with_quotes(reading.read(page.body, page.url, hints))


def with_quotes(article: Article) -> Article:
    found, mentions = quotes.read(article.title, article.body, article.language)
    return replace(article, quotes=found, mentions=mentions, quotes_version=quotes.VERSION)


def next_check(published: Dated | None, now: datetime) -> datetime | None:
    """When to look again at an article without being told that it changed. None: it is old enough to be left alone."""
    if published is None or now - published.at > FRESH_FOR:
        return None
    return now + RECHECK_EVERY


def retry_at(error: FetchError | UnreadableError, attempts: int, now: datetime) -> datetime | None:
    """When to try a failing page again: when its server asked for, else doubling from a quarter of an hour to a day.

    None where there is no point: it is gone for good, it is no address we ask, or it has failed too often. Only a hint
    that it changed revives it.
    """
    if attempts > ATTEMPTS_MAX or (isinstance(error, FetchError) and (error.kind == "refused" or error.status == GONE)):
        return None
    asked_s = (error.retry_after_s if isinstance(error, FetchError) else None) or 0
    doubled = RETRY_FIRST * (1 << min(attempts - 1, ATTEMPTS_MAX))
    return now + min(RETRY_MAX, max(doubled, timedelta(seconds=asked_s)))


def _visit(source: Source, started: datetime, ended: datetime, tally: _Tally, error: str | None) -> Visit:
    return Visit(
        source=source.name,
        started_at=started,
        ended_at=ended,
        found=tally.found,
        new=tally.fates["new"],
        changed=tally.fates["changed"],
        unchanged=tally.fates["unchanged"],
        not_articles=tally.fates["not-article"],
        failed=tally.fates["failed"],
        waiting=tally.fates["waiting"],
        error=error,
        reasons=tuple(tally.reasons.most_common(10)),
    )


def _chunks(candidates: Iterable[Candidate], size: int) -> Iterator[list[Candidate]]:
    iterator = iter(candidates)
    while chunk := list(islice(iterator, size)):
        yield chunk
