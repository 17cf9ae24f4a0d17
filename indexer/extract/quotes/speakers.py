"""Who a source is: the person its words name, the one a pronoun or an office goes back to, an organisation, or nobody.

Nobody is guessed. A wrong name under a journalist's quotation is worse than none, so a source that does not settle on
one person of the article stays without a name, and how it was settled is kept with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.extract.people import Person
from indexer.extract.quotes import roles
from indexer.extract.quotes.cues import Cue
from indexer.extract.quotes.lexicon import (
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    DETERMINER,
    DOCUMENT,
    GROUP,
    HE,
    LINK,
    ORGANISATION,
    PLACE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SHE,
    STOP,
    TITLE,
    WORD,
    Lexicon,
)
from indexer.extract.quotes.mentions import PORTFOLIOS, Named
from indexer.extract.quotes.tokens import Sentence, Token
from indexer.model import Resolution, SpeakerType

PRONOUN_SENTENCES_MAX = 12
"""How far back a pronoun may look for its person."""
LAST_SPEAKER_SENTENCES_MAX = 2
"""He or she so soon after somebody spoke is that somebody."""


class Speaker(NamedTuple):
    # A named tuple: what is told of it step by step is put in at a third of the cost.
    text: str
    start: int
    end: int
    name: str | None
    title: str | None
    type: SpeakerType
    resolution: Resolution
    gender: str | None = None
    joint: tuple["Speaker", ...] = ()
    """The others of "Roe and Doe said"."""


@dataclass(frozen=True, slots=True)
class Scene:
    """An article as far as it is understood before anybody speaks."""

    text: str
    sentences: Sequence[Sentence]
    named: Sequence[Sequence[Named]]
    """Per sentence."""
    offices: dict[str, Person | None]
    """What an office may be called (roles.calls) -> the one person called so. None where several are. Empty where
    names are declined: there `titled` leads back."""
    titled: Sequence[tuple[int, Person]]
    """Everybody with an office and the first sentence to name them; in a headline all of the body's, from the start."""
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Said:
    """Who spoke last, and in which sentence."""

    speaker: Speaker
    sentence: int


def resolve(scene: Scene, number: int, cue: Cue, last: Said | None) -> Speaker | None:
    """The speaker of a cue with a source. None where the source has no words of its own."""
    tokens = scene.sentences[number].tokens
    start, end = _trimmed(tokens, cue.source_start, cue.source_end)
    if start >= end:
        return None
    if end - start == 1 and tokens[start].tags & (PRONOUN | POSSESSIVE):
        return pronoun(scene, number, cue, tokens[start], last)
    if end - start == 1 and cue.shape == "according" and tokens[start].low in OBJECTIVE:
        return pronoun(scene, number, cue, tokens[start], last)
    inside = [entry for entry in scene.named[number] if start <= entry.start and entry.end <= end]
    head = next((entry for entry in inside if heads(tokens, entry, start, end)), None) or _apposed(
        scene, number, cue, end
    )
    if head is None:
        return _by_role(scene, number, tokens, start, end, last) or _unnamed(scene, tokens, start, end)
    stop = cue.apposition[1] if cue.apposition is not None and head.start >= cue.apposition[0] else end
    others = tuple(written(scene, number, entry) for entry in _joined(tokens, scene.named[number], head, stop))
    speaker = written(scene, number, head)
    first = min(tokens[start].start, speaker.start)
    last_end = max(tokens[end - 1].end, speaker.end)
    return speaker._replace(text=scene.text[first:last_end], start=first, end=last_end, joint=others)


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    while start < end and tokens[start].tags & (CONJUNCTION | ADVERB) and not tokens[start].tags & PRONOUN:
        start += 1
    return start, end


def heads(tokens: Sequence[Token], entry: Named, start: int, end: int) -> bool:
    """Whether a name is the source itself, not its owner (Roe's lawyer) or its complement (an aide to Roe)."""
    after = tokens[entry.end] if entry.end < end else None
    if after is not None and (after.low in OWNING or _noun_follows(after)):
        return False
    between = tokens[start + 1 : min(entry.start, entry.title_start)]
    return not any(token.low in COMPLEMENTS or _governs(token) for token in between)


def _governs(token: Token) -> bool:
    """`hackers backing Roe`, `a group that opposes Roe`: the name is an object."""
    if token.tags & RELATIVE or token.low == "that":
        return True
    return token.low.endswith("ing") and not token.tags & (CAPITAL | TITLE) and token.low not in OFFICIAL


OWNING = frozenset(("'s", "'", "’s", "’"))
COMPLEMENTS = frozenset("of for from to by with".split())
OFFICIAL = frozenset(
    "acting managing founding leading sitting outgoing incoming presiding ruling commanding ranking rising".split()
)
AFTER_NAME = frozenset("and of also on in from та і й із з у в на jr jr. sr.".split())


