"""`/sources`: what is crawled, how the last visits went, and what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from flask import Blueprint, render_template

from indexer.model import Source, Visit
from indexer.query import Query
from webapp import current, links

pages = Blueprint("sources", __name__, url_prefix="/sources")

STALE_VISIT = timedelta(hours=1)
"""A visit that has not ended after this long was probably cut off."""


@dataclass(frozen=True, slots=True)
class Card:
    """One source. `source` is None where the archive holds articles of a source that config.toml no longer names."""

    title: str
    source: Source | None
    visit: Visit | None
    mark: Literal["good", "warn", "bad", "idle"]
    state: str
    next_visit: datetime | None
    held: int
    href: str


@pages.get("")
def listing() -> str:
    archive = current.archive()
    counts, visits = archive.store.counts(), archive.store.last_visits()
    now = archive.clock()
    known = {source.name: source for source in archive.config.sources}
    strangers = {key.removeprefix("source:") for key in counts if key.startswith("source:")} - set(known)
    cards = [_card(name, known.get(name), visits, counts, now) for name in (*known, *sorted(strangers))]
    return render_template("sources/list.html", cards=cards, now=now, counts=counts, behind=archive.behind())


def _card(
    name: str, source: Source | None, visits: Mapping[str, Visit], counts: Mapping[str, int], now: datetime
) -> Card:
    visit = visits.get(name)
    mark, state = _state(source, visit, now)
    every_s = source.every_s if source else None
    next_visit = visit.started_at + timedelta(seconds=every_s) if visit and every_s else None
    href = links.picking(Query(), "source", name)
    title = source.title if source else name
    return Card(title, source, visit, mark, state, next_visit, counts.get(f"source:{name}", 0), href)


def _state(
    source: Source | None, visit: Visit | None, now: datetime
) -> tuple[Literal["good", "warn", "bad", "idle"], str]:
    """What a reader should know first, in words; the mark only repeats it."""
    if source is None:
        return "idle", "imported, or no longer crawled: config.toml doesn’t name it"
    if visit is None:
        return "idle", "never visited"
    if visit.ended_at is None:
        if now - visit.started_at > STALE_VISIT:
            return "warn", "the last visit was cut off; the next one takes up where it stopped"
        return "good", "being visited now"
    if visit.error:
        return "bad", f"had problems: {visit.error}"
    if visit.failed:
        return "warn", f"visited, but {visit.failed} of {visit.found} pages failed"
    return "good", "fine"
