"""What attributes in English: verbs of speech with their subject, "according to", a colon or a dash beside a quotation.

A cue holds only positions in its sentence. Who the source is, and what was said, is decided in other rooms.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from indexer.extract.quotes import appositions, phrases, preverbal
from indexer.extract.quotes.lexicon import (
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    DAY,
    DETERMINER,
    DOCUMENT,
    FRAGMENT,
    GIVEN,
    JUDGING,
    OPENS_SOURCE,
    ORGANISATION,
    PARTICIPLE,
    PLACE,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    RELATIVE,
    SPEECH,
    SPOKEN,
    STOP,
    SUBJECTLESS,
    THAT,
    THOUGHT,
    TITLE,
    WORD,
)
from indexer.extract.quotes.tokens import Sentence, Token
from indexer.extract.quotes.verbs import after_quotation, attributes

CUES_MAX = 12
"""Per sentence. A sentence with more is a list of verbs or hostile."""
COLON_SOURCE_TOKENS_MAX = 12
DASH_SOURCE_TOKENS_MAX = 12
ATTRIBUTING = SPEECH | THOUGHT | JUDGING | OPENS_SOURCE | SPOKEN
MARKED = QUOTATION | FRAGMENT
"""A colon or a dash attributes beside a quotation only."""

Shape = Literal["subject", "inverted", "according", "inherited", "noun", "mark"]


class Cue(NamedTuple):
    """Tokens `start`-`end` attribute to the source, tokens `source_start`-`source_end`.

    `inherited`: it goes on with a source before: that of the last cue where both positions are 0, otherwise the
    sentence's subject, which need not stand beside it. `mark`: a colon or a dash.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    shape: Shape
    word: str
    apposition: tuple[int, int] | None = None
    """Between the subject and its verb: Jane Roe, the mayor, said."""
    antecedent: tuple[int, int] | None = None
    """What a relative pronoun stands for: Roe, who said."""

    @property
    def begin(self) -> int:
        """First token of verb and source, where they stand together."""
        return min(self.start, self.source_start) if self.source_end and self.shape != "inherited" else self.start


def going_on(index: int, word: str) -> Cue:
    """A verb whose subject is not told: the source is that of the cue before it."""
    return Cue(index, index + 1, 0, 0, "inherited", word)


def find(sentence: Sentence) -> list[Cue]:
    """Cues of an English sentence in its order."""
    tokens = sentence.tokens
    cues: list[Cue] = []
    for index, token in enumerate(tokens):
        if not token.tags & ATTRIBUTING:
            continue
        if len(cues) >= CUES_MAX:
            break
        cue = _according(tokens, index) if token.tags & OPENS_SOURCE else None
        if cue is None and token.tags & (SPEECH | THOUGHT | JUDGING) and attributes(tokens, index):
            cue = _of_verb(tokens, index, follows=bool(cues))
        if cue is None and token.tags & SPOKEN:
            cue = _of_noun(tokens, index)
        if cue is not None:
            cues.append(cue._replace(word=preverbal.with_negation(tokens, index, cue.word)))
    return cues or (list(_marks(tokens)) if sentence.tags & MARKED else [])


def _according(tokens: Sequence[Token], index: int) -> Cue | None:
    if index + 1 >= len(tokens) or tokens[index + 1].low != "to":
        return None
    end = phrases.right(tokens, index + 2)
    if not any(_can_be_asked(token) for token in tokens[index + 2 : end]):
        return None
    return Cue(index, index + 2, index + 2, end, "according", "according to")


def _can_be_asked(token: Token) -> bool:
    """According to Roe, to the poll, to officials; not according to plan."""
    speaks = CAPITAL | DETERMINER | PRONOUN | TITLE | ORGANISATION | DOCUMENT | PLACE
    return bool(token.tags & speaks) or (token.low.endswith("s") and token.tags & WORD != 0)


def _of_verb(tokens: Sequence[Token], index: int, *, follows: bool) -> Cue | None:
    cue = _inverted(tokens, index)
    if cue is not None:
        return cue
    subject = preverbal.end(tokens, index)
    if tokens[index].tags & PARTICIPLE and not preverbal.progressive(tokens, subject, index):
        return _of_participle(tokens, index, subject)
    if preverbal.passive(tokens, subject, index):
        return None
    if subject < 0:
        return _late_inversion(tokens, index)
    return _with_subject(tokens, index, subject, follows=follows)


