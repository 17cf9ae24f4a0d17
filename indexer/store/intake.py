"""Articles on their way into the archive: the rows that each makes, in one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from indexer.model import Article, Seen
from indexer.ports import Intake, Outcome
from indexer.store.binding import Said, Text, bind
from indexer.store.catalogue import Catalogue, Decision, Prepared
from indexer.store.crawling import note
from indexer.store.dated import dated_row
from indexer.store.numbers import Numbers
from indexer.store.pages import add_pages
from indexer.store.tables import QUOTE_FIELDS, articles, changes, mentions, revisions, statements
from indexer.store.topics import add_topics


def put(connection: Connection, batch: Sequence[Prepared], now: datetime) -> tuple[Outcome, ...]:
    """See `ports.Store.put`. Within a batch the later of two versions of an article comes after the earlier."""
    numbers = Numbers(connection)
    catalogue = Catalogue(connection, [prepared.intake for prepared in batch])
    decisions = [catalogue.decide(prepared, numbers) for prepared in batch]
    fresh = [decision for decision in decisions if decision.outcome != "unchanged"]
    _write_articles(connection, decisions, now)
    _write_revisions(connection, fresh, now)
    _write_people(connection, fresh, now, numbers)
    add_topics(connection, (label for d in fresh for label in _labels(d.prepared.intake.article)))
    _write_seen(connection, decisions, now)
    numbers.save()
    return tuple(decision.outcome for decision in decisions)


def _write_articles(connection: Connection, decisions: Sequence[Decision], now: datetime) -> None:
    new = [decision for decision in decisions if decision.outcome == "new"]
    if new:
        connection.execute(insert(articles), [_article_row(decision, now) for decision in new])
    moved = [d.version for d in decisions if d.outcome == "changed" or (d.outcome == "unchanged" and d.guid_changed)]
    if moved:
        change = update(articles).where(articles.c.id == bindparam("article_id"))
        change = change.values(rev_seq=bindparam("present"), guid=bindparam("latest_guid"))
        rows = [{"article_id": v.article_id, "present": v.rev_seq, "latest_guid": v.guid} for v in moved]
        connection.execute(change, rows)


def _article_row(decision: Decision, now: datetime) -> Mapping[str, Any]:
    return {
        "id": decision.version.article_id,
        "source": decision.prepared.intake.source,
        "url": decision.prepared.intake.article.url,
        "guid": decision.version.guid,
        "first_seen_at": now,
        "rev_seq": decision.version.rev_seq,
    }


def _write_revisions(connection: Connection, fresh: Sequence[Decision], now: datetime) -> None:
    if not fresh:
        return
    add_pages(connection, [decision.prepared.page for decision in fresh if decision.prepared.page])
    connection.execute(insert(revisions), [_revision_row(decision, now) for decision in fresh])
    versions = [decision.version for decision in fresh]
    log = [{"rev_seq": v.rev_seq, "article_id": v.article_id, "removed": False, "at": now} for v in versions]
    connection.execute(insert(changes), log)


def _revision_row(decision: Decision, now: datetime) -> Mapping[str, Any]:
    version, article, page = decision.version, decision.prepared.intake.article, decision.prepared.page
    return {
        "rev_seq": version.rev_seq,
        "article_id": version.article_id,
        "number": version.number,
        "seen_at": now,
        "backfill": decision.prepared.intake.backfill,
        "content_sha256": version.content_sha256,
        "page_sha256": page["sha256"] if page else None,
        "url": article.url,
        "title": article.title,
        "body": article.body,
        **dated_row("published", article.published),
        **dated_row("modified", article.modified),
        "authors": article.authors,
        "section": article.section,
        "topics": article.topics,
        "language": article.language,
        "dateline": article.dateline,
        "quotes_version": article.quotes_version,
    }


def _write_people(connection: Connection, fresh: Sequence[Decision], now: datetime, numbers: Numbers) -> None:
    said, named = [], []
    bound = bind(connection, [_text(decision, now) for decision in fresh], numbers)
    for decision, text in zip(fresh, bound, strict=True):
        article, rev_seq = decision.prepared.intake.article, decision.version.rev_seq
        for quote, voice in zip(article.quotes, text.said, strict=True):
            row = {name: getattr(quote, name) for name in QUOTE_FIELDS}
            said.append({"id": numbers.take("statement"), "rev_seq": rev_seq, **row, **asdict(voice)})
        for position, (mention, person) in enumerate(zip(article.mentions, text.named, strict=True)):
            row = {"name": mention.name, "title": mention.title, "person_id": person}
            named.append({"rev_seq": rev_seq, "position": position, **row})
    if said:
        connection.execute(insert(statements), said)
    if named:
        connection.execute(insert(mentions), named)


def _text(decision: Decision, now: datetime) -> Text:
    article = decision.prepared.intake.article
    day = (article.published.at if article.published else now).date()
    said = [Said(q.speaker_name if q.speaker_is_person else None, q.title, q.text) for q in article.quotes]
    return Text(decision.version.article_id, day, said, [(mention.name, mention.title) for mention in article.mentions])


def _labels(article: Article) -> Iterator[str]:
    """What may become topics."""
    yield from article.topics
    if article.section:
        yield article.section


def _write_seen(connection: Connection, decisions: Sequence[Decision], now: datetime) -> None:
    noted: dict[str, list[tuple[Seen, str | None, int | None]]] = {}
    for decision in decisions:
        here = noted.setdefault(decision.prepared.intake.source, [])
        here.append((_remembered(decision.prepared.intake), None, decision.version.article_id))
    for source, entries in noted.items():
        note(connection, source, entries, now)


def _remembered(intake: Intake) -> Seen:
    return Seen(
        url=intake.offered,
        state="article",
        changed_hint=intake.changed_hint,
        etag=intake.page.etag if intake.page else None,
        last_modified=intake.page.last_modified if intake.page else None,
        attempts=0,
        next_check_at=intake.next_check_at,
    )
