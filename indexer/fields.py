"""The one table of what can be searched, counted and sorted by. Engines, pages and the query language read it.

A new field or facet is one row here.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from indexer.model import Revision, Statement, Tenure, View
from indexer.offices import held_on, is_former

LATE_AFTER = timedelta(hours=48)
FUTURE_AFTER = timedelta(hours=26)
"""Of the date stated to the first sight of it: a day begins up to 14 hours earlier elsewhere, and clocks are wrong."""

BOTH: tuple[View, ...] = ("articles", "quotes")


@dataclass(frozen=True, slots=True)
class Field:
    """`read` gives the field's values for an article (statement None) or for one statement of it."""

    name: str
    label: str
    kind: Literal["text", "keyword", "date"]
    views: tuple[View, ...]
    read: Callable[[Revision, Statement | None], tuple[str, ...] | datetime | None]
    facet: bool = False
    """Counted beside the results."""
    weight: float = 1.0
    """How much a hit in this text counts; only for kind text."""
    plain: bool = True
    """Whether words without a field are looked for in it; only for kind text."""


def context(revision: Revision, statement: Statement) -> str:
    """The paragraph in which the statement stands; the title, where it stands in the title."""
    if statement.quote.in_title:
        return revision.article.title
    body = revision.article.body
    start = body.rfind("\n", 0, statement.quote.start) + 1
    end = body.find("\n", statement.quote.end)
    return body[start : end if end >= 0 else len(body)]


def held_then(revision: Revision, statement: Statement) -> tuple[Tenure, ...]:
    """The speaker's times in office that cover the day of publication or, of what is undated, of first sight."""
    published = revision.article.published
    day = (published.at if published else revision.first_seen).date()
    tenures = held_on(statement.person.tenures, day) if statement.person else ()
    # Whom the article calls former has left, though no end is recorded.
    has_left = bool(tenures) and statement.title is not None and is_former(statement.title)
    return tuple(tenure for tenure in tenures if tenure.until or not has_left)


def _speakers(revision: Revision, statement: Statement | None) -> tuple[str, ...]:
    statements = revision.statements if statement is None else (statement,)
    return tuple(dict.fromkeys(s.person.slug for s in statements if s.person))


def _mentioned_only(revision: Revision, statement: Statement | None) -> tuple[str, ...]:
    quoted = _speakers(revision, None)
    return tuple(p.slug for p in revision.mentioned if p.slug not in quoted)


def _kinds(revision: Revision, statement: Statement | None) -> tuple[str, ...]:
    statements = revision.whole_statements if statement is None else (statement,)
    return tuple(dict.fromkeys(s.quote.kind for s in statements))


def _roles(revision: Revision, statement: Statement | None) -> tuple[str, ...]:
    statements = revision.whole_statements if statement is None else (statement,)
    titles = (s.title for s in statements if s.title)
    return tuple(dict.fromkeys(title for title in titles if not is_former(title)))


def _offices(revision: Revision, statement: Statement | None) -> tuple[str, ...]:
    """Which offices the speakers held on the day, as tenures tell or the titles beside their names."""
    statements = revision.whole_statements if statement is None else (statement,)
    held = ((*(slug for tenure in held_then(revision, s) for slug in tenure.within), *s.titled) for s in statements)
    return tuple(dict.fromkeys(slug for slugs in held for slug in slugs))


def _has(revision: Revision, statement: Statement | None) -> tuple[str, ...]:
    article = revision.article
    there = {
        "quote": revision.statements,
        "speaker": _speakers(revision, statement),
        "author": article.authors,
        "topic": revision.topics,
        "update": revision.number > 1,
    }
    return tuple(name for name, is_there in there.items() if is_there)


def _is(revision: Revision, statement: Statement | None) -> tuple[str, ...]:
    published = revision.article.published
    true = {
        "late": is_late(revision),
        "future": published is not None and published.at - revision.first_seen > FUTURE_AFTER,
        "backfill": revision.backfill,
    }
    return tuple(name for name, is_so in true.items() if is_so)


def is_late(revision: Revision) -> bool:
    """Whether the archive met the article long after it was published."""
    published = revision.article.published
    return published is not None and revision.first_seen - published.at > LATE_AFTER


def _topics(revision: Revision, statement: Statement | None) -> tuple[str, ...]:
    return tuple(topic.value for topic in revision.topics)


def _quoted_words(revision: Revision, statement: Statement | None) -> tuple[str, ...]:
    return (statement.quote.text,) if statement else ()


def _around(revision: Revision, statement: Statement | None) -> tuple[str, ...]:
    return (context(revision, statement),) if statement else ()


FIELDS = (
    Field("title", "Title", "text", ("articles",), lambda r, s: (r.article.title,), weight=2.0),
    Field("body", "Text", "text", ("articles",), lambda r, s: (r.article.body,)),
    Field("quote", "Quote", "text", ("quotes",), _quoted_words, weight=2.0),
    Field("context", "Around the quote", "text", ("quotes",), _around),
    Field("role", "In office as", "text", BOTH, _roles, plain=False),
    Field("said-by", "Said by", "keyword", BOTH, _speakers, facet=True),
    Field("office", "In office at the time", "keyword", BOTH, _offices, facet=True),
    Field("kind", "How", "keyword", BOTH, _kinds, facet=True),
    Field("mentions", "Mentioned, not quoted", "keyword", BOTH, _mentioned_only, facet=True),
    Field("topic", "Topic", "keyword", BOTH, _topics, facet=True),
    Field("source", "Source", "keyword", BOTH, lambda r, s: (r.source,), facet=True),
    Field("lang", "Language", "keyword", BOTH, lambda r, s: (r.article.language or "unknown",), facet=True),
    Field("has", "Has", "keyword", BOTH, _has),
    Field("is", "Is", "keyword", BOTH, _is),
    Field("date", "Published", "date", BOTH, lambda r, s: r.article.published.at if r.article.published else None),
    Field("seen", "First seen", "date", BOTH, lambda r, s: r.first_seen),
    Field("changed", "Last changed", "date", BOTH, lambda r, s: r.seen_at),
)

BY_NAME = {field.name: field for field in FIELDS}


def of_kind(kind: str, view: View) -> tuple[Field, ...]:
    """The fields of one kind that this view has, in the order of the table."""
    return tuple(f for f in FIELDS if f.kind == kind and view in f.views)


def facets(view: View) -> tuple[Field, ...]:
    return tuple(f for f in of_kind("keyword", view) if f.facet)


def fingerprint() -> str:
    """Changes when an index built from an older table could answer wrongly."""
    rows = [f"{f.name}/{f.kind}/{','.join(f.views)}" for f in FIELDS]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12]
