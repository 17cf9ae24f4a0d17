"""What people call the values of a search, and the search in one sentence."""

from collections.abc import Collection, Mapping

from indexer import wording
from indexer.ask.resolving import PERSON_FIELDS, resolve
from indexer.ports import Store
from indexer.query import Keyword, Query, nodes

Value = tuple[str, str]
"""A field and one of its values."""


def in_words(store: Store, query: Query, sources: Mapping[str, str], language: str = "en") -> str:
    """The sentence that stands above the results, without searching for them."""
    resolved, _ = resolve(query, store)
    labels = labels_for(asked_values(resolved), store, sources)
    return wording.sentence(resolved, lambda field, value: labels.get((field, value), value), language)


def asked_values(query: Query) -> set[Value]:
    """Values that the search names, typed or ticked."""
    ticked = {(pick.field, value) for pick in query.picks for value in (*pick.include, *pick.exclude)}
    return ticked | {(n.field, value) for n in nodes(query.where) if isinstance(n, Keyword) for value in n.values}


def labels_for(values: Collection[Value], store: Store, sources: Mapping[str, str]) -> Mapping[Value, str]:
    """Names of people, offices and sources and the spelling of topics, so far as the archive knows them."""
    people = store.people([value for field, value in values if field in PERSON_FIELDS])
    topics = store.topic_labels([value for field, value in values if field == "topic"])
    labels = {(field, slug): people[slug].name for field, slug in values if field in PERSON_FIELDS and slug in people}
    labels |= {("topic", value): label for value, label in topics.items()}
    if any(field == "office" for field, _ in values):
        labels |= {("office", office.slug): office.name for office in store.offices()}
    return labels | {("source", name): title for name, title in sources.items()}
