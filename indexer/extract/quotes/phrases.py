"""English noun phrases around a verb: how far a source reaches to the left and to the right of it."""

from collections.abc import Sequence

from indexer.extract.quotes.lexicon import (
    ADVERB,
    BARE_FORM,
    CAPITAL,
    CONJUNCTION,
    DAY,
    DETERMINER,
    GIVEN,
    HONORIFIC,
    MODIFIER,
    NOT_NAME,
    NOUNISH,
    PARTICLE,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    SPEECH,
    STOP,
    THAT,
    TITLE,
    VERB,
    WORD,
)
from indexer.extract.quotes.tokens import Token

PHRASE_TOKENS_MAX = 16
ENDS_RIGHT = frozenset(
    "in on at during to who after before from by with while about via when last this earlier later adding told".split()
)
"""Words that end a source to the right of its verb: said Roe in Kyiv, said Roe, who …"""


def left(tokens: Sequence[Token], last: int) -> int:
    """Start of the noun phrase whose last token is `last`."""
    if tokens[last].tags & PRONOUN:
        return last
    start = last
    while start > 0 and last - start < PHRASE_TOKENS_MAX:
        if tokens[start].low == "and" and tokens[start - 1].text == ")":
            start = before_bracket(tokens, start - 1) + 1
        elif _breaks_left(tokens, start - 1):
            break
        else:
            start -= 1
    return _past_list(tokens, _without_adverbial(tokens, start, last), last)


def _past_list(tokens: Sequence[Token], start: int, last: int) -> int:
    """`Jane Roe, *John Doe and Ann Poe* said` -> Jane."""
    if start < 3 or tokens[start - 1].text != "," or not any(token.low == "and" for token in tokens[start:last]):
        return start
    while start >= 3 and tokens[start - 1].text == ",":
        first = start - 1
        while first > 0 and tokens[first - 1].tags & (CAPITAL | PARTICLE) and not tokens[first - 1].tags & NOT_NAME:
            first -= 1
        named = start - 1 - first > 1 and tokens[first].tags & (GIVEN | TITLE | HONORIFIC)
        if not named or (first and tokens[first - 1].tags & PREPOSITION):
            break
        start = first
    return start


def _breaks_left(tokens: Sequence[Token], place: int) -> bool:
    tags = tokens[place].tags
    if tags & (STOP | QUOTATION | PRONOUN | THAT) or (tags & ADVERB and not tags & CAPITAL) or _verb(tokens, place):
        return True
    return bool(tags & CONJUNCTION) and not _joins_names(tokens, place)


def _verb(tokens: Sequence[Token], place: int) -> bool:
    """Whether a form of a verb of speech is one here: not in `State`, not in `the report of the bank`."""
    tags = tokens[place].tags
    if not tags & SPEECH or tags & CAPITAL:
        return False
    return not (
        tags & NOUNISH and place > 0 and tokens[place - 1].tags & (DETERMINER | CAPITAL | MODIFIER | PREPOSITION)
    )


def _joins_names(tokens: Sequence[Token], place: int) -> bool:
    if tokens[place].low != "and" or not 0 < place < len(tokens) - 1:
        return False
    before = before_bracket(tokens, place - 1) if tokens[place - 1].text == ")" else place - 1
    after = tokens[place + 1]
    return before >= 0 and bool(tokens[before].tags & CAPITAL) and bool(after.tags & (CAPITAL | TITLE))


def before_bracket(tokens: Sequence[Token], place: int) -> int:
    """The token before the bracket that closes at `place`: *Roe* (D-Ohio). -1 without its beginning."""
    least = max(0, place - BRACKET_TOKENS_MAX)
    while place > least and tokens[place].text != "(":
        place -= 1
    return place - 1 if tokens[place].text == "(" else -1


BRACKET_TOKENS_MAX = 28


def _without_adverbial(tokens: Sequence[Token], start: int, last: int) -> int:
    """`In an interview Roe` -> `Roe`; `Earlier the mayor` -> `the mayor`."""
    while start < last and _opens_adverbial(tokens[start]):
        name = last
        while name > start and tokens[name].tags & CAPITAL and _names(tokens[name - 1]):
            name -= 1
        if name > start and tokens[name].tags & CAPITAL:
            return name
        start += 1
    return start


def _names(token: Token) -> bool:
    return bool(token.tags & (CAPITAL | TITLE)) and not token.tags & (PREPOSITION | NOT_NAME)


def _opens_adverbial(token: Token) -> bool:
    return bool(token.tags & (PREPOSITION | CONJUNCTION | DAY)) or token.low in {
        "earlier",
        "later",
        "meanwhile",
        "still",
        "now",
    }


def right(tokens: Sequence[Token], start: int) -> int:
    """End of the noun phrase that starts at `start`."""
    end = start
    while end < len(tokens) and end - start <= PHRASE_TOKENS_MAX:
        token = tokens[end]
        if token.tags & (STOP | QUOTATION):
            break
        if end > start and (token.low in ENDS_RIGHT or _verb(tokens, end)):
            break
        # `a Friday editorial` goes on, `Roe Friday` doesn't.
        if end > start and _weekday(token) and not tokens[end - 1].tags & DETERMINER:
            break
        if token.tags & CONJUNCTION and not _joins_names(tokens, end):
            break
        end += 1
    return end


def _weekday(token: Token) -> bool:
    return bool(token.tags & DAY) and bool(token.tags & CAPITAL)


def starts_source(token: Token) -> bool:
    """Whether a noun phrase that can speak may begin here, to the right of a verb."""
    return bool(token.tags & WORD) and not _weekday(token)


def finite(token: Token) -> bool:
    """Whether a word is a verb that a subject ends at, as far as its form tells."""
    if token.tags & CAPITAL or not token.tags & WORD:
        return False
    if token.tags & (VERB | ADVERB) or token.low.endswith("ed"):
        return True
    return bool(token.tags & SPEECH) and not token.tags & (NOUNISH | BARE_FORM)
