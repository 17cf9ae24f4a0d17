"""What stands before a subject and its verb of speech: said by it (`The road is closed, Roe said`), or only when and
where (`In a letter, Roe said`).

Told by what follows the verb: nothing, an adverbial, a comma that takes the sentence up again, or a quotation that
goes on in small letters.
"""

from collections.abc import Sequence

from indexer.extract.quotes import between
from indexer.extract.quotes.cues import Cue
from indexer.extract.quotes.lexicon import (
    ADVERB,
    CLAUSAL,
    CONJUNCTION,
    CONTINUES,
    DAY,
    FRAGMENT,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    STOP,
    THAT,
)
from indexer.extract.quotes.tokens import Token
from indexer.extract.quotes.verbs import particle, topical

BARE_STARTS = frozenset("asked speaking according earlier citing however meanwhile".split())
SEPARATORS = frozenset((",", "–", "—", "-"))
CLOSING_MARKS = frozenset(("”", '"', "''", "»", "’"))
CLAUSE_TOKENS_MIN = 4
"""A shorter opening without a verb in sight is a circumstance."""
LONG_TOKENS_MIN = 9
"""So long an opening is no circumstance alone."""
FINITE = frozenset(
    "is are was were has have had will would can could should may might must do does did isn't aren't wasn't weren't "
    "hasn't haven't won't wouldn't can't couldn't shouldn't doesn't don't didn't it's he's she's they're we're".split()
)


def said(tokens: Sequence[Token], cue: Cue, quoted: int, *, first: bool) -> tuple[int, int] | None:
    """The stretch before a cue's subject that its verb reports. `quoted` is the place of the first whole quotation.

    Only the `first` cue of a sentence parts a clause; any may close it, and others may speak inside:
    `The partners confirmed that they agree, the press service reported.`
    """
    source = cue.source_start
    if cue.shape == "subject" and source > 2 and tokens[source - 1].low == "as":
        return _agreed(tokens, cue, quoted)
    if cue.shape != "subject" or source < 2 or tokens[0].low in BARE_STARTS or quoted == 0:
        return None
    end = _before_separator(tokens, source)
    if end < 1 or follows_that(tokens, cue.end):
        return None
    if _closes(tokens, cue, end, quoted) or (first and _parts(tokens, cue, end, quoted)):
        return 0, end
    return None


def _agreed(tokens: Sequence[Token], cue: Cue, quoted: int) -> tuple[int, int] | None:
    """`The road is closed, as Roe said on Friday.`"""
    end = cue.source_start - 2
    after = between.past_addressee(tokens, cue)
    closes = after >= len(tokens) or tokens[after].text in ".,;" or _circumstance(tokens[after])
    if tokens[end].text not in SEPARATORS or not closes or quoted < len(tokens) or follows_that(tokens, after):
        return None
    return (0, end) if end >= CLAUSE_TOKENS_MIN and (not _adverbial(tokens) or _full(tokens, end)) else None


def _before_separator(tokens: Sequence[Token], source: int) -> int:
    """End of what a comma, a dash or a closing mark divides from the subject. 0 where nothing does."""
    before = tokens[source - 1]
    if before.text in SEPARATORS:
        return source - 1
    return source if before.tags & QUOTATION or (before.tags & FRAGMENT and before.text in CLOSING_MARKS) else 0


def _closes(tokens: Sequence[Token], cue: Cue, end: int, quoted: int) -> bool:
    """`The road is closed, Roe said on Friday.`"""
    if (quoted < end and not _runs_into(tokens, quoted)) or any(token.tags & QUOTATION for token in tokens[cue.end :]):
        return False
    adverbial = _adverbial(tokens)
    after = between.past_addressee(tokens, cue)
    if after >= len(tokens) or tokens[after].text in ".;":
        return not adverbial or (end >= CLAUSE_TOKENS_MIN and (after == cue.end or _full(tokens, end)))
    if after > cue.end + particle(tokens, cue.start):
        return _told(tokens, after) and end >= CLAUSE_TOKENS_MIN and (not adverbial or _full(tokens, end))
    if topical(tokens, cue.start) or (tokens[cue.end].low == "to" and tokens[cue.start].tags & CLAUSAL):
        return False
    if end < CLAUSE_TOKENS_MIN or not (_circumstance(tokens[cue.end]) or tokens[cue.end].low.endswith("ly")):
        return False
    rest = next((place for place in range(cue.end, len(tokens)) if tokens[place].tags & (STOP | THAT)), len(tokens))
    if rest < len(tokens) and tokens[rest].tags & THAT:
        return False
    return not adverbial or (
        _full(tokens, end) and (rest >= len(tokens) - 1 or bool(tokens[rest + 1].tags & PARTICIPLE))
    )


def _told(tokens: Sequence[Token], after: int) -> bool:
    """`The road is closed, Roe told reporters *on Friday.*`: nothing behind the addressee but when and where."""
    stop = next((place for place in range(after, len(tokens)) if tokens[place].tags & (STOP | THAT)), len(tokens))
    closes = stop == len(tokens) or tokens[stop].text in ".;"
    return closes and tokens[after].low in WHEN_AND_WHERE and not finite(tokens, after, stop)


WHEN_AND_WHERE = frozenset("on in at during after".split())


def _parts(tokens: Sequence[Token], cue: Cue, end: int, quoted: int) -> bool:
    """`The road, Roe said, is closed`; `The road, Roe said, "is closed for good."`"""
    if quoted < end or (_adverbial(tokens) and not (finite(tokens, 0, end) or _subordinate(tokens, end))):
        return False
    after = between.past_addressee(tokens, cue)
    comma = after < len(tokens) and tokens[after].text == ","
    following = after + comma
    if following >= len(tokens):
        return False
    return bool(tokens[following].tags & CONTINUES) if tokens[following].tags & QUOTATION else comma


def _runs_into(tokens: Sequence[Token], quotation: int) -> bool:
    return quotation >= 2 and tokens[quotation - 1].text not in {",", ":", ";", ".", "—", "–", "-"}


def _circumstance(token: Token) -> bool:
    return bool(token.tags & (PREPOSITION | CONJUNCTION | ADVERB | DAY)) and not token.tags & PRONOUN


def _adverbial(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens with a circumstance: `In a letter`, `This week`, not `This includes`."""
    if tokens[0].low == "this" and len(tokens) > 1 and not tokens[1].tags & DAY:
        return False
    return _circumstance(tokens[0])


def _full(tokens: Sequence[Token], end: int) -> bool:
    """Whether a circumstance at the beginning of an opening leads to a clause: `In May, the dam broke`."""
    return (
        end >= LONG_TOKENS_MIN
        or finite(tokens, 0, end)
        or any(token.text == "," for token in tokens[1 : end - CLAUSE_TOKENS_MIN])
    )


def _subordinate(tokens: Sequence[Token], end: int) -> bool:
    """`If the dam breaks, Roe said, …`"""
    return bool(tokens[0].tags & CONJUNCTION) and (end > CLAUSE_TOKENS_MIN)


def finite(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether an auxiliary or a pronoun shows that words are a clause, with a verb of its own."""
    return any(token.low in FINITE or token.tags & PRONOUN for token in tokens[start:end])


def follows_that(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and bool(tokens[place].tags & THAT)
