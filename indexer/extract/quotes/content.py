"""What was said: the quotations and clauses of a sentence that its cues attribute.

A quotation goes to the nearest cue. A clause stands after its cue, with or without "that", or before it. A clause
that runs into a quotation is one mixed statement, and the quotation in it is kept as its verbatim fragment.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.extract.quotes.clauses import CLAUSE_TOKENS_MIN, Attributed, bare
from indexer.extract.quotes.cues import Cue
from indexer.extract.quotes.lexicon import (
    CAPITAL,
    CONJUNCTION,
    DAY,
    FRAGMENT,
    PREPOSITION,
    QUOTATION,
    SPEECH,
    STOP,
    THAT,
    WORD,
)
from indexer.extract.quotes.speakers import Speaker
from indexer.extract.quotes.tokens import Token
from indexer.model import QuoteKind

NEAR_TOKENS_MAX = 22
"""A cue further from a quotation attributes something else, unless the sentence holds no other quotation."""
UNCUED_WORDS_MIN = 5
"""Fewer quoted words inside a sentence without a cue are the writer's, borrowed."""
SAMPLE_CHARS = 400
LETTERS = re.compile(r"[^\W\d_]+")
FRAGMENT_WORDS_MIN = 3
BREAKS = frozenset((",", ":", ";", ".", "—", "–"))
FREE_STARTS = frozenset("the a he she it i they".split())


class Found(NamedTuple):
    start: int
    end: int
    kind: QuoteKind
    cue: str | None
    speaker: Speaker | None
    fragment: bool = False
    continued: bool = False
    """Nothing but its position tells whose it is."""


def nearest(cues: Iterable[Attributed], quotation: int, *, alone: bool) -> Attributed | None:
    """The cue that attributes the quotation at a token. None where all are too far away."""
    best = min(cues, key=lambda entry: _distance(entry.cue, quotation), default=None)
    if best is None or (_distance(best.cue, quotation) > NEAR_TOKENS_MAX and not alone):
        return None
    return best


def _distance(cue: Cue, quotation: int) -> int:
    start, end = cue.begin, cue.end
    if cue.shape != "inherited":
        end = max(end, cue.source_end)
    gap = quotation - end if quotation >= end else start - quotation
    return max(0, gap) + (3 if cue.shape == "according" else 0)


def utterance(text: str, tokens: Sequence[Token], place: int, *, attributed: bool) -> bool:
    """Whether a quotation is speech rather than a title, a slogan or a word held at arm's length."""
    segment = tokens[place].segment
    assert segment is not None
    words = LETTERS.findall(text, segment.start, min(segment.end, segment.start + SAMPLE_CHARS))
    if not words or _names_work(tokens, place, words):
        return False
    if attributed:
        return True
    if len(tokens) <= 2 and text[segment.outer_start : segment.start] in HEADING_MARKS:
        return False
    punctuated = text[segment.start : segment.end].rstrip()[-1:] in (*".?!,…;—-",) or not segment.closed
    if place == 0:
        return punctuated or len(tokens) <= 2
    if tokens[place - 1].text in {",", ":"}:
        return True
    return len(words) >= UNCUED_WORDS_MIN and not all(word[0].isupper() for word in words if len(word) > 3)


HEADING_MARKS = ("'", "‘")
"""A line of its own between single marks is a heading, if nothing attributes it."""


def _names_work(tokens: Sequence[Token], place: int, words: Sequence[str]) -> bool:
    """`on the podcast "Here's the Thing"`: every long word has a capital, and no verb of speech or mark leads to it."""
    if not place or tokens[place - 1].tags & (STOP | SPEECH | THAT | CONJUNCTION):
        return False
    long = [word for word in words if len(word) > SHORT_LETTERS_MAX]
    return len(words) > 1 and bool(long) and all(word[0].isupper() for word in (words[0], *long))


SHORT_LETTERS_MAX = 4
"""Articles and prepositions keep their small letters in titles."""


def pieces(tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """A clause as statements: (start, end, mixed). One runs on into its quotation, others stop before theirs."""
    while start < end:
        quotation = next((place for place in range(start, end) if tokens[place].tags & QUOTATION), end)
        if quotation < end and _runs_into(tokens, start, quotation):
            stop = quotation + 1
            while stop < end and not tokens[stop].tags & QUOTATION and tokens[stop].text not in {",", ";"}:
                stop += 1
            yield start, stop, True
            # What follows the mixed statement is more of it only if it is quoted again.
            if not any(token.tags & QUOTATION for token in tokens[stop:end]):
                return
            start, end = bare(tokens, stop, end)
            continue
        first, stop = bare(tokens, start, quotation)
        if stop - first >= CLAUSE_TOKENS_MIN:
            yield first, stop, any(token.tags & FRAGMENT for token in tokens[first:stop])
        start = quotation + 1


def _runs_into(tokens: Sequence[Token], start: int, quotation: int) -> bool:
    if quotation - start < 1 or tokens[quotation - 1].text in BREAKS:
        return False
    if tokens[start].tags & THAT:
        return True
    return quotation - start >= 2 and not (quotation - start <= 2 and _circumstance(tokens[start]))


def _circumstance(token: Token) -> bool:
    if token.tags & (PREPOSITION | DAY) or token.low.endswith("ly"):
        return True
    return bool(token.tags & CAPITAL) and token.low not in FREE_STARTS


def fragments(tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Verbatim parts of a mixed statement, as offsets into the text. One that the statement cuts is none."""
    last = None
    first, final = tokens[start].start, tokens[end - 1].end
    for token in tokens[start:end]:
        if token.segment is not None and token.tags & FRAGMENT and token.segment != last:
            last = token.segment
            words = sum(1 for other in tokens[start:end] if other.segment == last and other.tags & WORD)
            if words >= FRAGMENT_WORDS_MIN and first <= last.start and last.end <= final:
                yield last.start, last.end
