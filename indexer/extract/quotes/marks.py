"""Quotation marks: which stretches of a text stand between them. Offsets are never moved, no mark can raise.

Knows straight, curly, low and doubled single marks and guillemets. A quotation ends with its paragraph at the latest;
one left open there is continued in the next by house style, so it counts, with `closed` False.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.extract.quotes import dialogue, guillemets

PARAGRAPH = re.compile(r"[^\n]+")
# A pattern that opens with the signs themselves is searched ten times as fast as one that opens with a set among other
# ways, or with what stands before.
MARK = re.compile(r"(''(?!'(?!'))|``|\"|“|”|«|»|„)\1*")
"""Of three single marks the first closes a quotation within the quotation."""
SINGLE = re.compile(r"[‘'](?:(?<![^\n].)|(?<=[,:] .))(?=\w)[^‘“”«»\"\n]{20,1500}?[,.?!…][’'](?!\w)")
OPENING = "“«„"
CLOSING = "”»"
BEFORE_OPENING = "([—–-"
OPEN_LINES_MAX = 6
"""So many lines a quotation may go on without marks of its own."""
UNCLOSED_CHARS_MIN = 12
"""A mark left open so close to the paragraph's end is a slip (or an inch), not a quotation."""


class Segment(NamedTuple):
    """Text between two marks: `start`-`end` without them, `outer_start`-`outer_end` with them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool


class Paragraph(NamedTuple):
    start: int
    end: int
    segments: tuple[Segment, ...]


def paragraphs(text: str, *, dashes: bool = False) -> list[Paragraph]:
    """Non-empty lines of a text with the quotations in each, in text order, none nested.

    `dashes`: a line that a dash opens may be speech, as in Ukrainian.
    """
    lines = [line.span() for line in PARAGRAPH.finditer(text) if not line.group().isspace()]
    spoken = dialogue.starts(text, lines) if dashes else {}
    found: list[Paragraph] = []
    open_lines = 0
    for place, (start, end) in enumerate(lines):
        if place in spoken:
            segments: tuple[Segment, ...] = (Segment(spoken[place], end, start, end, closed=False),)
        elif 0 < open_lines <= OPEN_LINES_MAX and guillemets.closes(text, start):
            segments = _going_on(text, start, end)
        else:
            segments = _quoted(text, start, end)
        found.append(Paragraph(start, end, segments))
        left_open = bool(segments) and not segments[-1].closed and text[segments[-1].outer_start] == "«"
        going_on = bool(segments) and not segments[-1].closed and open_lines and segments[-1].outer_start == start
        open_lines = 1 if left_open else open_lines + 1 if going_on else 0
    return found


def _going_on(text: str, start: int, end: int) -> tuple[Segment, ...]:
    """The rest of a quotation that the line before left open: up to its closing mark, or the whole line."""
    mark = text.find("»", start, end)
    if mark < 0:
        return (Segment(start, end, start, end, closed=False),)
    return (Segment(start, mark, start, mark + 1, closed=True), *_quoted(text, mark + 1, end))


def _quoted(text: str, start: int, end: int) -> tuple[Segment, ...]:
    marks = list(MARK.finditer(text, start, end))
    return (tuple(_segments(text, marks, start, end)) if marks else ()) or tuple(_single(text, start, end))


def _single(text: str, start: int, end: int) -> Iterator[Segment]:
    """British ‘…’, where a paragraph has no other marks: long enough for speech, at the
    paragraph's start or behind a comma or colon, and closed behind punctuation.

    The rest are apostrophes, and words held at arm's length.
    """
    for match in SINGLE.finditer(text, start, end):
        yield Segment(match.start() + 1, match.end() - 1, match.start(), match.end(), closed=True)


def _segments(text: str, found: Sequence[re.Match[str]], start: int, end: int) -> Iterator[Segment]:
    marks = guillemets.outer(found)
    if marks and _only_closes(text, marks[0], end):
        yield Segment(start, marks[0].start(), start, marks[0].end(), closed=True)
        marks = marks[1:]
    yield from _paired(text, marks, end)


def _paired(text: str, marks: Iterable[re.Match[str]], end: int) -> Iterator[Segment]:
    opened: re.Match[str] | None = None
    for mark in marks:
        if opened is None and _measures(text, mark, end):
            continue
        if _opens(text, mark, opened, end):
            # A second opener inside “ or « is a nested quotation; after a straight mark the first one was stray.
            if opened is None or opened.group(1) not in OPENING:
                opened = mark
        elif opened is not None:
            if not text[opened.end() : mark.start()].isspace() and mark.start() > opened.end():
                yield Segment(opened.end(), mark.start(), opened.start(), mark.end(), closed=True)
            opened = None
    if opened is not None and end - opened.end() > UNCLOSED_CHARS_MIN:
        yield Segment(opened.end(), end, opened.start(), end, closed=False)


def _only_closes(text: str, mark: re.Match[str], end: int) -> bool:
    """`We are ready," Roe said.`: the first mark of a paragraph can't be an opening one."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return before in ENDS_SPEECH and mark.group(1) not in OPENING and mark.end() < end and after.isspace()


ENDS_SPEECH = frozenset(",?!")


def _measures(text: str, mark: re.Match[str], end: int) -> bool:
    """`6" of snow`: inches, or seconds."""
    if mark.group(1) not in {'"', "''"} or not text[mark.start() - 1 : mark.start()].isdigit():
        return False
    return mark.end() == end or not text[mark.end()].isalnum()


def _opens(text: str, mark: re.Match[str], opened: re.Match[str] | None, end: int) -> bool:
    sign = mark.group(1)
    before = text[mark.start() - 1 : mark.start()] or " "
    after = text[mark.end()] if mark.end() < end else " "
    if sign in OPENING:
        # „…“ closes with the mark that opens “…”.
        return not (opened is not None and sign == "“" and (opened.group(1) == "„" or not after.isalnum()))
    if sign in CLOSING or (opened is None and before in ENDS_SPEECH and after.isspace()):
        return False
    if before == "=" or after == ">":
        return False  # an attribute's value: what is left of markup
    return opened is None or ((before.isspace() or before in BEFORE_OPENING) and after.isalnum())
