"""The language by example, each one a search that finds something in this very archive."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import urlencode

from flask import current_app

from indexer import analysis
from indexer.archive import Archive
from indexer.ask import Answer
from indexer.model import Histogram
from indexer.query import And, Days, Fuzzy, InField, Keyword, Near, Node, Or, Phrase, Query, Wildcard, Word, render

LETTERS_MIN = 5
"""Of the words that stand in examples: shorter ones mean little by themselves."""
BEGINNING = 4
USUAL = ("border", "guard")
"""Where no headline gives two words one after the other."""


@dataclass(frozen=True, slots=True)
class Example:
    typed: str
    meaning: str
    href: str


def of(archive: Archive, today: date) -> tuple[Example, ...]:
    """Made once a day, and anew once there is something to make them from."""
    made_for = (today, archive.engine.answering() > 0)
    kept: tuple[object, tuple[Example, ...]] = current_app.extensions.get("examples", (None, ()))
    if kept[0] != made_for:
        kept = made_for, tuple(_made(archive.ask(Query(zone=archive.config.zone)), archive))
        current_app.extensions["examples"] = kept
    return kept[1]


def _made(everything: Answer, archive: Archive) -> Iterator[Example]:
    first, second = _pair(everything)
    words = Word(first), Word(second)
    yield _example(And(words), "both words, in any of their forms")
    yield _example(Phrase(f"{first} {second}"), "exactly these words in this order, with any quotation marks")
    yield _example(Or(words), "either; also АБО. NOT, НЕ or a hyphen leave out: -drill")
    yield _example(Near(words, 10), "with at most ten words between; SAME: in one paragraph")
    yield _example(Wildcard(f"{first[:BEGINNING]}*"), "words that begin so; a ? stands for one letter")
    yield _example(Fuzzy(first, 1), "spelt so or nearly so")
    if speaker := _most_frequent(everything, "said-by"):
        value, name = speaker
        yield _example(Keyword("said-by", (name,)), "what a person said; mentions: where somebody is only named")
        if offices := archive.store.titles_met(value):
            yield _example(InField("role", offices[0][0]), "what somebody in this office said")
    if topic := _most_frequent(everything, "topic"):
        yield _example(Keyword("topic", (topic[1],)), "a topic; also source:, lang:, kind:, has:, is:")
    if everything.results.histogram.bars:
        meaning = "published then; also 2026-03..2026-05, >=2026-03-18, 7d, yesterday, none"
        yield _example(_latest(everything.results.histogram), meaning)


def _example(node: Node, meaning: str) -> Example:
    text = render(node)
    return Example(text, meaning, f"/search?{urlencode({'q': text})}")


def _pair(everything: Answer) -> tuple[str, str]:
    """Two words that follow each other in a headline."""
    for found in everything.found:
        words = analysis.WORD.findall(found.revision.article.title)
        for first, second in pairwise(words):
            if all(len(word) >= LETTERS_MIN and word.isalpha() for word in (first, second)):
                return first.lower(), second.lower()
    return USUAL


def _most_frequent(everything: Answer, field: str) -> tuple[str, str] | None:
    """Value and name. None where no article has any."""
    facet = next((facet for facet in everything.results.facets if facet.field == field), None)
    if facet is None or not facet.values:
        return None
    value = facet.values[0].value
    return value, everything.label(field, value)


def _latest(histogram: Histogram) -> Days:
    """Days with an article: those of the last bar, or the month of it where it is a single day."""
    bar = histogram.bars[-1]
    if histogram.unit != "day":
        return Days("date", bar.first, bar.until - timedelta(days=1))
    _, last = monthrange(bar.first.year, bar.first.month)
    return Days("date", bar.first.replace(day=1), bar.first.replace(day=last))
