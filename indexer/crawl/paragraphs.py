"""Paragraphs from plain text, as wires and exports lay it out. Pure."""

import re
from itertools import pairwise

INDENT = re.compile(r" {3,}")
COLUMNS = re.compile(r"\S {3,}\S")
# No wire sets wider lines; longer ones were not wrapped by anybody.
WIDTH_MAX = 120
SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def unwrapped(text: str) -> str:
    """The same text, one line a paragraph.

    Blank lines part paragraphs. Where the lines were wrapped to a width, they are joined, and a new paragraph starts
    where one is indented; a row of a table stays a line of its own. Else every line is a paragraph.
    """
    rows = text.expandtabs().splitlines()
    wrapped = is_wrapped(rows)
    paragraphs: list[list[str]] = [[]]
    for row in rows:
        alone = not wrapped or COLUMNS.search(row)
        if alone or not row.strip() or INDENT.match(row):
            paragraphs.append([])
        paragraphs[-1] += row.split()
        if alone:
            paragraphs.append([])
    return "\n".join(" ".join(words) for words in paragraphs if words)


def is_wrapped(rows: list[str]) -> bool:
    """Whether line breaks come from a column's width: an indent shows it, or lines that mostly stop mid-sentence."""
    if any(len(row) > WIDTH_MAX for row in rows):
        return False
    inner = [row.rstrip() for row, following in pairwise(rows) if row.strip() and following.strip()]
    broken = sum(1 for row in inner if not SENTENCE_END.search(row))
    return any(INDENT.match(row) for row in rows) or broken * 2 > len(inner)
