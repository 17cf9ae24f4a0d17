"""From a search to a sentence, in whatever vocabulary. What could be read in two ways stands in brackets."""

from collections.abc import Callable, Iterable

from indexer.query import (
    And,
    Days,
    Everything,
    Fuzzy,
    InField,
    Keyword,
    LastDays,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Pick,
    Query,
    Same,
    Spellings,
    Undated,
    Wildcard,
    Word,
)
from indexer.wording.vocabulary import Vocabulary

Label = Callable[[str, str], str]
"""(field, value) -> what people call it."""


class Teller:
    """Tells searches in one language; `label` gives the values their names."""

    def __init__(self, words: Vocabulary, label: Label) -> None:
        self._words = words
        self._label = label

    def sentence(self, query: Query) -> str:
        parts = [self._words.views[query.view]]
        if not isinstance(query.where, Everything):
            parts.append(self._outermost(query.where))
        parts += [self._pick(pick) for pick in query.picks]
        if query.dates is not None:
            parts.append(self._outermost(query.dates))
        return " · ".join(parts)

    def _outermost(self, node: Node) -> str:
        if isinstance(node, And | Or):
            return self._listed(self._words.both if isinstance(node, And) else self._words.either, node.parts)
        if isinstance(node, Not):
            return self._words.dated if node.part == Undated() else f"{self._words.opposite} {self._within(node.part)}"
        if isinstance(node, Near):
            return self._words.near(self._within(node.parts[0]), self._others(node), node.distance)
        if isinstance(node, Same):
            return self._words.same(self._within(node.parts[0]), self._others(node))
        return self._condition(node)

    def _within(self, node: Node) -> str:
        """The same as a part of something greater."""
        text = self._outermost(node)
        several = isinstance(node, And | Or | Near | Same) or (isinstance(node, Keyword) and len(node.values) > 1)
        return f"({text})" if several else text

    def _listed(self, word: str, nodes: Iterable[Node]) -> str:
        return f" {word} ".join(self._within(node) for node in nodes)

    def _others(self, node: Near | Same) -> str:
        return self._listed(self._words.both, node.parts[1:])

    def _condition(self, node: Node) -> str:
        match node:
            case Keyword(field, values):
                return self._values(field, values)
            case InField(field, text):
                return f"{self._words.fields[field]} {self._words.quoted(text)}"
            case Days(field):
                return f"{self._words.fields[field]} {self._days(node)}"
            case LastDays(field):
                return f"{self._words.fields[field]} {self._last_days(node)}"
            case Undated():
                return self._words.undated
        return self._term(node)

    def _term(self, node: Node) -> str:
        match node:
            case Word(text):
                return self._words.quoted(text)
            case Phrase(text):
                return self._words.exactly(text)
            case Wildcard(pattern):
                return self._words.pattern(pattern)
            case Fuzzy(text, distance):
                return self._words.about(text, distance)
            case Spellings(texts):
                typed, *others = texts
                return self._words.also(typed, ", ".join(others)) if others else self._words.quoted(typed)
        return self._words.everything

    def _values(self, field: str, values: Iterable[str]) -> str:
        """Values that speak for themselves say it so; the others follow what their field is told with."""
        told = [self._words.states.get((field, value)) for value in values]
        named = [self._name(field, value) for value, state in zip(values, told, strict=True) if state is None]
        named[:1] = [f"{self._words.fields[field]} {name}" for name in named[:1]]
        return f" {self._words.either} ".join([state for state in told if state] + named)

    def _name(self, field: str, value: str) -> str:
        return self._words.names.get((field, value)) or self._label(field, value)

    def _pick(self, pick: Pick) -> str:
        included = [self._values(pick.field, pick.include)] if pick.include else []
        left_out = self._within(Keyword(pick.field, pick.exclude))
        return ", ".join(included + ([f"{self._words.opposite} {left_out}"] if pick.exclude else []))

    def _days(self, days: Days) -> str:
        first, last = (self._words.day(day) if day else None for day in (days.first, days.last))
        if first and last:
            return first if first == last else f"{first} – {last}"
        return self._words.since(first) if first else self._words.until(last) if last else self._words.any_time

    def _last_days(self, days: LastDays) -> str:
        if days.count == 1 and days.ago in (0, 1):
            return self._words.yesterday if days.ago else self._words.today
        return self._words.last_days(days.count, days.ago)
