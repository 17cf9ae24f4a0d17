"""Whom a stretch of a sentence is about, where no verb of speech says who speaks: its grammatical subject.

`The mayor handed over the keys: "…"`, `Roe waved a letter, saying "…"`. The subject is the first noun phrase of the
clause, and it speaks even if it has no name: the next name in the sentence is somebody else's.
"""

from collections.abc import Iterator, Sequence

from indexer.extract.quotes import phrases, speakers
from indexer.extract.quotes.cues import Cue
from indexer.extract.quotes.lexicon import (
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    DETERMINER,
    HE,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    RELATIVE,
    SHE,
    SPEECH,
    STOP,
    SUBJECTLESS,
    TITLE,
)
from indexer.extract.quotes.mentions import Named
from indexer.extract.quotes.speakers import Said, Scene, Speaker
from indexer.extract.quotes.tokens import Token

INTRODUCTIONS = frozenset("asked speaking shortly soon earlier later відповідаючи коментуючи виступаючи".split())
LATER = frozenset("later earlier ago".split())
INTRODUCED = frozenset("but and yet so even ever only just".split())
PHRASE_TOKENS_MAX = 14
APPOSITION_TOKENS_MAX = 28


def subject(scene: Scene, number: int, upto: int, last: Said | None) -> Speaker | None:
    """Whom the words before token `upto` of a sentence are about. None where they are about nobody who could speak."""
    tokens = scene.sentences[number].tokens
    start = _past_introduction(tokens, upto)
    entries = [entry for entry in scene.named[number] if entry.end <= upto and not _owns(tokens, entry)]
    if not scene.lexicon.inflects:
        clause = _last_clause(tokens, start, upto)
        phrase = _first_phrase(scene, number, clause, upto, last) if clause else None
        phrase = phrase or _first_phrase(scene, number, start, upto, last)
        if phrase is not None:
            return phrase
    pronoun = next(
        (token for token in reversed(tokens[:upto]) if token.tags & (HE | SHE) and token.tags & PRONOUN), None
    )
    if entries and (pronoun is None or tokens[entries[-1].start].start > pronoun.start):
        return speakers.written(scene, number, next((entry for entry in entries if entry.start >= start), entries[0]))
    if pronoun is None:
        return None
    return speakers.pronoun(scene, number, PLAIN, pronoun, last)


def beside(text: str, tokens: Sequence[Token], cues: Sequence[Cue]) -> Iterator[Cue]:
    """`"Never again," Roe beamed`, `"Never again!" beamed Roe`: behind a quotation that goes on any verb attributes.

    `cues` are those that the verbs of speech give; a quotation that has one beside it needs no other.
    """
    for place, token in enumerate(tokens[:-2]):
        if not token.tags & QUOTATION or any(0 <= cue.start - place <= BESIDE_TOKENS_MAX for cue in cues):
            continue
        # `a plan for "all who work," Roe gave …`: the quotation belongs to the words before it.
        if place and not tokens[place - 1].tags & STOP:
            continue
        last = text[token.start : token.end].rstrip("\"'”’»")[-1:]
        cue = None
        if last in ",?!":
            cue = _verb_first(tokens, place + 1) or _verb_last(
                tokens, place + 1, goes_on=last == "," or not tokens[place + 1].tags & CAPITAL
            )
        if cue is not None:
            yield cue


PLAIN = Cue(0, 0, 0, 0, "subject", "")
"""A pronoun that no verb of speech stands beside goes back as any subject does."""
BESIDE_TOKENS_MAX = 8


def _verb_first(tokens: Sequence[Token], place: int) -> Cue | None:
    verb, following = tokens[place], tokens[place + 1]
    if verb.tags & (ADVERB | PREPOSITION | CONJUNCTION) or not (phrases.finite(verb) or verb.tags & SPEECH):
        return None
    if not following.tags & (CAPITAL | DETERMINER | TITLE | HE | SHE):
        return None
    end = phrases.right(tokens, place + 1)
    return Cue(place, place + 1, place + 1, end, "inverted", verb.low)


def _verb_last(tokens: Sequence[Token], start: int, *, goes_on: bool) -> Cue | None:
    """Behind a question only where nothing of a sentence of its own follows: `"Why?" he wondered.`"""
    if not tokens[start].tags & (CAPITAL | DETERMINER | TITLE | HE | SHE):
        return None
    end, stop = _bounds(tokens, start, len(tokens), SPEECH)
    if stop is None or tokens[stop].tags & RELATIVE:
        return None
    verb = stop if stop == end else stop + 1
    while verb + 1 < len(tokens) and tokens[verb].tags & ADVERB and phrases.finite(tokens[verb + 1]):
        verb += 1
    if not goes_on and not (verb + 1 < len(tokens) and tokens[verb + 1].tags & STOP):
        return None
    apposition = (end + 1, stop) if stop > end else None
    return Cue(verb, verb + 1, start, end, "subject", tokens[verb].low, apposition)


