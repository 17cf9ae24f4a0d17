"""Subjects of verbs in English word order: where what stands before a verb ends, and what it begins with."""

from collections.abc import Sequence

from indexer.extract.quotes import phrases
from indexer.extract.quotes.lexicon import (
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    DAY,
    DETERMINER,
    FRAGMENT,
    NOT_NAME,
    PREPOSITION,
    PRONOUN,
    STOP,
    TITLE,
    WORD,
)
from indexer.extract.quotes.tokens import Token
from indexer.extract.quotes.verbs import infinitive

APPOSITION_TOKENS_MAX = 28
NOUN_TOKENS_MAX = 5
BE = frozenset("is are was were be been being isn't aren't wasn't weren't 's 're 'm".split())
PARTICIPLES = frozenset("told said written shown thought known heard".split())


def end(tokens: Sequence[Token], index: int) -> int:
    """Last token of what stands before the verb, adverbs and times skipped. -1 where nothing does."""
    place = index - 1
    if place > 0 and tokens[place].low == "to":
        place -= infinitive(tokens, index)
    while place >= 0 and _between(tokens, place):
        place -= 1
    return place


def _between(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.tags & ADVERB:
        return True
    if token.low.endswith("ly") and not token.tags & CAPITAL:
        return True
    if token.low == "since" and place > 0 and tokens[place - 1].low in {"has", "have", "had"}:
        return True
    return bool(token.tags & DAY) and (bool(token.tags & CAPITAL) or place > 0)


def first(tokens: Sequence[Token], upto: int) -> tuple[int, int]:
    """The name or pronoun a sentence begins with, behind an adverbial at most: *Roe* came late and said. Empty where
    it begins otherwise.
    """
    start = 0
    if tokens[0].tags & (PREPOSITION | CONJUNCTION | ADVERB):
        start = next((place + 1 for place in range(upto) if tokens[place].text == ","), upto)
    while start < upto and tokens[start].tags & (CONJUNCTION | DETERMINER) and not tokens[start].tags & PRONOUN:
        start += 1
    if start < upto and tokens[start].tags & PRONOUN:
        return start, start + 1
    end = start
    while end < upto and tokens[end].tags & (CAPITAL | TITLE) and not tokens[end].tags & (STOP | NOT_NAME):
        end += 1
    owner = end < upto and tokens[end].low in {"'s", "'", "of"}
    return (start, end) if end > start and not owner else (0, 0)


def short(tokens: Sequence[Token], last: int) -> int:
    """Start of a name with its title, or of a noun with its article: verbs are unknown, so nothing more is safe."""
    inside = CAPITAL | TITLE if tokens[last].tags & CAPITAL else WORD
    start = last
    while start > 0 and last - start < NOUN_TOKENS_MAX and not tokens[start].tags & DETERMINER:
        if not tokens[start - 1].tags & inside or tokens[start - 1].tags & (PREPOSITION | CONJUNCTION | FRAGMENT):
            break
        start -= 1
    return start


def progressive(tokens: Sequence[Token], subject: int, index: int) -> bool:
    return any(token.low in BE for token in tokens[subject + 1 : index])


def passive(tokens: Sequence[Token], subject: int, index: int) -> bool:
    """`Roe was told`, `it is being reported by the bank`: the subject is not who speaks."""
    past = tokens[index].low.endswith("ed") or tokens[index].low in PARTICIPLES
    return past and progressive(tokens, subject, index)


def before_parenthesis(tokens: Sequence[Token], place: int) -> int:
    """`Roe (the mayor) said`, `Roe – who is the mayor – said`: the token before what stands apart. -1 without its
    beginning.
    """
    if tokens[place].text == ")":
        return phrases.before_bracket(tokens, place)
    least = max(0, place - APPOSITION_TOKENS_MAX)
    opening = place - 1
    while opening > least and tokens[opening].text != tokens[place].text:
        opening -= 1
    return opening - 1 if tokens[opening].text == tokens[place].text else -1


def with_negation(tokens: Sequence[Token], index: int, word: str) -> str:
    """`did not say`: a reader must see that the words were not said. Any other cue stays as it is."""
    first = index
    while first > 0 and index - first < NEGATION_TOKENS_MAX and tokens[first - 1].tags & ADVERB:
        first -= 1
    before = [token.low for token in tokens[first:index]]
    if not any(low in NEGATIONS or low.endswith("n't") for low in before):
        return word
    return " ".join((*before, word))


NEGATION_TOKENS_MAX = 3
NEGATIONS = frozenset(("not", "never"))
