"""Typed text to lexemes: words, phrases, fields with their values, operators and brackets, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from indexer.errors import QueryError
from indexer.query import marks
from indexer.query.limits import CLAUSES_MAX, too_many, words
from indexer.query.names import FIELDS

Kind = Literal["word", "phrase", "field", "and", "or", "not", "minus", "near", "same", "(", ")"]

OPERATORS: dict[str, Kind] = {
    "AND": "and",
    "OR": "or",
    "NOT": "not",
    "SAME": "same",
    "І": "and",
    "ТА": "and",
    "АБО": "or",
    "НЕ": "not",
}
MINUS = "-−"

_NEAR = re.compile(r"NEAR(?:/\S*)?")
_FIELD = re.compile(r"([A-Za-z][A-Za-z_-]*):(?!//)")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_BARE = re.compile(rf"[^\s(){marks.MARKS}]+")
_DASHES = re.compile(rf"[{MINUS}]+")
_TAIL = re.compile(r"~[^\s()]*")


@dataclass(frozen=True, slots=True)
class Lexeme:
    kind: Kind
    text: str
    """What it says: a phrase without its marks, a word without the comma behind it, a field's name as typed."""
    at: int
    end: int
    value: "Lexeme | None" = None
    """What stands right behind a field's colon; None where nothing does."""
    tail: str | None = None
    """What stands right behind a phrase from its ~ on; None where there is no ~."""


def lex(text: str) -> list[Lexeme]:
    """What was typed, in order, without what says nothing: a dash between words, a smile, empty quotation marks.

    Raises QueryError where a quotation mark is never closed, or there are more conditions than could be allowed.
    """
    lexemes: list[Lexeme] = []
    conditions = 0
    for lexeme in _all(text):
        conditions += lexeme.kind in ("word", "phrase", "field")
        if _says_something(lexeme):
            lexemes.append(lexeme)
        else:
            _drop_minuses(lexemes, lexeme.at)
        if conditions > 2 * CLAUSES_MAX:
            raise too_many(lexeme.at)
    return lexemes


def _drop_minuses(lexemes: list[Lexeme], until: int) -> None:
    """Those that would leave out what says nothing: else "-!!! border" would leave out the border."""
    while lexemes and lexemes[-1].kind == "minus" and lexemes[-1].end == until:
        until = lexemes.pop().at


def trimmed(word: str) -> str:
    """Without the punctuation of a sentence behind it; the points of "U.S." and of an initial stay."""
    while True:
        shorter = word.rstrip(",;:!?…")
        shorter = shorter.removesuffix(".") if shorter.count(".") == 1 else shorter
        if shorter == word or _is_operator(shorter):
            return word
        word = shorter


def _all(text: str) -> Iterator[Lexeme]:
    at = 0
    while at < len(text):
        lexeme = _next(text, at)
        if lexeme:
            yield lexeme
        at = lexeme.end if lexeme else at + 1


def _next(text: str, at: int) -> Lexeme | None:
    """The lexeme that begins here. None for white space, and for a mark that neither opens nor closes anything."""
    char = text[at]
    if char in "()":
        return Lexeme("(" if char == "(" else ")", char, at, at + 1)
    if marks.opens(text, at):
        return _quoted(text, at)
    if char in MINUS and (run := _DASHES.match(text, at)):
        return _minus(text, run)
    if named := _FIELD.match(text, at):
        field = _field(text, named)
        if field:
            return field
    bare = _BARE.match(text, at)
    return _bare(bare.group(), at) if bare else None


def _minus(text: str, run: re.Match[str]) -> Lexeme:
    """A run of dashes is a typewriter's dash, and one before a space is punctuation: a word that says nothing."""
    at, end = run.span()
    leaves_out = end - at == 1 and end < len(text) and not text[end].isspace()
    return Lexeme("minus" if leaves_out else "word", run.group(), at, end)


def _quoted(text: str, at: int) -> Lexeme:
    end = marks.end_of(text, at)
    if end is None:
        without = text[:at] + text[at + 1 :]
        closed = text.rstrip() + marks.closer(text[at])
        # Where no word is behind it, there is nothing to close it around.
        repairs = (closed, without) if words(text[at:]) else (text[:at].rstrip(f" {MINUS}"),)
        raise QueryError("This quotation mark is never closed.", at, repairs)
    said = " ".join(text[at + 1 : end].split())
    said = said if marks.between(said) else marks.without(said)
    tail = _TAIL.match(text, end + 1)
    if tail is None:
        return Lexeme("phrase", said, at, end + 1)
    return Lexeme("phrase", said, at, tail.end(), tail=tail.group())


def _field(text: str, named: re.Match[str]) -> Lexeme | None:
    """None where it is no field but a word with a colon, as in "Koval: we are ready"."""
    name, at = named.group(1), named.end()
    value: Lexeme | None = None
    if at < len(text) and marks.opens(text, at):
        value = _quoted(text, at)
    elif bare := _BARE.match(text, at):
        value = Lexeme("word", _value(bare.group()), at, bare.end())
    elif name.lower() not in FIELDS and not text.startswith("(", at):
        return None
    return Lexeme("field", name, named.start(), value.end if value else at, value)


def _value(typed: str) -> str:
    """Without the comma behind it. The points of an open span of days stay."""
    return typed.rstrip(",;!?") if ".." in typed else trimmed(typed) or typed


def _bare(typed: str, at: int) -> Lexeme:
    end = at + len(typed)
    if _ADDRESS.match(typed):
        return Lexeme("word", _address(typed), at, end)
    if _NEAR.fullmatch(typed):
        return Lexeme("near", typed, at, end)
    return Lexeme(OPERATORS.get(typed, "word"), typed if typed in OPERATORS else trimmed(typed), at, end)


def _address(typed: str) -> str:
    """The words of a URL, which no article spells with its scheme, as one word that holds no mark of this language."""
    rest = _ADDRESS.sub("", typed, count=1).lower()
    return trimmed(re.sub(r"[*?~:]+", "-", rest).strip("-−"))


def _is_operator(word: str) -> bool:
    return word in OPERATORS or _NEAR.fullmatch(word) is not None


def _says_something(lexeme: Lexeme) -> bool:
    """A field without a value is kept, to be told; so is a *, with which somebody means something."""
    if lexeme.kind not in ("word", "phrase"):
        return True
    return bool(words(lexeme.text)) or (lexeme.kind == "word" and lexeme.text.startswith("*"))
