"""Which words a pattern or a misspelt word stands for: one rule for engines and for highlighting.

Words are compared as `analysis` folds them. A pattern is typed in one piece; where the analyser sees several words in
it ("state-own*"), the wildcards belong to the last.
"""

import re
from collections.abc import Callable

from rapidfuzz.distance import OSA

from indexer import analysis
from indexer.query import And, Fuzzy, Near, Node, Wildcard, Word
from indexer.query.limits import NEAR_MAX

Single = Word | Wildcard | Fuzzy
"""Typed in one piece. Folded, each is a single word."""
Fits = Callable[[str], bool]
"""Whether a folded form is one of those meant."""

_WILD = re.compile(r"([*?]+)")
_PIECES = re.compile(rf"(?:{analysis.WORD.pattern}|[*?])+")


def singles(typed: Single) -> tuple[Single, ...]:
    """One for each word of what was typed in one piece, folded; a sign in it belongs to the last."""
    if isinstance(typed, Wildcard):
        words, pattern = words_and_pattern(typed.pattern)
        begins = beginning(pattern)
        last: Single = Word(pattern) if begins == pattern else Wildcard(pattern)
        return (*map(Word, words), *([last] if begins else []))
    forms = analysis.forms(typed.text)
    if isinstance(typed, Fuzzy) and forms:
        return (*map(Word, forms[:-1]), Fuzzy(forms[-1], typed.distance))
    return tuple(map(Word, forms))


def tied(words: tuple[Single, ...]) -> Node | None:
    """What was typed in one piece, such as "state-owned" or "12:30", stands together; None for nothing.

    Of more words than can be near each other at once, all are asked for, wherever they stand.
    """
    if len(words) <= 1:
        return words[0] if words else None
    return Near(words, 0) if len(words) <= NEAR_MAX else And(words)


def words_and_pattern(typed: str) -> tuple[tuple[str, ...], str]:
    """The plain words before the pattern, folded, and the pattern with its letters folded; "" if nothing is left."""
    pieces = _PIECES.findall(typed)
    if not pieces:
        return (), ""
    before = [form for piece in pieces[:-1] for form in analysis.forms(piece)]
    letters = (part if _WILD.fullmatch(part) else "".join(analysis.forms(part)) for part in _WILD.split(pieces[-1]))
    return tuple(before), "".join(letters)


def beginning(pattern: str) -> str:
    """What every word of a pattern begins with."""
    return _WILD.split(pattern, maxsplit=1)[0]


def fits_pattern(pattern: str) -> Fits:
    """For a folded pattern. A word is looked through once from left to right, whatever the pattern."""
    head, *rest = pattern.split("*")
    starts = re.compile(_letters(head))
    if not rest:
        return lambda form: starts.fullmatch(form) is not None
    *middle, tail = [re.compile(_letters(piece)) for piece in rest]
    least = len(rest[-1])

    def fits(form: str) -> bool:
        match = starts.match(form)
        for piece in middle:
            match = match and piece.search(form, match.end())
        return match is not None and len(form) - least >= match.end() and bool(tail.fullmatch(form, len(form) - least))

    return fits


def fits_nearly(form: str, distance: int) -> Fits:
    """For a folded word: the same first letter, and at most so many letters too many, too few, changed or swapped."""
    return lambda other: other[:1] == form[:1] and OSA.distance(form, other, score_cutoff=distance) <= distance


def _letters(piece: str) -> str:
    return "".join("." if letter == "?" else re.escape(letter) for letter in piece)
