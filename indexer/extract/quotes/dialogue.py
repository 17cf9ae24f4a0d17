"""Lines of speech opened by a dash, as Ukrainian prose sets them: – Ми готові, – каже Коваль. – Чекаємо.

A list looks alike. What tells them apart: words of the writer behind a second dash, a question beside, or more such
lines that no colon announces.
"""

import re
from collections.abc import Sequence

OPENING = re.compile(r"[–—-]\s*(?=[«\"„“]?[^\W\d_])")
INSERTED = re.compile(r"[,?!…]\s[–—-]\s[^\W\d_]")
ENDS = (".", "?", "!", "…", "»", '"', "“", "”")

Line = tuple[int, int]


def starts(text: str, lines: Sequence[Line]) -> dict[int, int]:
    """Place of a line among `lines` that is one of speech -> where its words begin."""
    opened = {place: begin for place, line in enumerate(lines) if (begin := _opened(text, *line))}
    found: dict[int, int] = {}
    announced = ""
    for place, begin in opened.items():
        before = text[slice(*lines[place - 1])].rstrip()[-1:] if place else ""
        beside = place - 1 in opened
        # What stands before the first of several such lines: a colon announces a list.
        announced = announced if beside else before
        among = beside or place + 1 in opened or _asked(text, lines[place], before)
        if (among and announced not in {":", ";"}) or _inserted(text, begin, lines[place][1]):
            found[place] = begin
    return found


def _opened(text: str, start: int, end: int) -> int:
    """Where the words behind an opening dash begin. 0 where the line has none or begins in small letters."""
    match = OPENING.match(text, start, end)
    if match is None or not text[start:end].rstrip().endswith(ENDS):
        return 0
    first = next((letter for letter in text[match.end() : match.end() + 2] if letter.isalpha()), "")
    return match.end() if first.isupper() else 0


def _inserted(text: str, start: int, end: int) -> bool:
    """Words of the writer: `, – каже Коваль`."""
    match = INSERTED.search(text, start, end)
    return match is not None and text[match.end() - 1].islower()


def _asked(text: str, line: Line, before: str) -> bool:
    return before == "?" or text[slice(*line)].rstrip().endswith("?")
