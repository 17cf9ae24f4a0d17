"""Offices beside a name, as written: Deputy Interior Minister Jane Roe; Jane Roe, head of the bank; речниця Іванна Роу.

Works on the tokens of one sentence and answers with the office's first token and the one behind its last, equal where
there is none.
"""

from collections.abc import Sequence

from indexer.extract.quotes import casing, phrases, sources
from indexer.extract.quotes.lexicon import (
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    DAY,
    DETERMINER,
    FRAGMENT,
    GIVEN,
    HONORIFIC,
    LINK,
    MODIFIER,
    NOT_NAME,
    OPENS_SOURCE,
    ORGANISATION,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    RELATIVE,
    SPEECH,
    STOP,
    THAT,
    TITLE,
    VERB,
    WORD,
    Lexicon,
)
from indexer.extract.quotes.tokens import Token

TITLE_TOKENS_MAX = 14
"""How far left of a name its title may begin: Head of the Central Office of … of …"""


def before(tokens: Sequence[Token], name_start: int, floor: int, lexicon: Lexicon) -> tuple[int, int]:
    """Tokens of the office before a name, from its leftmost word. Empty where there is none."""
    end = name_start
    while end > floor and tokens[end - 1].tags & HONORIFIC:
        end -= 1
    begin = place = end
    least = max(floor, end - TITLE_TOKENS_MAX)
    if lexicon.inflects:
        return _declined(tokens, name_start, end, least, lexicon)
    while place > least and (_of_title(tokens[place - 1]) or _noun(tokens[place - 1])):
        place -= 1
        if tokens[place].tags & TITLE and _governs(tokens, place, begin):
            begin = place
    if begin < end:
        begin = _qualified(tokens, _own(tokens, begin, end), floor)
    linked = begin < end and tokens[end - 1].tags & (LINK | DETERMINER) and not tokens[end - 1].tags & CAPITAL
    return (end, end) if linked else (begin, end)


def _governs(tokens: Sequence[Token], place: int, begin: int) -> bool:
    """Whether an office reaches from `place` to what is known to belong to it: head *of* the council, deputy *head*."""
    following = tokens[place + 1]
    if place + 1 == begin or following.low in OFFICE_LINKS:
        return True
    between = tokens[place + 1 : begin]
    return all(token.tags & (WORDY | LINK) for token in between)


OFFICE_LINKS = frozenset("of for at in".split())


def _declined(tokens: Sequence[Token], name: int, end: int, least: int, lexicon: Lexicon) -> tuple[int, int]:
    place, begins = end, []
    while place > least and _of_declined_title(tokens[place - 1]):
        place -= 1
        if tokens[place].tags & TITLE:
            begins.append(place)
    start = casing.office_start(tokens, begins, name, lexicon)
    if start is None and end > least and casing.profession(tokens, end - 1, name):
        start = casing.office_start(tokens, [end - 1], name, lexicon) or end - 1
    return (end, end) if start is None else (start, end)


def _own(tokens: Sequence[Token], begin: int, end: int) -> int:
    """`spokesman for Mayor Roe` -> `Mayor`: the first office is somebody else's."""
    if not tokens[end - 1].tags & TITLE:
        return begin
    return next((place + 1 for place in range(end - 2, begin, -1) if tokens[place].low in SERVING), begin)


SERVING = frozenset(("to", "for"))
QUALIFIERS_MAX = 4


def _qualified(tokens: Sequence[Token], begin: int, floor: int) -> int:
    """Words right before the office belong to it: Ukrainian President, border guard spokeswoman, mine's director."""
    least = max(floor, begin - QUALIFIERS_MAX)
    while begin > floor and _qualifies(tokens[begin - 1]):
        begin -= 1
    place = begin
    while place > least and (_noun(tokens[place - 1]) or _qualifies(tokens[place - 1])):
        place -= 1
    # Not the last words of a clause: a phrase has an article, a verb of speech or a mark before it.
    opened = place == 0 or bool(tokens[place - 1].tags & PHRASE_STARTS) or phrases.finite(tokens[place - 1])
    return place + 1 if opened and tokens[place].low == "'s" else place if opened else begin


PHRASE_STARTS = DETERMINER | STOP | SPEECH | QUOTATION | CONJUNCTION | PREPOSITION


def _noun(token: Token) -> bool:
    """A word in lower case that nothing shows to be anything but a noun or an adjective."""
    if token.low == "'s":
        return True
    if not token.tags & WORD or token.tags & (NO_NOUN | CAPITAL) or token.low in EPITHETS:
        return False
    return token.low.isalpha() and (not token.low.endswith(("ed", "ly", "ing")) or token.low in GERUNDS)


