"""Trees of all kinds that can be typed, for hypothesis."""

from datetime import date

from hypothesis import strategies as st

from indexer.errors import QueryError
from indexer.query import (
    And,
    Days,
    Fuzzy,
    InField,
    Keyword,
    LastDays,
    Near,
    Not,
    Or,
    Phrase,
    Same,
    Undated,
    Wildcard,
    Word,
    parse,
    render,
)

words = st.from_regex(
    r"[a-zа-яіїєґA-Z0-9][a-zа-яіїєґ'’ʼ0-9]{0,6}([-/][a-zіїє0-9]{1,4})?|[а-я0-9]{1,3}:[0-9]", fullmatch=True
)
phrase_texts = st.lists(
    words
    | st.sampled_from(["AND", "АБО", "NEAR/5", "–", "“тиха”", "«ніч»", '"x"', "-drill", "topic:x", "(b)", "wh?t"]),
    min_size=1,
    max_size=4,
).map(" ".join)
phrases = phrase_texts.filter(lambda text: any(c.isalnum() for c in text)).map(Phrase)
wildcards = st.from_regex(r"([a-zія]{1,4}-)?[a-zія]{2,4}(\*|\?[a-z]|\*[a-z]\*|\?\?[a-z]|\?\*)", fullmatch=True).map(
    Wildcard
)
fuzzies = st.builds(Fuzzy, st.from_regex(r"[a-zа-яії][a-zа-яії'’]?[a-zа-яії]{2,8}", fullmatch=True), st.integers(1, 2))
terms = words.map(Word) | phrases | wildcards | fuzzies


def several(kind, parts):
    return st.lists(parts, min_size=2, max_size=4).map(lambda chosen: kind(tuple(chosen)))


placed = terms | several(Or, terms)
nears = st.builds(lambda a, b, n: Near((a, b), n), placed, placed, st.integers(0, 100))
loose_phrases = st.builds(
    lambda texts, n: Near(tuple(map(Phrase, texts)), n), st.lists(words, min_size=2, max_size=4), st.integers(0, 100)
)
placings = nears | loose_phrases | several(Same, placed)

values = phrase_texts.filter(lambda text: any(c.isalnum() for c in text))
keywords = st.builds(
    lambda field, value: Keyword(field, (value,)),
    st.sampled_from(["said-by", "mentions", "topic", "source"]),
    values,
) | st.sampled_from(
    [Keyword("lang", (code,)) for code in ("uk", "en", "ru", "unknown", "pl", "crh")]
    + [Keyword("kind", (kind,)) for kind in ("direct", "indirect", "mixed")]
    + [Keyword("has", (value,)) for value in ("quote", "speaker", "author", "topic", "update")]
    + [Keyword("is", (value,)) for value in ("late", "future", "backfill")]
)
date_fields = st.sampled_from(["date", "seen", "changed"])


def span(field, one, other):
    first, last = (one, other) if one is None or other is None else sorted((one, other))
    return Days(field, first, last)


any_day = st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29), date(2026, 1, 1), date(2026, 12, 31)])
days = st.builds(span, date_fields, st.none() | any_day, any_day) | st.builds(span, date_fields, any_day, st.none())
last_days = st.builds(LastDays, date_fields, st.integers(1, date.max.toordinal())) | date_fields.map(
    lambda f: LastDays(f, 1, 1)
)
leaves = terms | placings | keywords | values.map(lambda v: InField("role", v)) | days | last_days | st.just(Undated())


def _unlike(kind, parts):
    return parts.filter(lambda node: not isinstance(node, kind))


typable = st.recursive(
    leaves,
    lambda parts: several(And, _unlike(And, parts)) | several(Or, _unlike(Or, parts)) | _unlike(Not, parts).map(Not),
    max_leaves=6,
)
"""As `parse` gives them: no AND right under an AND, no OR right under an OR, no NOT right under a NOT.

A few are beyond the limits."""


def within_limits(tree):
    """Whether it has no more conditions than may be typed."""
    try:
        parse(render(tree))
    except QueryError as error:
        return "more than" not in str(error) and "one more" not in str(error)
    return True
