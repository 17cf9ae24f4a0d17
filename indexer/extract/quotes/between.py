"""What stands between a verb of speech and what it reports: to whom, when and where."""

from collections.abc import Sequence

from indexer.extract.quotes.cues import Cue
from indexer.extract.quotes.lexicon import (
    CAPITAL,
    DAY,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    TELLING,
    THAT,
)
from indexer.extract.quotes.tokens import Token
from indexer.extract.quotes.verbs import particle

ADDRESSEE_TOKENS_MAX = 12
AFTER_VERB = frozenset("on in at during of to when via after last this earlier later".split())
ADDRESSED_ENDS = frozenset("that he she they it to if whether in on the why".split())
ADDRESSEES = frozenset("me him her us them you reporters journalists lawmakers supporters voters aides friends".split())
ENDS = frozenset((",", ":", "."))


def past(tokens: Sequence[Token], cue: Cue) -> int:
    """`told reporters on Friday in Kyiv that` -> `that`."""
    return _past_adverbial(tokens, _past_place(tokens, past_addressee(tokens, cue), cue))


def past_addressee(tokens: Sequence[Token], cue: Cue) -> int:
    """`told reporters that` -> `that`."""
    start = place = cue.end + particle(tokens, cue.start)
    if not _addresses(tokens, cue, start):
        return start
    named = _named(tokens, start)
    if named > start and named < len(tokens) and tokens[named].tags & OPENS_CLAUSE:
        return named
    while place < len(tokens) and place - start < ADDRESSEE_TOKENS_MAX:
        token = tokens[place]
        if token.text in ENDS or token.tags & QUOTATION or (place > start and token.low in ADDRESSED_ENDS):
            break
        place += 1
    return place


OPENS_CLAUSE = DETERMINER | PRONOUN | THAT


def _addresses(tokens: Sequence[Token], cue: Cue, start: int) -> bool:
    if not tokens[cue.start].tags & TELLING or start >= len(tokens):
        return False
    return not tokens[start].tags & (THAT | PREPOSITION)


def _named(tokens: Sequence[Token], start: int) -> int:
    """Behind `him`, `reporters`, `the Stonebrook Herald`."""
    if start < len(tokens) and tokens[start].low in ADDRESSEES:
        return start + 1
    end = start + (start < len(tokens) and bool(tokens[start].tags & DETERMINER))
    first = end
    while end < len(tokens) and tokens[end].tags & CAPITAL:
        end += 1
    return end if end > first else start


def _past_place(tokens: Sequence[Token], start: int, cue: Cue) -> int:
    """`told reporters in Kyiv that`: only behind somebody spoken to is a place taken for granted."""
    place = start
    if place == cue.end or place >= len(tokens) or tokens[place].low not in {"in", "on"}:
        return place
    while place < len(tokens) and tokens[place].text not in ENDS and not tokens[place].tags & (QUOTATION | THAT):
        place += 1
    return place


def _past_adverbial(tokens: Sequence[Token], start: int) -> int:
    """`said on Friday in Kyiv that` -> `that`; without a mark of its end the adverbial stays in the clause."""
    if start >= len(tokens):
        return start
    first = tokens[start]
    if first.low == "to" and not _somebody(tokens, start + 1):
        return start
    weekday = bool(first.tags & DAY) and bool(first.tags & CAPITAL)
    if not (first.low in AFTER_VERB or weekday or first.low.endswith("ly")):
        return start
    stop = start
    while (
        stop < len(tokens)
        and tokens[stop].text not in {",", ":", ".", ";"}
        and not tokens[stop].tags & (QUOTATION | THAT)
    ):
        stop += 1
    if weekday and start + 1 < len(tokens) and tokens[start + 1].text not in ENDS:
        return start + 1
    if stop == len(tokens) or tokens[stop].text in {".", ";"}:
        return start
    return stop if tokens[stop].tags & (QUOTATION | THAT) else stop + 1


def _somebody(tokens: Sequence[Token], place: int) -> bool:
    """Whether `to` leads to whoever was spoken to, rather than to an infinitive."""
    if place >= len(tokens):
        return False
    return bool(tokens[place].tags & (DETERMINER | CAPITAL | PRONOUN)) or tokens[place].low in ADDRESSEES
