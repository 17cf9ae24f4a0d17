"""Marks within «…», of any family, and «…» within "…": which of them are a quotation's own.

Two nested pairs are often closed by one mark («…завод «Світло», – сказав), so depth alone does not tell.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

GUILLEMET = re.compile(r"[«»]")


def closes(text: str, start: int) -> bool:
    """Whether the next guillemet of a text closes."""
    match = GUILLEMET.search(text, start)
    return match is not None and match.group() == "»"


def outer(marks: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """Without those nested in a pair of guillemets, and without guillemets nested in straight marks."""
    signs = [mark.group(1) for mark in marks]
    if "«" not in signs:
        return marks
    nested = _in_straight(signs)
    nested |= _in_guillemets(marks, signs, nested)
    return [mark for place, mark in enumerate(marks) if place not in nested]


def _in_straight(signs: Sequence[str]) -> set[int]:
    """Places of « and » that stand together between two straight marks."""
    return {
        place + inner
        for place in range(1, len(signs) - 2)
        if signs[place - 1 : place + 3] == ['"', "«", "»", '"']
        for inner in (0, 1)
    }


def _in_guillemets(marks: Sequence[re.Match[str]], signs: Sequence[str], known: AbstractSet[int]) -> set[int]:
    closes_next = _closes_next(signs)
    nested: set[int] = set()
    opening, depth = -1, 0
    for place, sign in enumerate(signs):
        if place in known or sign not in "«»":
            continue
        if opening < 0:
            opening, depth = (place, 0) if sign == "«" else (-1, 0)
        elif sign == "«":
            depth += 1
        elif depth and len(marks[place].group()) == 1 and closes_next[place]:
            depth -= 1
        else:
            nested.update(range(opening + 1, place))
            opening = -1
    return nested


def _closes_next(signs: Sequence[str]) -> list[bool]:
    """Per mark whether the next guillemet closes too, so that a closing one closes the inner pair only."""
    answers, closes = [], False
    for sign in reversed(signs):
        answers.append(closes)
        closes = sign == "»" if sign in "«»" else closes
    return answers[::-1]
