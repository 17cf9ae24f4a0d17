"""What a cue reports in other words than the speaker's: the clause after it, before it, or on both sides of it.

Works on the tokens of one sentence and yields stretches of them; what a stretch amounts to is decided in content.py.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.extract.quotes import between, openings
from indexer.extract.quotes.cues import Cue
from indexer.extract.quotes.lexicon import (
    ADVERB,
    CAPITAL,
    CLAUSAL,
    CONJUNCTION,
    DAY,
    DETERMINER,
    FRAGMENT,
    JUDGING,
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
from indexer.extract.quotes.verbs import topical

CLAUSE_TOKENS_MIN = 2
EDGES_LEFT = frozenset((",", ":", ";", "”", '"', "''", "»", "—", "–", "-"))
EDGES_RIGHT = frozenset((".", ",", ";", ":", "?", "!", "—", "–", "-", "…"))


class Attributed(NamedTuple):
    cue: Cue
    speaker: Speaker


Stretch = tuple[int, int, Attributed]


def reported(tokens: Sequence[Token], cues: Sequence[Attributed]) -> list[Stretch]:
    """Stretches of tokens, each what one cue reports in other words than the speaker's (or not only in them).

    What somebody says that another said is the first one's statement alone: it is hearsay of the second.
    """
    stretches = list(_all(tokens, cues))
    return [found for found in stretches if not any(_tells_of(outer, found) for outer in stretches)]


def _tells_of(outer: Stretch, inner: Stretch) -> bool:
    """Whether a statement holds another's cue and words. Behind the words of a person a body may stand: `Roe said that
    the dam would hold, the agency reported.` stays Roe's as well.
    """
    if not outer[0] <= inner[2].cue.start < outer[1] or not outer[0] <= inner[0] < outer[1] or outer is inner:
        return False
    return outer[2].cue.start < outer[0] or inner[2].speaker.type != "person" or outer[2].speaker.type == "person"


def _all(tokens: Sequence[Token], cues: Sequence[Attributed]) -> Iterator[Stretch]:
    if not cues:
        return
    quoted = next((place for place, token in enumerate(tokens) if token.tags & QUOTATION), len(tokens))
    for place, entry in enumerate(cues):
        later = [other.cue for other in cues[place + 1 :]]
        for stretch in _stretches(tokens, entry.cue, later, first=place == 0, quoted=quoted):
            start, end = bare(tokens, *stretch)
            if _reports(tokens, start, end, entry):
                yield start, end, entry


def _reports(tokens: Sequence[Token], start: int, end: int, entry: Attributed) -> bool:
    if end - start < CLAUSE_TOKENS_MIN:
        return start < end and refers_back(tokens, start, end)
    if tokens[entry.cue.start].low not in ASKING:
        return True
    # A body's request is an act; to ask not to be named is none of speech.
    request = tokens[start].low in {"to", "not"} and entry.speaker.type != "person"
    anonymous = "not to be" in " ".join(token.low for token in tokens[start - 1 : start + 3])
    return not request and not anonymous


ASKING = frozenset("ask asks asked asking".split())


def refers_back(tokens: Sequence[Token], start: int, end: int) -> bool:
    """`Roe said this on Monday`: what was said is the sentence before."""
    second = tokens[start + 1] if start + 1 < end else None
    return tokens[start].low == "this" and (second is None or bool(second.tags & (PREPOSITION | DAY)))


def _stretches(
    tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], *, first: bool, quoted: int
) -> Iterator[tuple[int, int]]:
    """`quoted` is the place of the sentence's first whole quotation, or its length."""
    if cue.shape == "according":
        yield from _around(tokens, cue, max(cue.end, cue.source_end))
        return
    if cue.shape == "inverted":
        if quoted == len(tokens):
            yield from _around(tokens, cue, cue.source_end)
        return
    opening = openings.said(tokens, cue, quoted, first=first)
    if opening is not None:
        yield opening
        after = between.past_addressee(tokens, cue)
        if after < len(tokens) and tokens[after].text != ",":
            return
    main = _stretch(tokens, cue, later)
    if main is not None:
        yield main


def _stretch(tokens: Sequence[Token], cue: Cue, later: Sequence[Cue]) -> tuple[int, int] | None:
    if cue.shape == "mark":
        return None
    source = cue.start if cue.shape == "inherited" or not cue.source_end else cue.source_start
    if not tokens[cue.start].tags & PARTICIPLE and _follows_quotation(tokens, source, cue.end):
        return None
    if topical(tokens, cue.start):
        return cue.end + 1, _before_next(tokens, cue.end + 1, cue, later)
    start = between.past(tokens, cue)
    end = _before_next(tokens, start, cue, later)
    if cue.shape == "noun":
        end = next((place for place in range(start, end) if tokens[place].text == ","), end)
    if _says_something(tokens, start) and not _introduces(tokens, start, end) and _is_clause(tokens, cue, start, end):
        return start, end
    return None


def _is_clause(tokens: Sequence[Token], cue: Cue, start: int, end: int) -> bool:
    """Whether a verb that reports only clauses has one: wrote that he was, wrote he was, not wrote a letter."""
    first = tokens[start]
    if first.low in NO_OBJECT and tokens[cue.start].tags & (JUDGING | TELLING) == JUDGING:
        return False
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


NO_OBJECT = frozenset("to off up out back into with on".split())
"""Behind a verb that judges its object: called to congratulate, called off, slammed into."""
OPENS_CLAUSE = frozenset("not if whether why how what who where when".split())


def _introduces(tokens: Sequence[Token], start: int, end: int) -> bool:
    """`said back in May: "…"`: words before a colon are circumstance."""
    quotation = next((place for place in range(start, end) if tokens[place].tags & QUOTATION), 0)
    return quotation > start and tokens[quotation - 1].text == ":" and not tokens[start].tags & THAT


def _around(tokens: Sequence[Token], cue: Cue, source_end: int) -> Iterator[tuple[int, int]]:
    """The clause before `, said Roe` and `, according to Roe`, and what goes on behind it; or all after
    `According to Roe,`.
    """
    comma = source_end < len(tokens) and tokens[source_end].text == ","
    after = source_end + comma
    if all(token.tags & CONJUNCTION for token in tokens[: cue.start]) or tokens[cue.start - 1].text == ":":
        yield after, len(tokens)
    else:
        yield 0, cue.start
        if comma and after < len(tokens) and tokens[after].low in openings.FINITE:
            yield after, len(tokens)


def _follows_quotation(tokens: Sequence[Token], source: int, after: int) -> bool:
    """`"…," Roe said on Friday`: what follows the verb is circumstance."""
    place = source - 1
    while place >= 0 and tokens[place].text in {",", "–", "—"}:
        place -= 1
    return place >= 0 and bool(tokens[place].tags & QUOTATION) and not openings.follows_that(tokens, after)


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
    if place <= start + (tokens[start].text == ","):
        return start if other.shape == "inherited" or place > start else None
    before = tokens[place - 1]
    if before.low in COORDINATING and place - 1 - start < CLAUSE_TOKENS_MIN:
        return None
    if before.text in PARTING or before.low in COORDINATING or (before.tags & FRAGMENT and before.text in CLOSERS):
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


COORDINATING = frozenset(("and", "but"))
CONTRASTING = frozenset(("while", "though", "although", "whereas"))
PARTING = frozenset((",", ";", "—", "–"))
ENDS_RELATIVE = frozenset((",", "—", "–", "-", "--", ")"))


def bare(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    while start < end and tokens[start].text in EDGES_LEFT:
        start += 1
    while end > start and tokens[end - 1].text in EDGES_RIGHT:
        end -= 1
    return start, end
