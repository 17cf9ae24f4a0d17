"""Whether a word that can attribute does so where it stands: "claims" the verb, not the noun.

Told by neighbours only: determiners and prepositions make nouns, auxiliaries make passives, a quotation or a "that"
beside a word of many meanings makes it speech.
"""

from collections.abc import Sequence

from indexer.extract.quotes.lexicon import (
    ADVERB,
    BARE_FORM,
    CAPITAL,
    DETERMINER,
    FRAGMENT,
    JUDGING,
    LEANING,
    NOUNISH,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    RELATIVE,
    SPEECH,
    STOP,
    THAT,
    THOUGHT,
    TITLE,
)
from indexer.extract.quotes.tokens import Token


def attributes(tokens: Sequence[Token], index: int) -> bool:
    """Whether a form of a verb of speech stands as a verb here."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    if token.tags & FRAGMENT or (before is not None and before.low == "to" and not infinitive(tokens, index)):
        return False
    if token.tags & CAPITAL and before is not None and not before.tags & (QUOTATION | STOP):
        return False
    if token.tags & BARE_FORM and not token.tags & ADVERB and not _plural_subject(tokens, index):
        return False
    if not token.tags & SPEECH and not _reports(tokens, index):
        return False
    if token.tags & LEANING and not (_adjoins(tokens, index) or topical(tokens, index)):
        return False
    return not token.tags & NOUNISH or _verbal(tokens, index)


def _reports(tokens: Sequence[Token], index: int) -> bool:
    """A view needs its "that"; a judgement needs an active subject right before it."""
    if tokens[index].tags & THOUGHT and (_complemented(tokens, index) or after_quotation(tokens, index)):
        return True
    if not tokens[index].tags & JUDGING or not index:
        return False
    before = tokens[index - 1]
    if tokens[index].tags & PARTICIPLE:
        return before.text in {",", "—", "–"} or before.low in OPENS_PARTICIPLE
    if before.text == ",":
        return index + 1 < len(tokens) and not tokens[index + 1].tags & PREPOSITION
    return bool(before.tags & (CAPITAL | PRONOUN | RELATIVE | TITLE)) or before.low in OPENS_JUDGMENT


OPENS_PARTICIPLE = frozenset("while after by before and without in".split())
OPENS_JUDGMENT = frozenset("also has have had and but then later repeatedly again".split())


def infinitive(tokens: Sequence[Token], index: int) -> int:
    """Tokens before `to` that only say that somebody did: `went on to say`, `continued to insist`. 0 where none do."""
    if index < 3:
        return 0
    first, second = tokens[index - 3].low, tokens[index - 2].low
    if (first, second) in GOES_ON:
        return 3
    return 2 if second in GOVERNING else 0


GOES_ON = frozenset((("went", "on"), ("goes", "on"), ("go", "on")))
GOVERNING = frozenset("continued continues continue began begins seemed seems appeared appears".split())


def topical(tokens: Sequence[Token], index: int) -> bool:
    """`warned of`, `spoke about`: the preposition behind a verb names what was said."""
    return index + 1 < len(tokens) and tokens[index + 1].low in TOPICS.get(tokens[index].low, ())


TOPICS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("spoke", "speaks", "speaking"), ("about", "of")),
    **dict.fromkeys(("warned", "warns", "warning", "warn"), ("about", "against")),
    **dict.fromkeys(("complained", "complains", "complaining", "complain"), ("of", "about")),
    **dict.fromkeys(("boasted", "boasts", "boasting", "bragged", "brags"), ("of", "about")),
    **dict.fromkeys(("joked", "jokes", "joking", "wrote", "writes", "testified", "asked", "asks"), ("about",)),
    **dict.fromkeys(("insisted", "insists", "insisting", "commented", "comments", "commenting"), ("on",)),
    **dict.fromkeys(("railed", "rails", "railing"), ("against",)),
    **dict.fromkeys(("called", "calls", "calling", "call"), ("for",)),
    **dict.fromkeys(("argued", "argues", "arguing", "argue"), ("for", "against")),
    **dict.fromkeys(("hinted", "hints", "hinting"), ("at",)),
    **dict.fromkeys(("pointed", "points", "pointing"), ("to",)),
}


def _complemented(tokens: Sequence[Token], index: int) -> bool:
    following = tokens[index + 1 : index + 3]
    return any(token.tags & THAT for token in following[: 2 if following and following[0].text == "," else 1])


def _adjoins(tokens: Sequence[Token], index: int) -> bool:
    skip = 2 if tokens[index].low in PHRASAL else 1
    following = tokens[index + skip : index + skip + 2]
    place = 1 if following and following[0].text in {",", ":"} else 0
    after = len(following) > place and bool(following[place].tags & (QUOTATION | THAT))
    return after or after_quotation(tokens, index) or _closes_sentence(tokens, index)


def _closes_sentence(tokens: Sequence[Token], index: int) -> bool:
    """`"…," the mayor continued.`"""
    after = index + 1 + particle(tokens, index)
    if after < len(tokens) and tokens[after].text != ".":
        return index > 1 and bool(tokens[index - 2].tags & QUOTATION)
    return any(token.tags & QUOTATION for token in tokens[:index])


def _plural_subject(tokens: Sequence[Token], index: int) -> bool:
    """A bare form attributes after officials, they, I, or an auxiliary: say, not a noun or an infinitive."""
    if tokens[index].low in {"say", "tell", "write"} or not index:
        return bool(index)
    before = tokens[index - 1]
    return (
        before.low in BEFORE_BARE
        or infinitive(tokens, index) > 0
        or (before.low.endswith("s") and not before.tags & (ADVERB | DETERMINER))
    )


BEFORE_BARE = frozenset("they we i who did do does not n't didn't don't doesn't".split())


def _verbal(tokens: Sequence[Token], index: int) -> bool:
    """A form that is a noun or a participle as well: told by its neighbours."""
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    low = tokens[index].low
    if before is not None:
        if before.tags & (DETERMINER | PREPOSITION) and not before.tags & PRONOUN:
            return False
        if before.text[:1].isdigit():
            return False
        if (before.low in NOUN_BEFORE and not before.tags & CAPITAL) or (
            low.endswith("ed") and before.low in AUXILIARIES
        ):
            return False
    if after is not None and not low.endswith("ed") and (after.low in FINITE or _to_be_done(tokens, index + 1)):
        return False
    if low in PHRASAL:
        return after is not None and after.low in PHRASAL[low]
    return not (low.startswith("pledged") and after is not None and after.low.startswith("delegate"))


PHRASAL = {
    **dict.fromkeys(("pointed", "points", "point", "pointing"), ("out", "to")),
    **dict.fromkeys(("went", "goes"), ("on",)),
    **dict.fromkeys(("put", "puts"), ("it",)),
    **dict.fromkeys(("fired", "fires", "shot", "shoots", "hit", "hits"), ("back",)),
    **dict.fromkeys(("chimed", "chimes"), ("in",)),
}
"""Verbs that speak only with their particle."""


FINITE = frozenset("is are was were has have had will would can could should may might must".split())
"""Behind a noun, not behind a verb: reports have been written."""


def _to_be_done(tokens: Sequence[Token], place: int) -> bool:
    """`Claims to be decided in May`: what such words say is still to happen to a noun."""
    words = [token.low for token in tokens[place : place + 3]]
    return len(words) == 3 and words[:2] == ["to", "be"] and words[2].endswith("ed")


def particle(tokens: Sequence[Token], index: int) -> bool:
    """Whether the next word belongs to the verb: pointed *out* that."""
    return index + 1 < len(tokens) and tokens[index + 1].low in PHRASAL.get(tokens[index].low, ())


NOUN_BEFORE = frozenset("'s such no any news media more to be been our my own new recent latest public key".split())
AUXILIARIES = frozenset("was were is are been be being when if as".split())


def after_quotation(tokens: Sequence[Token], index: int) -> bool:
    place = index - 1
    while place > 0 and index - place < 3 and tokens[place].text in {",", "-", "–", "—"}:
        place -= 1
    if place < 0:
        return False
    before = tokens[place]
    return bool(before.tags & QUOTATION) or (before.text in {"”", '"', "''", "»"} and bool(before.tags & FRAGMENT))
