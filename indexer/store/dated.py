"""A `Dated` in columns: the instant in UTC for the database to compare, and beside it what the page said."""

from collections.abc import Mapping
from datetime import timedelta, timezone
from typing import Any

from sqlalchemy import Boolean, Column, Integer, Row, String

from indexer.model import Dated
from indexer.store.columns import Instant, Words, utc

_PARTS = {
    "at": Instant,
    "offset_s": Integer,
    "raw": Words,
    "origin": String,
    "precision": String,
    "zone_stated": Boolean,
}


def dated_columns(name: str) -> tuple[Column[Any], ...]:
    """All NULL where there is no date."""
    return tuple(Column(f"{name}_{part}", kind) for part, kind in _PARTS.items())


def dated_row(name: str, dated: Dated | None) -> Mapping[str, Any]:
    if dated is None:
        return {f"{name}_{part}": None for part in _PARTS}
    on_the_clock = dated.at.replace(tzinfo=None)
    return {
        f"{name}_at": dated.at,
        f"{name}_offset_s": round((on_the_clock - utc(dated.at).replace(tzinfo=None)).total_seconds()),
        f"{name}_raw": dated.raw,
        f"{name}_origin": dated.origin,
        f"{name}_precision": dated.precision,
        f"{name}_zone_stated": dated.zone_stated,
    }


def read_dated(name: str, row: Row[Any]) -> Dated | None:
    at, offset_s, raw, origin, precision, zone_stated = (getattr(row, f"{name}_{part}") for part in _PARTS)
    if at is None:
        return None
    return Dated(at.astimezone(timezone(timedelta(seconds=offset_s))), raw, origin, precision, zone_stated)
