"""From the table of fields to Whoosh's schema, and from a revision to the rows of an index.

Texts are indexed as exact folded forms with their places; stems are a matter of asking. Keyword values are terms byte
by byte. Dates, numbers and lengths are columns, never terms: a range over terms costs Whoosh a thousand times more.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence, Positions

from indexer import analysis, fields
from indexer.model import Revision, Statement, View

FORMAT = 2
"""Raise it when the files change so that older ones cannot be read."""

MISSING = -(2**63)
"""Stands in a column where a document has no value."""

PARAGRAPH = "\n"
"""Stands like a word of its own between two paragraphs of a text, and between two values of a text field. So no phrase
goes on from one to the next, and the paragraphs can be told apart. Where there is but one there is none of it."""

VIEWS: tuple[View, ...] = ("articles", "quotes")
NUMBERS = ("id", "article", "rev-seq", "reached")
"""Columns beside the table's dates. Only the watermark document has `reached`, and nothing else."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Places(Positions):  # type: ignore[misc] # Whoosh has no types
    """Places of a form in a text, as plain numbers of four bytes."""

    def decode_positions(self, valuestring: bytes) -> list[int]:
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // 4


class Forms(FieldType):  # type: ignore[misc] # Whoosh has no types
    """A text, as its forms with their places."""

    def __init__(self) -> None:
        super().__init__(Places(), analyzer=None)


class Values(FieldType):  # type: ignore[misc] # Whoosh has no types
    """Whole values, none of them analysed; an empty one is no value."""

    def __init__(self) -> None:
        super().__init__(Existence(), analyzer=None)


def encoded(term: str) -> bytes:
    # A lone surrogate is bad text, but no reason to lose an article.
    return term.encode("utf-8", "surrogatepass")


def decoded(term: bytes) -> str:
    return term.decode("utf-8", "surrogatepass")


def fingerprint() -> str:
    """Changes when an index built by older code could answer wrongly. Begins with the format."""
    return f"{FORMAT}-{fields.fingerprint()}-{analysis.VERSION}"


def length_column(field: str) -> str:
    """The column that holds how many words a text field has."""
    return f"{field}.words"


def text_fields(view: View) -> tuple[fields.Field, ...]:
    return fields.of_kind("text", view)


def plain_fields(view: View) -> tuple[fields.Field, ...]:
    """The text fields in which words are looked for that were typed without a field."""
    return tuple(field for field in text_fields(view) if field.plain)


def columns(view: View) -> tuple[str, ...]:
    dates = (f.name for f in fields.of_kind("date", view))
    lengths = (length_column(f.name) for f in text_fields(view))
    return (*NUMBERS, *dates, *lengths)


def term_fields(view: View) -> tuple[str, ...]:
    """The fields that have terms."""
    return tuple(f.name for f in fields.FIELDS if f.kind != "date" and view in f.views)


def whoosh_schema(view: View) -> Schema:
    schema = Schema()
    for field in text_fields(view):
        schema.add(field.name, Forms())
    for field in fields.of_kind("keyword", view):
        schema.add(field.name, Values())
    for name in columns(view):
        schema.add(name, COLUMN(NumericColumn("q", default=MISSING)))
    return schema


def rows(revision: Revision, view: View) -> Iterator[dict[str, Any]]:
    """What an index of this view holds of a revision: the article itself, or its statements one by one."""
    if view == "articles":
        yield {"id": revision.article_id, **_row(revision, None, view)}
    else:
        for statement in revision.whole_statements:
            yield {"id": statement.id, **_row(revision, statement, view)}


def watermark(reached: int) -> dict[str, int]:
    """The document by which an index remembers how far it has read the change log."""
    return {"reached": reached}


def seconds(at: datetime) -> int:
    """Whole seconds since 1970, as the date columns hold them."""
    return (at - _EPOCH) // _ONE_SECOND


_ONE_SECOND = _EPOCH.resolution * 1_000_000


def _row(revision: Revision, statement: Statement | None, view: View) -> Mapping[str, Any]:
    row: dict[str, Any] = {"article": revision.article_id, "rev-seq": revision.rev_seq}
    for field in fields.FIELDS:
        value = field.read(revision, statement) if view in field.views else None
        if isinstance(value, datetime):
            row[field.name] = seconds(value)
        elif value is not None:
            row[field.name] = value if field.kind == "keyword" else _paragraphs(value)
    return row


def _paragraphs(texts: Sequence[str]) -> list[str]:
    """Those with words in them."""
    return [paragraph for text in texts for paragraph in text.split("\n") if analysis.WORD.search(paragraph)]