def _of_noun(tokens: Sequence[Token], index: int) -> Cue | None:
    """`denied Roe's claim that …`, never where the claim is what its sentence is about: nobody knows where it ends."""
    if index < 2 or index + 1 >= len(tokens) or not tokens[index + 1].tags & THAT or tokens[index].tags & FRAGMENT:
        return None
    owner = index - 1 if tokens[index - 1].low in OWNING else index - 2
    if tokens[owner].low not in OWNING:
        return None
    start, end = owner, owner + 1
    if tokens[owner].low == "'s":
        start, end = preverbal.short(tokens, owner - 1), owner
    if start >= end or start == 0 or tokens[start - 1].tags & (STOP | CONJUNCTION | QUOTATION):
        return None
    return Cue(index, index + 1, start, end, "noun", tokens[index].low)


OWNING = frozenset("'s his her their its".split())


def _inverted(tokens: Sequence[Token], index: int) -> Cue | None:
    """`"…," said Roe`."""
    if tokens[index].low in NEVER_INVERTED or not after_quotation(tokens, index):
        return None
    start = index + 1 + _in_turn(tokens, index + 1)
    if start >= len(tokens) or not _may_follow_inverted(tokens, start):
        return None
    end = phrases.right(tokens, start)
    return Cue(index, index + 1, start, end, "inverted", tokens[index].low) if end > start else None


def _in_turn(tokens: Sequence[Token], place: int) -> int:
    """Tokens of `said in turn Roe`."""
    return 2 if [token.low for token in tokens[place : place + 2]] == ["in", "turn"] else 0