def _noun_follows(token: Token) -> bool:
    return (
        bool(token.tags & WORD)
        and not token.tags & CAPITAL
        and token.low not in AFTER_NAME
        and not token.text[0].isdigit()
    )


def _apposed(scene: Scene, number: int, cue: Cue, end: int) -> Named | None:
    """The name in `the bank's director, Jane Roe, said` and `said the director, Jane Roe`."""
    tokens = scene.sentences[number].tokens
    if cue.apposition is not None:
        first, stop = cue.apposition
        found = next(
            (
                entry
                for entry in reversed(scene.named[number])
                if entry.title_start == first or (entry.start >= first and entry.end == stop)
            ),
            None,
        )
        return found and _first_of(tokens, scene.named[number], found)
    opens = cue.shape == "according" and cue.start == 0 and not tokens[end - 1].tags & TITLE
    if cue.shape in {"inverted", "according"} and not tokens[end - 1].tags & CAPITAL and not opens:
        comma = _comma(tokens, end)
        first = comma + 1
        return next(
            (entry for entry in scene.named[number] if comma and first in (entry.start, entry.title_start)), None
        )
    return next((entry for entry in scene.named[number] if _holds(entry, cue.source_start, end)), None)


def _first_of(tokens: Sequence[Token], named: Sequence[Named], last: Named) -> Named:
    """`two senators, Roe and *Doe*, said` -> Roe."""
    joint = tokens[min(last.start, last.title_start) - 1].low == "and"
    before = next((entry for entry in named if entry.end == min(last.start, last.title_start) - 1), last)
    return before if joint else last


def _comma(tokens: Sequence[Token], end: int) -> int:
    """`said the envoy, Roe`, `said the envoy at the time, Roe`: the comma before the name. 0 where there is none."""
    near = range(end, min(end + CIRCUMSTANCE_TOKENS_MAX, len(tokens)))
    place = next((place for place in near if tokens[place].tags & (STOP | CAPITAL)), end)
    return place if place < len(tokens) and tokens[place].text == "," else 0


CIRCUMSTANCE_TOKENS_MAX = 5


def _holds(entry: Named, start: int, end: int) -> bool:
    """`Jane Roe, head of the bank said`: the source is the end of the office behind the name."""
    return entry.title_start > entry.end and entry.title_start <= start and end <= entry.title_end


def _joined(tokens: Sequence[Token], named: Sequence[Named], head: Named, end: int) -> Iterator[Named]:
    """`Roe and *Doe* said`, `Roe, *Doe* and *Poe* said`."""
    for entry in named:
        if head.end < entry.start and entry.end <= end:
            before = min(entry.start, entry.title_start) - 1
            listed = tokens[before].text == "," and _and(tokens, entry.end, end)
            if listed or _and(tokens, head.end, entry.start):
                yield entry


