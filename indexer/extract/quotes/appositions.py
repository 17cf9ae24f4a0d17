"""Subjects that something explains before their verb: `Jane Roe, head of the bank, a lender, said`.

The subject stands before the first of its appositions, or before its relative clause.
"""

from collections.abc import Sequence
from typing import NamedTuple

from indexer.extract.quotes import phrases
from indexer.extract.quotes.lexicon import (
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    DAY,
    DETERMINER,
    DOCUMENT,
    GIVEN,
    NOT_NAME,
    ORGANISATION,
    PARTICLE,
    PLACE,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    RELATIVE,
    SPEECH,
    STOP,
    TITLE,
    WORD,
)
from indexer.extract.quotes.tokens import Token

APPOSITION_TOKENS_MAX = 28


class Apposed(NamedTuple):
    """Tokens `start`-`end` are the subject, those of `apposition` explain it."""

    start: int
    end: int
    apposition: tuple[int, int]


def subject(tokens: Sequence[Token], comma: int) -> Apposed | None:
    """The subject of a verb behind the comma that closes what explains it."""
    opening = comma
    nearest: Apposed | None = None
    for _ in range(APPOSITIONS_MAX):
        opening = _comma_before(tokens, opening)
        if opening <= 0 or (tokens[opening + 1].low in NO_APPOSITION and not _listed(tokens, opening)):
            break
        head = phrases.before_bracket(tokens, opening - 1) if tokens[opening - 1].text == ")" else opening - 1
        if head >= 0 and (tokens[head].tags & SUBJECTS or _names(tokens, head, opening + 1, comma)):
            start, end = past_relative(tokens, phrases.left(tokens, head), head + 1)
            if _apposes(tokens, start) or (start and tokens[start - 1].tags & (PREPOSITION | RELATIVE)):
                continue
            if _in_relative(tokens, start):
                continue
            found = Apposed(start, end, (opening + 1, comma))
            if not _may_appose(tokens, start, head):
                return found
            nearest = nearest or found
    return nearest


def _in_relative(tokens: Sequence[Token], start: int) -> bool:
    """`Jane Roe, who took over from its founder, *John Doe*, after his death, said`."""
    if start < 3 or tokens[start - 1].text != ",":
        return False
    opening = _comma_before(tokens, start - 1)
    return opening > 0 and bool(tokens[opening + 1].tags & RELATIVE)


def _names(tokens: Sequence[Token], head: int, start: int, end: int) -> bool:
    """`another user, *Roland Roe*, wrote`: whatever noun a bare name explains can speak."""
    named = all(token.tags & (CAPITAL | PARTICLE) and not token.tags & NOT_NAME for token in tokens[start:end])
    return named and bool(tokens[head].tags & WORD) and not tokens[head].tags & (PLACE | DAY | ADVERB)


def _listed(tokens: Sequence[Token], comma: int) -> bool:
    """`secretary of state for population, refugees*,* and migration`."""
    before = tokens[comma - 1]
    return tokens[comma + 1].low == "and" and not before.tags & (CAPITAL | STOP | SPEECH) and not phrases.finite(before)


APPOSITIONS_MAX = 4
ADDING = frozenset("but and yet so or".split())
NO_APPOSITION = frozenset(("adding", "but", "and"))
SUBJECTS = CAPITAL | PRONOUN | TITLE | ORGANISATION | DOCUMENT


def _apposes(tokens: Sequence[Token], start: int) -> bool:
    """Whether a phrase only explains the name before it: Jane Roe, *a lender's head*; Jane Roe, *director of …*."""
    if start < 2 or tokens[start - 1].text != "," or not tokens[start - 2].tags & (CAPITAL | STOP):
        return False
    first = tokens[start]
    return first.low in {"a", "an"} or (bool(first.tags & TITLE) and not first.tags & CAPITAL)


def _may_appose(tokens: Sequence[Token], start: int, head: int) -> bool:
    """Whether a name may stand further left: Jane Roe, *the head of the bank*, …; Jane Roe, of Kyiv, *Ukraine*, …"""
    if start < 2 or tokens[start - 1].text != ",":
        return False
    if tokens[start].low == "the":
        opens = tokens[0].tags & (PREPOSITION | CONJUNCTION) and tokens[0].low not in ADDING
        return bool(tokens[start - 2].tags & (CAPITAL | STOP)) and not opens
    return bool(tokens[head].tags & PLACE) or (head == start and not tokens[head].tags & (PRONOUN | GIVEN))


def _comma_before(tokens: Sequence[Token], comma: int) -> int:
    place = comma - 1
    least = max(0, comma - APPOSITION_TOKENS_MAX)
    while place > least and tokens[place].text != "," and not tokens[place].tags & QUOTATION:
        place -= 1
    return place if tokens[place].text == "," else -1


def past_relative(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """`An official who asked not to be named said`: the subject stands before the relative clause."""
    least = max(0, end - APPOSITION_TOKENS_MAX)
    who = start - 1
    while who > least and not tokens[who].tags & (RELATIVE | STOP | QUOTATION):
        who -= 1
    if who < 1 or not tokens[who].tags & RELATIVE or tokens[who - 1].text == ",":
        return start, end
    first = tokens[who + 1]
    if not phrases.finite(first) and first.tags & (CAPITAL | DETERMINER | PRONOUN):
        return start, end
    return phrases.left(tokens, who - 1), who
