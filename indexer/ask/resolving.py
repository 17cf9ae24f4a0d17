"""What was typed, in the archive's own terms: people, offices and topics by their values, surnames in all spellings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from indexer import analysis
from indexer.ask.names import named, spellings
from indexer.offices import Offices, registry
from indexer.ports import Store
from indexer.query import And, InField, Keyword, Near, Node, Not, Or, Pick, Query, Same, Spellings, Word, nodes

NAMESAKES_MAX = 50
"""How many people one typed name may stand for."""
PERSON_FIELDS = ("said-by", "mentions")


@dataclass(frozen=True, slots=True)
class Also:
    """A spelling that is searched for beside the typed one."""

    typed: str
    spelling: str
    without: Query
    """The search with this spelling struck out."""


def resolve(query: Query, store: Store) -> tuple[Query, tuple[str, ...]]:
    """The query with typed names and topics replaced by the values of the index, and the names that fit nobody.

    A role that is an office's name finds, beside titles with its words, whoever held a post there at the time. A plain
    word that is a surname the archive knows in several spellings becomes all of them, but for those that the reader
    struck out.
    """
    query = as_called_now(query, store)
    words = {node.text for node in nodes(query.where) if isinstance(node, Word)}
    resolver = _Resolver(store, _kept(spellings(words, store), query.not_also))
    return replace(query, where=resolver.node(query.where)), tuple(resolver.nobody)


def as_called_now(query: Query, store: Store) -> Query:
    """The same with ticked topics and people under their present values.

    Tags may have become one since the search was kept, and so may people.
    """
    return replace(query, picks=tuple(_called_now(pick, store) for pick in query.picks))


def _called_now(pick: Pick, store: Store) -> Pick:
    if pick.field not in ("topic", *PERSON_FIELDS):
        return pick
    values = (*pick.include, *pick.exclude)
    people = store.people(values) if pick.field in PERSON_FIELDS else {}
    now = {value: people[value].slug if value in people else value for value in values}
    if pick.field == "topic":
        now = {value: _topic(value, store) for value in values}
    include, exclude = (tuple(dict.fromkeys(now[value] for value in ticked)) for ticked in (pick.include, pick.exclude))
    return Pick(pick.field, include, tuple(value for value in exclude if value not in include))


def also(query: Query, resolved: Query) -> tuple[Also, ...]:
    """The spellings that resolving added to the query, each once."""
    added = {s: node.texts[0] for node in nodes(resolved.where) if isinstance(node, Spellings) for s in node.texts[1:]}
    return tuple(
        Also(typed, spelling, replace(query, not_also=(*query.not_also, spelling), page=1, upto=None))
        for spelling, typed in added.items()
    )


def _kept(found: Mapping[str, tuple[str, ...]], struck: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    out = {analysis.fold(word) for text in struck for word in analysis.WORD.findall(text)}
    kept = {word: (word, *(s for s in texts[1:] if analysis.fold(s) not in out)) for word, texts in found.items()}
    return {word: texts for word, texts in kept.items() if len(texts) > 1}


class _Resolver:
    """Remembers the names that fit nobody while it walks through a tree."""

    def __init__(self, store: Store, spelled: Mapping[str, tuple[str, ...]]) -> None:
        self._store = store
        self._spelled = spelled
        self.nobody: list[str] = []

    def node(self, node: Node) -> Node:
        match node:
            case And(parts) | Or(parts) | Near(parts) | Same(parts):
                return replace(node, parts=tuple(map(self.node, parts)))  # type: ignore[arg-type] # terms stay terms
            case Not(part):
                return Not(self.node(part))
            case Word(text) if text in self._spelled:
                return Spellings(self._spelled[text])
            case Keyword(field, values) if field in PERSON_FIELDS:
                return Keyword(field, tuple(slug for value in values for slug in self._slugs(value)))
            case InField("role", text) if offices := self._offices.named(text):
                return Or((node, Keyword("office", offices)))
            case Keyword("office", values):
                return Keyword("office", tuple(slug for value in values for slug in self._office(value)))
            case Keyword(field, values):
                return Keyword(field, tuple(self._value(field, value) for value in values))
        return node

    def _slugs(self, typed: str) -> Sequence[str]:
        slugs = [person.slug for person in named(typed, self._store, NAMESAKES_MAX)]
        if not slugs:
            slugs = [person.slug for person in self._store.people([typed]).values()]
        if not slugs:
            self.nobody.append(typed)
        return slugs or [typed]

    @cached_property
    def _offices(self) -> Offices:
        return registry(tuple(self._store.offices()))

    def _office(self, typed: str) -> Sequence[str]:
        return [typed.lower()] if self._offices.get(typed.lower()) else self._offices.named(typed) or [typed]

    def _value(self, field: str, typed: str) -> str:
        """The form in which the index holds it. Sources keep the name they were given, capitals and all."""
        if field == "topic":
            return _topic(typed, self._store)
        return typed if field == "source" else typed.lower()


def _topic(typed: str, store: Store) -> str:
    """Its present value; as it is where it can be none, and nothing has it."""
    return store.topics.value(typed) or typed
