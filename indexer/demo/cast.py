"""The invented officials, and which office each of them holds on a given day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from indexer.demo.wording import Language


@dataclass(frozen=True, slots=True)
class Office:
    """An office held from `since` (included) to `until` (excluded). None: open at that end."""

    body: str
    since: date | None
    until: date | None
    titles: Mapping[Language, str]
    """Before a name: "Deputy Interior Minister"."""
    title_genitive: str
    """Ukrainian, for "за словами"."""
    long: str
    """English, behind a name: "deputy minister of internal affairs"."""

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Official:
    gender: str
    names: Mapping[Language, tuple[str, str]]
    """Given name and surname."""
    genitive: tuple[str, str]
    alias: tuple[str, str] | None
    """How the mirror spells the English name. None where it spells it as the wire does."""
    offices: tuple[Office, ...]

    def name(self, language: Language) -> str:
        return " ".join(self.names[language])

    def office_on(self, day: date) -> Office | None:
        """None where the official holds no office that day."""
        return next((office for office in self.offices if office.holds(day)), None)


def cast(rows: tuple[Mapping[str, Any], ...], anchor: date) -> tuple[Official, ...]:
    """The officials of people.toml, whose dates count in days from the anchor."""
    return tuple(
        Official(
            gender=row["gender"],
            names={"en": _pair(row["en"]), "uk": _pair(row["uk"])},
            genitive=_pair(row["uk_gen"]),
            alias=_pair(row["alias"]) if "alias" in row else None,
            offices=tuple(_office(office, anchor) for office in row["offices"]),
        )
        for row in rows
    )


def in_office(officials: tuple[Official, ...], bodies: tuple[str, ...], day: date) -> tuple[Official, ...]:
    """Everybody who speaks for one of these institutions on that day, in the order of the institutions."""
    return tuple(
        official
        for body in bodies
        for official in officials
        if (office := official.office_on(day)) is not None and office.body == body
    )


def _pair(names: list[str]) -> tuple[str, str]:
    given, surname = names
    return given, surname


def _office(row: Mapping[str, Any], anchor: date) -> Office:
    return Office(
        body=row["body"],
        since=anchor + timedelta(days=row["from"]) if "from" in row else None,
        until=anchor + timedelta(days=row["until"]) if "until" in row else None,
        titles={"en": row["en"], "uk": row["uk"]},
        title_genitive=row["uk_gen"],
        long=row["long"],
    )
