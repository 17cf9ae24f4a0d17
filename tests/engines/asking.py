"""Random questions to a corpus, in its own words: mostly such as find something."""

import random
from collections.abc import Callable
from datetime import timedelta

from indexer import fields
from indexer.model import View
from indexer.query import (
    And,
    Days,
    Everything,
    InField,
    Keyword,
    Node,
    Not,
    Or,
    Phrase,
    Pick,
    Query,
    Spellings,
    Undated,
    Wildcard,
    Word,
)
from tests.engines.corpora import LATER, Corpus

KEYWORDS = ("said-by", "mentions", "office", "topic", "source", "lang", "kind", "has", "is")
ZONES = ("Europe/Kyiv", "America/New_York", "UTC")


class Asker:
    """Asks for what stock Whoosh can be asked for too."""

    def __init__(self, corpus: Corpus, rng: random.Random) -> None:
        self._corpus, self._rng = corpus, rng
        # Of a field that the corpus knows no value of, nothing would be found.
        self._values = {
            view: {name: values for name in KEYWORDS if len(values := corpus.values(name, view)) > 1}
            for view in ("articles", "quotes")
        }

    def query(self) -> Query:
        """Any conditions, in any order by date."""
        view: View = self._rng.choice(("articles", "articles", "quotes"))
        return Query(
            where=self.tree(view, self._rng.randrange(3)),
            picks=tuple(self._pick(name, view) for name in self._facets(view) if self._rng.random() < 0.15),
            dates=self._dates("date") if self._rng.random() < 0.3 else None,
            view=view,
            sort=self._rng.choice(("newest", "oldest", "seen")),
            zone=self._rng.choice(ZONES),
            per_page=1_000_000,
        )

    def ranked(self, single: Callable[[str, View], bool]) -> Query:
        """Words joined by AND and OR, by relevance. Stems are asked for only where `single`: of but one form."""
        view: View = self._rng.choice(("articles", "articles", "quotes"))

        def word() -> Node:
            form = self._word()
            return Word(form) if single(form, view) else Phrase(form)

        def several(depth: int) -> Node:
            if depth == 0:
                return word()
            kind = self._rng.choice((And, Or, Or))
            return kind(tuple(several(self._rng.randrange(depth)) for _ in range(self._rng.randrange(2, 4))))

        return Query(where=several(self._rng.randrange(3)), view=view, sort="relevance", per_page=1_000_000)

    def tree(self, view: View, depth: int) -> Node:
        kind = self._rng.random()
        if depth == 0 or kind < 0.3:
            return self._leaf(view)
        if kind < 0.85:
            parts = (self.tree(view, depth - 1) for _ in range(self._rng.randrange(2, 4)))
            return And(tuple(parts)) if kind < 0.5 else Or(tuple(parts))
        return Not(self.tree(view, depth - 1))

    def _leaf(self, view: View) -> Node:
        kinds: tuple[Callable[[], Node], ...] = (
            lambda: Word(self._word()),
            lambda: Word(self._word()),
            self._phrase,
            self._phrase,
            self._wildcard,
            self._wildcard,
            lambda: self._keyword(view),
            lambda: self._keyword(view),
            lambda: Spellings((self._word(), self._word())),
            lambda: InField("role", self._rng.choice(("minister", "Interior ministers", "spokesman", "міністр"))),
            lambda: self._dates(self._rng.choice(("date", "seen", "changed"))),
            lambda: self._rng.choice((Everything(), Word("unheard"))),
        )
        return self._rng.choice(kinds)()

    def _line(self) -> tuple[str, ...]:
        return self._rng.choice(self._corpus.paragraphs)

    def _word(self) -> str:
        return self._rng.choice(self._line())

    def _phrase(self) -> Phrase:
        line = self._line()
        start, length = self._rng.randrange(len(line)), self._rng.randrange(1, 5)
        words = list(line[start : start + length])
        if self._rng.random() < 0.2:
            self._rng.shuffle(words)
        return Phrase(" ".join(words))

    def _wildcard(self) -> Wildcard:
        word = self._word()
        while len(word) < 4 or not word.isalpha():
            word = self._word()
        cut = self._rng.randrange(3, len(word))
        return Wildcard(
            self._rng.choice((f"{word[:cut]}*", f"{word[:3]}?{word[4:]}", f"{word[:3]}*{word[-1]}", f"{word[:3]}?*"))
        )

    def _keyword(self, view: View) -> Keyword:
        field = self._rng.choice(list(self._values[view]))
        return Keyword(field, tuple(self._rng.choices(self._values[view][field], k=self._rng.randrange(1, 4))))

    def _facets(self, view: View) -> list[str]:
        return [field.name for field in fields.facets(view) if field.name in self._values[view]]

    def _pick(self, field: str, view: View) -> Pick:
        values = self._rng.choices(self._values[view][field], k=4)
        return self._rng.choice(
            (
                Pick(field, tuple(values[:1])),
                Pick(field, tuple(values[:3])),
                Pick(field, (), tuple(values[:2])),
                Pick(field, tuple(values[:2]), tuple(v for v in values[2:] if v not in values[:2])),
            )
        )

    def _dates(self, field: str) -> Days | Undated:
        if self._rng.random() < 0.1:
            return Undated()
        first = LATER.date() - timedelta(self._rng.randrange(300, 2_000))
        last = first + timedelta(self._rng.choice((0, 3, 40, 400, 3_000)))
        return Days(field, *self._rng.choice(((first, last), (first, None), (None, last))))
