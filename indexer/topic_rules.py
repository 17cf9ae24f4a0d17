"""Rules for topics: searches of config.toml that are asked of every article before it is indexed.

The engine's own matcher answers them, so that a rule finds what the same words find in the search box.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.ask import resolve
from indexer.errors import QueryError
from indexer.model import Revision
from indexer.ports import SearchEngine, Store
from indexer.query import Query, parse
from indexer.topics import Topics

log = logging.getLogger(__name__)

TOGETHER = 5_000
"""Articles that are indexed by themselves for the rules, at once."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Articles that the query finds are on the topic."""

    value: str
    query: Query


def rules_of(topics: Topics, zone: str) -> tuple[Rule, ...]:
    """The rules of the stanzas, whose days are those of the readers' zone. Raises QueryError as `parse` does."""
    ruled = [stanza for stanza in topics.stanzas if stanza.rule]
    return tuple(
        Rule(topics.value(stanza.name), Query(stanza.rule or "", parse(stanza.rule or ""), zone=zone))
        for stanza in ruled
    )


def ruled(
    revisions: Sequence[Revision], rules: Sequence[Rule], store: Store, engine: SearchEngine
) -> Sequence[Revision]:
    """The same, with the topics that rules find for them, which the store keeps. Without rules nothing is done.

    A rule that cannot be answered, as its pattern stands for too many words, is left out; the log says so.
    """
    if not rules:
        return revisions
    found: dict[int, list[str]] = {revision.article_id: [] for revision in revisions}
    unsure: set[str] = set()
    asked = [replace(rule, query=resolve(rule.query, store)[0]) for rule in rules]
    for start in range(0, len(revisions), TOGETHER):
        among = engine.among(revisions[start : start + TOGETHER])
        for rule in asked:
            try:
                for hit in among.matching(rule.query):
                    found[hit.article_id].append(rule.value)
            except QueryError as error:
                log.warning("the rule of topic “%s” was not asked of all articles: %s", rule.value, error)
                unsure.add(rule.value)
    changed = store.assign_topics(found, unsure)
    return [replace(r, topics=changed.get(r.article_id, r.topics)) for r in revisions]
