"""From page to page of one search. The pages after the first show the archive as the first did."""

from dataclasses import dataclass, replace
from datetime import datetime

from indexer import params
from indexer.ask import Answer, Counter
from webapp import current, links


@dataclass(frozen=True, slots=True)
class Pager:
    page: int
    pages: int
    cut: bool
    """There are more results than can be paged to."""
    first: str
    last: str
    earlier: str | None
    later: str | None

    @property
    def beyond(self) -> bool:
        """The results end before this page."""
        return self.page > self.pages


@dataclass(frozen=True, slots=True)
class Stood:
    """The archive has moved on since the first page was shown."""

    at: datetime | None
    """When it stood so. None where that article is gone."""
    newer: int
    """Results that have come since, less those that changed out of these."""
    href: str
    """The first page of the same search now."""


def pager(answer: Answer) -> Pager:
    query, total = answer.query, answer.results.total
    pages = max(1, -(-min(total, params.WINDOW) // query.per_page))
    fixed = replace(query, upto=query.upto or answer.results.reached or None)
    first, last = links.search(replace(query, page=1)), links.search(replace(fixed, page=pages))
    earlier = links.search(replace(fixed, page=min(query.page - 1, pages))) if query.page > 1 else None
    later = links.search(replace(fixed, page=query.page + 1)) if query.page < pages else None
    return Pager(query.page, pages, total > params.WINDOW, first, last, earlier, later)


def stood(answer: Answer) -> Stood | None:
    """None where the page shows all there is to see."""
    query, archive = answer.query, current.archive()
    if query.upto is None or query.upto >= archive.engine.answering():
        return None
    now = replace(query, upto=None, page=1)
    newer = Counter(archive.store, archive.engine)(now) - answer.results.total
    return Stood(_moment(query.upto), newer, links.search(now))


def _moment(number: int) -> datetime | None:
    """When the change log reached so far."""
    store = current.archive().store
    ids = [change.article_id for change in store.changes(number - 1, 1) if change.rev_seq == number]
    versions = store.revisions(ids[0]) if ids else ()
    return next((revision.seen_at for revision in versions if revision.rev_seq == number), None)
