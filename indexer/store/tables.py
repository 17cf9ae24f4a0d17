"""Every table of the archive. The migrations build the same; a test compares the two.

Numbers that callers keep (articles, statements, people, `rev_seq`) are handed out by `counters`, never by the database:
they follow the order of commits and are never given twice.
"""

from dataclasses import fields

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

from indexer.model import Quote
from indexer.store.columns import Instant, Tuple, Words
from indexer.store.dated import dated_columns

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _number() -> Column[int]:
    """The number a row is known by, given by `counters`."""
    return Column("id", Integer, primary_key=True, autoincrement=False)


# ------------------------------------------------------------------------------------------ articles and their versions

counters = Table(
    "counters",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

# What the archive was last read with: a fingerprint of the topics.
settings = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Words, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    _number(),
    Column("source", String, nullable=False),
    Column("url", Words, nullable=False),
    Column("guid", Words),
    Column("first_seen_at", Instant, nullable=False),
    # The present revision. No foreign key: the two tables would hold each other.
    Column("rev_seq", Integer, nullable=False, unique=True),
    UniqueConstraint("source", "url"),
    UniqueConstraint("source", "guid"),
)

pages = Table(
    "pages",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("url", Words, nullable=False),
    Column("status", Integer, nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("content_type", Words),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("body", LargeBinary, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("rev_seq", Integer, primary_key=True, autoincrement=False),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("backfill", Boolean, nullable=False),
    Column("content_sha256", String(64), nullable=False),
    Column("page_sha256", ForeignKey("pages.sha256")),
    Column("url", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("body", Words, nullable=False),
    *dated_columns("published"),
    *dated_columns("modified"),
    Column("authors", Tuple, nullable=False),
    Column("section", Words),
    Column("topics", Tuple, nullable=False),
    Column("language", String),
    Column("dateline", Words),
    # Of the rules that read its quotes; older ones are read again by `reparse`.
    Column("quotes_version", Integer, nullable=False, server_default="0", index=True),
    UniqueConstraint("article_id", "number"),
)

changes = Table(
    "changes",
    metadata,
    Column("rev_seq", Integer, primary_key=True, autoincrement=False),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("at", Instant, nullable=False, index=True),
)

# Articles whose people, offices or topics changed without a new version: the index shows them as they were until it has
# read them again.
touched = Table(
    "touched",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    # A number given again could be struck off by somebody who has read the one before.
    sqlite_autoincrement=True,
)

# Versions whose names have to be led back to people again, after a decision or with new knowledge of offices.
unbound = Table(
    "unbound",
    metadata,
    Column("rev_seq", ForeignKey("revisions.rev_seq"), primary_key=True, autoincrement=False),
)

topics = Table(
    "topics",
    metadata,
    Column("value", Words, primary_key=True),
    Column("label", Words, nullable=False),
)

# What rules and people say an article is about; what its publisher says stands in its revisions.
article_topics = Table(
    "article_topics",
    metadata,
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("value", Words, nullable=False),
    # rule or person.
    Column("by", String, nullable=False),
    PrimaryKeyConstraint("article_id", "value", "by"),
)

# -------------------------------------------------------------------------------------------- people and what they said

persons = Table(
    "persons",
    metadata,
    _number(),
    Column("slug", Words, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    # The person this one turned out to be. Spellings stay with whom they were met for, so that it can be undone. No
    # foreign key, here and in other columns that came later: SQLite cannot add one without writing the table anew.
    Column("merged_into", Integer, index=True),
)

# Every spelling, the person's name among them.
aliases = Table(
    "aliases",
    metadata,
    Column("person_id", ForeignKey("persons.id"), nullable=False),
    Column("alias", Words, nullable=False),
    Column("key", Words, nullable=False, index=True),
    PrimaryKeyConstraint("person_id", "alias"),
)

# Folded words of every spelling, for looking people up by any of them.
person_tokens = Table(
    "person_tokens",
    metadata,
    Column("token", Words, nullable=False),
    Column("person_id", ForeignKey("persons.id"), nullable=False),
    PrimaryKeyConstraint("token", "person_id"),
)

# A name that means another person than usual beside a title with these words.
distinctions = Table(
    "distinctions",
    metadata,
    Column("decision_id", ForeignKey("decisions.id"), primary_key=True),
    Column("key", Words, nullable=False, index=True),
    Column("title_words", Tuple, nullable=False),
    Column("person_id", ForeignKey("persons.id"), nullable=False),
)

# Two people who stay two, however alike their names are.
kept_apart = Table(
    "kept_apart",
    metadata,
    Column("decision_id", ForeignKey("decisions.id"), primary_key=True),
    Column("person_id", ForeignKey("persons.id"), nullable=False, index=True),
    Column("other_id", ForeignKey("persons.id"), nullable=False),
)

# Words of an article that are not those of the person whom the rules name.
reattributions = Table(
    "reattributions",
    metadata,
    Column("decision_id", ForeignKey("decisions.id"), primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False, index=True),
    # In small letters, without marks.
    Column("words", Words, nullable=False),
    Column("person_id", ForeignKey("persons.id"), nullable=False),
    # NULL: nobody known said them.
    Column("instead_id", ForeignKey("persons.id")),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by", Words, nullable=False),
    Column("kind", String, nullable=False),
    # The decision's own fields, by name, and what undoing it takes.
    Column("what", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("revoked_at", Instant),
    Column("revoked_by", Words),
)

offices = Table(
    "offices",
    metadata,
    Column("slug", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("aliases", Tuple, nullable=False),
    Column("parent", Words),
)

tenures = Table(
    "tenures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("persons.id"), nullable=False, index=True),
    Column("office", ForeignKey("offices.slug"), nullable=False, index=True),
    Column("title", Words, nullable=False),
    Column("since", String),
    Column("until", String),
    Column("origin", Words, nullable=False),
)

QUOTE_FIELDS = tuple(f.name for f in fields(Quote))
"""Columns of `statements`, under the same names."""

statements = Table(
    "statements",
    metadata,
    _number(),
    Column("rev_seq", ForeignKey("revisions.rev_seq"), nullable=False, index=True),
    Column("person_id", ForeignKey("persons.id"), index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Column("kind", String, nullable=False),
    Column("cue", Words),
    Column("speaker_text", Words),
    Column("speaker_start", Integer),
    Column("speaker_end", Integer),
    Column("speaker_name", Words),
    Column("title", Words),
    Column("speaker_type", String, nullable=False),
    Column("resolution", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("fragment", Boolean, nullable=False),
    Column("in_title", Boolean, nullable=False),
    # How the person was found; see `model.Statement`. NULL: there is none.
    Column("bound", String),
    # Slug of the office that the title as written names. NULL: none that is known.
    Column("office", Words),
)

mentions = Table(
    "mentions",
    metadata,
    Column("rev_seq", ForeignKey("revisions.rev_seq"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("person_id", ForeignKey("persons.id"), index=True),
    Column("name", Words, nullable=False),
    Column("title", Words),
    PrimaryKeyConstraint("rev_seq", "position"),
)

# ------------------------------------------------------------------------------------------------------------- crawling

seen = Table(
    "seen",
    metadata,
    Column("source", String, nullable=False),
    Column("url", Words, nullable=False),
    Column("state", String, nullable=False),
    Column("changed_hint", Words),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("attempts", Integer, nullable=False),
    Column("next_check_at", Instant),
    Column("reason", Words),
    Column("article_id", ForeignKey("articles.id"), index=True),
    Column("noted_at", Instant, nullable=False),
    PrimaryKeyConstraint("source", "url"),
    Index(None, "source", "next_check_at"),
)

visits = Table(
    "visits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("found", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("not_articles", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("error", Words),
    Column("reasons", Tuple, nullable=False),
    # Of its source: found without walking through years of visits.
    Column("latest", Boolean, nullable=False),
    Index(None, "source", "id"),
    Index(None, "latest", "source"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String, primary_key=True),
    Column("holder", String, nullable=False),
    # Grows with every claim, so that the writes of a holder who overslept can be told from its successor's.
    Column("token", Integer, nullable=False),
    # NULL: given back.
    Column("until", Instant),
)

# -------------------------------------------------------------------------------------------------------- saved queries

saved_queries = Table(
    "saved_queries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("owner", String, nullable=False, index=True),
    Column("name", Words, nullable=False),
    Column("params", Words, nullable=False),
    # Then `params` is sealed with a key that the database does not hold, and mails say only how many.
    Column("confidential", Boolean, nullable=False),
    Column("schedule_kind", String, nullable=False),
    Column("schedule_at", String, nullable=False),
    Column("schedule_weekdays", Tuple, nullable=False),
    Column("schedule_zone", String, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", Words),
    Column("paused_until", Instant),
    Column("corrections", String, nullable=False),
    Column("include_backfill", Boolean, nullable=False),
    Column("items_max", Integer, nullable=False),
    Column("heartbeat", Boolean, nullable=False),
    # Of the secret in the address of its Atom feed. NULL: it has no feed.
    Column("feed_token_sha256", String(64), unique=True),
    Column("watermark", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("next_due_at", Instant, index=True),
    Column("lease_holder", String),
    Column("lease_token", Integer, nullable=False),
    Column("lease_until", Instant),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("query_id", ForeignKey("saved_queries.id"), nullable=False),
    Column("slot", String, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("low", Integer, nullable=False),
    Column("high", Integer, nullable=False),
    Column("found", Integer, nullable=False),
    Column("delivered", Integer, nullable=False),
    Column("suppressed", Tuple, nullable=False),
    Column("error", Words),
    UniqueConstraint("query_id", "slot"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("query_id", ForeignKey("saved_queries.id"), nullable=False),
    Column("run_id", ForeignKey("runs.id"), nullable=False, index=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False, index=True),
    Column("item_class", String, nullable=False),
    Column("rev_seq", Integer, nullable=False),
    # As it was told; the article may be corrected or removed later.
    Column("headline", Words, nullable=False),
    Column("statement_ids", Tuple, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("read_at", Instant),
    Column("starred_at", Instant),
    Column("dismissed_at", Instant),
    UniqueConstraint("query_id", "article_id", "item_class"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    # The same for every attempt: Message-ID, Idempotency-Key and Atom id are made of it.
    Column("key", String, nullable=False, unique=True),
    Column("run_id", ForeignKey("runs.id"), nullable=False, index=True),
    Column("channel", String, nullable=False),
    Column("recipient", Words, nullable=False),
    # waiting, sent, dead (given up, shown to people) or cancelled.
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("next_try_at", Instant),
    Column("lease_until", Instant),
    Column("lease_token", Integer, nullable=False),
    Column("last_error", Words),
    Column("sent_at", Instant),
    Index(None, "state", "next_try_at"),
)
