"""Words of an index that are spelt nearly like one that was typed."""

from collections import Counter

from rapidfuzz.distance import OSA

from indexer import analysis
from indexer.engines.whoosh.cache import Cache
from indexer.engines.whoosh.deadline import Deadline
from indexer.engines.whoosh.occurring import FieldText
from indexer.engines.whoosh.schema import decoded, plain_fields
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.query import Fuzzy

CHANGES_MAX = 2


def similar(snapshot: Snapshot, cache: Cache, word: str) -> list[tuple[str, int]]:
    """Forms of the index, the fewest changes first, then the most frequent; each with how many documents hold it.

    Documents are counted in the field that holds the form most often, deleted ones included. Nothing for a word that
    is none or several.
    """
    forms = analysis.forms(word)
    if len(forms) != 1:
        return []
    term = Fuzzy(forms[0], CHANGES_MAX)
    counts: Counter[str] = Counter()
    for field in plain_fields(snapshot.view):
        counts |= _counts(snapshot, cache, field.name, term)
    del counts[term.text]
    return sorted(counts.items(), key=lambda found: (OSA.distance(term.text, found[0]), -found[1], found[0]))


def _counts(snapshot: Snapshot, cache: Cache, field: str, term: Fuzzy) -> Counter[str]:
    counts: Counter[str] = Counter()
    deadline = Deadline()
    for segment in snapshot.segments:
        deadline.check()
        for stretch in FieldText(segment, field, cache, deadline.check).forms(term).stretches:
            counts.update(dict(zip(map(decoded, stretch.terms), stretch.counts.tolist(), strict=True)))
    return counts
