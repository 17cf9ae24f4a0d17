"""From a sample of an archive's articles to searches of eleven kinds. The same sample gives the same questions.

Every question is made of what stands together in one article of the sample, so each finds something.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from indexer import analysis
from indexer.query import And, Days, Keyword, Node, Or, Phrase, Query, Sort, Wildcard, Word

KINDS = (
    "frequent term",
    "rare term",
    "AND of 2",
    "OR of 3",
    "phrase",
    "prefix",
    "date + term",
    "person + term",
    "topic + date + term",
    "all, by date",
    "term, by date",
)

LETTERS_MIN = 4
"""Shorter words are mostly articles and prepositions."""
STOP_SHARE = 0.5
"""Words in more than this part of the sample are nobody's question."""
FREQUENT_SHARE = 0.05
"""Words in at least this part of the sample count as frequent."""
RARE_ARTICLES = 2
"""Words in at most so many articles of the sample count as rare."""
PREFIX_LETTERS = 4
SPANS_DAYS = (30, 365)
BY_DATE: tuple[Sort, ...] = ("newest", "oldest")
PAGES = 10
"""Everything by date is always the same question; it is asked for its first pages, from both ends."""

_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,3}")
"""Two to four words with nothing but a space between them: whatever an engine takes for a word, these are."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """Of one article what questions are made of."""

    text: str
    people: tuple[str, ...]
    """Values of the field that `questions` is told."""
    topics: tuple[str, ...]
    day: date | None
    """In the zone of the questions."""


@dataclass(frozen=True, slots=True)
class Question:
    kind: str
    query: Query


def questions(sample: Sequence[Sampled], *, people_field: str, zone: str, each: int) -> list[Question]:
    """Up to `each` different questions of each kind, kinds taking turns; fewer where the sample gives no more."""
    maker = _Maker(sample, people_field)
    made = {kind: maker.some(kind, each, zone) for kind in KINDS}
    return [Question(kind, made[kind][turn]) for turn in range(each) for kind in KINDS if turn < len(made[kind])]


class _Maker:
    def __init__(self, sample: Sequence[Sampled], people_field: str) -> None:
        self._sample = [one for one in sample if one.text]
        self._people_field = people_field
        self._words = [_words(one.text) for one in self._sample]
        self._articles = Counter(word for words in self._words for word in words)

    def some(self, kind: str, count: int, zone: str) -> list[Query]:
        if kind == "all, by date":
            pages = [Query(page=page, sort=sort, zone=zone) for page in range(1, PAGES + 1) for sort in BY_DATE]
            return pages[:count] if self._sample else []
        sort: Sort = "newest" if kind == "term, by date" else "relevance"
        rng = random.Random(kind)  # noqa: S311 - repeatable chance is the point
        wheres: dict[Node, None] = {}
        # Articles differ in what they offer; after so many vain looks the sample offers no more.
        for _ in range(20 * count if self._sample else 0):
            if len(wheres) == count:
                break
            where = self._where(kind, rng.randrange(len(self._sample)), rng)
            wheres |= {where: None} if where else {}
        return [Query(where=where, sort=sort, zone=zone) for where in wheres]

    def _where(self, kind: str, i: int, rng: random.Random) -> Node | None:
        """A question of this kind that article `i` answers. None where it has nothing for it."""
        make: dict[str, Callable[[int, random.Random], Node | None]] = {
            "frequent term": self._frequent,
            "rare term": self._rare,
            "AND of 2": lambda i, rng: self._several(2, And, i, rng),
            "OR of 3": lambda i, rng: self._several(3, Or, i, rng),
            "phrase": self._phrase,
            "prefix": self._prefix,
            "date + term": lambda i, rng: _all(self._days(i, rng), self._frequent(i, rng)),
            "person + term": lambda i, rng: _all(self._person(i, rng), self._frequent(i, rng)),
            "topic + date + term": lambda i, rng: _all(self._topic(i, rng), self._days(i, rng), self._frequent(i, rng)),
            "term, by date": self._frequent,
        }
        return make[kind](i, rng)

    def _frequent(self, i: int, rng: random.Random) -> Node | None:
        words = self._between(i, FREQUENT_SHARE * len(self._sample), STOP_SHARE * len(self._sample))
        return Word(rng.choice(words)) if words else None

    def _rare(self, i: int, rng: random.Random) -> Node | None:
        words = self._between(i, 1, RARE_ARTICLES)
        return Word(rng.choice(words)) if words else None

    def _several(self, count: int, join: type[And | Or], i: int, rng: random.Random) -> Node | None:
        words = self._between(i, RARE_ARTICLES, STOP_SHARE * len(self._sample))
        return join(tuple(map(Word, rng.sample(words, count)))) if len(words) >= count else None

    def _prefix(self, i: int, rng: random.Random) -> Node | None:
        words = [word for word in self._between(i, 1, len(self._sample)) if len(word) > PREFIX_LETTERS]
        return Wildcard(rng.choice(words)[:PREFIX_LETTERS] + "*") if words else None

    def _phrase(self, i: int, rng: random.Random) -> Node | None:
        runs = [run for run in _RUN.findall(self._sample[i].text) if self._says_something(run)]
        return Phrase(rng.choice(runs)) if runs else None

    def _says_something(self, run: str) -> bool:
        words = run.casefold().split()
        return all(0 < self._articles[word] <= STOP_SHARE * len(self._sample) for word in (words[0], words[-1]))

    def _person(self, i: int, rng: random.Random) -> Node | None:
        people = self._sample[i].people
        return Keyword(self._people_field, (rng.choice(people),)) if people else None

    def _topic(self, i: int, rng: random.Random) -> Node | None:
        topics = self._sample[i].topics
        return Keyword("topic", (rng.choice(topics),)) if topics else None

    def _days(self, i: int, rng: random.Random) -> Node | None:
        day, length = self._sample[i].day, rng.randint(*SPANS_DAYS)
        first = day - timedelta(rng.randrange(length)) if day and day.year > 1 else None
        return Days("date", first, first + timedelta(length - 1)) if first else None

    def _between(self, i: int, fewest: float, most: float) -> list[str]:
        """The article's words that stand in so many articles of the sample, in the order of the article."""
        return [word for word in self._words[i] if fewest <= self._articles[word] <= most]


def _all(*parts: Node | None) -> Node | None:
    known = tuple(part for part in parts if part)
    return And(known) if len(known) == len(parts) else None


def _words(text: str) -> dict[str, None]:
    """Its words of letters, folded, each once."""
    return dict.fromkeys(_long(analysis.forms(text)))


def _long(forms: Sequence[str]) -> Iterator[str]:
    return (form for form in forms if len(form) >= LETTERS_MIN and form.isalpha())