def signed(scene: Scene, number: int) -> Speaker | None:
    """A quotation set apart, with `- Jane Roe` or `- Jane Roe, the mayor` in the line under it."""
    if number + 1 >= len(scene.sentences) or len(scene.sentences[number].tokens) > SIGNED_TOKENS_MAX:
        return None
    under = scene.sentences[number + 1]
    if under.tokens[0].text not in DASHES or under.paragraph != scene.sentences[number].paragraph + 1:
        return None
    entry = next((entry for entry in scene.named[number + 1] if min(entry.start, entry.title_start) == 1), None)
    return speakers.written(scene, number + 1, entry) if entry else None


SIGNED_TOKENS_MAX = 2
"""The quotation and a stray mark."""
DASHES = frozenset(("-", "–", "—"))


def _owns(tokens: Sequence[Token], entry: Named) -> bool:
    return entry.end < len(tokens) and tokens[entry.end].low in speakers.OWNING


def _past_introduction(tokens: Sequence[Token], upto: int) -> int:
    """`Asked about Doe, Roe shrugged:`, `Hours later, Roe shrugged:` are about Roe."""
    first = next((token for token in tokens[:upto] if token.low not in INTRODUCED), None)
    dated = upto > 3 and tokens[1].low in LATER
    if first is None or not (first.tags & (PREPOSITION | CONJUNCTION) or first.low in INTRODUCTIONS or dated):
        return 0
    return next((place for place in range(upto) if tokens[place].text == ","), 0)


def _last_clause(tokens: Sequence[Token], start: int, upto: int) -> int:
    """Where the last clause with a subject of its own begins: `Doe agreed, but *he* had a reply: "…"`. 0 for none."""
    for place in range(upto - 2, start, -1):
        opens = tokens[place - 1].text in CLAUSE_MARKS and tokens[place].low in CLAUSE_OPENERS
        if opens and tokens[place + 1].tags & (CAPITAL | DETERMINER | HE | SHE):
            return place + 1
    return 0


CLAUSE_MARKS = frozenset((",", ";", "—", "–"))
CLAUSE_OPENERS = frozenset("while but and yet so".split())


def _first_phrase(scene: Scene, number: int, start: int, upto: int, last: Said | None) -> Speaker | None:
    tokens = scene.sentences[number].tokens
    while (
        start < upto
        and tokens[start].tags & (ADVERB | CONJUNCTION | STOP | QUOTATION)
        and not tokens[start].tags & PRONOUN
    ):
        start += 1
    if start >= upto:
        return None
    if tokens[start].tags & (HE | SHE):
        return speakers.pronoun(scene, number, PLAIN, tokens[start], last)
    end, stop = _bounds(tokens, start, upto)
    if stop is None or (end == start + 1 and tokens[start].tags & SUBJECTLESS):
        return None
    apposition = (end + 1, stop) if stop > end else None
    return speakers.resolve(scene, number, Cue(stop, stop, start, end, "subject", "", apposition), last)


def _bounds(tokens: Sequence[Token], start: int, upto: int, verbs: int = 0) -> tuple[int, int | None]:
    """Where the noun phrase that opens at `start` ends, and where its verb begins or a comma closes what explains it.

    No second place where no verb follows. `verbs` are tags that make a verb of a word whose form doesn't.
    """
    for place in range(start + 1, min(upto, start + PHRASE_TOKENS_MAX)):
        token = tokens[place]
        if token.tags & (RELATIVE | verbs) or _ends_subject(tokens, place):
            return place, place
        if token.text == ",":
            return place, _closing(tokens, place, upto)
        if token.tags & (STOP | QUOTATION):
            break
    return start, None


def _ends_subject(tokens: Sequence[Token], place: int) -> bool:
    """Its verb, or an adverb before the verb. A participle behind an article is part of it: the *retired* doctor."""
    token = tokens[place]
    if token.low.endswith("ly") and not token.tags & CAPITAL:
        return not tokens[place - 1].tags & DETERMINER
    return phrases.finite(token) and not (token.low.endswith("ed") and tokens[place - 1].tags & DETERMINER)


def _closing(tokens: Sequence[Token], comma: int, upto: int) -> int | None:
    """`Jane Roe, head of the bank, waved`: the comma before the verb."""
    for place in range(comma + 2, min(upto, comma + APPOSITION_TOKENS_MAX)):
        token = tokens[place]
        if token.tags & QUOTATION:
            return None
        if token.text == "," and place + 1 < upto and phrases.finite(tokens[place + 1]):
            return place
    return None
