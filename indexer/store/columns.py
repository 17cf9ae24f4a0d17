"""How our values lie in columns: the same for every database, so that a round trip gives back what was put."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text, TypeDecorator

INDEXED_LENGTH_MAX = 500
"""Characters of a text that is part of a key: PostgreSQL refuses index entries of more than about 2,700 bytes."""

# PostgreSQL refuses NUL, and neither database can encode half a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text as it will come back: every code point that no database takes is U+FFFD, so that offsets still hold."""
    return _UNSTORABLE.sub("\ufffd", text)


def utc(moment: datetime) -> datetime:
    """The same instant in UTC. Within a day of the calendar's ends, where there is none, the clock time is kept."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


class Words(TypeDecorator[str]):
    """Text of any length and origin."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC. SQLite knows no zones: there it lies without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return utc(value).replace(tzinfo=None) if dialect.name == "sqlite" else utc(value)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Tuple(TypeDecorator[tuple[Any, ...]]):
    """A tuple of strings, of numbers, or of (string, number) pairs, as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[Any] | None, _dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(_storable(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[Any, ...] | None:
        if value is None:
            return None
        return tuple(tuple(item) if isinstance(item, list) else item for item in json.loads(value))


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    return [_storable(item) for item in value] if isinstance(value, list | tuple) else value
