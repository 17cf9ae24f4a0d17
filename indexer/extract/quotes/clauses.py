"""What a cue reports in other words than the speaker's: the clause after it, before it, or on both sides of it.

Works on the tokens of one sentence and yields stretches of them; what a stretch amounts to is decided in content.py.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.extract.quotes import openings
from indexer.extract.quotes.cues import Cue
from indexer.extract.quotes.lexicon import (
    ADVERB,
    CAPITAL,
    CLAUSAL,
    CONJUNCTION,
    DAY,
    DETERMINER,
    FRAGMENT,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    STOP,
    TELLING,
    THAT,
)
from indexer.extract.quotes.speakers import Speaker
from indexer.extract.quotes.tokens import CLOSERS, Token
from indexer.extract.quotes.verbs import particle, topical

ADDRESSEE_TOKENS_MAX = 12
CLAUSE_TOKENS_MIN = 2
EDGES_LEFT = frozenset((",", ":", ";", "”", '"', "''", "»", "—", "–", "-"))
EDGES_RIGHT = frozenset((".", ",", ";", ":", "?", "!", "—", "–", "-", "…"))
AFTER_VERB = frozenset("on in at during of to when via after last this earlier later у в на під за про після".split())
ADDRESSED_ENDS = frozenset("that he she they it to if whether in on the why що".split())


class Attributed(NamedTuple):
    cue: Cue
    speaker: Speaker


def reported(tokens: Sequence[Token], cues: Sequence[Attributed]) -> list[tuple[int, int, Attributed]]:
    """Stretches of tokens, each what one cue reports in other words than the speaker's (or not only in them).

    What somebody says that another said is the first one's statement alone: it is hearsay of the second.
    """
    stretches = list(_all(tokens, cues))
    return [found for found in stretches if not any(_tells_of(outer, found) for outer in stretches)]


def _tells_of(outer: tuple[int, int, Attributed], inner: tuple[int, int, Attributed]) -> bool:
    """Whether a statement, after its own cue, holds another's cue and words."""
    return outer[2].cue.start < outer[0] <= inner[2].cue.start < outer[1] and outer[0] <= inner[0]


def _all(tokens: Sequence[Token], cues: Sequence[Attributed]) -> Iterator[tuple[int, int, Attributed]]:
    quoted = next((place for place, token in enumerate(tokens) if token.tags & QUOTATION), len(tokens))
    for place, entry in enumerate(cues):
        later = [other.cue for other in cues[place + 1 :]]
        for stretch in _stretches(tokens, entry.cue, later, first=place == 0, quoted=quoted):
            start, end = bare(tokens, *stretch)
            if end - start >= CLAUSE_TOKENS_MIN or (start < end and refers_back(tokens, start, end)):
                yield start, end, entry


def refers_back(tokens: Sequence[Token], start: int, end: int) -> bool:
    """`Про це повідомив Roe`, `Roe said this on Monday`: what was said is the sentence before."""
    first, second = tokens[start].low, tokens[start + 1] if start + 1 < end else None
    if first == "про":
        return second is not None and second.low == "це"
    return first == "this" and (second is None or bool(second.tags & (PREPOSITION | DAY)))


def _stretches(
    tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], *, first: bool, quoted: int
) -> Iterator[tuple[int, int]]:
    """`quoted` is the place of the sentence's first whole quotation, or its length."""
    opening = openings.said(tokens, cue, quoted) if first else _whole(tokens, cue, quoted)
    if opening is not None:
        yield opening
        if cue.end < len(tokens) and tokens[cue.end].text != ",":
            return
    main = _stretch(tokens, cue, later, quoted=quoted)
    if main is not None:
        yield main


def _whole(tokens: Sequence[Token], cue: Cue, quoted: int) -> tuple[int, int] | None:
    """`The partners confirmed that they agree, the press service reported.`: others may speak inside a report."""
    return openings.said(tokens, cue, quoted) if cue.end >= len(tokens) - 1 else None


def _stretch(tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], *, quoted: int) -> tuple[int, int] | None:
    if cue.shape == "mark":
        return None
    if cue.shape == "according":
        return _around_according(tokens, cue)
    if cue.shape == "inverted":
        return None if quoted < len(tokens) else _around_inverted(tokens, cue)
    source = cue.start if cue.shape == "inherited" or not cue.source_end else cue.source_start
    if not tokens[cue.start].tags & PARTICIPLE and _follows_quotation(tokens, source, cue.end):
        return None
    if topical(tokens, cue.start):
        return cue.end + 1, _before_next(tokens, cue.end + 1, cue, later)
    start = _past_adverbial(tokens, _past_addressee(tokens, cue))
    end = _before_next(tokens, start, cue, later)
    if _says_something(tokens, start) and not _introduces(tokens, start, end) and _is_clause(tokens, cue, start, end):
        return start, end
    return None


def _is_clause(tokens: Sequence[Token], cue: Cue, start: int, end: int) -> bool:
    """Whether a verb that reports only clauses has one: wrote that he was, wrote he was, not wrote a letter."""
    first = tokens[start]
    if not tokens[cue.start].tags & CLAUSAL or first.text == "," or first.low in OPENS_CLAUSE:
        return True
    if first.low == "to":
        return not tokens[start + 1].tags & (DETERMINER | CAPITAL | PRONOUN)
    if first.tags & (THAT | FRAGMENT | QUOTATION):
        return True
    if first.tags & PREPOSITION:
        return False
    stop = next((place for place in range(start, end) if tokens[place].tags & (STOP | QUOTATION)), end)
    return openings.finite(tokens, start, stop)