def _and(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(token.low in {"and", "та", "і", "й"} for token in tokens[start:end])


def written(scene: Scene, number: int, entry: Named) -> Speaker:
    """A speaker named here."""
    tokens = scene.sentences[number].tokens
    first = entry.title_start if entry.title_start < entry.start and entry.title_end <= entry.start else entry.start
    start, end = tokens[first].start, tokens[entry.end - 1].end
    person = entry.person
    assert person is not None
    resolution: Resolution = "explicit" if len(entry.sighting.words) > 1 else "surname"
    if person.name is None:
        resolution = "none"
    title = entry.sighting.title or person.title
    return Speaker(scene.text[start:end], start, end, person.name, title, "person", resolution, person.gender)


def pronoun(scene: Scene, number: int, cue: Cue, token: Token, last: Said | None) -> Speaker:
    speaker = Speaker(token.text, token.start, token.end, None, None, "unnamed", "none")
    person: Person | None = None
    if token.tags & RELATIVE and cue.antecedent is not None:
        person = _antecedent(scene, number, *cue.antecedent)
    elif token.tags & (HE | SHE) or token.low in OBJECTIVE:
        gender = "male" if token.tags & HE or token.low == "him" else "female"
        if (
            last is not None
            and number - last.sentence <= LAST_SPEAKER_SENTENCES_MAX
            and _could_be(last.speaker, gender)
        ):
            return speaker._replace(
                name=last.speaker.name,
                title=last.speaker.title,
                type="person",
                resolution="pronoun",
                gender=gender,
            )
        person = _back_to(scene, number, token, gender)
        speaker = speaker._replace(type="person", gender=gender)
    if person is None or person.name is None:
        return speaker
    return speaker._replace(name=person.name, title=person.title, type="person", resolution="pronoun")


OBJECTIVE = frozenset(("him", "her"))


def _could_be(speaker: Speaker, gender: str) -> bool:
    return speaker.name is not None and speaker.type == "person" and speaker.gender in {None, gender}


def _antecedent(scene: Scene, number: int, start: int, end: int) -> Person | None:
    inside = [entry for entry in scene.named[number] if start <= entry.start and entry.end <= end]
    return inside[-1].person if inside else None


def _back_to(scene: Scene, number: int, token: Token, gender: str) -> Person | None:
    """The first-named person of that gender in the nearest sentence that has one: subjects stand first."""
    for earlier in range(number, max(-1, number - PRONOUN_SENTENCES_MAX - 1), -1):
        for entry in scene.named[earlier]:
            before = scene.sentences[earlier].tokens[entry.start].start < token.start
            if before and entry.person is not None and entry.person.gender in {None, gender}:
                return entry.person
    return None


def _by_role(
    scene: Scene, number: int, tokens: Sequence[Token], start: int, end: int, last: Said | None
) -> Speaker | None:
    """`очільниця відомства`, `the 66-year-old`, which call back somebody the article has named."""
    first, stop = tokens[start].start, tokens[end - 1].end
    text = scene.text[first:stop]
    if not scene.lexicon.inflects:
        return _again(scene, number, tokens[start:end], text, last)
    person = roles.bearer(scene.titled, number, tokens[start:end], scene.lexicon)
    if person is None or person.name is None:
        return None
    return Speaker(text, first, stop, person.name, person.title, "person", "nominal", person.gender)


def _again(scene: Scene, number: int, words: Sequence[Token], text: str, last: Said | None) -> Speaker | None:
    """Whoever spoke in the sentence before; where nobody has spoken yet, the only person named so far."""
    if not roles.resumes(words):
        return None
    first, stop = words[0].start, words[-1].end
    if last is not None:
        recent = number - last.sentence <= 1 and last.speaker.type == "person" and last.speaker.name is not None
        again = last.speaker._replace(text=text, start=first, end=stop, resolution="nominal", joint=())
        return again if recent else None
    met = {entry.person for entries in scene.named[:number] for entry in entries if entry.person is not None}
    person = met.pop() if len(met) == 1 and roles.aged(words) else None
    if person is None or person.name is None:
        return None
    return Speaker(text, first, stop, person.name, person.title, "person", "nominal", person.gender)


def _unnamed(scene: Scene, tokens: Sequence[Token], start: int, end: int) -> Speaker:
    """A source without a name: an organisation, a document, an office that one person here holds, or nobody."""
    words = tokens[start:end]
    head = _first_noun(words) if scene.lexicon.inflects else _head(words)
    text = scene.text[words[0].start : words[-1].end]
    speaker = Speaker(text, words[0].start, words[-1].end, None, None, "unnamed", "none")
    if head.tags & DOCUMENT and not _issued(words, scene.lexicon):
        return speaker._replace(type="document", resolution="explicit")
    # Джерело opens a sentence in capitals; an English capital makes a group's word a name.
    named = TITLE | ORGANISATION | (0 if scene.lexicon.inflects else CAPITAL)
    if head.tags & GROUP and not head.tags & named:
        return speaker
    person = scene.offices.get(_called(words))
    if person is not None and person.name is not None:
        return speaker._replace(
            name=person.name, title=person.title, type="person", resolution="nominal", gender=person.gender
        )
    if (
        head.tags & ORGANISATION
        or _company(words)
        or (not head.tags & TITLE and any(token.tags & ORGANISATION for token in words))
    ):
        return speaker._replace(type="organisation", resolution="explicit")
    if (
        head.tags & CAPITAL
        and not head.tags & GROUP
        and (head.tags & PLACE or (len(head.text) > 1 and head.text.isupper()))
    ):
        return speaker._replace(type="organisation", resolution="explicit")
    return speaker


def _company(words: Sequence[Token]) -> bool:
    """`Northfield Energy`."""
    return len(words) > 1 and words[-1].low in PORTFOLIOS and all(token.tags & CAPITAL for token in words)


def _issued(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """`повідомленні пресслужби міністерства`: a press service's own words."""
    return lexicon.inflects and any(token.low in PRESS for token in words[1:])


PRESS = frozenset("пресслужби прес-служби пресцентру пресофісу пресс-службы".split())


def _called(words: Sequence[Token]) -> str:
    """`the finance minister` -> finance minister, `Minister says`: an office that must have been introduced. Empty for
    others: `a minister` is a new one.
    """
    if words[0].low == "the":
        return " ".join(token.low for token in words[1:])
    return " ".join(token.low for token in words) if words[0].tags & CAPITAL and words[-1].tags & TITLE else ""


def _head(words: Sequence[Token]) -> Token:
    """The noun a phrase is about: the last word before its first `of`, `for`, `in`."""
    for place, token in enumerate(words):
        if (
            place
            and token.tags & (PREPOSITION | LINK)
            and not token.tags & DETERMINER
            and token.low not in {"'s", "’s", "and"}
        ):
            return words[place - 1]
    return words[-1]


def _first_noun(words: Sequence[Token]) -> Token:
    """Where case endings chain nouns, the first that can speak is the head: повідомленні відомства."""
    return next((token for token in words if token.tags & (DOCUMENT | TITLE | ORGANISATION | GROUP)), words[-1])
