"""What a query's tree means at one moment: words folded, "the last days" dated, conditions without words dropped."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import product
from zoneinfo import ZoneInfo

from indexer import analysis, spelling
from indexer.query import (
    And,
    Days,
    Everything,
    Fuzzy,
    InField,
    LastDays,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Placed,
    Query,
    Same,
    Spellings,
    Term,
    Wildcard,
    Word,
)
from indexer.query.tree import alternatives


def settle(query: Query, now: datetime) -> Query:
    """The same search with `where` and `dates` settled at this moment, in the query's zone."""
    today = now.astimezone(ZoneInfo(query.zone)).date()
    where = settle_node(query.where, today) or Everything()
    dates = last_days(query.dates, today) if isinstance(query.dates, LastDays) else query.dates
    return replace(query, where=where, dates=dates)


def settle_node(node: Node, today: date) -> Node | None:
    """The node with one folded form in each word, pattern and misspelt word, and forms between spaces in phrases.

    None where nothing is asked: a word of punctuation alone neither helps nor hinders.
    """
    match node:
        case Not(part):
            inner = settle_node(part, today)
            return Not(inner) if inner else None
        case And(parts):
            return _all_of(settle_node(part, today) for part in parts)
        case Or(parts):
            return _any_of(settle_node(part, today) for part in parts)
        case LastDays():
            return last_days(node, today)
    return _settled_words(node)


def _settled_words(node: Node) -> Node | None:
    """Whatever else there is stays as it is."""
    match node:
        case Word() | Wildcard() | Fuzzy():
            return spelling.tied(spelling.singles(node))
        case Phrase(text):
            forms = analysis.forms(text)
            return Phrase(" ".join(forms)) if forms else None
        case Spellings():
            return _any_of(_spellings(node))
        case Near(parts):
            return _any_of(_together(node, choice) for choice in product(*map(_choices, parts)))
        case Same(parts):
            return _together(node, [_any_placed(alternatives(part)) for part in parts])
        case InField(field, text):
            return _all_of(InField(field, form) for form in analysis.forms(text))
    return node


def last_days(node: LastDays, today: date) -> Days:
    """So many days up to and with today, or the day that was so many days ago."""
    # "99999y" reaches back before the calendar begins: then it has no beginning.
    last = max(1, today.toordinal() - node.ago)
    first = last - node.count + 1
    return Days(node.field, date.fromordinal(first) if first > 0 else None, date.fromordinal(last))


def _spellings(node: Spellings) -> Sequence[Term]:
    """Spellings of one word each are one term; a spelling of several words is an alternative to that."""
    each = [tuple(analysis.forms(text)) for text in node.texts]
    single = tuple(dict.fromkeys(forms[0] for forms in each if len(forms) == 1))
    longer = dict.fromkeys(" ".join(forms) for forms in each if len(forms) > 1)
    return [*([Spellings(single)] if single else []), *map(Phrase, longer)]


def _choices(part: Placed) -> Sequence[Placed | None]:
    """What may stand for one part of a nearness: of several terms, those that are equally long in words.

    [None] for nothing.
    """
    by_length: defaultdict[int, list[Term]] = defaultdict(list)
    for term in alternatives(part):
        for settled in _at_a_place(term):
            by_length[len(settled.text.split()) if isinstance(settled, Phrase) else 1].append(settled)
    return [_one_of(terms) for terms in by_length.values()] or [None]


def _any_placed(terms: Iterable[Term]) -> Placed | None:
    return _one_of([settled for term in terms for settled in _at_a_place(term)])


def _one_of(terms: Sequence[Term]) -> Placed | None:
    return Or(tuple(terms)) if len(terms) > 1 else terms[0] if terms else None


def _at_a_place(term: Term) -> Sequence[Term]:
    """Where places count, a word in several pieces is a phrase, and of a pattern in several only the last is placed."""
    if isinstance(term, Spellings):
        return _spellings(term)
    if isinstance(term, Word | Phrase):
        forms = analysis.forms(term.text)
        single = isinstance(term, Word) and len(forms) == 1
        return [Word(forms[0]) if single else Phrase(" ".join(forms))] if forms else []
    return spelling.singles(term)[-1:]


def _together(node: Near | Same, choice: Sequence[Placed | None]) -> Node | None:
    parts = tuple(part for part in choice if part is not None)
    return replace(node, parts=parts) if len(parts) > 1 else _all_of(parts)


def _all_of(parts: Iterable[Node | None]) -> Node | None:
    kept = tuple(part for part in parts if part)
    return And(kept) if len(kept) > 1 else kept[0] if kept else None


def _any_of(parts: Iterable[Node | None]) -> Node | None:
    kept = tuple(part for part in parts if part)
    return Or(kept) if len(kept) > 1 else kept[0] if kept else None
