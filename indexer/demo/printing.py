"""From an occurrence to a story on a wire: numbers, addresses, bylines, dates, and the corrections printed later."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from indexer.demo import desk
from indexer.demo.desk import Copy, Occurrence
from indexer.demo.stockroom import Stock
from indexer.demo.story import Story, Wire
from indexer.demo.wording import Language

Correction = Literal["headline", "number"]

LANGUAGES: Mapping[Wire, Language] = {"english": "en", "ukrainian": "uk", "mirror": "en"}
PATHS: Mapping[Wire, str] = {
    "english": "/news/{section}/{number}.html",
    "ukrainian": "/novyny/{number}/",
    "mirror": "/story.php?id={number}",
}
# The Ukrainian desk files first, the English one translates.
FILED_AFTER: Mapping[Wire, timedelta] = {"ukrainian": timedelta(minutes=5), "english": timedelta(minutes=35)}
# A wire signs about half of its stories, a few of them with two names.
BYLINES = (0, 0, 0, 0, 1, 1, 1, 1, 2)


@dataclass(frozen=True, slots=True)
class Filed:
    """A story with what it was written from, which a correction or a mirror needs."""

    occurrence: Occurrence
    copy: Copy
    story: Story


def file_story(stock: Stock, seed: int, occurrence: Occurrence, wire: Wire, number: int) -> Filed:
    """The first version of an occurrence on one of the two wires."""
    language = LANGUAGES[wire]
    rng = _rng(seed, occurrence, wire)
    copy = desk.write(stock, occurrence, language, rng)
    published = occurrence.at + FILED_AFTER[wire]
    event = occurrence.event
    topics = [stock.topics[key].names[language] for key in (event.topic, event.also) if key]
    story = Story(
        wire=wire,
        number=number,
        event=event.key,
        occurrence=occurrence.serial,
        path=PATHS[wire].format(section=event.topic, number=number),
        language=language,
        title=copy.title,
        dateline=copy.dateline,
        paragraphs=copy.paragraphs,
        published=published,
        changed_at=published,
        modified=None,
        section=event.topic,
        topics=tuple(topics),
        authors=tuple(rng.sample(stock.reporters[language], rng.choice(BYLINES))),
        statements=tuple(statement for _, statement in copy.statements),
    )
    return Filed(occurrence, copy, story)


def correct(stock: Stock, seed: int, filed: Filed, what: Correction, now: datetime) -> Story:
    """The second version: another headline, or another number wherever the story uses it, and a note at the end."""
    note = stock.phrases[filed.story.language].notes[f"note_{what}"]
    story = filed.story
    if what == "headline":
        title = next(title for title in filed.copy.titles if title != story.title)
        statements = tuple(statement for statement in story.statements if not statement.in_title)
        story = replace(story, title=title, statements=statements)
    else:
        copy = _with_other_number(stock, seed, filed)
        assert copy is not None, "only stories with a number in a quote are chosen for this"
        statements = tuple(statement for _, statement in copy.statements)
        story = replace(story, title=copy.title, paragraphs=copy.paragraphs, statements=statements)
    return replace(story, paragraphs=(*story.paragraphs, note), modified=now, changed_at=now)


def quotes_a_number(stock: Stock, seed: int, filed: Filed) -> bool:
    return _with_other_number(stock, seed, filed) is not None


def _with_other_number(stock: Stock, seed: int, filed: Filed) -> Copy | None:
    """The same copy with one whole number raised. None where no direct quote changes by it."""
    occurrence = filed.occurrence
    for slot, value in occurrence.numbers.items():
        if not isinstance(value, int):
            continue
        raised = replace(occurrence, numbers={**occurrence.numbers, slot: value + max(2, value // 8)})
        copy = desk.write(stock, raised, filed.story.language, _rng(seed, occurrence, filed.story.wire))
        if _direct(copy) != _direct(filed.copy):
            return copy
    return None


def _direct(copy: Copy) -> tuple[str, ...]:
    return tuple(statement.text for _, statement in copy.statements if statement.kind == "direct")


def _rng(seed: int, occurrence: Occurrence, wire: Wire) -> Random:
    return Random(f"{seed}:{occurrence.serial}:{wire}")  # noqa: S311 - a story needs repeatable chance, not secrecy
