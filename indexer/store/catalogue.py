"""Which article an intake is, and whether it says anything new."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from indexer.ports import Intake, Outcome
from indexer.store.columns import INDEXED_LENGTH_MAX, storable
from indexer.store.engine import among
from indexer.store.fingerprint import content_sha256
from indexer.store.numbers import Numbers
from indexer.store.pages import PageRow, pack
from indexer.store.tables import articles, revisions, seen


@dataclass(frozen=True, slots=True)
class Prepared:
    """An intake with all that can be worked out before the write lock is taken."""

    intake: Intake
    content_sha256: str
    page: PageRow | None


def prepare(intake: Intake) -> Prepared:
    return Prepared(intake, content_sha256(intake.article), pack(intake.page) if intake.page else None)


@dataclass(frozen=True, slots=True)
class Version:
    """The latest version of an article."""

    article_id: int
    rev_seq: int
    number: int
    content_sha256: str
    guid: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of an intake. `version` is its article's latest, this one included."""

    prepared: Prepared
    outcome: Outcome
    version: Version
    guid_changed: bool


class Catalogue:
    """What is known of the articles in a batch: as stored, and as the batch goes on.

    An article is known by its URL, or by one under which it has been offered, or else by its guid together with its
    title: some publishers give the same guid to everything.
    """

    def __init__(self, connection: Connection, batch: Sequence[Intake]) -> None:
        self._ids: dict[tuple[str, str, str], int] = {}
        self._versions: dict[int, Version] = {}
        self._past: dict[int, set[str]] = {}
        """Of articles that archive material is offered for: the contents of all their versions."""
        for source in dict.fromkeys(intake.source for intake in batch):
            self._load(connection, source, [intake for intake in batch if intake.source == source])

    def _load(self, connection: Connection, source: str, batch: Sequence[Intake]) -> None:
        urls = [intake.article.url for intake in batch]
        guids = [guid for intake in batch if (guid := _guid(intake))]
        led = select(seen.c.url, seen.c.article_id).where(seen.c.source == source, seen.c.article_id.is_not(None))
        offered = {row.url: row.article_id for row in among(connection, led, seen.c.url, urls)}
        self._ids.update({("url", source, url): article_id for url, article_id in offered.items()})
        latest = (
            select(articles, revisions.c.number, revisions.c.content_sha256, revisions.c.title)
            .join(revisions, articles.c.rev_seq == revisions.c.rev_seq)
            .where(articles.c.source == source)
        )
        for column, values in ((articles.c.id, [*offered.values()]), (articles.c.url, urls), (articles.c.guid, guids)):
            for row in among(connection, latest, column, values):
                self._versions[row.id] = Version(
                    row.id, row.rev_seq, row.number, row.content_sha256, row.guid, row.title
                )
                self._ids["url", source, row.url] = row.id
                if row.guid:
                    self._ids["guid", source, row.guid] = row.id
        if any(intake.backfill for intake in batch):
            versions = select(revisions.c.article_id, revisions.c.content_sha256)
            for row in among(connection, versions, revisions.c.article_id, list(self._versions)):
                self._past.setdefault(row.article_id, set()).add(row.content_sha256)

    def decide(self, prepared: Prepared, numbers: Numbers) -> Decision:
        source, guid = prepared.intake.source, _guid(prepared.intake)
        by_url, by_guid = ("url", source, storable(prepared.intake.article.url)), ("guid", source, guid or "")
        title = storable(prepared.intake.article.title)
        known = self._versions.get(self._ids.get(by_url, 0)) or self._same_title(self._ids.get(by_guid, 0), title)
        version, outcome = self._next(known, prepared, title, numbers)
        guid_is_free = guid is not None and by_guid not in self._ids
        if guid_is_free:
            version = replace(version, guid=guid)
            self._ids[by_guid] = version.article_id
        self._ids[by_url] = version.article_id
        self._versions[version.article_id] = version
        return Decision(prepared, outcome, version, guid_changed=guid_is_free)

    def _same_title(self, article_id: int, title: str) -> Version | None:
        version = self._versions.get(article_id)
        return version if version and version.title == title else None

    def _next(self, known: Version | None, prepared: Prepared, title: str, numbers: Numbers) -> tuple[Version, Outcome]:
        content = prepared.content_sha256
        if known is None:
            fresh = Version(numbers.take("article"), numbers.take("rev_seq"), 1, content, None, title)
            self._past[fresh.article_id] = {content}
            return fresh, "new"
        past = self._past.setdefault(known.article_id, set())
        # A back file holds old versions, too: one that we had is no change, else each repeat would flip the article.
        if content == known.content_sha256 or (prepared.intake.backfill and content in past):
            return known, "unchanged"
        past.add(content)
        number = known.number + 1
        changed = replace(known, rev_seq=numbers.take("rev_seq"), number=number, content_sha256=content, title=title)
        return changed, "changed"


def _guid(intake: Intake) -> str | None:
    """None where there is none, or one too long to be a key: then the URL has to do."""
    return storable(intake.guid) if intake.guid and len(intake.guid) <= INDEXED_LENGTH_MAX else None
