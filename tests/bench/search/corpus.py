"""Articles by the hundred thousand, recombined from real sentences: the same for the same seed, never all in memory.

An article has 200 to 400 words in paragraphs, a day within fifteen years, one to four of 20,000 people and one to three
of 120 topics; people and topics are as uneven as in real archives (Zipf). Articles come in no order of dates.
"""

import json
import lzma
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.bench import Sampled
from indexer.demo.newsroom import build

BLOCK = 1_000
"""Articles made at once. Each block draws its own chances, so that a larger corpus begins as a smaller one."""
WORDS = 200, 360
"""Sentences are added until an article has that many words; the last one brings up to 39 more."""
SENTENCE_WORDS = 5, 40
SENTENCES_MAX = 80
PARAGRAPH_CHANCE = 0.5
FIRST_DAY = datetime(2011, 1, 1, tzinfo=UTC)
DAYS = 15 * 365
PEOPLE, PEOPLE_MAX = 20_000, 4
TOPICS, TOPICS_MAX = 120, 3

_SENTENCE_END = re.compile(r'(?<=[.!?])\s+(?=["“A-Z])')


@dataclass(frozen=True, slots=True)
class Story:
    id: int
    """From 1 on, without holes."""
    title: str
    body: str
    """Paragraphs between newlines."""
    published: datetime
    people: tuple[str, ...]
    topics: tuple[str, ...]


class Corpus:
    """Articles 1, 2, 3 … without end."""

    def __init__(self, sentences: Sequence[str], titles: Sequence[str], seed: int = 1) -> None:
        self._seed = seed
        self._sentences = [s for s in sentences if SENTENCE_WORDS[0] <= s.count(" ") + 1 < SENTENCE_WORDS[1]]
        self._titles = [title for title in titles if title]
        self._lengths = np.array([s.count(" ") + 1 for s in self._sentences])
        self._people = _zipf(PEOPLE)
        self._topics = _zipf(TOPICS)

    def stories(self, first: int, until: int) -> Iterator[Story]:
        """Articles `first` to `until` - 1."""
        for block in range((first - 1) // BLOCK, -(-(until - 1) // BLOCK)):
            begin = block * BLOCK + 1
            yield from self._block(block)[max(0, first - begin) : until - begin]

    def story(self, story_id: int) -> Story:
        return next(self.stories(story_id, story_id + 1))

    def changed(self, ids: Sequence[int], time: int, mark: str) -> Iterator[Story]:
        """Other versions of these articles, with `mark` as a last word; different ones each `time`."""
        others = self.stories(10_000_001 + time * BLOCK, 10_000_001 + time * BLOCK + len(ids))
        for story_id, other in zip(ids, others, strict=True):
            yield Story(story_id, other.title, f"{other.body}\n{mark}", other.published, other.people, other.topics)

    def sample(self, articles: int) -> list[Sampled]:
        """What questions are made of, from the first articles."""
        some = self.stories(1, articles + 1)
        return [Sampled(s.body, s.people, s.topics, s.published.date()) for s in some]

    def _block(self, block: int) -> list[Story]:
        rng = np.random.default_rng([self._seed, block])
        drawn = rng.integers(0, len(self._sentences), (BLOCK, SENTENCES_MAX))
        wanted = rng.integers(*WORDS, BLOCK)
        counts = np.count_nonzero(np.cumsum(self._lengths[drawn], axis=1) < wanted[:, None], axis=1) + 1
        breaks = rng.random((BLOCK, SENTENCES_MAX)) < PARAGRAPH_CHANCE
        titles = rng.integers(0, len(self._titles), BLOCK)
        minutes = rng.integers(0, DAYS * 24 * 60, BLOCK)
        people = _values(rng, self._people, PEOPLE_MAX, "person-{:05}")
        topics = _values(rng, self._topics, TOPICS_MAX, "topic-{:03}")
        return [
            Story(
                block * BLOCK + i + 1,
                self._titles[titles[i]],
                self._body(drawn[i, : counts[i]].tolist(), breaks[i].tolist()),
                FIRST_DAY + timedelta(minutes=int(minutes[i])),
                people[i],
                topics[i],
            )
            for i in range(BLOCK)
        ]

    def _body(self, drawn: list[int], breaks: list[bool]) -> str:
        parts = [self._sentences[drawn[0]]]
        for number, is_new in zip(drawn[1:], breaks, strict=False):
            parts += "\n" if is_new else " ", self._sentences[number]
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Material:
    """Which corpus it is, in a form that can be handed to another process."""

    reuters: Path | None
    """None: the sample newsroom's sentences."""
    seed: int

    def corpus(self) -> Corpus:
        return from_reuters(self.reuters, self.seed) if self.reuters else from_demo(self.seed)

    @property
    def name(self) -> str:
        return f"{'reuters' if self.reuters else 'demo'}-{self.seed}"


def from_reuters(path: Path, seed: int = 1) -> Corpus:
    """From JSON lines {"title", "body"}, which may be packed by xz; Reuters-21578 is what the figures stand for."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    bodies = (" ".join(row["body"].split()) for row in rows)
    sentences = (sentence for body in bodies for sentence in _SENTENCE_END.split(body))
    return Corpus(list(dict.fromkeys(sentences)), [" ".join(row["title"].split()) for row in rows], seed)


def from_demo(seed: int = 1) -> Corpus:
    """From the sample newsroom's English stories: few words, but always at hand."""
    stories = build(date(2026, 3, 18)).of("english")
    sentences = (s for story in stories for paragraph in story.paragraphs for s in _SENTENCE_END.split(paragraph))
    return Corpus(list(dict.fromkeys(sentences)), [story.title for story in stories], seed)


def _zipf(count: int) -> NDArray[np.float64]:
    """Where chance between 0 and 1 falls on the first value, the second …: the n-th is n times rarer than the first."""
    weights = np.cumsum(1 / np.arange(1, count + 1))
    return weights / weights[-1]


def _values(rng: np.random.Generator, edges: NDArray[np.float64], most: int, name: str) -> list[tuple[str, ...]]:
    """For each article one to `most` different values."""
    drawn = np.searchsorted(edges, rng.random((BLOCK, most))).tolist()
    counts = rng.integers(1, most + 1, BLOCK).tolist()
    return [
        tuple(dict.fromkeys(name.format(n + 1) for n in line[:count]))
        for line, count in zip(drawn, counts, strict=True)
    ]
