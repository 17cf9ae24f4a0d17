"""Three archives to ask questions of: a random one worn by use, the sample newsroom's, and one in which words are as
frequent as in a natural language. Nothing in them is dated after `LATER`.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from indexer import analysis
from indexer.demo import newsroom
from indexer.demo.story import Story
from indexer.engines.whoosh import WhooshEngine, open_engine
from indexer.model import Revision, View
from tests.engines.conftest import NOW, make_revision
from tests.engines.test_whoosh_against_reference import grown

LATER = NOW + timedelta(days=400)
LONG = 70_000
"""Words; places beyond 65,535 do not fit into two bytes."""
SOURCES = ("herald", "gazette", "courier", "tribune")


@dataclass(frozen=True)
class Corpus:
    """An engine that has been filled, and what it was filled with."""

    root: Path
    engine: WhooshEngine
    revisions: tuple[Revision, ...]
    paragraphs: tuple[tuple[str, ...], ...]
    """The words of all texts as forms, to take questions from."""

    def folder(self, view: View) -> Path:
        """Where the index of the view lies."""
        return self.root / (self.root / "CURRENT").read_text().strip() / view

    def values(self, field: str, view: View) -> list[str]:
        """A keyword field's values, and one that nothing carries."""
        return [*sorted(self.engine.values(field, view)), "nobody"]


def worn(root: Path) -> Corpus:
    """Many small commits with updates and removals, segments without articles, and one text of `LONG` words."""
    rng, engine = random.Random(41), _opened(root)
    present = grown(engine, rng, make_revision, NOW)
    seq = engine.reached() + 1
    engine.apply([], (), seq)
    middle = "border guard " * (LONG // 2)
    long = make_revision(
        1000, rev_seq=seq + 1, title="the long one", body=f"a quiet start\n{middle}\nthe very end comes"
    )
    engine.apply([long], (), seq + 1)
    engine.apply([], (2000,), seq + 2)
    return _corpus(root, engine, [*present, long])


def sample(root: Path) -> Corpus:
    """The sample newsroom's stories, English and Ukrainian, the later half a second commit."""
    engine = _opened(root)
    stories = newsroom.build(date(2026, 3, 1)).stories
    revisions = [_told(n, story) for n, story in enumerate(stories, start=1)]
    half = len(revisions) // 2
    engine.apply(revisions[:half], (), half)
    engine.apply(revisions[half:], (), len(revisions))
    return _corpus(root, engine, revisions)


def natural(root: Path, size: int = 2_000, vocabulary: int = 5_000) -> Corpus:
    """Short articles; the n-th word is as frequent as 1/n. Two segments, a few articles removed from the first."""
    rng, engine = random.Random(9), _opened(root)
    revisions = list(natural_revisions(rng, size, vocabulary))
    removed = set(range(5, size // 2, 97))
    engine.apply(revisions[: size * 2 // 3], (), size * 2 // 3)
    engine.apply(revisions[size * 2 // 3 :], removed, size + 1)
    return _corpus(root, engine, [one for one in revisions if one.article_id not in removed])


def natural_revisions(
    rng: random.Random, size: int, vocabulary: int, paragraphs: tuple[int, int] = (1, 3)
) -> Iterator[Revision]:
    """Articles of so many paragraphs, from and to."""
    words = invented_words(rng, vocabulary)
    weights = list(accumulate(1 / n for n in range(1, vocabulary + 1)))

    def line(length: int) -> str:
        return " ".join(rng.choices(words, cum_weights=weights, k=length))

    for n in range(1, size + 1):
        body = [line(rng.randrange(8, 25)) for _ in range(rng.randint(*paragraphs))]
        yield make_revision(
            n,
            title=line(rng.randrange(2, 7)),
            body="\n".join(body),
            published=_moment(rng),
            topics=tuple(f"topic {int(60 * rng.random() ** 3)}" for _ in range(rng.randrange(4))),
            source=rng.choice(SOURCES),
            lang=rng.choice(("en", "en", "uk", None)),
            said=((f"speaker-{int(90 * rng.random() ** 3)}", body[0]),) * rng.randrange(2),
            mentioned=tuple(f"speaker-{int(90 * rng.random() ** 2)}" for _ in range(rng.randrange(3))),
        )


def invented_words(rng: random.Random, count: int) -> list[str]:
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "il")]
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(rng.choices(syllables, k=rng.randrange(2, 5)))] = None
    return list(words)


def _moment(rng: random.Random) -> datetime | None:
    return None if rng.random() < 0.03 else NOW - timedelta(minutes=rng.randrange(1, 2_000_000))


def _told(number: int, story: Story) -> Revision:
    said = [(s.speaker and analysis.fold(s.speaker), s.text) for s in story.statements if s.text in story.body]
    return make_revision(
        number,
        title=story.title,
        body=story.body,
        published=story.published,
        topics=story.topics,
        source=story.wire,
        lang=story.language,
        said=tuple(said),
        mentioned=tuple(analysis.fold(name) for name in story.authors),
    )


def _opened(root: Path) -> WhooshEngine:
    return open_engine(root, writable=True, clock=lambda: LATER)


def _corpus(root: Path, engine: WhooshEngine, revisions: Sequence[Revision]) -> Corpus:
    texts = [text for one in revisions for text in (one.article.title, *one.article.body.split("\n"))]
    forms = (tuple(analysis.forms(text)) for text in texts)
    return Corpus(root, engine, tuple(revisions), tuple(line for line in forms if line))
