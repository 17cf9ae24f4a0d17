"""A search in one sentence, made from what was understood, not from what was typed."""

from collections.abc import Callable
from datetime import date

from indexer import fields
from indexer.query import And, Days, Everything, Keyword, LastDays, Node, Not, Or, Phrase, Pick, Query, Undated, Word

Label = Callable[[str, str], str]
"""(field, value) -> what people call it."""

_VERBS = {
    "said-by": "said by",
    "mentions": "mentioning",
    "topic": "on",
    "source": "from",
    "lang": "in",
    "kind": "said",
    "date": "published",
    "seen": "first seen",
    "changed": "last changed",
}


def sentence(query: Query, label: Label) -> str:
    """For example: articles · “border” and “Belarus” · said by Olena Koval · published 1–31 March 2026."""
    parts = ["statements" if query.view == "quotes" else "articles"]
    if not isinstance(query.where, Everything):
        parts.append(_node(query.where, label, outermost=True))
    parts += [_pick(pick, label) for pick in query.picks]
    if query.dates is not None:
        parts.append(_node(query.dates, label))
    return " · ".join(parts)


def _node(node: Node, label: Label, *, outermost: bool = False) -> str:
    if isinstance(node, And | Or):
        word = " and " if isinstance(node, And) else " or "
        text = word.join(_node(part, label) for part in node.parts)
        return text if outermost else f"({text})"
    if isinstance(node, Not):
        return f"not {_node(node.part, label)}"
    if isinstance(node, Word | Phrase):
        return _words(node)
    if isinstance(node, Keyword):
        return f"{_VERBS[node.field]} " + " or ".join(label(node.field, v) for v in node.values)
    if isinstance(node, Days):
        return f"{_VERBS[node.field]} {_days(node)}"
    if isinstance(node, LastDays):
        return f"{_VERBS[node.field]} in the last {node.count} days"
    return "without a date" if isinstance(node, Undated) else "everything"


def _words(node: Word | Phrase) -> str:
    if isinstance(node, Phrase):
        return f"exactly “{node.text}”"
    return f"“{node.text}…”" if node.prefix else f"“{node.text}”"


def _pick(pick: Pick, label: Label) -> str:
    verb = _VERBS[fields.BY_NAME[pick.field].name]
    included = " or ".join(label(pick.field, v) for v in pick.include)
    excluded = " or ".join(label(pick.field, v) for v in pick.exclude)
    return ", ".join([f"{verb} {included}"] * bool(included) + [f"not {verb} {excluded}"] * bool(excluded))


def _days(days: Days) -> str:
    if days.first and days.last:
        return day(days.first) if days.first == days.last else f"{day(days.first)} – {day(days.last)}"
    if days.first:
        return f"since {day(days.first)}"
    return f"until {day(days.last)}" if days.last else "at any time"


def day(value: date) -> str:
    """For example: 18 Mar 2026."""
    return f"{value.day} {value:%b %Y}"