OPENS_CLAUSE = frozenset("not if whether why how what who where when".split())


def _introduces(tokens: Sequence[Token], start: int, end: int) -> bool:
    """`said back in May: "…"`: words before a colon are circumstance."""
    quotation = next((place for place in range(start, end) if tokens[place].tags & QUOTATION), 0)
    return quotation > start and tokens[quotation - 1].text == ":" and not tokens[start].tags & THAT


def _around_inverted(tokens: Sequence[Token], cue: Cue) -> tuple[int, int]:
    """The clause before `, said Roe`, or the one after `Як повідомив Roe,`."""
    opens = cue.start == 0 or (cue.start == 1 and tokens[0].tags & CONJUNCTION)
    return (cue.source_end, len(tokens)) if opens else (0, cue.start)


def _around_according(tokens: Sequence[Token], cue: Cue) -> tuple[int, int]:
    if cue.start > 0:
        return 0, cue.start
    end = max(cue.end, cue.source_end)
    return (end + 1 if end < len(tokens) and tokens[end].text == "," else end), len(tokens)


def _follows_quotation(tokens: Sequence[Token], source: int, after: int) -> bool:
    """`"…," Roe said on Friday`: what follows the verb is circumstance."""
    place = source - 1
    while place >= 0 and tokens[place].text in {",", "–", "—"}:
        place -= 1
    return place >= 0 and bool(tokens[place].tags & QUOTATION) and not openings.follows_that(tokens, after)


def _past_addressee(tokens: Sequence[Token], cue: Cue) -> int:
    """`told reporters in Kyiv that` -> `that`."""
    start = place = cue.end + particle(tokens, cue.start)
    if not tokens[cue.start].tags & TELLING or (start < len(tokens) and tokens[start].tags & THAT):
        return start
    while place < len(tokens) and place - start < ADDRESSEE_TOKENS_MAX:
        token = tokens[place]
        if token.text in {",", ":", "."} or token.tags & QUOTATION or (place > start and token.low in ADDRESSED_ENDS):
            break
        place += 1
    if place < len(tokens) and tokens[place].low in {"in", "on"}:
        while (
            place < len(tokens)
            and tokens[place].text not in {",", ":", "."}
            and not tokens[place].tags & (QUOTATION | THAT)
        ):
            place += 1
    return place


def _past_adverbial(tokens: Sequence[Token], start: int) -> int:
    """`said on Friday in Kyiv that` -> `that`; without a mark of its end the adverbial stays in the clause."""
    if start >= len(tokens):
        return start
    first = tokens[start]
    if first.low == "to" and tokens[start - 1].tags & CLAUSAL:
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
    if weekday and start + 1 < len(tokens) and tokens[start + 1].text not in {",", ".", ":"}:
        return start + 1
    if stop == len(tokens) or tokens[stop].text in {".", ";"}:
        return start
    return stop if tokens[stop].tags & (QUOTATION | THAT) else stop + 1


CIRCUMSTANTIAL = frozenset("in on at during of by".split())


def _says_something(tokens: Sequence[Token], start: int) -> bool:
    rest = [token for token in tokens[start : start + 12] if token.text not in {".", ",", ";", ":", "”", '"', "''"}]
    return len(rest) >= 2 and not rest[0].tags & QUOTATION and rest[0].low not in CIRCUMSTANTIAL


def _before_next(tokens: Sequence[Token], start: int, cue: Cue, later: Sequence[Cue]) -> int:
    """Where the next statement of the same sentence begins: Roe said A, and Doe said B."""
    ends = (_end_at(tokens, start, cue, other) for other in later if other.start >= start)
    return next((end for end in ends if end is not None), len(tokens))


def _end_at(tokens: Sequence[Token], start: int, cue: Cue, other: Cue) -> int | None:
    """Where a statement ends if a later cue of its sentence ends it. None where that cue is part of the statement."""
    if cue.antecedent is not None and tokens[other.start - 1].text in ENDS_RELATIVE:
        return other.start - 1
    if other.shape == "according":
        return other.start - 1 if other.start > start + 2 and tokens[other.start - 1].text == "," else None
    if other.shape not in {"subject", "inherited"}:
        return None
    place = _past_auxiliaries(tokens, other)
    if place <= start:
        return start if other.shape == "inherited" else None
    before = tokens[place - 1]
    if before.text in {",", ";"} or before.low in COORDINATING or (before.tags & FRAGMENT and before.text in CLOSERS):
        return place - 1
    return place - 2 if before.low in CONTRASTING and tokens[place - 2].text == "," else None


def _past_auxiliaries(tokens: Sequence[Token], cue: Cue) -> int:
    """`but has since said` -> the place of `has`."""
    place = cue.begin
    while (
        cue.shape == "inherited" and place > 1 and (tokens[place - 1].tags & ADVERB or tokens[place - 1].low == "since")
    ):
        place -= 1
    return place


COORDINATING = frozenset(("and", "but", "та", "і", "й", "а"))
CONTRASTING = frozenset(("while", "though", "although", "whereas"))
ENDS_RELATIVE = frozenset((",", "—", "–", "-", ")"))


def bare(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    while start < end and tokens[start].text in EDGES_LEFT:
        start += 1
    while end > start and tokens[end - 1].text in EDGES_RIGHT:
        end -= 1
    return start, end
