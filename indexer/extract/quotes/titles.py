"""Offices beside a name, as written: Deputy Interior Minister Jane Roe; Jane Roe, head of the bank; речниця Іванна Роу.

Works on the tokens of one sentence and answers with the office's first token and the one behind its last, equal where
there is none.
"""

from collections.abc import Sequence

from indexer.extract.quotes import casing, sources
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
    ORGANISATION,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    RELATIVE,
    SPEECH,
    STOP,
    THAT,
    TITLE,
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
    while place > least and _of_title(tokens[place - 1]):
        place -= 1
        if tokens[place].tags & TITLE:
            begin = place
    # Capitals right before the office belong to it: Ukrainian President, European Commission President.
    while floor < begin < end and _qualifies(tokens[begin - 1]):
        begin -= 1
    return (begin, end) if begin < end and tokens[end - 1].tags & WORDY else (end, end)


def _declined(tokens: Sequence[Token], name: int, end: int, least: int, lexicon: Lexicon) -> tuple[int, int]:
    place, begins = end, []
    while place > least and _of_declined_title(tokens[place - 1]):
        place -= 1
        if tokens[place].tags & TITLE:
            begins.append(place)
    return (casing.office_start(tokens, begins, name, lexicon), end) if begins else (end, end)


def behind(tokens: Sequence[Token], name_end: int) -> tuple[int, int]:
    """`Jane Roe, head of the bank,`: the office behind a name, without its article. Empty where there is none."""
    start = name_end + 1
    if start >= len(tokens) or tokens[name_end].text != ",":
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


APPOSED_WORDS_MAX = 4
APPOSITION_ENDS = STOP | SPEECH | QUOTATION | RELATIVE


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
    if token.tags & (FRAGMENT | SPEECH):
        return False
    return bool(token.tags & (TITLE | LINK | MODIFIER)) or bool(token.tags & CAPITAL and not token.tags & NOT_NAME)
