"""The stock of the sample newsroom, read from its TOML files into frozen values: topics, events, places, phrases."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from indexer.demo.wording import Language

SHELF = Path(__file__).with_name("stock")
LANGUAGES: tuple[Language, ...] = ("en", "uk")


@dataclass(frozen=True, slots=True)
class Texts:
    """What can be written about one thing in one language, by its place in a story."""

    headlines: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    """Headlines that are somebody's statement."""
    leads: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    background: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    names: Mapping[Language, str]
    texts: Mapping[Language, Texts]
    reaction_bodies: tuple[str, ...]
    """Institutions whose people answer in stories on this topic."""
    reactions: Mapping[Language, Texts]


@dataclass(frozen=True, slots=True)
class Event:
    """One kind of thing that happens, and everything the wires know to write about it."""

    key: str
    topic: str
    also: str | None
    """A second topic. None where there is none."""
    bodies: tuple[str, ...]
    places: str
    numbers: Mapping[str, tuple[float, ...]]
    """Slot -> least, greatest and (optionally) step."""
    months: tuple[int, ...]
    """When it can happen. Empty: at any time of the year."""
    texts: Mapping[Language, Texts]


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's attributions and small forms."""

    patterns: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Manner ("direct") -> how the speaker is called ("surname") -> templates."""
    words: Mapping[str, tuple[str, ...]]
    dateline: str
    notes: Mapping[str, str]


Forms = Mapping[Language, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Place:
    groups: tuple[str, ...]
    forms: Forms


@dataclass(frozen=True, slots=True)
class Stock:
    topics: Mapping[str, Topic]
    events: tuple[Event, ...]
    bodies: Mapping[str, Mapping[str, str]]
    offices: Mapping[str, Mapping[str, Any]]
    """Other names of institutions and what they belong to, where there is any to tell."""
    places: tuple[Place, ...]
    partners: tuple[Forms, ...]
    phrases: Mapping[Language, Phrases]
    plans: tuple[tuple[str, ...], ...]
    officials: tuple[Mapping[str, Any], ...]
    """As written in people.toml; the cast turns them into people once the anchor day is known."""
    reporters: Mapping[Language, tuple[str, ...]]


@cache
def load() -> Stock:
    topics, events = [], []
    for path in sorted((SHELF / "topics").glob("*.toml")):
        table = _read(path)
        topics.append(_topic(table))
        events += [_event(row, topics[-1].key) for row in table["events"]]
    places, phrases = _read(SHELF / "places.toml"), _read(SHELF / "phrases.toml")
    return Stock(
        topics={topic.key: topic for topic in topics},
        events=tuple(events),
        bodies=_read(SHELF / "bodies.toml"),
        offices=_read(SHELF / "offices.toml"),
        places=tuple(Place(tuple(row["groups"]), _both(row)) for row in places["places"]),
        partners=tuple(_both(row) for row in places["partners"]),
        phrases={language: _phrases(phrases[language]) for language in LANGUAGES},
        plans=tuple(tuple(plan.split()) for plan in phrases["plans"]),
        officials=tuple(_read(SHELF / "people.toml")["officials"]),
        reporters={language: tuple(phrases[language]["reporters"]) for language in LANGUAGES},
    )


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _both(row: Mapping[str, Any]) -> Forms:
    return {language: row[language] for language in LANGUAGES}


def _texts(table: Mapping[str, Any]) -> dict[Language, Texts]:
    return {lang: Texts(**{key: tuple(rows) for key, rows in table[lang].items()}) for lang in LANGUAGES}


def _topic(table: Mapping[str, Any]) -> Topic:
    head, reaction = table["topic"], table["reaction"]
    names: dict[Language, str] = {language: head[language] for language in LANGUAGES}
    return Topic(head["key"], names, _texts(head["texts"]), tuple(reaction["bodies"]), _texts(reaction))


def _event(row: Mapping[str, Any], topic: str) -> Event:
    return Event(
        key=row["key"],
        topic=topic,
        also=row.get("also"),
        bodies=tuple(row["bodies"]),
        places=row["places"],
        numbers={slot: tuple(bounds) for slot, bounds in row.get("numbers", {}).items()},
        months=tuple(row.get("months", ())),
        texts=_texts(row),
    )


def _phrases(table: Mapping[str, Any]) -> Phrases:
    return Phrases(
        patterns={
            manner: {form: tuple(templates) for form, templates in forms.items()}
            for manner, forms in table.items()
            if isinstance(forms, dict)
        },
        words={key: tuple(values) for key, values in table.items() if isinstance(values, list)},
        dateline=table["dateline"],
        notes={key: value for key, value in table.items() if key.startswith("note_")},
    )
