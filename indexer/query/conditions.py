"""From a typed field and its value to the condition it is."""

import re

from indexer.errors import QueryError
from indexer.query import names
from indexer.query.days import read_days
from indexer.query.lexing import MINUS, OPERATORS, Lexeme
from indexer.query.limits import Budget, shown, words
from indexer.query.terms import spliced
from indexer.query.tree import InField, Keyword, Node, Not, Undated

_SIGNS = re.compile(r"\*|~[0-9]*$")
_BRACKET = re.compile(r"\(([^()]*)\)")

_MEANINGS: dict[tuple[str, str], Node] = {
    ("kind", "reported"): Keyword("kind", ("indirect",)),
    ("kind", "indirect"): Keyword("kind", ("indirect",)),
    ("has", "date"): Not(Undated()),
    ("is", "undated"): Undated(),
    # What was corrected has an update; the index knows it under one name.
    ("is", "corrected"): Keyword("has", ("update",)),
}
"""Typed values that mean something else than the value itself."""


def condition(lexeme: Lexeme, typed: str, budget: Budget) -> Node:
    """Raises QueryError where the field or its value is none."""
    field, value = lexeme.text.lower(), lexeme.value
    if field not in names.FIELDS:
        raise _unknown_field(lexeme, typed)
    if value is None:
        raise _without_value(lexeme, typed)
    _check_shape(lexeme, value, typed)
    budget.spend(len(words(value.text)) if field in names.TEXTS else 1, lexeme.at)
    if field in names.DATES:
        return _days(field, lexeme, value, typed)
    if field == "lang":
        return _language(lexeme, value, typed)
    if field in names.VALUES:
        return _known_value(field, lexeme, value, typed)
    return InField(field, value.text) if field in names.TEXTS else Keyword(field, (value.text,))


def _days(field: str, lexeme: Lexeme, value: Lexeme, typed: str) -> Node:
    try:
        return read_days(field, value.text, value.at)
    except QueryError as error:
        whole = tuple(spliced(typed, lexeme, f"{field}:{repair}") for repair in error.repairs)
        raise QueryError(str(error), min(error.position, value.end), whole) from None


def _language(lexeme: Lexeme, value: Lexeme, typed: str) -> Keyword:
    if code := names.language(value.text):
        return Keyword("lang", (code,))
    like = names.nearest_language(value.text)
    repairs = (spliced(typed, lexeme, f"lang:{like}"),) if like else ()
    known = ", ".join(names.LANGUAGES)
    message = f"lang: is one of {known}, or another language's code of two or three letters; not “{shown(value.text)}”."
    raise QueryError(message, value.at, repairs)


def _known_value(field: str, lexeme: Lexeme, value: Lexeme, typed: str) -> Node:
    known = names.VALUES[field]
    text = value.text.lower()
    if meant := _MEANINGS.get((field, text)):
        return meant
    if text in known:
        return Keyword(field, (text,))
    like = names.nearest(text, known)
    repairs = (spliced(typed, lexeme, f"{field}:{like}"),) if like else ()
    raise QueryError(f"{field}: is one of {', '.join(known)}; not “{shown(value.text)}”.", value.at, repairs)


def _check_shape(lexeme: Lexeme, value: Lexeme, typed: str) -> None:
    name, text = lexeme.text, value.text
    if not words(text) or value.tail is not None:
        raise _without_value(lexeme, typed)
    if value.kind == "phrase":
        return
    if text[0] in MINUS:
        turned = spliced(typed, lexeme, f"-{name}:{text[1:]}")
        plain = spliced(typed, lexeme, f"{name}:{text[1:]}")
        raise QueryError(f"What leaves out stands before the field: -{name}:…", value.at, (turned, plain))
    if sign := _SIGNS.search(text):
        plain = spliced(typed, lexeme, f"{name}:{_SIGNS.sub('', text)}")
        message = f"A * or ~ is for words of the text; {name}: takes its value as it is."
        raise QueryError(message, value.at + sign.start(), (plain,))


def _without_value(lexeme: Lexeme, typed: str) -> QueryError:
    """Repairs: what stands behind a space or in a bracket was perhaps meant."""
    name, behind = lexeme.text, typed[lexeme.end :]
    repairs = []
    if lexeme.value is None and (bracket := _BRACKET.match(behind)):
        each = " ".join(word if word in OPERATORS else f"{name}:{word}" for word in bracket.group(1).split())
        repairs.append(f"{typed[: lexeme.at]}({each}){behind[bracket.end() :]}")
    elif lexeme.value is None:
        repairs.append(typed[: lexeme.end] + behind.lstrip())
    elif lexeme.value.tail is not None:
        repairs.append(spliced(typed, lexeme, f'{name}:"{lexeme.value.text}"'))
    else:
        return QueryError(f"“{name}:” needs a value with a word in it.", lexeme.value.at)
    message = f"“{name}:” needs a value right behind the colon; several words stand in quotation marks."
    return QueryError(message, lexeme.at, (*repairs, _as_words(lexeme, typed)))


def _unknown_field(lexeme: Lexeme, typed: str) -> QueryError:
    behind = typed[lexeme.at + len(lexeme.text) :]
    if lexeme.text.lower() in names.WHOLE_TEXT:
        message = f"There is no field “{lexeme.text}”: words are searched for in headline and text alike."
        return QueryError(message, lexeme.at, (typed[: lexeme.at] + behind[1:].lstrip(),))
    like = names.nearest_field(lexeme.text)
    repairs = [typed[: lexeme.at] + like + behind] if like else []
    message = f"There is no field “{shown(lexeme.text)}”. Fields: {', '.join(names.FIELDS)}."
    return QueryError(message, lexeme.at, (*repairs, _as_words(lexeme, typed)))


def _as_words(lexeme: Lexeme, typed: str) -> str:
    """The query with the field's name and value searched as words."""
    name_end = lexeme.at + len(lexeme.text)
    return f"{typed[:name_end]} {typed[name_end + 1 :].lstrip()}".strip()