NO_NOUN = (
    SPEECH
    | VERB
    | FRAGMENT
    | NOT_NAME
    | DETERMINER
    | PREPOSITION
    | CONJUNCTION
    | ADVERB
    | PRONOUN
    | RELATIVE
    | THAT
    | DAY
)
GERUNDS = frozenset("holding banking housing planning engineering building trading shipping mining training".split())
EPITHETS = frozenset(
    "longtime current new young old famous popular prominent controversial fellow own late turn".split()
)


def apposed(tokens: Sequence[Token], name_start: int, name_end: int) -> tuple[int, int]:
    """`The head of the bank, Jane Roe, said`: the office before a name, a comma between. Empty where there is none."""
    comma = name_start - 1
    closed = name_end == len(tokens) or bool(tokens[name_end].tags & STOP)
    if comma < 1 or tokens[comma].text != "," or not closed:
        return name_start, name_start
    start = comma
    while start > 0 and comma - start < TITLE_TOKENS_MAX and not tokens[start - 1].tags & APPOSED_ENDS:
        start -= 1
    opened = next((place for place in range(start, comma) if tokens[place].tags & DETERMINER), comma)
    words = tokens[opened + 1 : comma]
    named = any(token.tags & GIVEN and token.tags & CAPITAL and not token.tags & TITLE for token in words)
    if named or not any(token.tags & TITLE for token in words[:APPOSED_WORDS_MAX]):
        return name_start, name_start
    return opened + 1, comma


def behind(tokens: Sequence[Token], name_end: int) -> tuple[int, int]:
    """`Jane Roe, head of the bank,`: the office behind a name, without its article. Empty where there is none."""
    start = name_end + 1
    if start >= len(tokens) or tokens[name_end].text != ",":
        return name_end, name_end
    if tokens[start].tags & NO_OFFICE:
        return name_end, name_end
    if tokens[start].tags & DETERMINER:
        start += 1
    end = start
    while end < len(tokens) and end - start < TITLE_TOKENS_MAX and not tokens[end].tags & APPOSITION_ENDS:
        end += 1
    words = tokens[start:end]
    # Another person's title opens like this one's: Roe, Governor Doe and others.
    named = any(token.tags & GIVEN and token.tags & CAPITAL and not token.tags & TITLE for token in words)
    closed = end == len(tokens) or bool(tokens[end].tags & (STOP | RELATIVE))
    if named or not closed or not any(token.tags & TITLE for token in words[:APPOSED_WORDS_MAX]):
        return name_end, name_end
    return (start, end) if _plain(words) else (name_end, name_end)


def _plain(words: Sequence[Token]) -> bool:
    """Whether an office goes on with a link or ends, and not with somebody's surname."""
    last = max(place for place, token in enumerate(words) if token.tags & TITLE)
    if last + 1 == len(words):
        return True
    following = words[last + 1]
    return bool(following.tags & LINK) or not following.tags & CAPITAL or following.low.endswith(GENITIVES)


GENITIVES = ("ого", "ої", "их", "их", "ів", "ї")
"""What an office is of, not who holds it: голова *Верховної* Ради."""


NO_OFFICE = PREPOSITION | CONJUNCTION | OPENS_SOURCE
"""`in Stonebrook, according to the press service`: another phrase begins."""
APPOSED_WORDS_MAX = 4
APPOSITION_ENDS = STOP | SPEECH | QUOTATION | RELATIVE
APPOSED_ENDS = APPOSITION_ENDS | PRONOUN | ADVERB | VERB


def _qualifies(token: Token) -> bool:
    return bool(token.tags & CAPITAL) and not token.tags & (NOT_NAME | GIVEN | HONORIFIC | FRAGMENT)


WORDY = TITLE | CAPITAL | ORGANISATION | MODIFIER
UNTITLED = SPEECH | ADVERB | PRONOUN | THAT | NOT_NAME | DAY | RELATIVE


def _of_declined_title(token: Token) -> bool:
    """Case endings let any noun into a title (міністр внутрішніх справ, директор НЕК «Світло»)."""
    if token.tags & (UNTITLED | QUOTATION):
        return bool(token.tags & LINK) and not token.tags & SPEECH
    if sources.verbal(token):
        return False
    if token.tags & (WORD | FRAGMENT):
        return not token.tags & (CONJUNCTION | PREPOSITION) or bool(token.tags & LINK)
    return token.text in {"«", "»", "-"}


def _of_title(token: Token) -> bool:
    if token.tags & FRAGMENT or (token.tags & SPEECH and not token.tags & CAPITAL):
        return False
    return bool(token.tags & (TITLE | LINK | MODIFIER)) or bool(token.tags & CAPITAL and not token.tags & NOT_NAME)
