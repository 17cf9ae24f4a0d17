"""What the words before a name tell of its case, where names are declined: за словами *міністра* Олександра Сірого.

Works on the tokens of one sentence.
"""

from collections.abc import Sequence

from indexer.extract.quotes.lexicon import (
    ADDRESSEE,
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    GIVEN,
    HONORIFIC,
    MODIFIER,
    NOMINATIVE,
    OBLIQUE,
    PREPOSITION,
    SPEECH,
    WORD,
    Lexicon,
)
from indexer.extract.quotes.tokens import Token

ACTING = frozenset(("в.о.", "т.в.о.", "виконувач", "виконувачка"))
DASHES = frozenset(("–", "—"))
OWNED = frozenset("словами думку даними інформацією твердженням оцінкою оцінками переконання погляд слів".split())
"""Nouns that a genitive follows: за словами Петренка."""


def office_start(tokens: Sequence[Token], begins: Sequence[int], name: int, lexicon: Lexicon) -> int | None:
    """Which of the office words before a name opens its office: the leftmost in the name's own case, from its first
    adjective on. None where none can be the name's. `begins` are their places, from right to left.
    """
    told = tokens[name].tags & (NOMINATIVE | OBLIQUE)
    plain = [place for place in begins if tokens[place].tags & NOMINATIVE or tokens[place].low in ACTING]
    bent = [place for place in begins if not tokens[place].tags & NOMINATIVE or tokens[place].low in ACTING]
    # Where the name could be either, or is unknown, an office in the nominative is likelier its own.
    fitting = plain if told == NOMINATIVE else bent if told == OBLIQUE else plain or bent
    if not fitting:
        return None
    start = fitting[-1]
    while start and _qualifies(tokens[start - 1], lexicon):
        start -= 1
    return start


def _qualifies(token: Token, lexicon: Lexicon) -> bool:
    """An adjective of an office: *перша* заступниця, *народного* депутата."""
    if not token.tags & WORD or token.tags & (PREPOSITION | CONJUNCTION | ADVERB | SPEECH | GIVEN | HONORIFIC):
        return False
    if token.tags & MODIFIER:
        return True
    return token.low.endswith(ADJECTIVE_ENDINGS) and token.low not in lexicon.offices and not token.tags & ~PLAIN


PLAIN = WORD | CAPITAL
ADJECTIVE_ENDINGS = (
    "ий", "ій", "ська", "цька", "зька", "ного", "ної", "ному", "ним", "ною", "на", "ній", "ня", "нього", "ньої",
    "вого", "вої", "ського", "ської", "ському", "ським", "ською", "цького", "цької", "ва", "ла", "ский", "ская",
    "ского", "ской", "ный", "ная", "ной",
)  # fmt: skip


def profession(tokens: Sequence[Token], place: int, name: int) -> bool:
    """A word in small letters right before a whole name, formed as nouns for people are: *вихователька* Аліса Гомон."""
    token = tokens[place]
    if (
        token.tags & (CAPITAL | PREPOSITION | CONJUNCTION | ADVERB | SPEECH | ADDRESSEE)
        or len(token.low) < AGENT_CHARS_MIN
    ):
        return False
    whole = name + 1 < len(tokens) and tokens[name].tags & GIVEN and tokens[name + 1].tags & CAPITAL
    return bool(whole) and len(token.low) >= AGENT_CHARS_MIN and token.low.endswith(AGENTS)


AGENT_CHARS_MIN = 5
AGENTS = (
    "ник", "ниця", "тель", "телька", "ист", "истка", "іст", "істка", "лог", "логиня", "тор", "торка", "ер", "ерка",
    "ач", "ачка", "ець", "иця", "ар", "арка", "ант", "антка", "ент", "ентка", "граф", "графиня", "ук", "иня", "арка",
    "ника", "ниці", "теля", "тельки", "иста", "истки", "іста", "істки", "лога", "логині", "тора", "торки", "ера",
    "ерки", "ача", "ачки", "ця", "аря", "ента", "ентки", "анта", "антки",
)  # fmt: skip


def context(tokens: Sequence[Token], name: tuple[int, int], title: tuple[int, int], lexicon: Lexicon) -> str | None:
    """Case of a name, by its office, a verb of speech, a preposition. None where they are silent."""
    start, end = name
    if title[0] < title[1] <= start:
        return _of_office(tokens, title, lexicon)
    before = tokens[start - 1] if start else None
    follows = end < len(tokens) and tokens[end].tags & SPEECH
    if before is None or before.text in DASHES:
        return "nominative" if follows or before is not None else None
    if before.tags & HONORIFIC:
        return "nominative" if before.low in {"пан", "пані"} else None
    if before.low in OWNED:
        return "genitive"
    if before.tags & SPEECH or follows:
        return "nominative"
    return "oblique" if before.tags & PREPOSITION else None


def _of_office(tokens: Sequence[Token], title: tuple[int, int], lexicon: Lexicon) -> str | None:
    for token in tokens[title[0] : title[1]]:
        if token.low in ACTING:
            return "nominative"
        if token.low in lexicon.offices:
            return lexicon.offices[token.low][1]
    return None
