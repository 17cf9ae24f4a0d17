"""Whom a stretch of a sentence is about, where no verb of speech says who speaks: its grammatical subject.

`The mayor handed over the keys: "…"`, `Roe waved a letter, saying "…"`. The subject is the first noun phrase of the
clause, and it speaks even if it has no name: the next name in the sentence is somebody else's.
"""

from collections.abc import Sequence

from indexer.extract.quotes import phrases, speakers
from indexer.extract.quotes.cues import Cue
from indexer.extract.quotes.lexicon import (
    ADVERB,
    CONJUNCTION,
    HE,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    RELATIVE,
    SHE,
    STOP,
)
from indexer.extract.quotes.mentions import Named
from indexer.extract.quotes.speakers import Said, Scene, Speaker
from indexer.extract.quotes.tokens import Token

INTRODUCTIONS = frozenset("asked speaking shortly soon earlier later відповідаючи коментуючи виступаючи".split())
PHRASE_TOKENS_MAX = 14
APPOSITION_TOKENS_MAX = 28


def subject(scene: Scene, number: int, upto: int, last: Said | None) -> Speaker | None:
    """Whom the words before token `upto` of a sentence are about. None where they are about nobody who could speak."""
    tokens = scene.sentences[number].tokens
    start = _past_introduction(tokens, upto)
    entries = [entry for entry in scene.named[number] if entry.end <= upto and not _owns(tokens, entry)]
    if not scene.lexicon.inflects:
        phrase = _first_phrase(scene, number, start, upto, last)
        if phrase is not None:
            return phrase
    pronoun = next(
        (token for token in reversed(tokens[:upto]) if token.tags & (HE | SHE) and token.tags & PRONOUN), None
    )
    if entries and (pronoun is None or tokens[entries[-1].start].start > pronoun.start):
        return speakers.written(scene, number, next((entry for entry in entries if entry.start >= start), entries[0]))
    if pronoun is None:
        return None
    return speakers.pronoun(scene, number, Cue(0, 0, 0, 0, "subject", ""), pronoun, last)


def _owns(tokens: Sequence[Token], entry: Named) -> bool:
    return entry.end < len(tokens) and tokens[entry.end].low in speakers.OWNING


def _past_introduction(tokens: Sequence[Token], upto: int) -> int:
    """`Asked about Doe, Roe shrugged:` is about Roe."""
    if not upto or not (tokens[0].tags & (PREPOSITION | CONJUNCTION) or tokens[0].low in INTRODUCTIONS):
        return 0
    return next((place for place in range(upto) if tokens[place].text == ","), 0)


def _first_phrase(scene: Scene, number: int, start: int, upto: int, last: Said | None) -> Speaker | None:
    tokens = scene.sentences[number].tokens
    while start < upto and tokens[start].tags & (ADVERB | CONJUNCTION | STOP) and not tokens[start].tags & PRONOUN:
        start += 1
    if start >= upto:
        return None
    if tokens[start].tags & (HE | SHE):
        return speakers.pronoun(scene, number, Cue(0, 0, 0, 0, "subject", ""), tokens[start], last)
    end, stop = _bounds(tokens, start, upto)
    if stop is None or end == start:
        return None
    apposition = (end + 1, stop) if stop > end else None
    return speakers.resolve(scene, number, Cue(stop, stop, start, end, "subject", "", apposition), last)


def _bounds(tokens: Sequence[Token], start: int, upto: int) -> tuple[int, int | None]:
    """Where the noun phrase that opens at `start` ends, and where its verb begins or a comma closes what explains it.

    No second place where no verb follows.
    """
    for place in range(start + 1, min(upto, start + PHRASE_TOKENS_MAX)):
        token = tokens[place]
        if token.tags & RELATIVE or phrases.finite(token):
            return place, place
        if token.text == ",":
            return place, _closing(tokens, place, upto)
        if token.tags & (STOP | QUOTATION):
            break
    return start, None


def _closing(tokens: Sequence[Token], comma: int, upto: int) -> int | None:
    """`Jane Roe, head of the bank, waved`: the comma before the verb."""
    for place in range(comma + 2, min(upto, comma + APPOSITION_TOKENS_MAX)):
        token = tokens[place]
        if token.tags & QUOTATION:
            return None
        if token.text == "," and place + 1 < upto and phrases.finite(tokens[place + 1]):
            return place
    return None