def _may_follow_inverted(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if not phrases.starts_source(token):
        return False
    if token.tags & (CAPITAL | DETERMINER | PRONOUN | TITLE):
        return True
    if token.tags & (PREPOSITION | CONJUNCTION | ADVERB | DAY) or token.low in OBJECTS or token.low.endswith("ly"):
        return False
    return any(token.tags & CAPITAL for token in tokens[place : place + 6]) or token.low.endswith("s")


NEVER_INVERTED = frozenset("told tells telling put puts".split())
OBJECTS = frozenset("him her them us me out back up as".split())
INVERTING = frozenset(
    "said says added explained noted reported wrote stressed announced stated emphasized recalled".split()
)


def _late_inversion(tokens: Sequence[Token], index: int) -> Cue | None:
    """`The road is closed, said Roe`."""
    after = index + 1 < len(tokens) and _may_follow_inverted(tokens, index + 1)
    comma = index > 0 and tokens[index - 1].text in {",", "–", "—"}
    if not after or not comma or tokens[index].low not in INVERTING:
        return None
    end = phrases.right(tokens, index + 1)
    return Cue(index, index + 1, index + 1, end, "inverted", tokens[index].low) if end > index + 1 else None


def _plainly_inverted(tokens: Sequence[Token], cue: Cue) -> bool:
    """`…, said Roe, head of the bank`, and not `Doe, a rival, said Roe would lose`."""
    if not tokens[cue.source_start].tags & CAPITAL or not any(
        token.tags & GIVEN for token in tokens[cue.source_start : cue.source_end]
    ):
        return False
    return cue.source_end == len(tokens) or bool(tokens[cue.source_end].tags & (STOP | PREPOSITION | RELATIVE))


def _with_subject(tokens: Sequence[Token], index: int, subject: int, *, follows: bool) -> Cue | None:
    token, before = tokens[index], tokens[subject]
    if before.text == ",":
        return _after_comma(tokens, index, subject)
    if before.text == ")" or before.text in DASHES:
        subject = preverbal.before_parenthesis(tokens, subject)
        before = tokens[subject]
    if before.tags & RELATIVE and subject >= 2:
        return _relative(tokens, index, subject)
    if before.low in COORDINATING:
        start, end = (0, 0) if follows else preverbal.first(tokens, subject)
        return Cue(index, index + 1, start, end, "inherited", token.low) if follows or end else None
    if subject < 0 or (before.tags & NO_SUBJECT and not before.tags & PRONOUN):
        return _late_inversion(tokens, index)
    start, end = appositions.past_relative(tokens, phrases.left(tokens, subject), subject + 1)
    if end <= subject and start > 1 and tokens[start - 1].text == "," and tokens[start - 2].tags & CAPITAL:
        start, end = phrases.left(tokens, start - 2), start - 1
    return Cue(index, index + 1, start, end, "subject", token.low)


COORDINATING = frozenset(("and", "but"))
NO_SUBJECT = CONJUNCTION | PREPOSITION | STOP | QUOTATION | SUBJECTLESS


def _of_participle(tokens: Sequence[Token], index: int, before: int) -> Cue | None:
    """`…, adding that`: goes on with the sentence's speaker. `a clip of Roe saying that`: Roe's."""
    word = tokens[index].low
    if before < 0 or tokens[before].tags & NO_SPEAKER:
        return going_on(index, word)
    start = preverbal.short(tokens, before)
    # Whoever sent out a letter saying something said it.
    if (tokens[before].tags & DOCUMENT and start > 0) or _addressed(tokens, start):
        return going_on(index, word)
    return Cue(index, index + 1, start, before + 1, "subject", word)


NO_SPEAKER = STOP | QUOTATION | CONJUNCTION | PREPOSITION | FRAGMENT | DOCUMENT
"""Before a participle. `Roe sent a letter saying that` is Roe's."""


def _addressed(tokens: Sequence[Token], start: int) -> bool:
    """`Roe sent a letter to supporters saying that`, `Roe replied on Facebook writing`; not `an aide to Roe saying`."""
    return start > 1 and tokens[start - 1].low in {"to", "on", "in"} and not tokens[start - 2].tags & TITLE


def _after_comma(tokens: Sequence[Token], index: int, comma: int) -> Cue | None:
    inversion = _late_inversion(tokens, index)
    if inversion is not None and _plainly_inverted(tokens, inversion):
        return inversion
    found = appositions.subject(tokens, comma)
    if found is None:
        return inversion
    return Cue(index, index + 1, found.start, found.end, "subject", tokens[index].low, found.apposition)


def _relative(tokens: Sequence[Token], index: int, who: int) -> Cue:
    last = who - 1
    if tokens[last].text == "," and last > 0:
        last -= 1
    antecedent = (phrases.left(tokens, last), last + 1)
    return Cue(index, index + 1, who, who + 1, "subject", tokens[index].low, antecedent=antecedent)


def _marks(tokens: Sequence[Token]) -> Iterator[Cue]:
    """`Roe: "…"` and `"…" – Roe`, where no verb attributes."""
    for index in range(1, len(tokens) - 1):
        token = tokens[index]
        if token.text == ":" and _introduces(tokens, index):
            last = phrases.before_bracket(tokens, index - 1) if tokens[index - 1].text == ")" else index - 1
            start = phrases.left(tokens, last)
            # `The mayor sent them a reply:` is no name before a colon; the sentence's subject speaks.
            told = any(phrases.finite(token) for token in tokens[start:index])
            if index - start <= COLON_SOURCE_TOKENS_MAX and not told:
                yield Cue(index, index + 1, start, index, "mark", ":")
        elif token.text in DASHES and _signs(tokens, index):
            end = phrases.right(tokens, index + 1)
            yield Cue(index, index + 1, index + 1, end, "mark", token.text)


DASHES = frozenset(("-", "–", "—"))


def _introduces(tokens: Sequence[Token], colon: int) -> bool:
    last = phrases.before_bracket(tokens, colon - 1) if tokens[colon - 1].text == ")" else colon - 1
    if last < 0:
        return False
    before, after = tokens[last], tokens[colon + 1]
    return bool(after.tags & QUOTATION and before.tags & WORD and before.tags & (CAPITAL | TITLE))


def _signs(tokens: Sequence[Token], dash: int) -> bool:
    if len(tokens) - dash > DASH_SOURCE_TOKENS_MAX or not tokens[dash + 1].tags & (CAPITAL | TITLE):
        return False
    return _closes(tokens[dash - 1])


def _closes(token: Token) -> bool:
    return bool(token.tags & QUOTATION) or (token.text in {"”", '"', "''", "»"} and bool(token.tags & FRAGMENT))
