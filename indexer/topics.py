"""From a publisher's tags and sections to topics: one value for all ways to write one. Pure.

Which ways mean the same is told by the `[[topics]]` stanzas of config.toml; there the topics are named that rules find.
"""

import hashlib
import json
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from indexer import analysis
from indexer.model import Assigner, Topic

VERSION = 1
"""Raise it when `normal` changes: all articles are then read again."""
CHARS_MAX = 200
"""A longer text is a sentence that stands where a tag should."""
WRITTEN_MAX = 1_000
"""Before spaces and marks are taken off."""
GIVEN_MAX = 30
"""Topics that people may give to one article."""

_TRAILING = ".,;:!?… "
_SAME = {**dict.fromkeys(map(ord, analysis.APOSTROPHES), "'"), **dict.fromkeys(map(ord, analysis.INVISIBLE))}


@dataclass(frozen=True, slots=True)
class Stanza:
    """A topic as config.toml describes it."""

    name: str
    """As people read it."""
    also: tuple[str, ...] = ()
    """Tags and sections that mean the same, in any language."""
    rule: str | None = None
    """A search whose results are on this topic. None: only tags, sections and people say so."""


def normal(text: str) -> str:
    """The form in which tags are compared: no case, no #, no mark at the end, one apostrophe.

    Empty for what is no tag: without a letter or digit, or far too long.
    """
    return _remembered(text) if len(text) <= WRITTEN_MAX else ""


@lru_cache(maxsize=100_000)
def _remembered(text: str) -> str:
    folded = unicodedata.normalize("NFC", text.casefold()).translate(_SAME)
    # Once more: what was kept apart by an invisible mark may be one letter now.
    form = " ".join(unicodedata.normalize("NFC", folded).split()).lstrip("# ").rstrip(_TRAILING)
    return form if any(map(str.isalnum, form)) else ""


class Topics:
    """What the stanzas say; without any, each tag is a topic of its own."""

    def __init__(self, stanzas: Iterable[Stanza] = ()) -> None:
        self.stanzas = tuple(stanzas)
        self._names = {normal(stanza.name): stanza.name for stanza in self.stanzas}
        self._values = {normal(tag): normal(s.name) for s in self.stanzas for tag in (s.name, *s.also)}

    def value(self, text: str) -> str:
        """The value under which a topic written so is searched; empty where that is no topic."""
        form = normal(text)
        return self._values.get(form, form)

    def named(self, values: Collection[str]) -> Mapping[str, str]:
        """The names of those that have a stanza."""
        return {value: self._names[value] for value in values if value in self._names}

    def called(self, text: str, values: Iterable[str]) -> frozenset[str]:
        """Those of the values in which the text stands, or in a tag that means the same."""
        form = normal(text)
        meant = {value for tag, value in self._values.items() if form in tag}
        return frozenset(value for value in values if form in value or value in meant)

    def of(
        self, tags: Iterable[str], section: str | None, assigned: Iterable[tuple[str, Assigner]] = ()
    ) -> tuple[Topic, ...]:
        """All topics of an article: its publisher's, then what rules and people assigned, in this order."""
        found: dict[str, Topic] = {}
        told: list[tuple[str, Assigner]] = [(tag, "publisher") for tag in tags]
        if section:
            told.append((section, "section"))
        for text, by in (*told, *assigned):
            value = self.value(text)
            if 0 < len(value) <= CHARS_MAX and value not in found:
                found[value] = Topic(value, self._names.get(value) or label(text), by)
        return tuple(found.values())

    def fingerprint(self) -> str:
        """Changes whenever the same articles may have other topics."""
        told = [VERSION, *([s.name, sorted(s.also), s.rule] for s in self.stanzas)]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def label(text: str) -> str:
    """A tag as people read it: as it was written, in one line and without #."""
    return " ".join(text.split()).lstrip("# ")
