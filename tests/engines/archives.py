"""Small archives and searches for hypothesis: few words, few values, so that everything meets everything."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from indexer import fields
from indexer.engines.whoosh import WhooshEngine, open_engine
from indexer.model import Revision
from indexer.query import (
    And,
    Days,
    Everything,
    Keyword,
    LastDays,
    Node,
    Not,
    Or,
    Phrase,
    Pick,
    Query,
    Same,
    Undated,
    Wildcard,
    Word,
)
from tests.engines.conftest import NOW, make_revision

WORDS = ("border", "borders", "guard", "state", "кордон", "кордону")
VALUES = {
    "said-by": ("ada", "bo", "cy"),
    "mentions": ("ada", "bo", "cy", "dov"),
    "office": ("ministry", "service"),
    "topic": ("energy", "grain", "trade"),
    "source": ("herald", "gazette"),
    "lang": ("en", "uk", "unknown"),
    "kind": ("direct", "indirect", "mixed"),
}
NOBODYS = "nobody's"
"""A value that nothing carries."""


@dataclass(frozen=True)
class Told:
    """An article as hypothesis draws it."""

    number: int
    title: tuple[str, ...]
    body: tuple[str, ...]
    between: str
    """A space, or a line break: then each word of the body is a paragraph."""
    topics: frozenset[str]
    said: tuple[str | None, ...]
    mentioned: frozenset[str]
    source: str
    lang: str | None
    days_ago: int | None

    def revision(self, rev_seq: int) -> Revision:
        body = self.between.join(self.body)
        return make_revision(
            self.number,
            rev_seq=rev_seq,
            title=" ".join(self.title),
            body=body,
            published=None if self.days_ago is None else NOW - timedelta(self.days_ago),
            topics=tuple(sorted(self.topics)),
            source=self.source,
            lang=self.lang,
            said=tuple((speaker, self.body[n % len(self.body)]) for n, speaker in enumerate(self.said) if self.body),
            mentioned=tuple(sorted(self.mentioned)),
        )


@dataclass(frozen=True)
class Commit:
    told: tuple[Told, ...]
    removed: frozenset[int]


numbers = st.integers(1, 14)
days_ago = st.none() | st.integers(-3, 8) | st.integers(0, 5_000)
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(tuple)
told = st.builds(
    Told,
    numbers,
    texts,
    texts,
    st.sampled_from(" \n"),
    st.frozensets(st.sampled_from(VALUES["topic"])),
    st.lists(st.none() | st.sampled_from(VALUES["said-by"]), max_size=3).map(tuple),
    st.frozensets(st.sampled_from(VALUES["mentions"])),
    st.sampled_from(VALUES["source"]),
    st.sampled_from(("en", "uk", None)),
    days_ago,
)
commits = st.builds(Commit, st.lists(told, max_size=8).map(tuple), st.frozensets(numbers, max_size=2))
archives = st.lists(commits, min_size=1, max_size=4)

words = st.sampled_from(WORDS)
days = st.builds(
    lambda first, length: Days("date", first, first + timedelta(length)),
    st.integers(-5, 5_000).map(lambda ago: NOW.date() - timedelta(ago)),
    st.sampled_from((0, 6, 60, 900)),
) | st.builds(Days, st.just("date"), st.none(), st.just(date(2026, 3, 14)))
dates = days | st.builds(LastDays, st.just("date"), st.sampled_from((1, 7, 400))) | st.just(Undated())
keywords = st.sampled_from(sorted(VALUES)).flatmap(
    lambda field: st.builds(lambda value: Keyword(field, (value,)), st.sampled_from(VALUES[field]))
)
leaves = (
    words.map(Word)
    | st.lists(words, min_size=1, max_size=2).map(lambda two: Phrase(" ".join(two)))
    | st.sampled_from((Wildcard("bor*"), Wildcard("gu?rd"), Same((Word("border"), Word("state"))), Everything()))
    | keywords
    | dates
)


def _joined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return several.map(And) | several.map(Or) | parts.map(Not)


trees = st.just(Everything()) | st.recursive(leaves, _joined, max_leaves=5)


@st.composite
def _picks(draw: st.DrawFn, view: str) -> tuple[Pick, ...]:
    chosen = []
    for field in fields.facets(view):  # type: ignore[arg-type] # one of the two
        of_field = st.sampled_from((*VALUES[field.name], NOBODYS))
        if draw(st.integers(0, 3)) == 0:
            include = draw(st.lists(of_field, max_size=2, unique=True))
            exclude = draw(st.lists(of_field.filter(lambda v: v not in include), max_size=1))  # noqa: B023 # drawn now
            chosen.append(Pick(field.name, tuple(include), tuple(exclude)))
    return tuple(pick for pick in chosen if pick.include or pick.exclude)


@st.composite
def searches(draw: st.DrawFn) -> Query:
    view = draw(st.sampled_from(("articles", "quotes")))
    return Query(
        where=draw(trees),
        picks=draw(_picks(view)),
        dates=draw(st.none() | dates),
        view=view,
        sort=draw(st.sampled_from(("relevance", "newest", "oldest", "seen"))),
        zone=draw(st.sampled_from(("Europe/Kyiv", "UTC", "America/New_York"))),
        per_page=1_000,
    )


@contextmanager
def filled(archive: list[Commit]) -> Iterator[WhooshEngine]:
    """An engine with the archive's articles, written commit by commit."""
    with TemporaryDirectory() as folder:
        engine = open_engine(Path(folder) / "index", writable=True, clock=lambda: NOW)
        seq = 0
        for commit in archive:
            batch = [one.revision(seq + n) for n, one in enumerate(commit.told, start=1)]
            seq += len(batch) + 1
            engine.apply(batch, commit.removed - {one.number for one in commit.told}, seq)
        yield engine
        engine.close()
