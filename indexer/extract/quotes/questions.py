"""What somebody was asked: `Asked whether the dam would hold, Roe …`, `Roe was asked about the dam`.

Such a question is reported speech, but not of the sentence's subject: it is the words of whoever is named behind "by",
or of nobody.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.extract.quotes import phrases, preverbal
from indexer.extract.quotes.lexicon import FRAGMENT, QUOTATION, STOP
from indexer.extract.quotes.tokens import Token

ASKED = "asked"
STEM = "sked"
"""Stands in every sentence that can hold a question, however its first letter is written."""
OPENS_QUESTION = frozenset("about if whether why how what who whom which where when to".split())
CIRCUMSTANCE_TOKENS_MAX = 8
"""Between the verb and its question: asked on Friday by a reporter in Stonebrook whether …"""
WORDS_MIN = 2


class Question(NamedTuple):
    """Tokens `start`-`end`, put by the tokens `source`, which are (0, 0) where nobody is named."""

    verb: int
    start: int
    end: int
    source: tuple[int, int]


def asked(tokens: Sequence[Token]) -> Iterator[Question]:
    for index, token in enumerate(tokens):
        if token.low == ASKED and not token.tags & FRAGMENT and _passive(tokens, index):
            question = _question(tokens, index)
            if question is not None:
                yield question


def _passive(tokens: Sequence[Token], index: int) -> bool:
    """`Asked …`, `When asked …`, `Roe said, asked …`, `Roe was asked …`."""
    before = tokens[index - 1] if index else None
    if before is None or before.low in {"when", "if", "whenever", "once"} or before.text in {",", "—", "–"}:
        return True
    return preverbal.progressive(tokens, preverbal.end(tokens, index), index)


def _question(tokens: Sequence[Token], verb: int) -> Question | None:
    source = (0, 0)
    place = verb + 1
    last = min(len(tokens), verb + CIRCUMSTANCE_TOKENS_MAX)
    while place < last and tokens[place].low not in OPENS_QUESTION and not tokens[place].tags & (STOP | QUOTATION):
        if tokens[place].low == "by":
            source = (place + 1, phrases.right(tokens, place + 1))
            place = max(source[1], place + 1)
        else:
            place += 1
    if place >= last or tokens[place].low not in OPENS_QUESTION:
        return None
    start = place + 1 if tokens[place].low == "about" else place
    end = _end(tokens, start)
    return Question(verb, start, end, source) if end - start >= WORDS_MIN else None


def _end(tokens: Sequence[Token], start: int) -> int:
    place = start
    while place < len(tokens) and not tokens[place].tags & QUOTATION and tokens[place].text not in ENDS:
        place += 1
    return place


ENDS = frozenset((",", ".", ";", ":", "?", "!", "—", "–", "…"))
