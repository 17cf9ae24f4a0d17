"""What a query's tree means at one moment: words folded, "the last days" dated, conditions without words dropped."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from indexer import analysis
from indexer.query import And, Days, Everything, LastDays, Node, Not, Or, Phrase, Query, Word


def settle(query: Query, now: datetime) -> Query:
    """The same search with `where` and `dates` settled at this moment, in the query's zone."""
    today = now.astimezone(ZoneInfo(query.zone)).date()
    where = settle_node(query.where, today) or Everything()
    dates = last_days(query.dates, today) if isinstance(query.dates, LastDays) else query.dates
    return replace(query, where=where, dates=dates)


def settle_node(node: Node, today: date) -> Node | None:
    """The node with each Word holding one folded form and each Phrase its forms between spaces.

    None where nothing is asked: a word of punctuation alone neither helps nor hinders.
    """
    match node:
        case Word():
            return _words(node)
        case Phrase(text):
            forms = analysis.forms(text)
            return Phrase(" ".join(forms)) if forms else None
        case LastDays():
            return last_days(node, today)
        case Not(part):
            inner = settle_node(part, today)
            return Not(inner) if inner else None
        case And(parts):
            kept = _settled(parts, today)
            return And(kept) if kept else None
        case Or(parts):
            kept = _settled(parts, today)
            return Or(kept) if kept else None
    return node


def last_days(node: LastDays, today: date) -> Days:
    """As many days up to and with today."""
    # "99999y" reaches back before the calendar begins: then it has no beginning.
    days = min(node.count - 1, today.toordinal())
    first = today - timedelta(days=days) if days < today.toordinal() else None
    return Days(node.field, first, today)


def _words(word: Word) -> Node | None:
    """A typed word such as "state-owned" is several: all of them are asked for, and a * belongs to the last."""
    forms = analysis.forms(word.text)
    if not forms:
        return None
    last = Word(forms[-1], word.prefix)
    return last if len(forms) == 1 else And((*map(Word, forms[:-1]), last))


def _settled(parts: Iterable[Node], today: date) -> tuple[Node, ...]:
    settled = (settle_node(part, today) for part in parts)
    return tuple(node for node in settled if node)
